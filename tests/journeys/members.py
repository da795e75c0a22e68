# SPDX-License-Identifier: GPL-3.0-or-later
"""Among 1,000 members: every row says who it is; search and facets narrow with exact counts."""
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
    box = app.find('check box', re.compile(r'^Leadership, \d+ people$'))
    count = int(re.search(r'\d+', box.name).group())
    app.point(box)
    app.says(rf'^{count} of 1,?000$')
    listed = journey.ask('members', '--area', 'leadership', '--most', '1000')
    assert len(listed['members'] if isinstance(listed, dict) else listed) == count, count
    app.press('Remove filter: Leadership')
    app.says('^1,?000 members$')
    app.quit()


journey.main(imports_a_thousand, every_row_says_who_it_is, search_filters_as_one_types, facets_narrow_with_exact_counts,
             needs='tools/population.py')
