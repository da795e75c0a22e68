# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way in the window with a membership of 1,000 people from 33 countries: found by skill and language."""
import re
import subprocess
import sys

from gi.repository import GLib

import journey
from journey import ask, shared
from way import STEPS, choose_result, state


def imports_a_thousand(app):
    people = app.home / 'people.csv'
    with open(people, 'wb') as file:
        subprocess.run([sys.executable, shared('tools/population.py'), '1000'], stdout=file, check=True)
    app.start()
    app.action('win.import-file', GLib.Variant('s', str(people)))
    app.says('1,?000 rows')
    app.press('Check')
    app.press(re.compile('^Import 1,?000 People$'))
    app.says('^1,?000 rows are in$')
    app.press('Close')
    app.wait(lambda: len(app.windows()) == 1, 'the import window to close')
    assert len(ask('members', '--most', 2000)) == 1000
    state['operations'] = 8  # import, request, answer, three meetings, two signatures


def somebody_fits(mentee):
    """A mentor who speaks French and has room, one of the skills held, and all who have both."""
    french = ask('find', mentee, '--language', 'fr', '--room', '--most', 500)
    for mentor in reversed(french):
        shown = ask('member', 'show', mentor['number'])
        for skill in (r['value'].rsplit(':', 1)[0] for r in shown if r['field'] == 'skill' and ' 0 held' not in r['value']):
            both = ask('find', mentee, '--language', 'fr', '--room', '--skill', skill, '--most', 500)
            if len(both) < len(french):
                return mentor, skill, both
    raise AssertionError('nobody speaks French')


def finds_a_mentor_by_skill_and_language(app):
    state['mentee'] = ask('members', '--role', 'mentee', '--language', 'fr', '--most', 1)[0]
    state['mentor'], skill, both = somebody_fits(state['mentee']['number'])
    app.go(f'find/{state["mentee"]["number"]}')
    app.says('is looking for a')
    page = app.find('widget', 'RapportFindPage')
    box = app.find('check box', re.compile('^French, '), within=page)
    app.point(box)
    app.wait(lambda: 'checked' in box.states, 'French to be chosen')
    app.fill('Search names, organisations and skills', skill, within=page)
    app.says(rf'^{len(both)} of \d+$')
    choose_result(app, state['mentor']['name'])


journey.main(imports_a_thousand, finds_a_mentor_by_skill_and_language, *STEPS, needs='tools/population.py')
