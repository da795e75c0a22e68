# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way in the window: both lists of the civil service come in, a mentor is found, asked and accepted, three meetings are
logged and signed by the pointer and by name, the sheet is printed and read back, all of it is undone and done again."""
from gi.repository import GLib

import journey
from journey import ask, shared
from way import STEPS, choose_result, state


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
    state['operations'] = 9  # two imports, request, answer, three meetings, two signatures
    state['area'] = 'career'
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
    choose_result(app, 'mentor 004')


journey.main(imports_both_lists, finds_a_mentor_by_name, *STEPS, needs='data/civil-service-mentees.csv')
