# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of people come in through the window: columns are recognised and changed, doubtful rows are answered, rejected
ones corrected, all of it is cancelled and taken back."""
import json
import subprocess
import sys

from gi.repository import GLib

import journey

LIST = '''Given name;Family name;E-mail;Member number;Organisation;Country
Ewa;Dudek-Lis;mentee.001@gov.uk;;Orchard Software;PL
Jean;Petit;jean.petit.example.org;;Lumen;FR
Cy;Ng;cy@example.org;;=1+1;SG
Bo;Li;bo@example.org;;;Atlantis
'''


def import_file(app, path):
    app.action('win.import-file', GLib.Variant('s', str(path)))
    app.find('button', 'Check')
    app.focus_window()


def told(app, name):
    """The figure of a tile: "New, 500"."""
    return int(app.find(('button', 'toggle'), journey.re.compile(rf'^{name}, [0-9,]+$')).name.rsplit(', ', 1)[1].replace(',', ''))


def members():
    return len(json.loads(journey.cli('--json', 'members', '--most', 10000).stdout))


def make_field(app, heading):
    app.choose(app.find('combo box', f'What “{heading}” becomes'), 'Field of the programme')
    app.says(f'{heading}, field of the programme')


def mentees_come_in(app):
    app.start()
    import_file(app, journey.shared('data/civil-service-mentees.csv'))
    app.says('500 rows')
    app.check_names()
    make_field(app, 'profession')
    # chosen so, a delicate heading is sensitive from the first
    make_field(app, 'identity to match')
    app.find('check box', 'Sensitive: nobody sees it by default', state='checked')
    app.picture('import-columns')
    app.press('Check')
    assert told(app, 'New') == 500 and told(app, 'Rejected') == 0
    app.check_names()
    app.picture('import-check')
    app.press('Import 500 People')
    app.says('^500 rows are in$')
    app.check_names()
    app.picture('import-result')
    app.press('Close')
    fields = json.loads(journey.cli('--json', 'import', '--check', journey.shared('data/civil-service-mentees.csv')).stdout)
    assert fields['same'] == 500 and fields['new'] == 0, fields
    custom = {c['heading']: c['sensitive'] for c in fields['columns'] if c['custom']}
    assert custom == {'profession': False, 'identity to match': True}, custom


def again_adds_nothing(app):
    import_file(app, journey.shared('data/civil-service-mentees.csv'))
    app.says('Choices remembered')
    app.press('Check')
    assert told(app, 'The same') == 500
    button = app.find('button', 'Nothing to Import')
    assert 'sensitive' not in button.states
    # back keeps what was chosen
    app.press('Back')
    app.find('check box', 'Sensitive: nobody sees it by default', state='checked')
    app.press('Back')
    app.press('Continue')
    app.press('Back')
    app.key('Escape')
    app.gone('image', journey.re.compile('^Step '))


def doubtful_rows_are_answered(app):
    path = app.home / 'list.csv'
    path.write_text(LIST, encoding='utf-8')
    app.drop(path, app.window())
    app.find('button', 'Check')
    app.focus_window()
    app.press('Check')
    assert told(app, 'New') == 1 and told(app, 'Possible doubles') == 1 and told(app, 'Rejected') == 2
    app.says('E-mail has no “@”')
    app.says('Country: “Atlantis” is not known')
    app.says('Row 2, Ewa Dudek-Lis, may be mentee 001')
    app.check_names()
    app.picture('import-doubts')
    app.press('Correct…')
    app.fill('Correct E-mail of Jean Petit', 'jean@example.org')
    app.press('Correct')
    app.wait(lambda: told(app, 'New') == 2, 'the corrected row to be new')
    app.press('Same')
    app.press('Import 3 People')
    app.says('^3 rows are in$')
    app.press('Undo the Whole Import')
    app.says('The import is taken back')
    app.press('Close')
    assert members() == 500
    app.action('win.redo')
    app.wait(lambda: members() == 502, 'redo to bring two people in again')
    app.action('win.undo')
    app.wait(lambda: members() == 500, 'undo to take them back')


def changed_on_both_sides_is_asked(app):
    path = app.home / 'two.csv'
    path.write_text('Given name,Family name,E-mail,City,Job title\nZoe,Quill,zoe@example.org,Leeds,clerk\nYan,Quill,yan@example.org,Leeds,clerk\n', encoding='utf-8')
    journey.ask('import', path)
    number = {m['name']: m['number'] for m in journey.ask('members', 'Quill')}
    for name in 'Zoe Quill', 'Yan Quill':
        journey.ask('member', 'set', number[name], 'job_title=director')
    # Zoe's title is new in the file, too; Yan's is as it was
    path.write_text('Given name,Family name,E-mail,City,Job title\nZoe,Quill,zoe@example.org,Hull,chief\nYan,Quill,yan@example.org,Leeds,clerk\n', encoding='utf-8')
    import_file(app, path)
    app.press('Check')
    assert told(app, 'Changed') == 1 and told(app, 'The same') == 1
    app.says('director')
    app.says('chief')
    app.find(('toggle', 'button'), 'Keep Mine', state='pressed')
    app.check_names()
    app.picture('import-both-sides')
    app.press('Import 1 Person')
    app.says('^2 rows are in$')
    app.press('Close')
    values = journey.ask('member', 'show', number['Zoe Quill'])
    assert 'director' in json.dumps(values) and 'Hull' in json.dumps(values), values
    # asked again, the other answer
    import_file(app, path)
    app.press('Check')
    assert told(app, 'Changed') == 1
    app.press('Take File')
    app.find(('toggle', 'button'), 'Take File', state='pressed')
    app.press('Import 1 Person')
    app.says('^2 rows are in$')
    app.press('Close')
    assert 'chief' in json.dumps(journey.ask('member', 'show', number['Zoe Quill']))
    assert 'director' in json.dumps(journey.ask('member', 'show', number['Yan Quill']))
    for _ in range(5):
        journey.ask('undo')
    assert members() == 500


HOLDER = """
import sys
import gi
gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, Gtk
Gtk.init()
Gdk.Display.get_default().get_clipboard().set(sys.argv[1])
print('held', flush=True)
GLib.MainLoop().run()
"""


def cells_are_pasted(app):
    cells = 'Given name\tFamily name\tE-mail\nPia\tPaste\tpia@example.org\n'
    app.go('members')
    with subprocess.Popen([sys.executable, '-c', HOLDER, cells], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == 'held\n'
        app.key('ctrl+v')
        app.find('button', 'Check')
        app.focus_window()
        holder.terminate()
    app.press('Check')
    assert told(app, 'New') == 1
    app.picture('import-pasted')
    app.press('Import 1 Person')
    app.says('^1 row is in$')
    app.press('Close')
    assert [m['name'] for m in journey.ask('members', 'Paste')] == ['Pia Paste']
    journey.ask('undo')
    assert members() == 500


def linkedin_tables_go_together(app):
    folder = app.home / 'Basic_LinkedInDataExport'
    folder.mkdir()
    for name, text in {
            'Profile.csv': 'First Name,Last Name,Headline,Summary,Geo Location\nLia,Link,Risk engineer,"I build, and teach.",Gdynia\n',
            'Positions.csv': 'Company Name,Title,Started On,Finished On\nAcme,Engineer,Jun 2014,\n',
            'Skills.csv': 'Name\nNegotiation\nRisk\n',
            'Education.csv': 'School Name,Start Date,End Date,Degree Name\nPolitechnika,2001,2006,MSc\n'}.items():
        (folder / name).write_text(text, encoding='utf-8')
    import_file(app, folder / 'Positions.csv')
    app.press('Check')
    assert told(app, 'New') == 1
    app.press('Import 1 Person')
    app.says('^1 row is in$')
    app.press('Undo the Whole Import')
    app.says('The import is taken back')
    app.press('Close')
    assert members() == 500


def cancelled_nothing_stays(app):
    path = app.home / 'many.csv'
    with open(path, 'wb') as file:
        subprocess.run([sys.executable, journey.shared('tools/population.py'), '6000'], stdout=file, check=True)
    import_file(app, path)
    app.press('Check')
    app.press(journey.re.compile('Import 6,?000 People'))
    app.says('Importing 6,?000 People')
    app.press('Cancel')
    app.find('button', journey.re.compile('Import 6,?000 People'))
    assert members() == 500


def quit_in_the_middle_leaves_nothing_or_all(app):
    app.press(journey.re.compile('Import 6,?000 People'))
    app.says('Importing 6,?000 People')
    app.quit()
    assert members() in (500, 6500), members()
    done = journey.cli('verify')
    assert done.returncode == 0, done.stdout + done.stderr


journey.main(mentees_come_in, again_adds_nothing, doubtful_rows_are_answered, changed_on_both_sides_is_asked, cells_are_pasted,
             linkedin_tables_go_together, cancelled_nothing_stays, quit_in_the_middle_leaves_nothing_or_all,
             needs='data/civil-service-mentees.csv')
