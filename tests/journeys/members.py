# SPDX-License-Identifier: GPL-3.0-or-later
"""Among 1,000 members: search, facets, selection, what is done to several at once and taken back, and export."""
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
    assert len(listed('--area', 'leadership')) == count, count
    app.press('Remove filter: Leadership')
    app.says('^1,?000 members$')


def listed(*words):
    return journey.ask('members', *words, '--most', '1000')


def told(app, *words, expect):
    """Waits until rapportctl lists what is expected of those members: the application writes in its own time."""
    app.wait(lambda: expect(listed(*words)), f'members {" ".join(words)} as expected')


def narrow_to_fjord(app):
    """Types into the search and goes on to the list."""
    app.key('ctrl+f')
    app.type('fjord')
    app.says(r'^\d+ of 1,?000$')
    app.wait(lambda: rows(app) and all('Fjord' in name for name in rows(app)), 'only people of Fjord Shipping')
    app.key('Return')


def order_changes_and_turns_round(app):
    def choose(label, first):
        app.point(app.find(('button', 'toggle'), re.compile('^Order of the list')))
        app.point(app.find(('menu item', 'radio', 'check box'), label))
        app.wait(lambda: rows(app) and rows(app)[0].startswith(first + ','), f'{first} first')

    choose('Family Name', listed('--sort', 'family-name')[0]['name'])
    choose('The Other Way Round', listed('--sort', 'family-name')[-1]['name'])
    choose('The Other Way Round', listed('--sort', 'family-name')[0]['name'])
    choose('Name', listed()[0]['name'])


def some_are_selected(app):
    app.action('win.select')
    app.says('^Nobody Selected$')
    for name in app.wait(lambda: rows(app)[:3:2], 'rows'):
        app.point(app.find('list item', name))
    app.says('^2 Selected$')
    app.action('win.select-invert')
    app.says('^998 Selected$')
    app.action('win.select-none')
    app.says('^Nobody Selected$')
    app.key('Escape')
    app.gone(name='Nobody Selected')


def several_are_paused_and_come_back(app):
    narrow_to_fjord(app)
    before = listed('fjord')
    app.key('ctrl+a')
    app.says(f'^{len(before)} Selected$')
    app.picture('members-selection')
    app.press('Pause…')
    window = app.window(re.compile('^Pause'))
    app.press('Pause', within=window)
    told(app, 'fjord', '--state', 'paused', expect=lambda now: len(now) == len(before))
    app.wait(lambda: all(name.endswith('Paused') for name in rows(app)), 'badges that say Paused')
    app.action('win.undo')
    told(app, 'fjord', expect=lambda now: now == before)


def a_field_is_set_for_all(app):
    before = listed('fjord')
    app.key('ctrl+a')
    app.says(f'^{len(before)} Selected$')
    app.press('Set Field…')
    app.says(rf'^Now: Fjord Shipping \({len(before)}\)')
    app.fill(re.compile('^New value'), 'Fjord Ferries')
    app.press('Set')
    told(app, 'fjord', expect=lambda now: len(now) == len(before) and {m['organisation'] for m in now} == {'Fjord Ferries'})
    app.action('win.undo')
    told(app, 'fjord', expect=lambda now: now == before)


def all_are_enrolled(app):
    before = listed('fjord')
    assert {m['role'] for m in before} - {'mentor', 'both'}, 'all are mentors'
    app.key('ctrl+a')
    app.says(f'^{len(before)} Selected$')
    app.press('Enrol…')
    app.press('Enrol', within=app.window(re.compile('^Enrol')))
    told(app, 'fjord', expect=lambda now: {m['role'] for m in now} <= {'mentor', 'both'} and len(now) == len(before))
    app.action('win.undo')
    told(app, 'fjord', expect=lambda now: now == before)


def deleting_asks_nothing_and_undo_takes_it_back(app):
    before = listed('fjord')
    app.key('ctrl+a')
    app.says(f'^{len(before)} Selected$')
    app.key('Delete')
    told(app, expect=lambda now: len(now) == 1000 - len(before))
    app.action('win.undo')
    told(app, 'fjord', expect=lambda now: now == before)


def ctrl_a_in_an_empty_search_selects_everybody(app):
    app.key('ctrl+f', 'ctrl+a', 'BackSpace')
    app.says('^1,?000 members$')
    app.key('ctrl+a')
    app.says('^1,?000 Selected$')
    app.key('Delete')
    app.says('No Members Yet')
    assert listed() == []
    app.action('win.undo')
    app.says('^1,?000 members$')
    assert len(listed()) == 1000


def what_is_exported_imports_to_the_same(app):
    path = app.home / 'exported.csv'
    app.start(environment={'ASAN_OPTIONS': 'detect_leaks=0'})  # GTK 4.8's file chooser leaks some 17 KB
    app.go('members')
    app.says('^1,?000 members$')
    app.action('win.export')
    app.choose_file('Export Members', path)
    app.wait(lambda: path.exists() and path.read_bytes().count(b'@example.org') == 1000, 'a thousand people in the file')
    checked = journey.ask('import', '--check', str(path))
    assert [checked[what] for what in ('new', 'changed', 'same', 'doubles', 'rejected')] == [0, 0, 1000, 0, 0], checked['message']
    app.quit()


def ctrl_q_ends_it_cleanly(app):
    app.focus_window()
    app.quit('ctrl+q')


journey.main(imports_a_thousand, every_row_says_who_it_is, search_filters_as_one_types, facets_narrow_with_exact_counts,
             order_changes_and_turns_round, some_are_selected, several_are_paused_and_come_back, a_field_is_set_for_all,
             all_are_enrolled, deleting_asks_nothing_and_undo_takes_it_back, ctrl_a_in_an_empty_search_selects_everybody,
             ctrl_q_ends_it_cleanly, what_is_exported_imports_to_the_same, needs='tools/population.py')
