# SPDX-License-Identifier: GPL-3.0-or-later
"""Two copies of one programme go on apart, send one another files through the window, settle on the Review page, and are one."""
import json
import os
import re

from gi.repository import GLib

import journey
from journey import cli

places = {}


def there(home):
    """Environment of the second copy: another data folder, as on another machine."""
    return {**os.environ, 'XDG_DATA_HOME': str(home / 'other'), 'XDG_STATE_HOME': str(home / 'other-state')}


def other(app, *words):
    done = cli('--json', *words, env=there(app.home))
    assert done.returncode == 0, f'{words}: {done.stderr}'
    return json.loads(done.stdout) if done.stdout else None


def here(*words):
    done = cli('--json', *words)
    assert done.returncode == 0, f'{words}: {done.stderr}'
    return json.loads(done.stdout) if done.stdout else None


def start_other(app):
    app.start(environment={'XDG_DATA_HOME': str(app.home / 'other'), 'XDG_STATE_HOME': str(app.home / 'other-state')})


def exports(app, name):
    path = app.home / name
    app.action('win.export-changes-file', GLib.Variant('s', str(path)))
    app.wait(lambda: path.exists() and path.read_text().rstrip().rpartition('\n')[2].startswith('{"end":'), f'{name} to be whole')
    assert path.stat().st_mode & 0o777 == journey.saved_mode(), oct(path.stat().st_mode)
    return path


def takes_in(app, path, *sentences):
    app.action('win.import-changes-file', GLib.Variant('s', str(path)))
    looks_and_takes_in(app, *sentences)


def looks_and_takes_in(app, *sentences):
    app.says('What This Would Do')
    for sentence in sentences:
        app.says(sentence)
    app.check_names()
    app.press('Take In')
    app.says(r'changes? taken in')


def one_copy_gives_all_it_has(app):
    for name in ('Ewa', 'Marta', 'Sofia'):
        here('member', 'add', f'given_name={name}', 'family_name=Dudek')
    here('enrol', 'Sofia Dudek', '--role', 'mentor', '--capacity', '1')
    app.start()
    places['first'] = exports(app, 'first.rapport-changes')
    app.quit()


def the_other_copy_looks_at_it_and_takes_it_in(app):
    (app.home / 'other').mkdir(mode=0o700)
    (app.home / 'other-state').mkdir(mode=0o700)
    start_other(app)
    app.drop(places['first'], app.window())
    app.says('What This Would Do')
    app.says('Members: 3 new, 0 changed')
    app.picture('changes-preview')
    assert not other(app, 'members'), 'a preview leaves nothing'
    app.press('Take In')
    app.says(r'changes taken in')
    assert len(other(app, 'members')) == 3
    app.quit()


def both_edit_the_same_people(app):
    here('member', 'set', 'Ewa Dudek', 'city=Leeds')
    here('member', 'set', 'Marta Dudek', 'city=Hull')
    other(app, 'member', 'set', 'Ewa Dudek', 'city=York')
    other(app, 'member', 'set', 'Sofia Dudek', 'city=Bath')
    other(app, 'member', 'add', 'given_name=Marta', 'family_name=Dudek', 'email=marta@example.org')
    start_other(app)
    places['second'] = exports(app, 'second.rapport-changes')
    app.quit()


def the_first_copy_settles_on_the_review_page(app):
    app.start()
    takes_in(app, places['second'], '1 field with two versions', '1 likely double')
    app.go('review')
    app.says('City of Ewa Dudek')
    app.find('list item', re.compile(r'^City of Ewa Dudek, Two versions'))
    app.check_names()
    app.picture('review')
    app.press('The Same Person')
    app.says('Settled')
    app.wait(lambda: len(here('members')) == 3, 'the two to be one')
    app.press(re.compile('^Keep Yours: Leeds'))
    app.says('Nothing to Settle')
    app.picture('review-nothing')


def waits(app, n):
    """The count in the sidebar."""
    app.find('list item', re.compile(f'^Review, {n} wait' if n > 0 else '^Review$'))


def undo_opens_the_conflict_again(app):
    waits(app, 0)
    app.action('win.undo')
    app.says('City of Ewa Dudek')
    waits(app, 1)
    app.action('win.redo')
    app.says('Nothing to Settle')
    waits(app, 0)


def a_third_is_written(app):
    """What cannot be taken is said while it stands there, and undo opens the conflict once more."""
    app.action('win.undo')
    app.press('Write Another…')
    app.says('It takes the place of both versions')
    app.fill('Text', 'x' * 400)
    app.says('too many for one line')
    app.picture('review-third-refused')
    app.fill('Text', 'Selby')
    app.gone('label', re.compile('too many for one line'))
    app.press('Keep')
    app.says('Nothing to Settle')
    assert 'Selby' in json.dumps(here('member', 'show', 'Ewa Dudek'))
    app.action('win.undo')
    app.press(re.compile('^Keep Yours: Leeds'))
    app.says('Nothing to Settle')


def tab_to(app, name):
    """The keyboard alone, until what has that name has the focus."""
    for _ in range(60):
        focused = next(iter(app.all(state='focused')), None)
        if focused is not None and re.search(name, focused.name):
            return
        app.key('Tab')
        app.wait(lambda: next(iter(app.all(state='focused')), None) not in (None, focused), 'the focus to move')
    raise AssertionError(f'Tab does not lead to {name}')


def it_is_settled_by_the_keyboard_alone(app):
    app.focus_window()
    app.key('ctrl+z')
    app.says('City of Ewa Dudek')
    tab_to(app, '^City of Ewa Dudek, Two versions')
    tab_to(app, '^Keep Yours: Leeds')
    app.key('Return')
    app.says('Nothing to Settle')


def the_menu_exports_what_the_other_lacks(app):
    """By the window's own dialog: for whom, and where."""
    path = places['third'] = app.home / 'documents/third.rapport-changes'
    app.action('win.export-changes')
    app.says('For')
    app.check_names()
    app.picture('changes-for-whom')
    app.press('Choose File…')
    app.gone('button', 'Choose File…')  # that window has the title of the next
    app.choose_file('Export Changes', path)
    app.says(r'changes? exported')
    assert path.stat().st_mode & 0o777 == journey.saved_mode(), oct(path.stat().st_mode)
    app.quit()


def both_end_equal(app):
    start_other(app)
    app.action('win.import-changes')
    app.choose_file('Import Changes', places['third'])
    looks_and_takes_in(app)
    app.go('review')
    app.says('Nothing to Settle')
    app.quit()

    def dump(ask):
        rows = ask('members')
        return sorted(json.dumps({k: v for k, v in row.items() if k != 'number'}, sort_keys=True) for row in rows)
    assert dump(here) == dump(lambda *words: other(app, *words))
    for name in ('Ewa Dudek', 'Marta Dudek', 'Sofia Dudek'):
        shown = [json.dumps(ask('member', 'show', name), sort_keys=True) for ask in (here, lambda *words: other(app, *words))]
        assert shown[0] == shown[1], shown
    assert 'Leeds' in json.dumps(here('member', 'show', 'Ewa Dudek'))
    assert here('review') == [] and other(app, 'review') == []
    here('verify')
    other(app, 'verify')


journey.main(one_copy_gives_all_it_has, the_other_copy_looks_at_it_and_takes_it_in, both_edit_the_same_people,
             the_first_copy_settles_on_the_review_page, undo_opens_the_conflict_again, a_third_is_written, it_is_settled_by_the_keyboard_alone,
             the_menu_exports_what_the_other_lacks, both_end_equal)
