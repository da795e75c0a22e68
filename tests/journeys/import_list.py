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
    """By the keyboard, as a menu's popover has no place on the screen that AT-SPI knows: its first row leaves the column
    out, its second makes it a field of the programme."""
    app.press(f'What “{heading}” becomes')
    app.find(('list item', 'label'), 'Field of the programme')
    for key in 'Tab', 'Home', 'Down', 'Return':
        GLib.usleep(400000)
        app.key(key)
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
    import_file(app, path)
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
    app.key('Escape')
    app.gone('image', journey.re.compile('^Step '))
    app.quit()


journey.main(mentees_come_in, again_adds_nothing, doubtful_rows_are_answered, cancelled_nothing_stays,
             needs='data/civil-service-mentees.csv')
