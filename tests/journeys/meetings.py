# SPDX-License-Identifier: GPL-3.0-or-later
"""Three meetings are logged in the running application, one signed by the pointer and by a typed name, and printed."""
import json
import os
import re

from icalendar import Calendar

import journey
import paper
import portal
import printing
from journey import ask

state = {}
NOW = '2026-11-19T12:00:00Z'
MEETINGS = [
    ('2026-10-06', '17:30', '60', 'First meeting: roles, goals and how to stop'),
    ('2026-10-20', '9:00', '45', 'Choosing referees'),
    ('2026-11-03', '17:30', '75', 'Leading the design review'),
]
# Drawn faster than the screen is: what the pad misses of it misses on paper.
SCRAWL = [(0.08 + 0.02 * i, 0.2 if i % 2 else 0.8) for i in range(40)]


def two_people_are_partners(app):
    os.environ['RAPPORT_NOW'] = '2026-10-01T09:00:00Z'
    for given, family, role in (('Nadia', 'Petrova', 'mentee'), ('Helen', 'Ashworth', 'mentor')):
        ask('member', 'add', f'given_name={given}', f'family_name={family}', 'organisation=Northgate Rail')
        ask('enrol', f'{given} {family}', '--role', role)
    request = ask('request', 'send', 'Nadia Petrova', 'Helen Ashworth', '--area', 'career', '--months', 12)['request']
    state['partnership'] = ask('request', 'accept', request)['partnership']
    os.environ['RAPPORT_NOW'] = NOW


def i04_the_console_shows_them(app):
    app.start()
    app.go('partnerships/active')
    row = app.find(('list item', 'table cell'), journey.re.compile('Nadia Petrova and Helen Ashworth, Career'))
    assert 'No meeting' in row.name, row.name
    app.check_names()
    app.picture('partnerships')
    app.point(row)
    app.says('No Meeting Yet')
    app.picture('workspace-empty')


def w07_logs_three_meetings(app):
    for day, start, minutes, topics in MEETINGS:
        app.action('win.log-meeting')
        app.says('New Meeting')
        app.fill('Date (year-month-day)', day)
        app.fill('From', start)
        app.fill('Minutes', minutes)
        app.fill('Topics', topics)
        if day == MEETINGS[0][0]:
            app.check_names()  # before the first toast, whose close button is libadwaita's
        app.key('ctrl+Return')
        app.gone('label', 'New Meeting')
        app.find('list item', journey.re.compile(topics))
    kept = ask('meeting', 'list', state['partnership'])
    assert [m['minutes'] for m in kept] == [60, 45, 75], kept
    assert [m['from'] for m in kept] == ['17:30', '09:00', '17:30'], kept
    app.says('3 meetings · 3 h · 0 signed by both')


def w07_refuses_what_is_still_to_come(app):
    app.action('win.log-meeting')
    app.fill('Date (year-month-day)', '2026-11-20')
    app.fill('Topics', 'Tomorrow')
    app.says('This day is still to come')
    app.press('Cancel')
    app.gone('label', 'New Meeting')


def what_is_still_to_come_is_asked_for(app):
    app.action('win.invite-to-meeting')
    app.says('^Say when it begins')
    app.fill('Time (hour:minute)', '25:00')
    app.says('^The time is not one')
    app.check_names()
    app.fill('Day (year-month-day)', '2027-03-19')
    app.fill('Time (hour:minute)', '16:00')
    # another day by the keyboard in the calendar, which opens at the day that is typed
    app.point(app.find(('button', 'toggle'), 'Choose a Day'))
    app.find(state='focused', within=app.find(name='GtkPopoverContent'))
    app.picture('invite-calendar')
    app.key('Right', 'space')
    day = app.find('text', 'Day (year-month-day)')
    app.wait(lambda: re.fullmatch('2027-0[234]-[0-9]{2}', day.text) and day.text != '2027-03-19', 'another day')
    app.fill('Day (year-month-day)', '2027-03-20')
    zone = app.find(name=journey.re.compile('^Time Zone: UTC'))
    app.point(zone)
    app.fill('Time Zone', 'london')
    app.find('list item', journey.re.compile('London'))
    app.key('Return')
    app.find(name=journey.re.compile('^Time Zone: Europe/London'))
    app.says('Saturday, 20 March 2027, 16:00 to 17:00 .Europe/London.')
    app.fill('Place or Link', 'Room 4')
    app.picture('invite')
    app.press('Draft')
    app.says('Invitations drafted')
    drafts = [letter for letter in ask('outbox', 'list', '--state', 'draft') if letter['kind'] == 'invitation']
    assert len(drafts) == 2, drafts
    body = ask('outbox', 'show', drafts[0]['number'])['body']
    assert 'Where: Room 4' in body and 'Saturday, 20 March 2027' in body, body
    # the event is saved beside the letter, as another program's parser reads it, and the page of the two comes back
    app.go(f'outbox/{drafts[0]["number"]}')
    app.says('^Event for the Calendar$')
    app.check_names()
    app.picture('invite-letter')
    app.press('Save as .ics…')
    app.choose_file('Save Event', app.home / 'meeting.ics')
    app.says('^Event saved as a file$')
    event = Calendar.from_ical((app.home / 'meeting.ics').read_bytes()).walk('VEVENT')[0]
    assert event['location'] == 'Room 4' and event['dtstart'].dt.strftime('%F %H:%M') == '2027-03-20 16:00', event
    # and goes along to the mail program
    process, given = portal.start(app, 'good')
    portal.more(app, 'Open in Mail Program')
    app.says('^When you have sent it')
    (file,) = json.loads(given.read_text(encoding='utf-8'))['files']
    assert file['name'] == 'invitation.ics' and file['mode'] == 0o600 and 'DTSTART' in file['text'], file
    portal.stop(process)
    app.go(f'partnership/{state["partnership"]}')
    app.says('^3 meetings · 3 h · 0 signed by both$')


def choose(app, topics):
    app.point(app.find('list item', journey.re.compile(topics)))


def w07_signs_by_the_pointer(app):
    choose(app, 'First meeting')
    app.press('Sign…')
    dialog = app.window('Sign Meeting')
    app.focus_window()
    sign = app.find('button', 'Sign', within=dialog)
    assert 'sensitive' not in sign.states, 'an empty pad signs'
    pad = app.find(name='Signature of Nadia Petrova, empty', within=dialog)
    app.says('I met Helen Ashworth for 60 minutes on 6 October 2026')
    app.draw(pad, SCRAWL)
    app.find(name='Signature of Nadia Petrova, drawn', within=dialog)
    app.picture('sign')
    app.click(sign)
    app.says('Waits for Helen')


def w07_signs_by_typed_name(app):
    app.press('Sign…')
    dialog = app.window('Sign Meeting')
    app.focus_window()
    app.find(name='Signature of Helen Ashworth, empty', within=dialog)
    app.press('Type', within=dialog)
    app.fill('Name in full', 'Helen Ashworth', within=dialog)
    app.key('Return')
    app.says('1 signed by both')
    app.focus_window()
    first = ask('meeting', 'list', state['partnership'])[0]
    assert (first['mentee_signature'], first['mentor_signature']) == ('drawn', 'typed'), first


def w07_a_signed_meeting_is_corrected_beside_itself(app):
    app.press('Correct…')
    app.says('Correction')
    app.fill('Minutes', '50')
    app.key('ctrl+Return')
    app.says('version 2')
    app.says('corrected below')
    app.picture('workspace-corrected')
    app.action('win.undo')
    app.gone('list item', journey.re.compile('version 2'))


def w16_shows_the_sheet_before_it_is_printed(app):
    app.action('win.print')
    app.window('Tracking Sheet')
    app.find(name='Page 1 of 1')
    app.picture('sheet-preview')
    app.focus_window()
    app.key('Escape')
    app.gone(name='Page 1 of 1')
    app.quit()


def w16_prints_it_through_the_dialog(app):
    app.start(environment=printing.environment())
    app.go(f'partnership/{state["partnership"]}')
    app.wait(lambda: app.enabled('win.print'), 'the sheet to be printable')
    app.action('win.print')
    has_words_and_ink(printing.to_file(app))


def w16_saves_it_as_pdf(app):
    pdf = app.home / 'saved.pdf'
    suggested = printing.save_as_pdf(app, pdf)
    assert suggested == 'Tracking Sheet Nadia Petrova and Helen Ashworth.pdf', suggested
    has_words_and_ink(pdf)
    printing.close(app)


def w16_without_a_display_it_is_the_same(app):
    pdf = app.home / 'sheet.pdf'
    ask('sheet', state['partnership'], '--output', pdf)
    has_words_and_ink(pdf)
    assert paper.flat(pdf) == paper.flat(app.home / 'printed.pdf') == paper.flat(app.home / 'saved.pdf')


def has_words_and_ink(pdf):
    text = paper.flat(pdf)
    for part in ('Nadia Petrova', 'Helen Ashworth', '6 Oct 2026', '20 Oct 2026', '3 Nov 2026', '60 min', '45 min', '75 min',
                 'roles, goals and how to stop', 'Choosing referees', 'Leading the design review', '3 entries'):
        assert part in text, f'“{part}” is not on the sheet: {text}'
    signed, empty = paper.signature_ink(pdf, 1), paper.signature_ink(pdf, 2)
    assert signed[0] > 700, f'some of what was drawn is lost: {signed}'
    assert signed[1] > 80, f'too little ink: {signed}'
    assert max(empty) == 0, f'ink where nobody has signed: {empty}'


def w16_prints_an_empty_sheet(app):
    app.action('win.blank-sheet')
    app.window('Tracking Sheet')
    pdf = printing.to_file(app, '-blank')
    text = paper.flat(pdf)
    assert 'Topics' in text and 'Choosing referees' not in text, text
    printing.close(app)


def w16_prints_many_at_once(app):
    """Two partnerships chosen in the console: one job, a sheet each."""
    ask('member', 'add', 'given_name=Oskar', 'family_name=Lind', 'organisation=Northgate Rail')
    ask('enrol', 'Oskar Lind', '--role', 'mentee')
    request = ask('request', 'send', 'Oskar Lind', 'Helen Ashworth', '--area', 'career', '--months', 6)['request']
    ask('request', 'accept', request)
    app.go('partnerships/active')
    app.find(('list item', 'table cell'), journey.re.compile('Oskar Lind and Helen Ashworth'))
    app.focus_window()
    app.action('win.select')
    app.action('win.select-all')
    app.says('2 Selected')
    app.action('win.print')
    app.window('Tracking Sheet')
    app.find(name='Page 2 of 2')
    pdf = printing.to_file(app, '-batch')
    text = paper.flat(pdf)
    assert 'Nadia Petrova' in text and 'Oskar Lind' in text, text
    printing.close(app)
    app.quit()


def i09_ends_early_and_is_undone(app):
    app.start()
    app.go(f'partnership/{state["partnership"]}')
    app.wait(lambda: app.enabled('win.end-partnership'), 'the partnership to be there')
    app.action('win.end-partnership')
    dialog = app.window('End Partnership')
    app.focus_window()
    app.choose(app.find('combo box', within=dialog), 'Goals met')
    app.says('This is early')
    app.press('End Partnership', within=dialog)
    app.says('Ended early on 19 November 2026: Goals met')
    app.picture('workspace-ended')
    app.action('win.undo')
    app.says('since 1 October 2026')


def ends_well(app):
    app.quit()


journey.main(two_people_are_partners, i04_the_console_shows_them, w07_logs_three_meetings, w07_refuses_what_is_still_to_come,
             what_is_still_to_come_is_asked_for,
             w07_signs_by_the_pointer, w07_signs_by_typed_name, w07_a_signed_meeting_is_corrected_beside_itself,
             w16_shows_the_sheet_before_it_is_printed, w16_prints_it_through_the_dialog, w16_saves_it_as_pdf,
             w16_without_a_display_it_is_the_same, w16_prints_an_empty_sheet, w16_prints_many_at_once, i09_ends_early_and_is_undone, ends_well)
