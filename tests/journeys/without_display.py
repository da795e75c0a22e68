# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way through rapportctl alone: import, find, request, accept, meetings, signatures, sheet, undo, redo, verify."""
import os
import subprocess

import journey
import paper
from journey import ask, cli, shared

state = {}
# What a pen leaves in a box of 480 by 170.
DRAWN = 'M 40 120 ' + ' '.join(f'L {40 + 10 * i} {85 + (60 if i % 2 else -60)}' for i in range(1, 40))


def imports_a_civil_service(home):
    """Headings without a home become fields of the programme; what is delicate is sensitive (I13)."""
    for role, extra in (('mentee', ('--field', 'match with similar identity', '--sensitive', 'identity to match')), ('mentor', ('--sensitive', 'characteristics'))):
        done = cli('import', shared(f'data/civil-service-{role}s.csv'), '--role', role, '--field', 'profession', *extra)
        assert done.returncode == 0, done.stderr
    members = ask('members', '--most', 2000)
    assert len(members) == 1000, len(members)
    assert {m['role'] for m in members} >= {'mentor', 'mentee'}
    state['mentee'] = next(m for m in members if m['name'] == 'mentee 000')


def importing_again_adds_nobody(home):
    for role in ('mentee', 'mentor'):
        assert cli('import', shared(f'data/civil-service-{role}s.csv'), '--role', role).returncode == 0
    assert len(ask('members', '--most', 2000)) == 1000


def finds_a_mentor(home):
    rows = ask('find', state['mentee']['number'])
    assert rows, 'nobody was found'
    assert all(a['score'] >= b['score'] for a, b in zip(rows, rows[1:])), 'not by score'
    state['mentor'] = rows[0]


def s13_asks_once_and_is_refused_twice(home):
    state['request'] = ask('request', 'send', state['mentee']['number'], state['mentor']['number'], '--area', 'career', '--months', 6)['request']
    again = cli('request', 'send', state['mentee']['number'], state['mentor']['number'], '--area', 'career')
    assert again.returncode == 4, (again.returncode, again.stderr)
    assert 'have an open request' in again.stderr, again.stderr


def i23_accepting_makes_a_partnership(home):
    answer = ask('request', 'accept', state['request'])
    state['partnership'] = answer['partnership']
    row = next(p for p in ask('partnerships') if p['number'] == state['partnership'])
    assert row['mentee'] == state['mentee']['name'] and row['state'] == 'active', row
    assert ask('requests', '--state', 'open') == []


def w07_logs_three_meetings(home):
    os.environ['RAPPORT_NOW'] = '2027-01-20T12:00:00Z'
    for day, minutes, topics in (('2026-11-26', 60, 'First meeting: goals and boundaries'), ('2026-12-17', 45, 'Draft of the application'),
                                 ('2027-01-18', 30, 'Überblick: 次の段階')):
        ask('meeting', 'log', state['partnership'], '--date', day, '--minutes', minutes, '--topics', topics, '--channel', 'video')
    state['meetings'] = [m['number'] for m in ask('meeting', 'list', state['partnership'])]
    assert len(state['meetings']) == 3


def w07_signs_by_drawing_and_by_name(home):
    (home / 'signature.path').write_text(DRAWN, encoding='utf-8')
    ask('meeting', 'sign', state['meetings'][0], 'mentee', '--drawn', home / 'signature.path')
    ask('meeting', 'sign', state['meetings'][0], 'mentor', '--typed', state['mentor']['name'])
    refused = cli('meeting', 'edit', state['meetings'][0], '--minutes', 90)
    assert refused.returncode == 4, 'a signed meeting was changed'


def w16_prints_a_tracking_sheet(home):
    pdf = home / 'sheet.pdf'
    ask('sheet', state['partnership'], '--output', pdf)
    text = paper.flat(pdf)
    for part in (state['mentee']['name'], state['mentor']['name'], '26 Nov 2026', '17 Dec 2026', '18 Jan 2027', '60 min', '45 min', '30 min',
                 'First meeting: goals', 'Draft of the application', 'Überblick', '次の段階'):
        assert part in text, f'“{part}” is not on the sheet: {text}'
    signed, empty = paper.signature_ink(pdf, 1), paper.signature_ink(pdf, 2)
    assert min(signed) > 80 and max(empty) == 0, f'ink: {signed} signed, {empty} not'


def undo_walks_back_to_the_empty_database(home):
    check(0)
    steps = 0
    while (done := cli('undo')).returncode == 0:
        steps += 1
        assert steps < 100
    assert done.returncode == 4, done.stderr
    assert ask('members') == [] and ask('partnerships') == [] and ask('requests', '--state', 'all') == []
    assert steps == 9, f'{steps} operations: two imports, request, answer, three meetings, two signatures'
    state['steps'] = steps
    check(0)


def redo_walks_forward_again(home):
    for _ in range(state['steps']):
        done = cli('redo')
        assert done.returncode == 0, done.stderr
    assert cli('redo').returncode == 4
    assert len(ask('members', '--most', 2000)) == 1000
    assert len(ask('meeting', 'list', state['partnership'])) == 3
    again = home / 'again.pdf'
    ask('sheet', state['partnership'], '--output', again)
    assert paper.flat(again) == paper.flat(home / 'sheet.pdf')
    check(0)


def check(code):
    done = cli('verify')
    assert done.returncode == code, f'verify: {done.returncode}\n{done.stdout}\n{done.stderr}'


def the_same_with_a_membership(home):
    """1,000 people of 33 countries: found by skill and language, in a database beside."""
    people = home / 'people.csv'
    with open(people, 'wb') as file:
        subprocess.run(['/usr/bin/python3', shared('tools/population.py'), '1000'], stdout=file, check=True)
    other = ('--database', home / 'membership.db')
    assert cli(*other, 'import', people).returncode == 0
    assert len(ask(*other, 'members', '--most', 2000)) == 1000
    seekers = ask(*other, 'members', '--role', 'mentee', '--language', 'fr', '--most', 1)
    french = ask(*other, 'find', seekers[0]['number'], '--language', 'fr', '--room', '--most', 500)
    assert french, 'nobody speaks French'
    shown = ask(*other, 'member', 'show', french[-1]['number'])
    skill = next(row['value'].rsplit(':', 1)[0] for row in shown if row['field'] == 'skill' and ' held' in row['value'])
    rows = ask(*other, 'find', seekers[0]['number'], '--language', 'fr', '--room', '--skill', skill, '--most', 500)
    assert french[-1]['number'] in [r['number'] for r in rows], f'who holds {skill} was not found by it'
    assert len(rows) < len(french), 'the skill narrowed nothing'
    first = next(r for r in rows if r.get('free-places', 1))
    request = ask(*other, 'request', 'send', seekers[0]['number'], first['number'], '--area', 'career')['request']
    partnership = ask(*other, 'request', 'accept', request)['partnership']
    ask(*other, 'meeting', 'log', partnership, '--date', '2027-01-20', '--minutes', 30, '--topics', 'Premier entretien')
    ask(*other, 'sheet', partnership, '--output', home / 'other.pdf')
    assert first['name'] in paper.flat(home / 'other.pdf')
    exported = home / 'exported.csv'
    assert cli(*other, 'export', exported).returncode == 0
    assert cli('--database', home / 'third.db', 'import', exported).returncode == 0
    assert len(ask('--database', home / 'third.db', 'members', '--most', 2000)) == 1000
    assert cli(*other, 'verify').returncode == 0


journey.main(imports_a_civil_service, importing_again_adds_nobody, finds_a_mentor, s13_asks_once_and_is_refused_twice, i23_accepting_makes_a_partnership,
             w07_logs_three_meetings, w07_signs_by_drawing_and_by_name, w16_prints_a_tracking_sheet, undo_walks_back_to_the_empty_database,
             redo_walks_forward_again, the_same_with_a_membership, display=False, needs='data/civil-service-mentees.csv')
