# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminders to many: drafted, looked at, sent with progress, cancelled half-way and sent to the end, each once; 200 of them, in
the long suite 2,000. How long the window was deaf meanwhile is printed."""
import os
import re
import subprocess
import time

import journey
import mail_server
from journey import ask, cli, comment
from pulse import Pulse

LETTERS = 2000 if os.environ.get('RAPPORT_LONG') else 200
LONG = 900 if LETTERS > 200 else 60  # seconds
NUMBER = f'{LETTERS:,}'.replace(',', ',?')
state = {}


def many_requests_wait(app):
    done = cli('programme', 'set', 'letters', '["reminder"]')
    assert done.returncode == 0, done.stderr
    program = os.path.join(os.environ['RAPPORT_BUILD'], 'tests/journeys/ask-many')
    subprocess.run([program, str(app.home / 'data/rapport/rapport.db'), str(LETTERS)], check=True, timeout=LONG)
    state['server'], state['folder'] = mail_server.start(app, 'slow')


def i21_their_reminders_are_drafted_and_looked_at(app):
    app.start()
    app.go('outbox')
    app.says('^No Drafts$')
    app.point(app.find(('button', 'toggle'), 'More for Letters'))
    with Pulse(app, f'drafting {LETTERS:,}'):
        app.press('Draft What Is Due')
        app.says(f'^{NUMBER} letters drafted$', seconds=LONG)
        app.find(('button', 'toggle'), re.compile(f'^Drafts {NUMBER}$'), seconds=LONG)
        app.says(f'^Outbox, {NUMBER} wait for you$', seconds=LONG)
    # the list is looked at and searched, and one is taken out of it
    app.fill('Search letters by name and subject', 'Number 117')
    app.find('list item', re.compile('^To Person Number 117: '))
    app.fill('Search letters by name and subject', '')
    app.find(('button', 'toggle'), re.compile(f'^Send {NUMBER}…$'))


def all_but_one_are_selected_and_sent(app):
    app.press('Select Letters')
    app.says('^Nothing Selected$')
    app.find('button', 'Discard')
    app.key('ctrl+a')
    app.says(f'^{NUMBER} Selected$', seconds=LONG)
    app.point(app.find('list item', re.compile('^To Person Number ')))
    app.says(f'^{LETTERS - 1:,} Selected$'.replace(',', ',?'))
    app.check_names()
    app.picture('reminders-selected')
    app.press('Send…')
    question = re.compile(f'^Send {LETTERS - 1:,} Letters\\?$'.replace(',', ',?'))
    app.says(question)
    app.press(re.compile('^Send'), within=app.window(question))


def letters_done(app):
    """The figure over the bar: "42 of 200 letters"."""
    found = app.find(name=re.compile(r'^[0-9,]+ of [0-9,]+ letters$'), seconds=LONG)
    return int(found.name.split()[0].replace(',', ''))


def cancelled_half_way_the_rest_stays_queued(app):
    with Pulse(app, 'queueing and sending, cancelled') as pulse:
        app.wait(lambda: letters_done(app) >= LETTERS // 4, 'a quarter of the letters', seconds=LONG)
        app.press('Cancel')
        app.says('^Sending was cancelled; the rest stays queued$', seconds=LONG)
    assert pulse.longest < 2, 'the window was not alive'  # a frame on a quiet machine; nobody thinks it dead after less
    counts = {s: len(ask('outbox', 'list', '--state', s)) for s in ('draft', 'queued', 'sent')}
    assert counts['draft'] == 1 and counts['queued'] > 0 and counts['sent'] >= LETTERS // 4, counts
    assert sum(counts.values()) == LETTERS, counts
    assert len(mail_server.letters_of(state['folder'])) == counts['sent'], counts


def select(app, *several):
    app.press('Select Letters')
    app.says('^Nothing Selected$')
    for n in range(1, 1 + len(several)):
        rows = app.all('list item', re.compile('^To Person Number '))
        app.point(rows[several[n - 1]])
        app.says(f'^{n} Selected$')


def toast(app, text):
    """What can be read in the moment in which that is said: a toast is soon gone."""
    return app.wait(lambda: next((words for words in [list(map(journey.text_of, app.nodes()))] if text in words), None), text)


def some_are_held_back_and_noted_as_sent(app):
    """By hand, or by another program: together, as they were chosen."""
    app.press(re.compile('^Queued '))
    app.find('button', re.compile('^Send [0-9,]+$'))
    select(app, 0, 1, 2)
    app.check_names()
    app.picture('reminders-hold')
    app.press('Hold Back')
    assert 'Undo' in toast(app, 'Letters held back')
    assert len(ask('outbox', 'list', '--state', 'draft')) == 4
    app.press(re.compile('^Drafts 4$'))
    app.find('button', 'Send 4…')
    select(app, 0, 1, 2)
    app.press('I Have Sent Them')
    assert 'Undo' not in toast(app, 'Noted as sent'), 'undo would take back something else'
    app.says('^Outbox, 1 waits for you$')
    noted = [letter for letter in ask('outbox', 'list', '--state', 'sent')]
    assert len(noted) == len(mail_server.letters_of(state['folder'])) + 3, len(noted)


def the_rest_is_sent_to_the_end(app):
    app.press(re.compile('^Queued '))
    send = app.find('button', re.compile('^Send [0-9,]+$'))
    left = int(send.name.split()[1].replace(',', ''))
    started = time.monotonic()
    with Pulse(app, f'sending {left}') as pulse:
        app.click(send)
        app.says(f'^{left:,} letters sent$'.replace(',', ',?'), seconds=LONG)
    comment(f'{left} letters in {time.monotonic() - started:.1f} s')
    assert pulse.longest < 2, 'the window was not alive'
    there = mail_server.letters_of(state['folder'])
    assert len(there) == LETTERS - 4, len(there)  # one was left, three were noted
    app.says('^Outbox, 1 waits for you$', seconds=LONG)
    app.press(re.compile('^Drafts 1$'))
    select(app, 0)
    app.press('Discard')
    app.says('^No Drafts$')
    app.picture('reminders-empty')
    app.quit()
    state['server'].terminate()
    state['server'].wait()
    assert cli('verify', timeout=LONG).returncode == 0


journey.main(many_requests_wait, i21_their_reminders_are_drafted_and_looked_at, all_but_one_are_selected_and_sent,
             cancelled_half_way_the_rest_stays_queued, some_are_held_back_and_noted_as_sent,
             the_rest_is_sent_to_the_end)
