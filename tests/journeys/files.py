# SPDX-License-Identifier: GPL-3.0-or-later
"""The data as files: backups, last week's restored while another process writes, copies, permissions, damage, an upgrade."""
import contextlib
import itertools
import os
import re
import shutil
import sqlite3
import threading

from gi.repository import GLib

import journey

LAST_WEEK = '2026-11-12T09:30:00Z'
SAMPLE = 44


class Writer(threading.Thread):
    """Another process after the other that adds a member, until it is told to stop. What each was told is kept."""

    def __init__(self):
        super().__init__(daemon=True)
        self.stopping = threading.Event()
        self.added = []
        self.refused = []
        self.words = []

    def run(self):
        for number in itertools.count(1):
            if self.stopping.is_set():
                return
            done = journey.cli('member', 'add', f'given_name=Writer{number}', f'family_name=Busy{number}')
            if done.returncode == 0:
                self.added.append(f'Writer{number} Busy{number}')
            else:
                self.refused.append(f'Writer{number} Busy{number}')
                self.words.append((done.returncode, done.stderr.strip()))

    def stop(self):
        self.stopping.set()
        self.join()


def database(app):
    return app.home / 'data/rapport/rapport.db'


def replica_of(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()[0]


def begins_last_week(app):
    then = {**os.environ, 'RAPPORT_NOW': LAST_WEEK}
    assert journey.cli('sample', database(app), env=then).returncode == 0
    assert journey.cli('backup', 'now', env=then).returncode == 0
    for name in ('Nora', 'Ivo'):
        assert journey.cli('member', 'add', f'given_name={name}', 'family_name=New').returncode == 0


def makes_the_backup_of_the_day(app):
    app.start()
    app.says('Overview')
    app.wait(lambda: [b for b in journey.ask('backup', 'list') if b['reason-id'] == 'daily'], 'the daily backup')


def says_what_is_in_each(app):
    app.action('win.restore')
    app.says('12 November 2026, 09:30')
    app.says('Asked for · 44 members')
    app.says('Daily · 46 members')
    app.check_names()
    app.picture('restore')


def busy_names(*words):
    return {m['name'] for m in journey.ask(*words, 'members', '--most', 10000) if 'Busy' in m['name'] or 'Writer' in m['name']}


def restores_last_week_while_another_writes(app):
    """The writer's words are refused with a sentence or kept: in the data, or in the backup made before they went."""
    writer = Writer()
    writer.start()
    app.wait(lambda: writer.added, 'another process to write')
    app.point(app.find('list item', re.compile('12 November 2026, 09:30')))
    app.says('44 in the backup')
    app.picture('restore-preview')
    app.press('Restore')
    app.says('The backup of 12 November 2026, 09:30 was restored')
    before = len(writer.added)
    app.wait(lambda: len(writer.added) > before + 1, 'the other process to go on')
    writer.stop()
    assert {code for code, words in writer.words} <= {6}, writer.words  # busy and said so: nothing else
    assert all(len(words) > 20 and words.endswith('.') for code, words in writer.words), writer.words
    names = [m['name'] for m in journey.ask('members')]
    assert not any('New' in name for name in names), names
    assert len(names) >= SAMPLE + 1, names
    kept = app.home / 'documents/before.db'
    backup = next(b for b in journey.ask('backup', 'list') if b['reason-id'] == 'restore')
    shutil.copy(next((database(app).parent / 'backups').rglob(backup['name'] + '*')), kept)
    here, there = busy_names(), busy_names('--database', kept)
    assert here and there and not here & there, (here, there)
    assert here | there == set(writer.added), (here, there, writer.added, writer.refused)
    assert journey.cli('verify').returncode == 0
    assert journey.cli('--database', kept, 'verify').returncode == 0


def new_names():
    return [m['name'] for m in journey.ask('members') if 'New' in m['name']]


def takes_the_restore_back(app):
    """By the backup that was made before it; and that again by the toast's button."""
    app.action('win.restore')
    app.says('Before a restore')
    app.point(next(row for row in app.all('list item') if any('Before a restore' in journey.text_of(n) for n in row.walk())))
    app.press('Restore')
    app.says('^The backup of 19 November 2026, 12:00 was restored$')
    app.press(re.compile('^Undo'))
    app.says('The restore was taken back')
    assert not new_names()
    newest = journey.ask('backup', 'list')[0]
    assert newest['reason-id'] == 'restore' and newest['members'] > SAMPLE, newest


def chooses_another_file_to_restore(app):
    kept = app.home / 'documents/before.db'
    app.action('win.restore')
    app.point(app.find(name='Choose Another File…'))
    app.choose_file('Restore from a File', kept)
    app.says('in the backup')
    app.press('Restore')
    app.says('was restored$')
    assert len(new_names()) == 2
    assert journey.cli('verify').returncode == 0


def saves_a_copy_that_goes_on_by_itself(app):
    copy = app.home / 'documents/copy.db'
    app.action('win.save-copy-as', GLib.Variant('s', str(copy)))
    app.says('Copied to “copy.db”')
    assert copy.stat().st_mode & 0o777 == 0o600
    assert journey.cli('--database', copy, 'member', 'add', 'given_name=Only', 'family_name=There').returncode == 0
    assert journey.cli('member', 'add', 'given_name=Only', 'family_name=Here').returncode == 0
    assert replica_of(copy) != replica_of(database(app))
    app.press(re.compile('^Open'))
    app.window('copy.db – Rapport')
    app.says(r'\(copy\.db\)')
    app.focus_window()
    app.key('ctrl+w')
    app.wait(lambda: len(app.windows()) == 1, 'the window of the copy to go')
    app.focus_window()


def opens_another_database(app):
    """What is none is named, and the window stays with its own data."""
    words = app.home / 'documents/words.db'
    words.write_text('These are words and no database at all. ' * 40, encoding='utf-8')
    app.key('ctrl+o')
    app.choose_file('Open a Database', words)
    app.says('is not a Rapport database')
    app.picture('open-words')
    app.focus_window()
    app.key('ctrl+w')
    app.wait(lambda: len(app.windows()) == 1, 'the window that failed to go')
    app.focus_window()
    app.key('ctrl+o')
    app.choose_file('Open a Database', app.home / 'documents/copy.db')
    app.window('copy.db – Rapport')
    app.says(r'\(copy\.db\)')
    app.focus_window()
    app.key('ctrl+w')
    app.wait(lambda: len(app.windows()) == 1, 'the window of the copy to go')
    app.focus_window()


def shows_what_is_stored_where(app):
    folder = database(app).parent
    folder.chmod(0o755)
    database(app).chmod(0o644)
    app.action('win.stored-where')
    app.says('2 files or folders stand open')
    app.says(re.escape(str(database(app))))
    app.check_names()
    app.picture('stored-where')
    app.press('Mend')
    app.wait(lambda: folder.stat().st_mode & 0o777 == 0o700 and database(app).stat().st_mode & 0o777 == 0o600, 'permissions')
    app.gone('button', 'Mend')
    app.key('Escape')


def stops_when_a_newer_version_has_upgraded(app):
    """And a form that was closed before it was answered says so where it was opened."""
    app.go('outbox')
    app.point(app.find(('button', 'toggle'), 'More for Letters'))
    app.press('Templates of Letters…')
    app.find(('button', 'toggle'), 'Letter', state='focused')  # not Cancel
    app.find(name=re.compile('asks for your guidance\n'), within=app.window('Templates of Letters'))
    with contextlib.closing(sqlite3.connect(database(app), isolation_level=None)) as connection:
        version = connection.execute('PRAGMA user_version').fetchone()[0]
        connection.execute('BEGIN IMMEDIATE')
        app.focus_window()
        app.key('ctrl+Return', 'Escape')
        app.wait(lambda: len(app.windows()) == 1, 'the form to close')
        connection.execute('PRAGMA user_version = 9999')
        connection.execute('COMMIT')
    app.says('^The template was not kept: ')
    app.says('A newer version of Rapport has upgraded these data')
    app.picture('upgraded')
    assert journey.cli('members').returncode == 5
    app.quit()
    app.start()
    app.says('The Data Cannot Be Opened')
    app.says('newer version of Rapport')
    app.picture('newer-at-start')
    app.quit()
    with contextlib.closing(sqlite3.connect(database(app))) as connection:
        connection.execute(f'PRAGMA user_version = {version}')


def opens_the_newest_backup_of_a_damaged_file(app):
    assert journey.cli('backup', 'now').returncode == 0
    path = database(app)
    data = bytearray(path.read_bytes())
    data[100:4000] = b'\xa5' * 3900
    path.write_bytes(data)
    app.start()
    app.says('The Data Cannot Be Opened')
    app.press(re.compile('^Open the Backup of '))
    app.says('Overview')
    aside = [p for p in path.parent.iterdir() if '.damaged-' in p.name]
    assert [p for p in aside if p.read_bytes() == data], aside
    assert journey.cli('verify').returncode == 0
    app.quit()


def says_what_it_will_not_open(app):
    """Each its own sentence, in the terminal."""
    path = app.home / 'documents/words.db'
    path.write_text('These are words and no database at all. ' * 40, encoding='utf-8')
    done = journey.cli('--database', path, 'members')
    assert done.returncode == 5 and 'is not a Rapport database' in done.stderr, done
    done = journey.cli('backup', 'restore', path)
    assert done.returncode == 5 and 'is not a Rapport database' in done.stderr, done


journey.main(begins_last_week, makes_the_backup_of_the_day, says_what_is_in_each, restores_last_week_while_another_writes, takes_the_restore_back,
             chooses_another_file_to_restore, saves_a_copy_that_goes_on_by_itself, opens_another_database, shows_what_is_stored_where, stops_when_a_newer_version_has_upgraded,
             opens_the_newest_backup_of_a_damaged_file, says_what_it_will_not_open)
