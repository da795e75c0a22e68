# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from a pair that was found to the signed sheet, and back: what whole_way.py and membership.py share.

state holds mentee and mentor (rows of `rapportctl members`), the number of operations that there will be at the end, and the area
to choose for a mentee whose need names none.
"""
import pathlib
import re
import sys

import paper
import printing
from journey import ask, cli

LATER = '2027-01-20T12:00:00Z'
MEETINGS = (('2026-11-26', 60, 'First meeting: goals and boundaries'), ('2026-12-17', 45, 'Draft of the application'), ('2027-01-18', 30, 'What comes next'))
state = {}


def picture(app, name):
    app.picture(f'{pathlib.Path(sys.argv[0]).stem.replace("_", "-")}-{name}')


def choose_result(app, name):
    """Points at somebody among the results of Find."""
    page = app.find('widget', 'RapportFindPage')
    app.point(app.find('list item', re.compile('^' + re.escape(name) + ','), within=page))
    app.check_names()
    picture(app, 'find')


def i07_sends_a_request(app):
    app.press('Request…')
    app.window('Send a Request')
    if 'area' in state:
        app.says('No area of guidance is chosen')
        app.press(state['area'].capitalize())
    app.says('for 6 months, in ' + state.get('area', ''))
    app.fill('What do you want to reach?', 'Registration within a year')
    app.check_names()
    picture(app, 'request')
    app.press('Send Request')
    app.wait(lambda: len(app.windows()) == 1, 'the form to close')
    rows = ask('requests')
    assert [(r['mentee'], r['mentor']) for r in rows] == [(state['mentee']['name'], state['mentor']['name'])], rows
    assert rows[0]['areas'] == state['area'] if 'area' in state else rows[0]['areas'], rows
    state['request'] = rows[0]['number']


def i23_accepts_it(app):
    app.go(f'requests/open?request={state["request"]}')
    page = app.find('widget', 'RapportRequestsPage')
    app.says(re.escape(state['mentee']['name']))
    picture(app, 'requests')
    app.press('Accept…', within=page)
    app.wait(lambda: len(app.windows()) > 1, 'the dialog')
    app.check_names()
    picture(app, 'accept')
    app.press(re.compile('^Accept'), within=app.windows()[0])
    app.wait(lambda: len(app.windows()) == 1, 'the dialog to close')
    rows = ask('partnerships')
    assert [(p['mentee'], p['mentor'], p['state']) for p in rows] == [(state['mentee']['name'], state['mentor']['name'], 'active')], rows
    state['partnership'] = rows[0]['number']
    app.quit()


def w07_logs_three_meetings(app):
    """Two months later, in another run of the application."""
    app.start(environment={'RAPPORT_NOW': LATER})
    app.go(f'partnership/{state["partnership"]}')
    page = app.find('widget', 'RapportWorkspacePage')
    form = app.find('widget', 'RapportMeetingForm')
    for number, (day, minutes, topics) in enumerate(MEETINGS, 1):
        app.press('Log Meeting', within=app.windows()[0])
        app.says('New Meeting')
        app.fill(re.compile('^Date'), day, within=form)
        app.fill(re.compile('^Minutes'), str(minutes), within=form)
        app.fill(re.compile('^Topics'), topics, within=form)
        app.press('Log Meeting', within=form)
        app.find('list item', re.compile(re.escape(topics)), within=page)
        app.says(rf'^{number} meetings? ')
    app.check_names()
    picture(app, 'meetings')


def w07_signs_by_the_pointer_and_by_name(app):
    page = app.find('widget', 'RapportWorkspacePage')
    app.point(app.find('list item', re.compile('First meeting'), within=page))
    app.press('Sign…', within=page)
    dialog = app.window('Sign Meeting')
    app.check_names()
    assert 'sensitive' not in app.find('button', 'Sign', within=dialog).states, 'Sign is possible without a stroke'
    pad = app.find('image', re.compile('^Signature of ' + re.escape(state['mentee']['name'])), within=dialog)
    app.draw(pad, [(0.1, 0.7)] + [(0.12 + i * 0.04, 0.25 + 0.5 * (i % 2)) for i in range(18)] + [(0.9, 0.5)])
    app.find('image', re.compile('drawn'), within=dialog)
    picture(app, 'sign')
    app.press('Sign', within=dialog)
    app.wait(lambda: len(app.windows()) == 1, 'the dialog to close')
    app.press('Sign…', within=page)
    dialog = app.window('Sign Meeting')
    if app.all('button', state['mentor']['name'], within=dialog):
        app.press(state['mentor']['name'], within=dialog)
    app.press('Type', within=dialog)
    app.fill(re.compile('[Nn]ame'), state['mentor']['name'], within=dialog)
    app.press('Sign', within=dialog)
    app.wait(lambda: len(app.windows()) == 1, 'the dialog to close')
    app.find('list item', re.compile('First meeting.*signed'), within=page)
    picture(app, 'signed')
    app.quit()


def w16_the_sheet_has_it_all(app):
    """The file that is read back is the one that GtkPrintOperation made, through the dialog."""
    app.start(environment={'RAPPORT_NOW': LATER, **printing.environment()})
    app.go(f'partnership/{state["partnership"]}')
    app.press('Print Sheet', within=app.find('widget', 'RapportWorkspacePage'))
    app.find(name='Page 1 of 1')
    picture(app, 'print')
    pdf = printing.to_file(app)
    printing.close(app)
    app.quit()
    text = paper.flat(pdf)
    for part in (state['mentee']['name'], state['mentor']['name'], '26 Nov 2026', '17 Dec 2026', '18 Jan 2027', '60 min', '45 min', '30 min',
                 *(m[2] for m in MEETINGS)):
        assert part in text, f'“{part}” is not on the sheet: {text}'
    signed, empty = paper.signature_ink(pdf, 1), paper.signature_ink(pdf, 2)
    assert min(signed) > 80 and max(empty) == 0, f'ink: {signed} signed, {empty} not'


def undo_walks_back_to_nothing(app):
    verified()
    app.start(environment={'RAPPORT_NOW': LATER})
    for expected in range(state['operations']):
        app.wait(lambda: app.enabled('win.undo'), 'Undo to be possible')
        before = len(ask('log', '--most', 1000))
        app.action('win.undo')
        app.wait(lambda b=before: len(ask('log', '--most', 1000)) == b + 1, f'operation {expected + 1} to be taken back')
    assert ask('members') == [] and ask('partnerships') == [] and ask('requests', '--state', 'all') == []
    assert cli('undo').returncode == 4, 'there was more to undo'
    verified()
    app.go('members')
    picture(app, 'empty')


def redo_walks_forward(app):
    for _ in range(state['operations']):
        before = len(ask('log', '--most', 1000))
        app.wait(lambda: app.enabled('win.redo'), 'Redo to be possible')
        app.action('win.redo')
        app.wait(lambda b=before: len(ask('log', '--most', 1000)) == b + 1, 'an operation to be done again')
    assert len(ask('members', '--most', 2000)) == 1000
    assert [m['number'] for m in ask('meeting', 'list', state['partnership'])]
    verified()
    app.quit()


def verified():
    done = cli('verify')
    assert done.returncode == 0, done.stdout + done.stderr


STEPS = (i07_sends_a_request, i23_accepts_it, w07_logs_three_meetings, w07_signs_by_the_pointer_and_by_name, w16_the_sheet_has_it_all,
         undo_walks_back_to_nothing, redo_walks_forward)
