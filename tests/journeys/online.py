# SPDX-License-Identifier: GPL-3.0-or-later
"""A provider that takes no passwords: the account goes by GNOME Online Accounts from now on, in the window."""
import os
import pathlib
import subprocess

import journey
import mail_server
from journey import ask, cli

state = {}


def a_provider_takes_no_passwords(app):
    for given, role in (('Marta', 'mentee'), ('Sofia', 'mentor')):
        done = cli('member', 'add', f'given_name={given}', f'email={role}@example.org')
        assert done.returncode == 0, done.stderr
        done = cli('enrol', given, '--role', role, '--capacity', 2)
        assert done.returncode == 0, done.stderr
    done = cli('request', 'send', 'Marta', 'Sofia', '--area', 'career', '--by', 'mentee')
    assert done.returncode == 0, done.stderr
    state['server'], state['folder'] = mail_server.start(app, 'token')
    assert 'OAuth' in cli('account', 'test').stderr
    port = (state['folder'] / 'port').read_text(encoding='utf-8')
    script = pathlib.Path(__file__).resolve().parent.parent / 'support/online-accounts.py'
    state['online'] = subprocess.Popen(['/usr/bin/python3', str(script), f'localhost:{port}'], stdin=subprocess.DEVNULL,
                                       env={**os.environ, 'RAPPORT_TEST_PASSWORD': mail_server.PASSWORD})
    app.start()


def the_account_goes_by_online_accounts(app):
    app.go('outbox')
    app.point(app.find(('button', 'toggle'), 'More for Letters'))
    app.press('Mail Account…')
    app.find(name='Mail Account')
    app.point(app.find('label', 'Example, by Online Accounts'))
    app.gone(name='Keep the Password in a File')
    app.check_names()
    app.press('Test')
    app.says('The server can be reached')
    app.picture('online-account')
    app.press('Save')
    app.gone(name='Mail Account', role='frame')
    app.wait(lambda: not (app.home / 'data/rapport/passwords').exists(), 'the password to go with its use')


def a_letter_goes_out_by_a_token(app):
    app.press('Send')
    app.says('1 letter sent')
    (facts,) = mail_server.letters_of(state['folder']).values()
    assert facts['subject'].startswith('Marta asks'), facts
    assert 'AUTH XOAUTH2 in TLS' in (state['folder'] / 'talk').read_text(encoding='utf-8')
    app.quit()
    for name in ('server', 'online'):
        state[name].terminate()
        state[name].wait()
    assert [letter['state'] for letter in ask('outbox', 'list')] == ['sent']


journey.main(a_provider_takes_no_passwords, the_account_goes_by_online_accounts, a_letter_goes_out_by_a_token)
