# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's own data: everything is exported for them, everything is erased from file, backups and window, and what an
import made that was taken back is removed for good. No byte of the person is left."""
import json

from gi.repository import GLib

import journey
import paper
from journey import ask, cli

PEOPLE = '''Given name,Family name,Email,Role,Capacity,Areas of guidance,Biography
Quexandrine,Dudek,quexandrine@example.org,mentee,,career,I grew up near Zwobelarith.
Arturo,Moreno,arturo@example.org,mentor,3,career,I teach.
Bo,Li,bo@example.org,mentor,2,education,I build.
'''
MORE = '''Given name,Family name,Email
Plumbelia,Vance,plumbelia@example.org
'''
DRAWN = 'M 111.25 77.5 L 113.75 79.25 L 240 90.5 L 300 60'
MARKS = ('Quexandrine', 'Zwobelarith', 'gribbelnote', '111.3 77.5')
state = {}


def files_with(home, mark):
    """Every file of the data and state folders that holds the bytes, as they are, in small letters, or as UTF-16."""
    forms = (mark.encode(), mark.lower().encode(), mark.lower()[3:].encode(), mark.encode('utf-16-le'))
    return [str(path) for top in ('data', 'state', 'cache') for path in (home / top).rglob('*')
            if path.is_file() and any(form in path.read_bytes() for form in forms)]


def number_of(name):
    return next(m['number'] for m in ask('members') if m['name'].startswith(name))


def answer(app, verb):
    """A button of a question, which libadwaita names twice, once a layout."""
    app.press(journey.re.compile(f'^{verb}( {verb})?$'))


def people_work_together(app):
    (app.home / 'people.csv').write_text(PEOPLE, encoding='utf-8')
    (app.home / 'drawn.path').write_text(DRAWN, encoding='utf-8')
    ask('import', app.home / 'people.csv')
    state['member'] = number_of('Quexandrine')
    request = ask('request', 'send', state['member'], number_of('Arturo'), '--area', 'career', '--months', 6)['request']
    state['partnership'] = ask('request', 'accept', request)['partnership']
    ask('--as', state['member'], 'meeting', 'log', state['partnership'], '--date', '2026-11-19', '--minutes', 60, '--topics', 'A shared topic',
        '--own-notes', 'My gribbelnote')
    meeting = ask('meeting', 'list', state['partnership'])[0]['number']
    ask('meeting', 'sign', meeting, 'mentee', '--drawn', app.home / 'drawn.path')
    for mark in MARKS:
        assert files_with(app.home, mark), f'{mark} is nowhere before it is erased: the search is blind'


def everything_is_exported_for_them(app):
    ask('member', 'export', state['member'], app.home / 'all.json', app.home / 'all.pdf')
    data = json.loads((app.home / 'all.json').read_text(encoding='utf-8'))
    assert data['meetings'][0]['own-notes'] == 'My gribbelnote', data['meetings']
    assert data['signatures'][0]['drawing'].startswith('M 111'), data['signatures']
    assert data['requests'][0]['mentor'].startswith('Arturo') and 'letter' in data['requests'][0]
    assert any(v['source'].startswith('Imported 3') for v in data['history'])
    text = paper.flat(app.home / 'all.pdf')
    for part in ('Quexandrine Dudek', 'Zwobelarith', 'A shared topic', 'My gribbelnote', 'Letter as sent'):
        assert part in text, f'“{part}” is not in the PDF'
    for name in ('all.json', 'all.pdf'):
        (app.home / name).unlink()


def asks_and_erases_nothing_when_told_no(app):
    app.start()
    app.go('members')
    app.find('list item', journey.re.compile('^Quexandrine Dudek'))
    app.action('win.erase', GLib.Variant('x', state['member']))
    app.says('^Erase Quexandrine Dudek\\?$')
    app.says('1 partnership stays')
    app.picture('erase-question')
    answer(app, 'Cancel')
    app.gone(('label',), journey.re.compile('^Erase Quexandrine'))
    assert number_of('Quexandrine') == state['member']


def erases_with_an_account(app):
    app.action('win.erase', GLib.Variant('x', state['member']))
    app.says('^Erase Quexandrine Dudek\\?$')
    answer(app, 'Erase')
    app.says('^This was erased$')
    for line in ('1 member record', '1 enrolment', '1 request with its letter as sent', 'Name and drawing of 1 signature',
                 '1 partnership stays', '1 (of them was under way and|partnership that was under way) has ended'):
        app.says(line)
    app.check_names()
    app.picture('erase-account')
    app.press('Done')
    app.wait(lambda: len(ask('members')) == 2, 'two members to be left')
    app.gone(None, journey.re.compile('Quexandrine'))
    row = next(p for p in ask('partnerships', '--state', 'ended') if p['number'] == state['partnership'])
    assert row['mentee'] == 'Erased person' and row['mentor'].startswith('Arturo'), row
    assert ask('erasures')[0]['members'] == 1


def nothing_of_them_is_left(app):
    for mark in MARKS:
        assert files_with(app.home, mark) == [], (mark, files_with(app.home, mark))
    assert cli('verify').returncode == 0
    pdf = app.home / 'sheet.pdf'
    ask('sheet', state['partnership'], '--output', pdf)
    text = paper.flat(pdf)
    assert 'Erased person' in text and 'A shared topic' in text and 'Quexandrine' not in text, text


def undo_and_the_list_do_not_bring_them_back(app):
    done = ask('import', app.home / 'people.csv')
    assert done['rejected'] == 1 and done['new'] == 0, done
    assert 'erased' in done['rejected-rows'][0]['reason']
    while cli('undo').returncode == 0:
        assert not any(m['name'].startswith('Quexandrine') for m in ask('members'))
    while cli('redo').returncode == 0:
        assert not any(m['name'].startswith('Quexandrine') for m in ask('members'))
    assert files_with(app.home, 'Zwobelarith') == []
    assert cli('verify').returncode == 0


def an_undone_import_is_removed_for_good(app):
    (app.home / 'more.csv').write_text(MORE, encoding='utf-8')
    ask('import', app.home / 'more.csv')
    ask('undo')
    assert files_with(app.home, 'Plumbelia'), 'the search is blind'
    app.action('win.what-happened')
    app.press('Remove for Good…')
    app.says('^Remove this import for good\\?$')
    answer(app, 'Remove for Good')
    app.says('^This was erased$')
    app.press('Done')
    app.gone('button', 'Remove for Good…')
    app.picture('what-happened-removed')
    assert files_with(app.home, 'Plumbelia') == []
    assert cli('redo').returncode == 4
    assert cli('verify').returncode == 0
    app.key('Escape')
    app.quit()


journey.main(people_work_together, everything_is_exported_for_them, asks_and_erases_nothing_when_told_no, erases_with_an_account,
             nothing_of_them_is_left, undo_and_the_list_do_not_bring_them_back, an_undone_import_is_removed_for_good)
