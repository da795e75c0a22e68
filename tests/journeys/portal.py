# SPDX-License-Identifier: GPL-3.0-or-later
"""The user's own mail program, by the e-mail portal of the tests, and the menu that leads to it."""
import pathlib
import subprocess

from gi.repository import Gio, GLib

NAME = 'org.freedesktop.portal.Desktop'


def start(app, way):
    """tests/support/portal.py; it leaves with this process. The process, and the file that it writes once it was asked."""
    folder = app.home / f'portal-{way}'
    folder.mkdir()
    script = pathlib.Path(__file__).resolve().parent.parent / 'support/portal.py'
    process = subprocess.Popen(['/usr/bin/python3', str(script), str(folder), way], stdin=subprocess.DEVNULL)
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    app.wait(lambda: bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameHasOwner',
                                   GLib.Variant('(s)', (NAME,)), None, 0, 20000, None).unpack()[0], 'the portal')
    return process, folder / 'letter.json'


def stop(process):
    process.terminate()
    process.wait()


def more(app, what):
    """For the letter in the pane. By keys: where a popover that had no room below really stands AT-SPI does not know."""
    app.point(app.find(('button', 'toggle'), 'More for This Letter'))
    item = app.find('menu item', what)
    for _ in range(8):
        before = app.find('menu item', state='focused')
        if before == item:
            break
        app.key('Down')
        app.wait(lambda b=before: 'focused' not in b.states, 'the next item')
    app.key('Return')
    app.gone('menu item', what)
