# SPDX-License-Identifier: GPL-3.0-or-later
"""A crowd comes in through the window: 10,000 people, in the long suite 100,000. Cancelled on the way nothing stays; then
all of them come in, and are searched and scrolled through. How long the window was deaf meanwhile is printed."""
import os
import re
import subprocess
import sys
import time

from gi.repository import GLib

import journey
from journey import ask, comment, shared
from pulse import Pulse

PEOPLE = 100000 if os.environ.get('RAPPORT_LONG') else 10000
LONG = 900  # seconds
NUMBER = f'{PEOPLE:,}'.replace(',', ',?')


def check_file(app):
    app.action('win.import-file', GLib.Variant('s', str(app.home / 'people.csv')))
    app.says(f'^{NUMBER} rows', seconds=LONG)
    app.press('Check')
    return app.find('button', re.compile(f'^Import {NUMBER} People$'), seconds=LONG)


def rows_done(app):
    """The figure under the bar: "4,200 of 10,000 rows"."""
    found = app.find(name=re.compile(rf'^[0-9,]+ of {NUMBER} rows$'), seconds=LONG)
    return int(found.name.split()[0].replace(',', ''))


def cancelled_on_the_way_nothing_stays(app):
    with open(app.home / 'people.csv', 'wb') as file:
        subprocess.run([sys.executable, shared('tools/population.py'), str(PEOPLE)], stdout=file, check=True)
    app.start()
    button = check_file(app)
    before = len(ask('log', '--most', 1000))
    app.click(button)
    app.says(f'^Importing {NUMBER} People$')
    with Pulse(app, 'importing, cancelled'):
        cancel = app.find('button', 'Cancel')
        app.wait(lambda: rows_done(app) > PEOPLE // 10, 'a tenth of the rows', seconds=LONG)
        app.click(cancel)  # at once: a quick machine is soon through
        app.find('button', re.compile(f'^Import {NUMBER} People$'), seconds=LONG)
    assert ask('members', '--most', 10) == []
    assert len(ask('log', '--most', 1000)) == before
    assert journey.cli('verify', timeout=LONG).returncode == 0


def the_second_time_all_come_in(app):
    started = time.monotonic()
    with Pulse(app, 'importing'):
        app.press(re.compile(f'^Import {NUMBER} People$'))
        app.says(f'^Importing {NUMBER} People$|^{NUMBER} rows are in$')
        app.picture('crowd-progress')
        app.says(f'^{NUMBER} rows are in$', seconds=LONG)
    comment(f'imported {PEOPLE:,} in {time.monotonic() - started:.1f} s')
    app.press('Close')
    app.wait(lambda: len(app.windows()) == 1, 'the import window to close')


def is_listed(app, pattern):
    return any(re.search(pattern, row.name) for row in app.all('list item'))


def searches_among_them(app):
    app.go('members')
    app.says(f'^{NUMBER} members$', seconds=LONG)
    app.focus_window()
    app.key('ctrl+f')
    entry = app.find('text', 'Search members', state='focused')
    with Pulse(app, 'searching'):
        for words in ('northgate', 'kovacs', 'm00000', 'zzzz', 'northgate rail'):
            started = time.monotonic()
            entry.text = words
            if words == 'zzzz':
                app.says('Nobody matches “zzzz”')
            else:
                app.says(rf'^[0-9,]+ of {NUMBER}$')
            comment(f'{words}: on the screen after {(time.monotonic() - started) * 1000:.0f} ms, the looking included')
    app.wait(lambda: is_listed(app, 'Northgate Rail'), 'the first page')
    count = int(app.says(rf'^[0-9,]+ of {NUMBER}$').name.split()[0].replace(',', ''))
    listed = len(ask('members', 'northgate rail', '--most', PEOPLE))
    assert listed == count, f'{listed} in the list of rapportctl, {count} in the window'
    app.picture('crowd-search')
    entry.text = ''
    app.says(f'^{NUMBER} members$')


def scrolls_through_them(app):
    row = next(row for row in app.all('list item') if ', ' in row.name)
    first = re.escape(row.name)  # the widget will be another's row
    app.point(row)
    with Pulse(app, 'scrolling'):
        app.key(*['Page_Down'] * 60, 'End', 'Home', 'End')
        app.wait(lambda: not is_listed(app, first), 'the end of the list')
    app.picture('crowd-end')
    app.quit()


journey.main(cancelled_on_the_way_nothing_stays, the_second_time_all_come_in, searches_among_them, scrolls_through_them,
             needs='tools/population.py')
