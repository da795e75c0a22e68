# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+W closes the window that it is pressed in and no other; Ctrl+Q ends the application from every one."""
import journey
from journey import ask

DIALOGS = ('win.import', 'win.what-happened', 'win.stored-where', 'win.restore', 'app.preferences', 'win.shortcuts', 'app.about')
known = {}


def opens(app, action):
    app.wait(lambda: app.enabled(action), f'{action} to be possible')
    app.action(action)
    app.wait(lambda: len(app.windows()) > 1, f'the window of {action}')
    app.focus_window()


def one_is_left(app):
    app.wait(lambda: len(app.windows()) == 1, 'the window to close')
    app.focus_window()


def ctrl_w_closes_the_newest_alone(app):
    for given, role in (('Marta', 'mentee'), ('Sofia', 'mentor')):
        ask('member', 'add', f'given_name={given}', 'family_name=Lindqvist')
        known[given] = next(m['number'] for m in ask('members') if m['name'] == f'{given} Lindqvist')
        ask('enrol', f'{given} Lindqvist', '--role', role)
    app.start()
    for action in DIALOGS:
        opens(app, action)
        app.key('ctrl+w')
        one_is_left(app)


def ctrl_q_ends_from_every_window(app):
    for action in DIALOGS:
        opens(app, action)
        app.quit('ctrl+q')
        app.start()


def what_is_typed_into_a_form_stays_a_draft(app):
    app.go(f'find/{known["Marta"]}')
    app.press('Request…')
    app.window('Send a Request')
    app.find('text', 'What do you want to reach?').text = 'Lead a review by spring.'
    app.quit('ctrl+q')
    app.start()
    app.go(f'find/{known["Marta"]}')
    app.press('Request…')
    app.window('Send a Request')
    app.says('What you wrote and did not save is here again')
    assert app.find('text', 'What do you want to reach?').text == 'Lead a review by spring.'
    app.quit('ctrl+q')


journey.main(ctrl_w_closes_the_newest_alone, ctrl_q_ends_from_every_window, what_is_typed_into_a_form_stays_a_draft)
