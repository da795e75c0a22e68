# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody is found, asked and accepted in the running application; Undo takes the acceptance back."""
import re

from gi.repository import GLib

import journey
from journey import ask, cli

people = {}


def act_as(app, member):
    app.action('win.act-as', GLib.Variant('x', member))


def somebody_waits_and_somebody_has_room(app):
    for given, family, role, extra in (('Ewa', 'Dudek', 'mentee', ()), ('Marta', 'Kovač', 'mentee', ()), ('Sofia', 'Lindqvist', 'mentor', ('--capacity', 2)),
                                       ('Arturo', 'Munguía', 'mentor', ('--capacity', 1))):
        done = cli('member', 'add', f'given_name={given}', f'family_name={family}', 'time_zone=Europe/Zagreb',
                   'organisation=Blue Harbour Energy')
        assert done.returncode == 0, done.stderr
        number = next(m['number'] for m in ask('members') if m['name'] == f'{given} {family}')
        people[given] = number
        done = cli('enrol', number, '--role', role, *extra)
        assert done.returncode == 0, done.stderr


def s11_find_shows_who_could_help(app):
    app.start()
    app.go(f'find/{people["Marta"]}')
    app.says('Marta Kovač')
    app.says('is looking for a mentor')
    app.says('Sofia Lindqvist')
    app.check_names()
    app.picture('find')


def i07_the_form_shows_the_letter_that_is_kept(app):
    app.press('Request…')
    app.says('Letter to')
    app.says('No area of guidance is chosen')
    app.check_names()
    app.press('Career')
    app.says('for guidance in IEEE Mentoring, for 6 months, in career')
    app.picture('request-form')
    app.press('Send Request')
    app.says('Request to .* sent')
    requests = ask('requests')
    assert len(requests) == 1, requests
    assert requests[0]['mentee'] == 'Marta Kovač', requests
    people['request'] = requests[0]


def s13_the_one_who_was_asked_is_marked(app):
    app.says('Asked ')
    app.picture('find-asked')


def each_of_the_two_sees_their_side(app):
    mentor = people['request']['mentor']
    act_as(app, people[mentor.split()[0]])
    app.go('requests/received')
    app.says(f'Marta Kovač asks {mentor}')
    app.find(('button', 'toggle'), 'Received 1')
    app.find('button', 'Accept…')
    assert not app.all('button', 'Withdraw'), 'who is asked could withdraw'
    app.check_names()
    app.picture('requests-received')
    app.press('Sent')
    app.says('No Requests Sent')
    act_as(app, people['Marta'])
    app.go('requests/sent')
    app.says(f'Marta Kovač asks {mentor}')
    app.find('button', 'Withdraw')
    assert not app.all('button', 'Accept…'), 'who asks could accept'
    app.picture('requests-sent')
    app.go('requests/received')
    app.says('No Requests Received')
    app.press('Back to the Office')
    app.gone('button', 'Back to the Office')


def i23_accepting_makes_a_partnership(app):
    app.go('requests/open')
    app.says(f'Marta Kovač asks {people["request"]["mentor"]}')
    app.check_names()
    app.picture('requests')
    app.press('Accept…')
    app.says('No other partnership between the two')
    app.picture('accept')
    app.press('Accept')
    app.says('are partners now')
    assert len(ask('partnerships')) == 1
    assert not ask('requests')
    app.says('No Open Requests')


def undo_opens_the_request_again(app):
    app.action('win.undo')
    app.wait(lambda: not ask('partnerships'), 'the partnership to be taken back')
    assert len(ask('requests')) == 1
    app.action('win.redo')
    app.wait(lambda: ask('partnerships'), 'the partnership to be there again')


def what_was_closed_lately_stands_below(app):
    done = cli('request', 'send', people['Ewa'], people['Sofia'], '--area', 'career', '--by', 'mentee')
    assert done.returncode == 0, done.stderr
    app.says('Ewa Dudek asks Sofia Lindqvist.*days left')
    app.says(f'Marta Kovač asks {people["request"]["mentor"]}.*, Accepted')
    app.picture('requests-closed-lately')


def i05_an_older_partnership_is_recorded(app):
    app.go('partnerships')
    app.press('Record…')
    app.says('Type the names of the two')
    app.fill('Mentee', 'Nobody Like This')
    app.says('Nobody is called “Nobody Like This”')
    app.fill('Mentee', 'Ewa Dudek')
    app.fill('Mentor', 'Ewa Dudek')
    app.says('A partnership is between two people')
    app.fill('Mentor', 'sofia')
    app.says('Say when it began')
    app.fill('First Day (year-month-day)', '2023-02-01')
    app.fill('Term in Months', 'a year')
    app.says('The term is a number of months')
    app.fill('Term in Months', '60')
    app.says('Ewa Dudek, accompanied by Sofia Lindqvist')
    app.find('check box', 'Career')
    app.check_names()
    app.picture('record-partnership')
    before = len(ask('partnerships'))
    app.press('Record')
    app.says('Ewa Dudek and Sofia Lindqvist')
    rows = ask('partnerships')
    assert len(rows) == before + 1, rows
    assert any(row['starts'] == '2023-02-01' and row['ends'] == '2028-02-01' for row in rows), rows
    app.go('partnerships')
    app.says('Ewa Dudek.*legacy|Legacy')
    app.action('win.undo')
    app.wait(lambda: len(ask('partnerships')) == before, 'it to be taken back')
    app.go('requests')


def only_what_is_open_expires_soonest(app):
    app.find(('button', 'toggle'), 'Order of the list: Expires Soonest', state='focusable')
    for view, order in (('Answered', 'Last Answered'), ('Expired', 'Last Expired'), ('Open', 'Expires Soonest')):
        app.press(re.compile(f'^{view}'))
        app.find(('button', 'toggle'), f'Order of the list: {order}', state='focusable')
    app.quit()


journey.main(somebody_waits_and_somebody_has_room, s11_find_shows_who_could_help, i07_the_form_shows_the_letter_that_is_kept,
             s13_the_one_who_was_asked_is_marked, each_of_the_two_sees_their_side, i23_accepting_makes_a_partnership,
             undo_opens_the_request_again, what_was_closed_lately_stands_below, i05_an_older_partnership_is_recorded,
             only_what_is_open_expires_soonest)
