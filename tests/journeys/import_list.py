# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of people comes in through the window: columns are recognised and changed, and importing again adds nothing."""
import json

from gi.repository import GLib

import journey

def import_file(app, path):
    app.action('win.import-file', GLib.Variant('s', str(path)))
    app.find('button', 'Check')
    app.focus_window()


def told(app, name):
    """The figure of a tile: "New, 500"."""
    return int(app.find(('button', 'toggle'), journey.re.compile(rf'^{name}, [0-9,]+$')).name.rsplit(', ', 1)[1].replace(',', ''))


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
    app.quit()


journey.main(mentees_come_in, again_adds_nothing, needs='data/civil-service-mentees.csv')
