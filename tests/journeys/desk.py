# SPDX-License-Identifier: GPL-3.0-or-later
"""What Rapport asks of the desktop around it: notifications of what waits, and the timer of the housekeeping."""
import ctypes
import json
import os
import subprocess
import threading

from gi.repository import Gio, GLib

import journey
from journey import ask, cli

SERVER = '''<node><interface name="org.gtk.Notifications">
<method name="AddNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/></method>
<method name="RemoveNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/></method>
</interface></node>'''
SYSTEMCTL = '''#!/bin/sh
echo "$@" >>"$RAPPORT_TEST_SYSTEMD/calls"
case "$2" in
  is-enabled) cat "$RAPPORT_TEST_SYSTEMD/state" 2>/dev/null || { echo "Failed to connect to bus: No medium found" >&2; exit 1; } ;;
  enable) echo enabled >"$RAPPORT_TEST_SYSTEMD/state" ;;
  disable) echo disabled >"$RAPPORT_TEST_SYSTEMD/state" ;;
esac
'''
told = []     # ('add', id, notification) and ('remove', id, None), in their order
state = {}


def listen(_bus, _sender, _path, _interface, method, arguments, invocation):
    words = arguments.unpack()
    told.append(('add', words[1], words[2]) if method == 'AddNotification' else ('remove', words[1], None))
    invocation.return_value(None)


def serve():
    """A notification server like GNOME's, on a thread of its own."""
    context = GLib.MainContext()
    context.push_thread_default()
    bus = Gio.DBusConnection.new_for_address_sync(os.environ['DBUS_SESSION_BUS_ADDRESS'],
                                                  Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
    bus.register_object('/org/gtk/Notifications', Gio.DBusNodeInfo.new_for_xml(SERVER).interfaces[0], listen, None, None)
    bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                  GLib.Variant('(su)', ('org.gtk.Notifications', 0)), None, 0, 20000, None)
    state['serving'] = True
    GLib.MainLoop(context).run()


def last(app, kind, name):
    return app.wait(lambda: next((n for n in reversed(told) if n[:2] == (kind, name)), None), f'{kind} of the notification {name}')[2]


def start_unseen(app, **environment):
    """The keyboard is given to nobody: there is no window manager that would give it to another window."""
    folder = app.home / 'systemd'
    app.start(environment={'PATH': f'{folder}:{os.environ["PATH"]}', 'RAPPORT_TEST_SYSTEMD': str(folder), **environment})
    look_away(app)


def look_away(app):
    x11 = ctypes.CDLL('libX11.so.6')
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    x11.XSetInputFocus(display, ctypes.c_ulong(0), 0, ctypes.c_ulong(0))
    x11.XSync(display, 0)
    x11.XCloseDisplay(display)
    app.wait(lambda: not any('active' in w.states for w in app.windows()), 'the window to be without the keyboard')


def make_people(app):
    threading.Thread(target=serve, daemon=True).start()
    app.wait(lambda: state.get('serving'), 'the notification server')
    for given, role in (('Marta', 'mentee'), ('Ewa', 'mentee'), ('Sofia', 'mentor')):
        assert cli('member', 'add', f'given_name={given}', 'family_name=Kovač', f'email={given}@example.org').returncode == 0
        state[given] = next(m['number'] for m in ask('members') if given in m['name'])
        assert cli('enrol', state[given], '--role', role, *(('--capacity', 3) if role == 'mentor' else ())).returncode == 0


def send(who):
    done = cli('request', 'send', state[who], state['Sofia'], '--area', 'career', '--by', 'mentee',
               env={**os.environ, 'RAPPORT_NOW': '2026-11-10T12:00:00Z'})
    assert done.returncode == 0, done.stderr


def what_waits_is_told_while_nobody_looks(app):
    folder = app.home / 'systemd'
    folder.mkdir()
    (folder / 'systemctl').write_text(SYSTEMCTL, encoding='utf-8')
    (folder / 'systemctl').chmod(0o700)
    start_unseen(app)
    send('Marta')
    one = last(app, 'add', 'requests')
    assert one['title'] == '1 request waits for somebody', one
    assert 'Marta' not in str(one) and 'Sofia' not in str(one), one
    send('Ewa')
    app.wait(lambda: last(app, 'add', 'requests')['title'] == '2 requests wait for somebody', 'the newer one in its place')
    assert {n[1] for n in told} == {'requests'}, told
    assert last(app, 'add', 'requests')['default-action'] == 'app.show', told


def its_actions_open_the_page_and_act(app):
    app.focus_window()
    one = last(app, 'add', 'requests')
    app.action(one['default-action'], GLib.Variant('s', one['default-action-target']))
    app.says('^Remind 2$')
    act = next(button for button in one['buttons'] if button['label'] == 'Draft Reminders')
    app.action(act['action'])
    app.says('^2 letters drafted$')
    app.says('To Sofia Kovač: ')
    app.picture('desk-outbox')


def it_goes_when_nothing_waits(app):
    for request in ask('requests'):
        assert cli('request', 'withdraw', request['number']).returncode == 0
    last(app, 'remove', 'requests')


def a_year_ago(*words):
    done = cli('--json', *words, env={**os.environ, 'RAPPORT_NOW': '2025-11-25T12:00:00Z'})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def pair(who):
    """Partners since almost a year, who have never met."""
    sent = a_year_ago('request', 'send', state[who], state['Sofia'], '--area', 'career', '--by', 'mentee', '--months', 12)
    return a_year_ago('request', 'accept', sent['request'])['partnership']


def what_ends_soon_and_what_is_overdue_is_told_too(app):
    look_away(app)
    told.clear()
    pairs = [pair('Marta')]
    assert last(app, 'add', 'ending-soon')['title'] == '1 partnership ends soon'
    assert last(app, 'add', 'overdue')['title'] == '1 partnership is overdue'
    pairs.append(pair('Ewa'))
    app.wait(lambda: last(app, 'add', 'ending-soon')['title'] == '2 partnerships end soon', 'the newer one in its place')
    app.wait(lambda: last(app, 'add', 'overdue')['title'] == '2 partnerships are overdue', 'the newer one in its place')
    assert {n[1] for n in told} == {'ending-soon', 'overdue'}, told
    assert 'Marta' not in str(told) and 'Sofia' not in str(told), told
    app.focus_window()
    for name, chosen in (('ending-soon', '^Ending soon'), ('overdue', '^Overdue')):
        one = last(app, 'add', name)
        show = next(button for button in one['buttons'] if button['label'] == 'Show')
        assert (show['action'], show['target']) == (one['default-action'], one['default-action-target']), one
        app.action(show['action'], GLib.Variant('s', show['target']))
        app.picture('desk-' + name)
        app.find(('toggle', 'button'), journey.re.compile(chosen), state='pressed')
    # what is over is taken back
    for number in pairs:
        done = cli('meeting', 'log', number, '--date', '2026-11-18', '--minutes', 30, '--topics', 'At last')
        assert done.returncode == 0, done.stderr
    last(app, 'remove', 'overdue')
    for number in pairs:
        done = cli('partnership', 'end', number, '--reason', 'goals-met')
        assert done.returncode == 0, done.stderr
    last(app, 'remove', 'ending-soon')


def the_timer_is_switched_in_the_preferences(app):
    folder = app.home / 'systemd'
    app.action('app.preferences')
    app.says('no systemd for your account')
    app.says('^Tell the Desktop What Waits$')
    app.picture('desk-no-systemd')
    app.key('Escape')
    app.wait(lambda: len(app.windows()) == 1, 'the preferences to close')
    (folder / 'state').write_text('disabled\n', encoding='utf-8')
    app.action('app.preferences')
    toggle = app.find('switch', 'Housekeeping Every Hour', state='sensitive')
    toggle.act()
    app.wait(lambda: (folder / 'state').read_text(encoding='utf-8') == 'enabled\n', 'the timer to be on')
    app.find('switch', 'Housekeeping Every Hour', state='sensitive').act()
    app.wait(lambda: (folder / 'state').read_text(encoding='utf-8') == 'disabled\n', 'the timer to be off')
    calls = (folder / 'calls').read_text(encoding='utf-8').splitlines()
    assert calls[-2:] == ['--user enable --now rapport-housekeeping.timer', '--user disable --now rapport-housekeeping.timer'], calls
    app.check_names()
    app.picture('desk-preferences')


def a_shared_desk_is_told_nothing(app):
    app.find('switch', 'Tell the Desktop What Waits', state='checked').act()
    app.find('switch', 'Tell the Desktop What Waits')
    app.key('Escape')
    app.wait(lambda: len(app.windows()) == 1, 'the preferences to close')
    app.quit()
    keys = app.home / 'config/glib-2.0/settings'
    keys.mkdir(parents=True, exist_ok=True)
    (keys / 'keyfile').write_text('[io/github/rapport_mentoring/Rapport]\nnotifications=false\n', encoding='utf-8')
    start_unseen(app, GSETTINGS_BACKEND='keyfile')
    before = len(told)
    send('Marta')
    app.says('^Requests, 1 waits for you$')
    assert len(told) == before, told[before:]
    app.quit()


journey.main(make_people, what_waits_is_told_while_nobody_looks, its_actions_open_the_page_and_act, it_goes_when_nothing_waits,
             what_ends_soon_and_what_is_overdue_is_told_too, the_timer_is_switched_in_the_preferences, a_shared_desk_is_told_nothing, width=1400, height=900)
