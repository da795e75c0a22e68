# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way in the window: both lists of the civil service come in, a mentor is found, asked and accepted, three meetings are
logged and signed by the pointer and by name, the sheet is printed and read back, all of it is undone and done again."""
import re

from gi.repository import GLib

import journey
import paper
from journey import ask, cli, shared

LATER = '2027-01-20T12:00:00Z'
MEETINGS = (('2026-11-26', 60, 'First meeting: goals and boundaries'), ('2026-12-17', 45, 'Draft of the application'), ('2027-01-18', 30, 'What comes next'))
state = {}


def bring_in(app, role, fields):
    app.action('win.import-file', GLib.Variant('s', str(shared(f'data/civil-service-{role}s.csv'))))
    app.says('500 rows')
    for heading in fields:
        app.choose(app.find('combo box', f'What “{heading}” becomes'), 'Field of the programme')
    app.find('check box', 'Sensitive: nobody sees it by default', state='checked')
    app.choose(app.find('combo box', 'Role in the programme'), f'{role}s')
    app.press('Check')
    app.press('Import 500 People')
    app.says('^500 rows are in$')
    app.press('Close')
    app.wait(lambda: len(app.windows()) == 1, 'the import window to close')


def imports_both_lists(app):
    app.start()
    app.says('Welcome to Rapport')
    bring_in(app, 'mentee', ('profession', 'match with similar identity', 'identity to match'))
    bring_in(app, 'mentor', ('profession', 'characteristics'))
    members = ask('members', '--most', 2000)
    assert len(members) == 1000, len(members)
    state['mentee'] = next(m for m in members if m['name'] == 'mentee 001')
    state['mentor'] = next(m for m in members if m['name'] == 'mentor 004')
    # I13: what is delicate is shown to nobody: not to a mentor, and to the office alone.
    shown = {row['label'] for row in ask('member', 'show', state['mentee']['number'])}
    seen = {row['label'] for row in ask('--as', state['mentor']['number'], 'member', 'show', state['mentee']['number'])}
    assert 'Identity to match' in shown and 'Identity to match' not in seen, (shown, seen)


def finds_a_mentor_by_name(app):
    app.go(f'find/{state["mentee"]["number"]}')
    app.says('is looking for a')
    page = app.find('widget', 'RapportFindPage')
    app.fill('Search names, organisations and skills', 'mentor 004', within=page)
    row = app.wait(lambda: next(iter(app.all('list item', re.compile('^mentor 004,'), page)), None), 'mentor 004 among the results')
    app.point(row)
    app.check_names()
    app.picture('whole-way-find')


def i07_sends_a_request(app):
    app.press('Request…')
    app.window('Send a Request')
    app.says('No area of guidance is chosen')
    app.press('Career')
    app.fill('What do you want to reach?', 'Registration within a year')
    app.check_names()
    app.picture('whole-way-request')
    app.press('Send Request')
    app.wait(lambda: len(app.windows()) == 1, 'the form to close')
    rows = ask('requests')
    assert [(r['mentee'], r['mentor'], r['areas']) for r in rows] == [('mentee 001', 'mentor 004', 'career')], rows
    state['request'] = rows[0]['number']


def i23_accepts_it(app):
    app.go(f'requests/open?request={state["request"]}')
    page = app.find('widget', 'RapportRequestsPage')
    app.says('mentee 001')
    app.picture('whole-way-requests')
    app.press('Accept…', within=page)
    app.wait(lambda: len(app.windows()) > 1, 'the dialog')
    app.check_names()
    app.picture('whole-way-accept')
    app.press(re.compile('^Accept'), within=app.windows()[0])
    app.wait(lambda: len(app.windows()) == 1, 'the dialog to close')
    rows = ask('partnerships')
    assert [(p['mentee'], p['mentor'], p['state']) for p in rows] == [('mentee 001', 'mentor 004', 'active')], rows
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
    app.picture('whole-way-meetings')


def w07_signs_by_the_pointer_and_by_name(app):
    page = app.find('widget', 'RapportWorkspacePage')
    app.point(app.find('list item', re.compile('First meeting'), within=page))
    app.press('Sign…', within=page)
    dialog = app.window('Sign Meeting')
    app.check_names()
    assert 'sensitive' not in app.find('button', 'Sign', within=dialog).states, 'Sign is possible without a stroke'
    pad = app.find('image', re.compile('^Signature of mentee 001'), within=dialog)
    app.draw(pad, [(0.1, 0.7)] + [(0.12 + i * 0.04, 0.25 + 0.5 * (i % 2)) for i in range(18)] + [(0.9, 0.5)])
    app.find('image', re.compile('drawn'), within=dialog)
    app.picture('whole-way-sign')
    app.press('Sign', within=dialog)
    app.wait(lambda: len(app.windows()) == 1, 'the dialog to close')
    app.press('Sign…', within=page)
    dialog = app.window('Sign Meeting')
    if app.all('button', 'mentor 004', within=dialog):
        app.press('mentor 004', within=dialog)
    app.press('Type', within=dialog)
    app.fill(re.compile('[Nn]ame'), 'mentor 004', within=dialog)
    app.press('Sign', within=dialog)
    app.wait(lambda: len(app.windows()) == 1, 'the dialog to close')
    app.find('list item', re.compile('First meeting.*signed'), within=page)
    app.picture('whole-way-signed')


def w16_the_sheet_has_it_all(app):
    pdf = print_to_file(app)
    text = paper.flat(pdf)
    for part in ('mentee 001', 'mentor 004', '26 Nov 2026', '17 Dec 2026', '18 Jan 2027', '60 min', '45 min', '30 min', *(m[2] for m in MEETINGS)):
        assert part in text, f'“{part}” is not on the sheet: {text}'
    signed, empty = paper.signature_ink(pdf, 1), paper.signature_ink(pdf, 2)
    assert min(signed) > 80 and max(empty) == 0, f'ink: {signed} signed, {empty} not'


def print_to_file(app):
    """The preview is looked at; the file that is read back is drawn by the same code without a display."""
    pdf = app.home / 'sheet.pdf'
    app.press('Print Sheet', within=app.find('widget', 'RapportWorkspacePage'))
    app.picture('whole-way-print')
    app.key('Escape')
    ask('sheet', state['partnership'], '--output', pdf)
    return pdf


def undo_walks_back_to_nothing(app):
    verified()
    for expected in range(9):
        app.wait(lambda: app.enabled('win.undo'), 'Undo to be possible')
        before = len(ask('log', '--most', 1000))
        app.action('win.undo')
        app.wait(lambda b=before: len(ask('log', '--most', 1000)) == b + 1, f'operation {expected + 1} to be taken back')
    assert ask('members') == [] and ask('partnerships') == [] and ask('requests', '--state', 'all') == []
    assert cli('undo').returncode == 4, 'there was more to undo'
    verified()
    app.go('members')
    app.picture('whole-way-empty')


def redo_walks_forward(app):
    for _ in range(9):
        before = len(ask('log', '--most', 1000))
        app.action('win.redo')
        app.wait(lambda b=before: len(ask('log', '--most', 1000)) == b + 1, 'an operation to be done again')
    assert len(ask('members', '--most', 2000)) == 1000
    assert [m['number'] for m in ask('meeting', 'list', state['partnership'])]
    verified()
    app.quit()


def verified():
    done = cli('verify')
    assert done.returncode == 0, done.stdout + done.stderr


journey.main(imports_both_lists, finds_a_mentor_by_name, i07_sends_a_request, i23_accepts_it, w07_logs_three_meetings, w07_signs_by_the_pointer_and_by_name,
             w16_the_sheet_has_it_all, undo_walks_back_to_nothing, redo_walks_forward, needs='data/civil-service-mentees.csv')
