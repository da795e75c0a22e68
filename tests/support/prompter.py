#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in which gnome-keyring-daemon asks for a password, for tests: somebody who closes it each time.

Speaks the protocol of gcr's prompter on the session bus until the process that started it ends. With the argument
"wait" it never answers, as somebody who has gone for coffee.
"""
import os
import sys

from gi.repository import Gio, GLib

XML = '''<node><interface name="org.gnome.keyring.internal.Prompter">
<method name="BeginPrompting"><arg type="o" direction="in"/></method>
<method name="PerformPrompt"><arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="s" direction="in"/></method>
<method name="StopPrompting"><arg type="o" direction="in"/></method></interface></node>'''
CALLBACK = 'org.gnome.keyring.internal.Prompter.Callback'
WAITS = 'wait' in sys.argv


def tell(connection, sender, path, method, arguments):
    connection.call(sender, path, CALLBACK, method, arguments, None, Gio.DBusCallFlags.NONE, -1, None, None)


def called(connection, sender, path, interface, method, arguments, invocation):
    callback = arguments.unpack()[0]
    invocation.return_value(None)
    if method == 'BeginPrompting':
        tell(connection, sender, callback, 'PromptReady', GLib.Variant('(sa{sv}s)', ('', {}, '')))
    elif method == 'PerformPrompt' and not WAITS:
        tell(connection, sender, callback, 'PromptReady', GLib.Variant('(sa{sv}s)', ('no', {}, arguments.unpack()[3])))
    elif method == 'StopPrompting':
        tell(connection, sender, callback, 'PromptDone', None)


def acquired(connection, name):
    connection.register_object('/org/gnome/keyring/Prompter', Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], called, None, None)


parent = os.getppid()
GLib.timeout_add(200, lambda: os.getppid() == parent or os._exit(0))
Gio.bus_own_name(Gio.BusType.SESSION, 'org.gnome.keyring.SystemPrompter', Gio.BusNameOwnerFlags.NONE, acquired, None, None)
GLib.MainLoop().run()
