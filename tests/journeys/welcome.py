# SPDX-License-Identifier: GPL-3.0-or-later
"""First run: the application starts on an empty home, says what to do next, and ends well."""
import journey


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


def ends_well(app):
    app.quit()


journey.main(starts_with_a_welcome, offers_three_ways_to_begin, keeps_its_data_to_itself, ends_well)
