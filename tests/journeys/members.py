# SPDX-License-Identifier: GPL-3.0-or-later
"""Among 1,000 members: search, facets, order, selection, what is done to several at once, and Undo."""
import re
import subprocess
import sys

import journey


def rows(app):
    """The names of the rows that stand in the list."""
    return [row.name for row in app.all('list item') if re.search(r', (Mentor|Mentee|Both), ', row.name or '')]


def shows(app, pattern):
    app.wait(lambda: any(re.search(pattern, name) for name in rows(app)), f'a row like {pattern}')


def imports_a_thousand(app):
    people = app.home / 'people.csv'
    with open(people, 'wb') as file:
        subprocess.run([sys.executable, journey.shared('tools/population.py'), '1000'], stdout=file, check=True)
    result = journey.cli('import', str(people))
    assert result.returncode == 0, result.stderr
    app.start()
    app.go('members')
    app.says('^1,?000 members$')
    app.picture('members')
    app.check_names()


def every_row_says_who_it_is(app):
    assert len(rows(app)) > 8, rows(app)
    for name in rows(app):
        assert re.search(r', (Has room for \d+|Waiting|Partnered|Full|Paused)$', name), name


def search_filters_as_one_types(app):
    app.key('ctrl+f')
    app.type('northgate')
    app.says(r'^\d+ of 1,?000$')
    app.wait(lambda: rows(app) and all('Northgate Rail' in name for name in rows(app)), 'only people of Northgate Rail')
    app.type('zzz')
    app.says('Nobody matches “northgatezzz”')
    app.picture('members-nobody')
    app.press('Clear Search')
    app.says('^1,?000 members$')


def facets_narrow_with_exact_counts(app):
    box = app.find('check box', re.compile(r'^Career, \d+ people$'))
    count = int(re.search(r'\d+', box.name).group())
    app.point(box)
    app.says(rf'^{count} of 1,?000$')
    listed = journey.ask('members', '--area', 'career', '--most', '1000')
    assert len(listed['members'] if isinstance(listed, dict) else listed) == count, count
    app.press('Remove filter: Career')
    app.says('^1,?000 members$')


def order_turns_round(app):
    first = rows(app)[0]
    app.point(app.find('button', re.compile('^Order of the list')))
    app.point(app.find(('menu item', 'check menu item', 'radio menu item'), 'The Other Way Round'))
    app.wait(lambda: rows(app) and rows(app)[0] != first, 'another first row')
    app.point(app.find('button', re.compile('^Order of the list')))
    app.point(app.find(('menu item', 'check menu item', 'radio menu item'), 'The Other Way Round'))
    app.wait(lambda: rows(app) and rows(app)[0] == first, 'the first row again')


def several_are_paused_and_come_back(app):
    app.key('ctrl+f')
    app.type('fjord')
    app.says(r'^\d+ of 1,?000$')
    found = int(app.find(('label', 'statusbar', 'status bar'), re.compile(r'^\d+ of 1,?000$')).name.split()[0])
    app.key('Return')
    app.key('ctrl+a')
    app.says(f'^{found} Selected$')
    app.picture('members-selection')
    app.press('Pause…')
    app.press('Pause', within=app.window(re.compile('^Pause')))
    app.wait(lambda: rows(app) and all(name.endswith('Paused') for name in rows(app)), 'badges that say Paused')
    app.action('win.undo')
    app.wait(lambda: rows(app) and not any(name.endswith('Paused') for name in rows(app)), 'the badges from before')


def a_field_is_set_for_all(app):
    app.key('ctrl+f')
    app.key('ctrl+a', 'BackSpace')
    app.type('fjord')
    app.says(r'^\d+ of 1,?000$')
    app.key('Return')
    app.key('ctrl+a')
    app.says('^[0-9]+ Selected$')
    app.press('Set Field…')
    app.says(r'^Now: Fjord Shipping \(\d+\)')
    app.fill('New value', 'Fjord Ferries')
    app.press('Set')
    app.key('ctrl+f')
    app.wait(lambda: rows(app) and all('Fjord Ferries' in name for name in rows(app)), 'the new organisation')
    app.action('win.undo')
    app.wait(lambda: rows(app) and all('Fjord Shipping' in name for name in rows(app)), 'the organisation from before')


def deleting_asks_nothing_and_undo_takes_it_back(app):
    app.key('ctrl+f')
    app.key('ctrl+a', 'BackSpace')
    app.says('^1,?000 members$')
    app.key('Return')
    app.key('Delete')
    app.says('^999 members$')
    app.action('win.undo')
    app.says('^1,?000 members$')
    app.quit()


journey.main(imports_a_thousand, every_row_says_who_it_is, search_filters_as_one_types, facets_narrow_with_exact_counts,
             order_turns_round, several_are_paused_and_come_back, a_field_is_set_for_all,
             deleting_asks_nothing_and_undo_takes_it_back, needs='tools/population.py')
