# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed into the request form and the meeting form outlives a crash, is thrown away when asked, and is gone once saved."""
import journey
from journey import ask

GOALS = 'Lead a review of the signalling design by spring.'
TOPICS = 'How to run a design review'
known = {}


def drafts(app, form):
    folder = app.home / 'data/rapport/drafts'
    return [path for path in folder.glob(form + '-*.json')] if folder.is_dir() else []


def is_kept(app, form, text):
    app.wait(lambda: any(text in path.read_text(encoding='utf-8') for path in drafts(app, form)), f'a draft with “{text}”')
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in drafts(app, form)), 'others can read a draft'


def somebody_writes_a_request(app):
    for given, family, role in (('Marta', 'Kovac', 'mentee'), ('Sofia', 'Lindqvist', 'mentor'), ('Arturo', 'Munguia', 'mentor')):
        ask('member', 'add', f'given_name={given}', f'family_name={family}', 'organisation=Northgate Rail')
        known[given] = next(m['number'] for m in ask('members') if m['name'] == f'{given} {family}')
        ask('enrol', f'{given} {family}', '--role', role)
    app.start()
    app.go(f'find/{known["Marta"]}')
    write(app)


def open_form(app):
    app.press('Request…')
    app.window('Send a Request')
    return app.find('text', 'What do you want to reach?')


def write(app):
    goals = open_form(app)
    app.press('Career')
    app.press('9 months')
    goals.text = GOALS
    is_kept(app, 'request', GOALS)


def a_crash_loses_nothing_of_it(app):
    app.kill()
    app.start()
    app.go(f'find/{known["Marta"]}')
    goals = open_form(app)
    app.says('What you wrote and did not save is here again')
    app.picture('request-draft')
    app.check_names()
    assert goals.text == GOALS, goals.text
    assert 'for 9 months, in career' in app.says('for guidance in IEEE Mentoring').text


def escape_keeps_it(app):
    app.focus_window()
    app.key('Escape')
    app.wait(lambda: len(app.windows()) == 1, 'the form to close')
    assert open_form(app).text == GOALS


def requests_offer_to_go_on_with_it(app):
    app.focus_window()
    app.key('Escape')
    app.wait(lambda: len(app.windows()) == 1, 'the form to close')
    app.go('requests/open')
    app.says('The request from Marta Kovac to .* was not sent')
    app.check_names()
    app.picture('requests-draft')
    app.press('Go On')
    app.window('Send a Request')
    app.wait(lambda: app.find('text', 'What do you want to reach?').text == GOALS, 'what was written')


def it_can_be_thrown_away(app):
    app.press('Throw Away')
    app.wait(lambda: app.find('text', 'What do you want to reach?').text == '', 'an empty answer')
    assert not drafts(app, 'request')


def once_sent_nothing_is_left(app):
    app.press('Cancel')
    app.wait(lambda: len(app.windows()) == 1, 'the form to close')
    app.gone('button', 'Go On')
    app.go(f'find/{known["Marta"]}')
    write(app)
    app.press('Send Request')
    app.wait(lambda: len(ask('requests')) == 1, 'the request')
    app.wait(lambda: not drafts(app, 'request'), 'the draft to go')
    request = ask('requests')[0]
    known['partnership'] = ask('request', 'accept', request['number'])['partnership']


def a_meeting_outlives_a_crash(app):
    app.go(f'partnership/{known["partnership"]}')
    app.wait(lambda: app.enabled('win.log-meeting'), 'a meeting to be possible')
    app.action('win.log-meeting')
    app.says('New Meeting')
    app.fill('Minutes', '75')
    app.fill('Topics', TOPICS)
    is_kept(app, 'meeting', TOPICS)
    app.kill()
    app.start()
    app.go(f'partnership/{known["partnership"]}')
    app.wait(lambda: app.enabled('win.log-meeting'), 'a meeting to be possible')
    app.action('win.log-meeting')
    app.says('What you wrote and did not save is here again')
    app.picture('meeting-draft')
    app.check_names()
    assert (app.find('text', 'Topics').text, app.find('text', 'Minutes').text) == (TOPICS, '75')
    app.focus_window()
    app.key('ctrl+Return')
    app.wait(lambda: ask('meeting', 'list', known['partnership']), 'the meeting')
    assert ask('meeting', 'list', known['partnership'])[0]['minutes'] == 75
    app.wait(lambda: not drafts(app, 'meeting'), 'the draft to go')


def cancel_keeps_nothing(app):
    app.action('win.log-meeting')
    app.says('New Meeting')
    app.fill('Topics', 'Something else')
    is_kept(app, 'meeting', 'Something else')
    app.press('Cancel')
    app.gone('label', 'New Meeting')
    app.wait(lambda: not drafts(app, 'meeting'), 'the draft to go')
    app.quit()


journey.main(somebody_writes_a_request, a_crash_loses_nothing_of_it, escape_keeps_it, requests_offer_to_go_on_with_it, it_can_be_thrown_away, once_sent_nothing_is_left,
             a_meeting_outlives_a_crash, cancel_keeps_nothing)
