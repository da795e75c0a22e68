# SPDX-License-Identifier: GPL-3.0-or-later
"""Two copies have changed the same 5,000 people apart: what is to be settled is listed, scrolled through and settled in the
window. How long the window was deaf meanwhile is printed."""
import os
import re
import time

from gi.repository import GLib

import journey
from journey import cli, comment
from pulse import Pulse

PEOPLE = 5000
LONG = 600  # seconds
NUMBER = f'{PEOPLE:,}'.replace(',', ',?')


def write_list(path, city):
    rows = (f'M{n:05},Name{n:05},Of{n * 7919 % 99991:05},n{n:05}@example.org,{city}\n' for n in range(PEOPLE))
    path.write_text('Member number,Given name,Family name,E-mail,City\n' + ''.join(rows), encoding='utf-8')
    return path


def does(*words, env=None):
    done = cli(*words, env=env, timeout=LONG)
    assert done.returncode == 0, f'{words}: {done.stderr}'


def both_change_the_same_people(app):
    elsewhere = {**os.environ, 'XDG_DATA_HOME': str(app.home / 'other'), 'XDG_STATE_HOME': str(app.home / 'other-state')}
    for name in ('other', 'other-state'):
        (app.home / name).mkdir(mode=0o700)
    does('import', write_list(app.home / 'all.csv', 'Bath'))
    does('changes', 'export', app.home / 'first.rapport-changes')
    does('changes', 'import', app.home / 'first.rapport-changes', env=elsewhere)
    does('import', '--conflicts=take', write_list(app.home / 'here.csv', 'Leeds'))
    does('import', '--conflicts=take', write_list(app.home / 'there.csv', 'York'), env=elsewhere)
    does('changes', 'export', app.home / 'second.rapport-changes', env=elsewhere)


def they_are_taken_in(app):
    app.start()
    app.action('win.import-changes-file', GLib.Variant('s', str(app.home / 'second.rapport-changes')))
    with Pulse(app, 'preview of a file with as many changes'):
        app.says(f'^{NUMBER} fields with two versions$', seconds=LONG)
    with Pulse(app, 'taking them in'):
        app.press('Take In')
        app.says('changes taken in$', seconds=LONG)


def waits(app):
    """The count in the sidebar."""
    row = app.find('list item', re.compile('^Review, [0-9,]+ wait'))
    return int(re.sub('[^0-9]', '', row.name))


def they_are_listed_and_scrolled_through(app):
    began = time.monotonic()
    with Pulse(app, f'{PEOPLE:,} findings, opened and scrolled through'):
        app.go('review')
        app.find('list item', re.compile('^City of Name'), seconds=LONG)
        comment(f'listed after {time.monotonic() - began:.1f} s')
        app.point(app.find('list item', re.compile('^City of Name')))
        first = app.find('list item', re.compile('^City of Name'), state='selected').name
        app.focus_window()
        app.key('End')
        app.wait(lambda: first not in [row.name for row in app.all('list item', state='selected')], 'the last to be selected')
        last = app.find('list item', re.compile('^City of Name'), state='selected').name
        for _ in range(12):
            app.key('Page_Up')
        app.wait(lambda: last not in [row.name for row in app.all('list item', state='selected')], 'another to be selected')
    app.picture('review-many')


def some_are_settled_one_after_the_other(app):
    with Pulse(app, 'settling six'):
        for _ in range(6):
            row = app.find('list item', re.compile('^City of Name'), state='selected').name
            app.press(re.compile('^Keep Yours: Leeds'))
            app.wait(lambda r=row: r not in [n.name for n in app.all('list item')], f'{row} to go', seconds=LONG)
    app.wait(lambda: waits(app) == PEOPLE - 6, 'the sidebar to count six less')
    app.quit()
    assert cli('verify', timeout=LONG).returncode == 0


journey.main(both_change_the_same_people, they_are_taken_in, they_are_listed_and_scrolled_through, some_are_settled_one_after_the_other)
