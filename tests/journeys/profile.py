# SPDX-License-Identifier: GPL-3.0-or-later
"""One member's profile: entered by keyboard, who sees what, history, and a draft that outlives a crash."""
import re

import journey



def edit(app):
    """F2 on whoever is selected, once the list says who that is."""
    app.wait(lambda: app.enabled('win.edit'), 'somebody to edit')
    app.key('F2')


def enters_a_new_member_by_keyboard(app):
    app.start()
    app.go('members')
    app.says('No Members Yet')
    app.picture('members-empty')
    app.key('ctrl+n')
    app.find('text', 'Given name', state='focused')
    app.type('Marta')
    app.key('Return')
    app.type('Kovacs')
    app.key('ctrl+Return')
    app.says('^1 member$')
    assert not app.all('text', 'Given name'), 'a screen reader still reads the form that was left'


def refuses_what_cannot_be_right_in_words(app):
    edit(app)
    app.fill('E-mail', 'marta at example')
    app.press('Save')
    app.says('An e-mail address has an “@” in the middle.')
    app.picture('profile-problem')
    app.fill('E-mail', 'marta@example.org')
    app.fill('Biography', 'Engineer.')
    app.press('Save')
    app.says('^1 member$')


def i11_filled_but_hidden_is_said(app):
    edit(app)
    button = app.find(('toggle', 'button'), 'Visibility of Biography: members')
    app.point(button)
    app.find(('radio', 'check box'), 'Nobody')
    app.key('Down', 'Down', 'Down', 'Escape')
    app.find(('toggle', 'button'), 'Visibility of Biography: nobody')
    app.says('Biography is filled but hidden: people who search do not see it.')
    app.picture('profile')
    app.check_names()
    app.press('Save')
    app.says('^1 member$')


def an_earlier_version_is_restored(app):
    edit(app)
    app.fill('Biography', 'Electronics engineer in rail signalling.')
    app.press('Save')
    app.says('^1 member$')
    edit(app)
    app.press('History of Biography')
    app.says('^2 versions, newest first$')
    app.point(app.find('list item', re.compile(r', Engineer\., ')))
    app.picture('profile-history')
    app.press('Restore Selected Version')
    app.says('Earlier version restored')
    app.says('^3 versions, newest first$')
    app.press('Close History')
    app.press('Cancel')


def a_draft_outlives_a_crash(app):
    app.says('^1 member$')
    edit(app)
    app.fill('Organisation', 'Northgate Rail')
    app.says(r'^Draft saved \d\d:\d\d$')
    app.kill()
    app.start()
    app.go('members')
    app.says('^1 profile was edited and not saved.$')
    app.press('Go On')
    app.says('did not save is here again')
    app.picture('profile-draft')
    app.press('Save')
    app.says('^1 member$')
    drafts = app.home / 'data/rapport/drafts'
    app.wait(lambda: not list(drafts.iterdir()), 'the draft to be gone')


def cancel_keeps_nothing(app):
    edit(app)
    app.fill('Position', 'Signalling engineer')
    app.press('Cancel')
    app.says('^1 member$')
    assert 'Signalling' not in str(journey.ask('members')), 'what was cancelled is kept'


def ctrl_q_keeps_what_was_typed(app):
    """At once: the two seconds after which a draft is written are not over."""
    edit(app)
    app.fill('Position', 'Signalling engineer')
    app.quit('ctrl+q')
    app.start()
    app.go('members')
    app.says('^1 profile was edited and not saved.$')
    app.press('Go On')
    app.says('did not save is here again')
    assert app.find('text', 'Position').text == 'Signalling engineer'
    app.press('Save')
    app.says('^1 member$')
    assert 'Signalling' in str(journey.ask('members'))
    app.quit('ctrl+q')


journey.main(enters_a_new_member_by_keyboard, refuses_what_cannot_be_right_in_words, i11_filled_but_hidden_is_said,
             an_earlier_version_is_restored, a_draft_outlives_a_crash, cancel_keeps_nothing, ctrl_q_keeps_what_was_typed)
