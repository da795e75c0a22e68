# SPDX-License-Identifier: GPL-3.0-or-later
"""A profile filled through the window: the photo by the file chooser, education, hours of the week, membership; read
back through rapportctl."""
import subprocess

import journey
from journey import ask


def the_profile_is_filled(app):
    ask('member', 'add', 'given_name=Marta', 'family_name=Kovac')
    picture = app.home / 'marta.png'
    subprocess.run(['convert', '-size', '320x240', 'gradient:orange-navy', str(picture)], check=True)
    app.start()
    app.go(f'profile/{ask("members")[0]["number"]}')
    app.press('Choose a Photo…')
    app.choose_file('Choose a Photo', picture)
    app.find('button', 'Choose Another Photo…')
    app.press('Add to Education')
    app.fill('Institution', 'University of Zagreb')
    app.fill('Qualification', 'MSc')
    for name, value in (('Organisation', 'Northgate Rail'), ('Issued by', 'IEEE'), ('Member number', 'M0000412'), ('Monday', '9–12, 14:30–17')):
        app.fill(name, value)
    app.picture('profile-whole')
    app.check_names()
    app.press('Save')
    app.gone('button', 'Save')


def it_is_read_back(app):
    text = str(ask('member', 'show', ask('members')[0]['number']))
    for word in ('University of Zagreb · MSc', 'Northgate Rail', 'M0000412', '14:30'):
        assert word in text, f'{word} is not in {text}'
    app.quit()


journey.main(the_profile_is_filled, it_is_read_back)
