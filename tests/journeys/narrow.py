# SPDX-License-Identifier: GPL-3.0-or-later
"""360 by 720: every page and dialog of the sample programme, one after the other; the toolkit must not complain once, and
nothing may stand outside of the window."""
import json
import os
import re

from gi.repository import GLib

import journey

WIDTH = 360
known = {}


def rows(*words):
    done = journey.cli('--database', os.path.join(os.environ['XDG_DATA_HOME'], 'rapport', 'sample.db'), '--json', *words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def fits(app):
    """Everything that can be used stands between the two edges of the window that it is in, and no page has made the
    application's window wider."""
    def outside():
        width = app.windows()[-1].extents[2]
        found = [f'the window is {width} wide'] if width > WIDTH + 6 else []
        for window in app.windows():
            width = window.extents[2]
            for node in window.walk():
                if 'focusable' in node.states and node.shows:
                    x, _, wide, _ = node.extents
                    if wide > 0 and (x < -2 or x + wide > width + 2):
                        found.append(f'{node!r} {node.extents} in {width}')
        return found

    app.wait(lambda: not outside(), 'everything to stand in the window', seconds=4) if outside() else None
    assert not outside(), outside()


def looked_at(app, name, ours=True):
    app.picture('narrow-' + name)
    if ours:  # and not the toolkit's own window
        fits(app)
        app.check_names()


def the_sample_opens(app):
    app.start('--sample')
    app.says('Sample data')
    known['partnership'] = rows('partnerships', '--state', 'active')[0]['number']
    known['mentee'] = rows('members', '--state', 'waiting')[0]['number']
    known['mentor'] = rows('members', '--role', 'mentor')[0]['number']
    looked_at(app, 'overview')


def every_page_fits(app):
    for name, target, word in (('members', 'members', 'members'), ('member', f'members/{known["mentor"]}', 'Edit'), ('profile', f'profile/{known["mentor"]}', 'Identity'),
                               ('find', f'find/{known["mentee"]}', 'Room for'), ('requests', 'requests/open', 'asks'), ('answered', 'requests/answered', ''),
                               ('expired', 'requests/expired', ''), ('pending', 'partnerships/pending', ''), ('partnerships', 'partnerships/active', 'and'),
                               ('workspace', f'partnership/{known["partnership"]}', 'since|until|Ended'), ('ended', 'partnerships/ended', ''),
                               ('workspace-again', f'partnership/{known["partnership"]}', 'since|until|Ended'), ('partnerships-again', 'partnerships/active', '')):
        app.go(target)
        app.says(word)
        looked_at(app, name)


def every_dialog_fits(app):
    app.go('partnerships/pending')
    app.gone(('button', 'toggle'), re.compile('^Filters'))
    app.go('partnerships/active')
    app.find(('button', 'toggle'), re.compile('^Filters'))
    app.go(f'partnership/{known["partnership"]}')
    for name, action in (('end', 'win.end-partnership'), ('extend', 'win.extend-term'), ('sheet', 'win.print'), ('import', 'win.import'),
                         ('happened', 'win.what-happened'), ('preferences', 'app.preferences'), ('shortcuts', 'win.shortcuts'), ('about', 'app.about')):
        app.wait(lambda a=action: app.enabled(a), f'{action} to be possible')
        app.action(action)
        app.wait(lambda: len(app.windows()) > 1, f'the dialog of {action}')
        looked_at(app, name, ours=name not in ('shortcuts', 'about'))
        app.focus_window()
        app.key('Escape')
        app.wait(lambda: len(app.windows()) == 1, f'the dialog of {action} to close')
        app.focus_window()


def the_meeting_form_fits(app):
    app.action('win.log-meeting')
    app.says('New Meeting')
    looked_at(app, 'meeting')
    app.press('Cancel')
    app.gone('label', 'New Meeting')


def find_fits_with_its_dialogs(app):
    app.go(f'find/{known["mentee"]}')
    app.press('Change What Is Looked For')
    app.window('Change What Is Looked For')
    looked_at(app, 'change')
    app.focus_window()
    app.key('Escape')
    app.wait(lambda: len(app.windows()) == 1, 'the form to close')
    app.focus_window()
    app.point(app.wait(lambda: [r for r in app.all('list item') if ' percent match' in r.name], 'a result')[0])
    app.find('button', 'Request…')
    looked_at(app, 'candidate')
    app.press('Request…')
    app.window('Send a Request')
    app.says('Letter to|Considerations')
    looked_at(app, 'request-form')
    app.focus_window()
    app.key('Escape')
    app.wait(lambda: len(app.windows()) == 1, 'the form to close')
    app.focus_window()


def one_comes_back_from_a_candidate(app):
    def mouse_back():
        app.point(app.find('button', 'Request…'), button=8)

    for back in (lambda: app.action('win.back'), lambda: app.key('alt+Left'), mouse_back, lambda: app.key('alt+Left'), mouse_back):
        back()
        app.gone('button', 'Request…')
        app.point(app.wait(lambda: [r for r in app.all('list item') if ' percent match' in r.name], 'a result')[0])
        app.find('button', 'Request…')
    looked_at(app, 'candidate-again')


def a_request_fits(app):
    app.go('requests/open')
    app.point(app.find('list item', re.compile(' asks ')))
    app.find('button', 'Accept…')
    looked_at(app, 'request')
    for verb in ('Accept…', 'Decline…'):
        app.press(verb)
        app.wait(lambda: len(app.windows()) > 1, verb)
        looked_at(app, verb.strip('…').lower())
        app.focus_window()
        app.key('Escape')
        app.wait(lambda: len(app.windows()) == 1, 'the dialog to close')
        app.focus_window()


def a_mentor_answers_on_the_card(app):
    asked = rows('requests', '--state', 'open')[-1]
    app.action('win.act-as', GLib.Variant('x', next(m['number'] for m in rows('members') if m['name'] == asked['mentor'])))
    app.go('requests/received')
    card = app.find('list item', re.compile(f'^{asked["mentee"]} asks {asked["mentor"]}'))
    widths = {app.find('button', name, within=card).size[0] for name in ('Accept…', 'Save for Later', 'Decline…')}
    assert max(widths) - min(widths) <= 1, f'the three are {widths} wide'
    app.says(r'^You have (room for \d+ more mentees?|no room for another mentee now)\.$')
    looked_at(app, 'received')
    app.press('Save for Later', within=card)
    app.says('Saved for later; the days go on')
    app.says(f'{asked["mentee"]} asks {asked["mentor"]}.*, Saved for later, .* left')
    app.point(app.find('list item', re.compile(f'^{asked["mentee"]} asks ')), y=20)
    app.says('^Expires on')
    looked_at(app, 'received-request')
    app.press('Back to the Office')
    app.gone('button', 'Back to the Office')


def a_letter_and_its_windows_fit(app):
    app.go('outbox')
    # the first is what the page is on already: a tap opens it all the same
    app.point(app.find('list item', re.compile('^To ')))
    app.find(('button', 'toggle'), 'More for This Letter')
    looked_at(app, 'letter')
    app.action('win.back')
    app.point(app.find(('button', 'toggle'), 'More for Letters'))
    app.press('Templates of Letters…')
    app.find('switch', 'Goes Out Unseen')
    looked_at(app, 'templates')
    app.focus_window()
    app.key('Escape')
    app.wait(lambda: len(app.windows()) == 1, 'the templates to close')
    app.go(f'partnership/{known["partnership"]}')
    app.wait(lambda: app.enabled('win.invite-to-meeting'), 'somebody to be invited')
    app.action('win.invite-to-meeting')
    app.says('^Say when it begins')
    looked_at(app, 'invite')
    app.focus_window()
    app.key('Escape')
    app.wait(lambda: len(app.windows()) == 1, 'the invitation to close')


def a_finding_opens_by_a_tap(app):
    one = rows('members')[0]['name']
    given, _, family = one.rpartition(' ')
    rows('member', 'add', f'given_name={given}', f'family_name={family}')
    app.go('review')
    for _ in range(2):  # the second time it is what the page is on already
        app.point(app.find('list item', re.compile('Likely double$')))
        app.find('button', 'The Same Person')
        looked_at(app, 'review')
        app.action('win.back')
        app.gone('button', 'The Same Person')


def ends_without_a_complaint(app):
    app.quit()


journey.main(the_sample_opens, every_page_fits, every_dialog_fits, the_meeting_form_fits, find_fits_with_its_dialogs,
             one_comes_back_from_a_candidate, a_request_fits, a_mentor_answers_on_the_card, a_letter_and_its_windows_fit,
             a_finding_opens_by_a_tap,
             ends_without_a_complaint, width=WIDTH, height=720)
