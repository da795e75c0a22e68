# SPDX-License-Identifier: GPL-3.0-or-later
"""The mail server of the tests, and the account that leads to it."""
import json
import os
import pathlib
import subprocess

PASSWORD = 'Zwölf-Boxkämpfer-7731'


def start(app, way):
    """tests/support/smtp-server.py; it leaves with this process."""
    folder = pathlib.Path(os.environ['HOME']) / f'server-{way}'
    folder.mkdir()
    script = pathlib.Path(__file__).resolve().parent.parent / 'support/smtp-server.py'
    process = subprocess.Popen(['/usr/bin/python3', str(script), str(folder), way], env={**os.environ, 'RAPPORT_TEST_PASSWORD': PASSWORD},
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    app.wait(lambda: (folder / 'port').exists(), 'the mail server to listen', 60)
    port = (folder / 'port').read_text(encoding='utf-8')
    program = os.path.join(os.environ['RAPPORT_BUILD'], 'src/cli/rapportctl')
    done = subprocess.run([program, 'account', 'set', '--host', 'localhost', '--port', port, '--user', 'office', '--name', 'Büro',
                           '--address', 'office@example.org', '--ca-file', str(folder / 'ca.pem'), '--password-in-file'],
                          input=PASSWORD + '\n', capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    return process, folder


def letters_of(folder):
    """What Python's email module has read, by reader and subject."""
    found = {}
    for path in sorted(folder.glob('letter-*.json')):
        facts = json.loads(path.read_text(encoding='utf-8'))
        assert facts['envelope_to'][0] + ' ' + facts['subject'] not in found, 'a letter came twice'
        found[facts['envelope_to'][0] + ' ' + facts['subject']] = facts
    return found
