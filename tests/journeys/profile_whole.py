# SPDX-License-Identifier: GPL-3.0-or-later
"""A profile filled through the window, most of it by the keyboard alone: the photo by the file chooser, education, work and
volunteer positions, a link, skills, languages, place and time, hours of the week, membership, and who sees what; it is all
there when the profile is opened again and in rapportctl, the photo stands in the list."""
import re
import subprocess

import journey
from journey import ask

BUTTON = ('button', 'toggle')


def number():
    return ask('members')[0]['number']


def the_profile_is_filled(app):
    ask('member', 'add', 'given_name=Marta', 'family_name=Kovac')
    picture = app.home / 'marta.png'
    subprocess.run(['convert', '-size', '320x240', 'gradient:orange-navy', str(picture)], check=True)
    app.start()
    app.go(f'profile/{number()}')
    app.press('Choose a Photo…')
    app.choose_file('Choose a Photo', picture)
    app.find('button', 'Choose Another Photo…')
    app.press('Add to Education')
    app.fill('Institution', 'University of Zagreb')
    app.fill('Qualification', 'MSc')
    for name, value in (('Organisation', 'Northgate Rail'), ('Issued by', 'IEEE'), ('Member number', 'M0000412'), ('Monday', '9–12, 14:30–17')):
        app.fill(name, value)


def i12_positions_and_a_link_by_the_keyboard(app):
    app.press('Add to Experience')
    app.find('text', 'Position', within=app.find('list item', 'New Position'))
    app.type('Signalling lead')
    app.key('Tab')
    app.type('Blue Harbour Energy')
    app.key('Tab')
    app.type('2014')
    app.find('list item', 'Signalling lead')
    app.press('Add to Experience')
    app.find('text', 'Position', within=app.find('list item', 'New Position'))
    app.type('Section treasurer')
    app.key('shift+Tab')
    app.find('combo box', 'Kind', within=app.find('list item', 'Section treasurer'), state='focused')
    app.key('space', 'Down', 'Return')
    app.says('^Volunteer$')
    app.press('Add to Link')
    app.find('text', 'Address', within=app.find('list item', 'New Link'))
    app.type('https://example.org/marta')
    app.find('list item', 'https://example.org/marta')


def chosen(app, button, typed, result):
    """Opens a chooser, types into it, takes what stands first."""
    app.point(app.find(BUTTON, button))
    app.find('text', state='focused', within=app.find(name='GtkPopoverContent'))
    app.type(typed)
    app.key('Return')
    app.find(BUTTON, result)


def s19_languages_place_and_skills_by_the_keyboard(app):
    chosen(app, 'Add to Languages', 'french', 'Remove French')
    chosen(app, 'Add to Languages', 'croat', 'Remove Croatian')
    chosen(app, 'Country: Choose…', 'croatia', 'Country: Croatia')
    chosen(app, 'Time zone: Choose…', 'zagreb', re.compile('^Time zone: Europe/Zagreb · now 13:00'))
    app.says('^Times are those of Europe/Zagreb$')
    chosen(app, 'Add Skill', 'Railway design', 'Remove Railway design')
    app.find('spin button', 'Level held in Railway design')
    app.key('Up', 'Up', 'Up', 'Tab')
    app.key('Up', 'Up', 'Up', 'Up', 'Up')
    app.says('^gap 2$')


def i13_each_element_has_its_own_visibility(app):
    for element, before, after, steps in (('Experience', 'members', 'nobody', 3), ('Country', 'members', 'everyone', -1)):
        app.point(app.find(BUTTON, f'Visibility of {element}: {before}'))
        app.find(('radio', 'check box'), 'Nobody')
        app.key(*['Down' if steps > 0 else 'Up'] * abs(steps), 'Escape')
        app.find(BUTTON, f'Visibility of {element}: {after}')
    app.picture('profile-whole')
    app.check_names()
    app.press('Save')
    app.gone('button', 'Save')


def it_is_read_back(app):
    text = str(ask('member', 'show', number()))
    for word in ('University of Zagreb · MSc', 'Northgate Rail', 'M0000412', '14:30', 'work · Signalling lead · Blue Harbour Energy · 2014',
                 'volunteer · Section treasurer', 'https://example.org/marta', 'Railway design: level 3 held, 5 wanted', "'fr'", "'hr'", "'HR'",
                 'Europe/Zagreb'):
        assert word in text, f'{word} is not in {text}'


def the_photo_stands_in_the_list(app):
    """Orange above and navy below, where the row draws its face."""
    app.go('members')
    row = app.find('list item', re.compile('^Marta Kovac'))
    app.says('^1 member$')
    left, top, _, height = app.place(row)

    def halves():
        picture = app.picture('members-photo')
        for y in (height // 2 - 10, height // 2 + 6):
            place = f'8x4+{left + 24}+{top + y}'
            done = subprocess.run(['convert', str(picture), '-crop', place, '+repage', '-resize', '1x1!', '-format', '%[fx:r] %[fx:b]', 'info:'],
                                  capture_output=True, text=True, check=True)
            yield tuple(map(float, done.stdout.split()))

    def has_photo():
        (red, blue), (red_below, blue_below) = halves()
        return red > blue + 0.1 and blue_below > red_below + 0.05

    app.wait(has_photo, 'the photo in the row')


def it_is_there_when_opened_again(app):
    app.go(f'profile/{number()}')
    app.says('^gap 2$')
    app.find(BUTTON, re.compile('^Time zone: Europe/Zagreb · now 13:00'))
    shown = {node.name for node in app.nodes()}
    for name in ('Choose Another Photo…', 'Signalling lead', 'Section treasurer', 'https://example.org/marta', 'Remove French',
                 'Country: Croatia', 'Railway design', 'Visibility of Experience: nobody', 'Visibility of Country: everyone'):
        assert name in shown, f'{name} is not shown'


def the_history_of_a_field_tells_who_and_when(app):
    chosen(app, 'Country: Croatia', 'slovenia', 'Country: Slovenia')
    app.press('Save')
    app.gone('button', 'Save')
    app.go(f'profile/{number()}')
    app.press('History of Country')
    app.says('^2 versions, newest first$')
    app.find('list item', re.compile('today.*Slovenia.*Profile changed'))
    pane = app.find('button', 'Restore Selected Version')
    left, _, wide, _ = app.place(pane)
    assert left + wide <= app.windows()[-1].extents[2], 'the history stands outside of the window'
    app.point(app.find('list item', re.compile('Croatia')))
    app.press('Restore Selected Version')
    app.find(BUTTON, 'Country: Croatia')
    app.quit()


journey.main(the_profile_is_filled, i12_positions_and_a_link_by_the_keyboard, s19_languages_place_and_skills_by_the_keyboard,
             i13_each_element_has_its_own_visibility, it_is_read_back, the_photo_stands_in_the_list, it_is_there_when_opened_again,
             the_history_of_a_field_tells_who_and_when)
