#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The e-mail portal of a desktop, for tests: writes down what it was given, and answers as it was told.

usage: portal.py FOLDER WAY. Writes FOLDER/letter.json (the options, and of each file that came along its name, its text and
who may read it) and answers by its request, as xdg-desktop-portal does. WAY: good; declined (somebody closed the question);
nobody (there is no mail program); silent (no answer); gone (leaves once it was asked). On the session bus until the process
that started it ends.
"""
import json
import os
import stat
import sys

from gi.repository import Gio, GLib

FOLDER, WAY = sys.argv[1:3]
XML = '''<node><interface name="org.freedesktop.portal.Email"><method name="ComposeEmail"><arg type="s" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method></interface></node>'''
PATH = '/org/freedesktop/portal/desktop'
ANSWERS = {'good': 0, 'declined': 1, 'nobody': 2}


def facts_of(file):
    """The portal hands on a path: it is looked for as xdg-desktop-portal does."""
    path = os.readlink(f'/proc/self/fd/{file}')
    with open(path, encoding='utf-8') as inside:
        return {'name': os.path.basename(path), 'text': inside.read(), 'mode': stat.S_IMODE(os.stat(path).st_mode),
                'folder_mode': stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode)}


def note(options, files):
    handles = options.pop('attachment_fds', [])
    options['files'] = [facts_of(files[handle]) for handle in handles]
    with open(os.path.join(FOLDER, 'letter.new'), 'w', encoding='utf-8') as out:
        json.dump(options, out)
    os.rename(os.path.join(FOLDER, 'letter.new'), os.path.join(FOLDER, 'letter.json'))


def called(connection, sender, path, interface, method, arguments, invocation):
    parent, options = arguments.unpack()
    files = invocation.get_message().get_unix_fd_list()
    request = f'{PATH}/request/{sender[1:].replace(".", "_")}/{options.pop("handle_token")}'
    note({**options, 'parent': parent}, files.steal_fds() if files else [])
    invocation.return_value(GLib.Variant('(o)', (request,)))
    if WAY == 'gone':
        connection.flush_sync(None)
        os._exit(0)
    if WAY in ANSWERS:
        connection.emit_signal(sender, request, 'org.freedesktop.portal.Request', 'Response', GLib.Variant('(ua{sv})', (ANSWERS[WAY], {})))


def acquired(connection, name):
    connection.register_object(PATH, Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], called, None, None)


parent = os.getppid()
GLib.timeout_add(200, lambda: os.getppid() == parent or os._exit(0))
Gio.bus_own_name(Gio.BusType.SESSION, 'org.freedesktop.portal.Desktop', Gio.BusNameOwnerFlags.NONE, acquired, None, None)
GLib.MainLoop().run()
