# SPDX-License-Identifier: GPL-3.0-or-later
"""Among 1,000 people: what is looked for is changed for one search, mentors are put side by side, and where nobody is
found it is said which filter keeps how many away."""
import re
import subprocess
import sys

import journey
from journey import ask

people = {}


def a_thousand_people_and_one_who_looks(app):
    path = app.home / 'people.csv'
    with open(path, 'wb') as file:
        subprocess.run([sys.executable, journey.shared('tools/population.py'), '1000'], stdout=file, check=True)
    done = journey.cli('import', str(path))
    assert done.returncode == 0, done.stderr
    people['mentee'] = next(m for m in ask('members', '--role', 'mentee', '--most', '1000') if m['role'] == 'mentee')
    people['profile'] = ask('member', 'show', people['mentee']['number'])
    app.start()
    app.go(f'find/{people["mentee"]["number"]}')
    app.says('is looking for a mentor$')
    found(app)
    app.check_names()


def found(app):
    """How many are found, once the list says so."""
    node = app.says(r'^[\d,]+ of [\d,]+$')
    return int(re.match(r'[\d,]+', node.name or node.text).group().replace(',', ''))


def results(app):
    return [row.name for row in app.all('list item') if ' percent match' in (row.name or '')]


def the_need_is_changed_for_this_search(app):
    before = app.wait(lambda: results(app), 'results')
    app.press(re.compile('^Change'))
    window = app.window('Change What Is Looked For')
    app.picture('find-change')
    app.check_names()
    needs = {chip.name for chip in app.all('button', re.compile('^Remove '), within=window)}
    for need in needs:
        app.press(need, within=window)
        app.gone('button', need, within=window)
    app.point(app.find(('button', 'toggle'), 'Add to Areas of guidance', within=window))
    app.find('text', 'Areas of guidance', state='focused')
    app.type('Volunteering')
    app.key('Return')
    app.find('button', 'Remove Volunteering', within=window)
    app.press('Search', within=window)
    app.says('is looking for a mentor · changed for this search')
    first = app.wait(lambda: [name for name in results(app)[:1] if name not in before], 'other results')[0]
    assert 'volunteering' in first.lower(), first
    app.picture('find-changed')


def the_profile_is_as_it_was(app):
    assert ask('member', 'show', people['mentee']['number']) == people['profile'], 'the search changed the profile'
    app.press(re.compile('^Change'))
    app.press('As in the Profile', within=app.window('Change What Is Looked For'))
    app.says('is looking for a mentor$')
    app.wait(lambda: results(app), 'results')


def is_compared(app):
    return {'pressed', 'checked'} & set(app.find(('button', 'toggle'), 'Compare').states)


def three_stand_side_by_side(app):
    names = []
    for number, result in enumerate(app.wait(lambda: results(app)[:3], 'results')):
        app.point(app.find('list item', result))
        names.append(result.split(', ')[0])
        app.find('label', names[-1])
        app.wait(lambda: not is_compared(app), 'Compare to be about another')
        app.press('Compare')
        app.find('button', f'Compare {number + 1}')
    app.press('Compare 3')
    window = app.window('Compare')
    for name in names:
        app.find(('button',), f'Look at {name}', within=window)
    app.picture('find-compare')
    app.check_names()
    app.press(f'Leave Out {names[0]}', within=window)
    app.gone('button', f'Look at {names[0]}')
    app.press(f'Look at {names[2]}', within=window)
    app.gone('button', f'Look at {names[2]}')
    app.find('button', 'Compare 2')
    app.wait(lambda: is_compared(app), 'the third to be looked at')


def nobody_is_found_and_it_is_said_why(app):
    app.point(app.find('check box', re.compile('^6 hours or more, ')))
    app.fill('Search names, organisations and skills', 'fjord')
    app.wait(lambda: results(app) and all('Fjord' in name for name in results(app)), 'people of Fjord Shipping')
    boxes = [box for box in app.all('check box', re.compile(', 0 people$'))]
    assert boxes, 'no filter that leaves nobody'
    app.point(boxes[0])
    app.says('Nobody matches “fjord”')
    app.picture('find-nobody')
    app.check_names()
    way = app.wait(lambda: app.all('button', re.compile('^Without ‘')), 'a way out')[0]
    count = int(re.search(r'[\d,]+$', way.name).group().replace(',', ''))
    app.click(way)
    app.wait(lambda: found(app) == count, f'{count} people')
    app.quit()


journey.main(a_thousand_people_and_one_who_looks, the_need_is_changed_for_this_search, the_profile_is_as_it_was,
             three_stand_side_by_side, nobody_is_found_and_it_is_said_why, needs='tools/population.py')
