#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server for tests: aiosmtpd with TLS and AUTH, and ways to misbehave.

usage: smtp-server.py FOLDER [WAY]

Writes FOLDER/port once it listens and FOLDER/ca.pem, and each letter that it takes as FOLDER/letter-N.eml with
FOLDER/letter-N.json: what Python's email module reads in it. FOLDER/talk has every command that it was sent, of AUTH
only the method. WAY: good (STARTTLS), tls (TLS from the first byte), refuse-reader, refuse-all, busy, login, oauth, both
(offers passwords beside tokens, and takes none), plain (no TLS), expired (its certificate), hang, hang-after, token (takes that password as a token, by XOAUTH2), drop, drop-after (once the letter is whole), wrong-name (certificate of another host), slow.
"""
import asyncio
import base64
import email.policy
import json
import os
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult

FOLDER = sys.argv[1]
WAY = sys.argv[2] if len(sys.argv) > 2 else 'good'


def note(line):
    with open(os.path.join(FOLDER, 'talk'), 'a', encoding='utf-8') as talk:
        talk.write(line + '\n')


def make_certificate():
    key, certificate = os.path.join(FOLDER, 'key.pem'), os.path.join(FOLDER, 'ca.pem')
    name = 'elsewhere.example' if WAY == 'wrong-name' else 'localhost'
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=' + name, '-addext',
                    'subjectAltName=DNS:' + name, '-keyout', key, '-out', certificate], check=True, capture_output=True)
    if WAY == 'expired':
        subprocess.run(['openssl', 'x509', '-in', certificate, '-signkey', key, '-days', '-1', '-clrext', '-out', certificate + '.old'], check=True, capture_output=True)
        os.rename(certificate + '.old', certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


class Handler:
    count = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        note('EHLO')
        if WAY == 'oauth':
            responses = [line for line in responses if 'AUTH' not in line]
            responses.insert(len(responses) - 1, '250-AUTH XOAUTH2 OAUTHBEARER')
        if WAY == 'both':
            responses = [line + ' XOAUTH2' if 'AUTH' in line else line for line in responses]
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        note('MAIL ' + address)
        if WAY == 'hang':
            await asyncio.sleep(60)
        if WAY == 'busy':
            return '451 4.3.0 Try again later, please'
        envelope.mail_from = address
        return '250 OK'

    async def handle_RCPT(self, server, session, envelope, address, options):
        note('RCPT ' + address)
        if WAY == 'refuse-all' or (WAY == 'refuse-reader' and 'sofia' in address):
            return '550 5.1.1 <b>No such user</b> here'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    def keep(self, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        names = os.path.join(FOLDER, f'letter-{Handler.count}')
        Handler.count += 1
        facts = {'envelope_from': envelope.mail_from, 'envelope_to': envelope.rcpt_tos, 'subject': str(message['Subject']),
                 'from': str(message['From']), 'to': str(message['To']), 'id': str(message['Message-ID']),
                 'body': message.get_body(('plain',)).get_content().replace('\r\n', '\n'), 'headers': message.keys(),
                 'events': [part.get_payload(decode=True).decode() for part in message.walk() if part.get_content_type() == 'text/calendar'],
                 'defects': [str(defect) for part in message.walk() for defect in part.defects]}
        with open(names + '.eml', 'wb') as out:
            out.write(envelope.content)
        with open(names + '.json', 'w', encoding='utf-8') as out:
            json.dump(facts, out)

    async def handle_DATA(self, server, session, envelope):
        note('DATA')
        if WAY == 'slow':
            await asyncio.sleep(0.05)
        self.keep(envelope)
        if WAY == 'hang-after':
            await asyncio.sleep(60)
        if WAY == 'drop-after':
            server.transport.abort()
        return '250 OK: taken'


class TokenHandler(Handler):
    async def auth_XOAUTH2(self, server, arguments):
        note('AUTH XOAUTH2' + (' in TLS' if server.transport.get_extra_info('ssl_object') else ' IN THE CLEAR'))
        said = base64.b64decode(arguments[1]) if len(arguments) > 1 else await server.challenge_auth('')
        token = os.environb.get(b'RAPPORT_TEST_PASSWORD', b'?')
        if said == b'user=office\x01auth=Bearer ' + token + b'\x01\x01':
            return AuthResult(success=True)
        await server.challenge_auth('{"status":"400"}')
        return AuthResult(success=False, handled=False)


class Server(SMTP):
    async def smtp_DATA(self, arg):
        if WAY == 'drop':
            note('DATA')
            await self.push('354 go on')
            await self._reader.read(40000)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def authenticate(server, session, envelope, mechanism, data):
    safe = server.transport.get_extra_info('ssl_object') is not None
    note('AUTH ' + mechanism + (' in TLS' if safe else ' IN THE CLEAR'))
    good = WAY not in ('login', 'both') and data.login == b'office' and data.password == os.environb.get(b'RAPPORT_TEST_PASSWORD', b'?')
    return AuthResult(success=good, handled=good)


async def main():
    context = make_certificate()
    needs_tls = WAY != 'plain'

    def make():
        return Server(TokenHandler() if WAY == 'token' else Handler(), hostname='localhost', tls_context=context if needs_tls and WAY != 'tls' else None,
                      require_starttls=needs_tls and WAY != 'tls', authenticator=authenticate, auth_required=WAY != 'oauth',
                      auth_require_tls=needs_tls and WAY != 'tls', timeout=120,
                      auth_exclude_mechanism=['LOGIN', 'PLAIN'] if WAY == 'token' else None)

    server = await asyncio.get_running_loop().create_server(make, 'localhost', 0, ssl=context if WAY == 'tls' else None)
    port = server.sockets[0].getsockname()[1]
    with open(os.path.join(FOLDER, 'port.new'), 'w', encoding='utf-8') as out:
        out.write(str(port))
    os.rename(os.path.join(FOLDER, 'port.new'), os.path.join(FOLDER, 'port'))
    parent = os.getppid()
    while os.getppid() == parent:  # a test that fails leaves no server behind
        await asyncio.sleep(0.5)


asyncio.run(main())
