#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""GNOME Online Accounts, for tests: three accounts, one of which sends mail.

usage: online-accounts.py HOST:PORT. Its token is in the environment, RAPPORT_TEST_PASSWORD; without one somebody would have to
sign in again. On the session bus until the process that started it ends.
"""
import os
import sys

from gi.repository import Gio, GLib

NAME = 'org.gnome.OnlineAccounts'
XML = f'''<node><interface name="org.freedesktop.DBus.ObjectManager"><method name="GetManagedObjects">
<arg type="a{{oa{{sa{{sv}}}}}}" direction="out"/></method></interface>
<interface name="{NAME}.Account"><method name="EnsureCredentials"><arg type="i" direction="out"/></method></interface>
<interface name="{NAME}.OAuth2Based"><method name="GetAccessToken"><arg type="s" direction="out"/><arg type="i" direction="out"/>
</method></interface></node>'''
ROOT = '/org/gnome/OnlineAccounts'
TOKEN = os.environ.get('RAPPORT_TEST_PASSWORD')


def account(disabled, mail, tokens):
    found = {NAME + '.Account': {'ProviderName': GLib.Variant('s', 'Example'), 'MailDisabled': GLib.Variant('b', disabled)}}
    if mail:
        found[NAME + '.Mail'] = {'EmailAddress': GLib.Variant('s', 'office@example.org'), 'SmtpHost': GLib.Variant('s', sys.argv[1]),
                                 'SmtpSupported': GLib.Variant('b', True), 'SmtpUserName': GLib.Variant('s', 'office'),
                                 'SmtpUseTls': GLib.Variant('b', True), 'SmtpUseSsl': GLib.Variant('b', False)}
    if tokens:
        found[NAME + '.OAuth2Based'] = {}
    return found


OBJECTS = {ROOT + '/Accounts/account_1': account(False, True, True), ROOT + '/Accounts/account_2': account(False, False, True),
           ROOT + '/Accounts/account_3': account(True, True, True), ROOT + '/Accounts/account_4': account(False, True, False)}


def called(connection, sender, path, interface, method, arguments, invocation):
    if method == 'GetManagedObjects':
        invocation.return_value(GLib.Variant('(a{oa{sa{sv}}})', (OBJECTS,)))
    elif method == 'EnsureCredentials' and TOKEN:
        invocation.return_value(GLib.Variant('(i)', (3600,)))
    elif method == 'GetAccessToken' and TOKEN:
        invocation.return_value(GLib.Variant('(si)', (TOKEN, 3600)))
    else:
        invocation.return_dbus_error(NAME + '.Error.NotAuthorized', 'Credentials not found in keyring')


def acquired(connection, name):
    interfaces = Gio.DBusNodeInfo.new_for_xml(XML).interfaces
    connection.register_object(ROOT, interfaces[0], called, None, None)
    for path in OBJECTS:
        for interface in interfaces[1:]:
            connection.register_object(path, interface, called, None, None)


parent = os.getppid()
GLib.timeout_add(200, lambda: os.getppid() == parent or os._exit(0))
Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, acquired, None, None)
GLib.MainLoop().run()
