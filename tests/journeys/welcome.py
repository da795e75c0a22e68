# SPDX-License-Identifier: GPL-3.0-or-later
"""First run: the application starts on an empty home, says what to do next, and ends well."""
import journey
from journey import ask


def starts_with_a_welcome(app):
    app.start()
    app.says('Welcome to Rapport')
    app.picture('welcome')


def offers_three_ways_to_begin(app):
    for name in ('Import Members', 'Add a Member', 'Try with Sample Data'):
        app.says(name)
    app.find('label', 'IEEE Mentoring')  # what the first programme will be called
    app.check_names()


def keeps_its_data_to_itself(app):
    folder = app.home / 'data/rapport'
    assert folder.stat().st_mode & 0o777 == 0o700, oct(folder.stat().st_mode)
    for file in folder.iterdir():
        if file.is_file():
            assert file.stat().st_mode & 0o777 == 0o600, f'{file}: {oct(file.stat().st_mode)}'


def a_name_in_preferences_stands_in_the_history(app):
    app.action('app.preferences')
    app.window('Preferences')
    app.fill('Your Name', 'Ada of the Office')
    app.key('Escape')
    app.wait(lambda: len(app.windows()) == 1, 'Preferences to close')
    app.go('profile/new')
    app.fill('Given name', 'Marta')
    app.press('Save')
    app.wait(lambda: ask('members'), 'Marta to be there')
    assert ask('log')[0]['author'] == 'Ada of the Office', ask('log')


def ends_well(app):
    app.quit()


journey.main(starts_with_a_welcome, offers_three_ways_to_begin, keeps_its_data_to_itself,
             a_name_in_preferences_stands_in_the_history, ends_well)
