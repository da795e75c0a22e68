# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the application's main loop is held."""
import threading
import time

from gi.repository import Gio, GLib

import journey
from journey import comment


class Pulse:
    """Asks the application the same small thing all the time, from a thread: the longest answer is the longest that its
    main loop was held, by its own work, by answering what the journey looks for, and by a busy machine."""

    def __init__(self, app, what, patience=900):
        self.app = app
        self.what = what
        self.patience = patience
        self.longest = 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.beat)

    def beat(self):
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        while not self.over.is_set():
            asked = time.monotonic()
            bus.call_sync(journey.APP_ID, journey.APP_PATH, 'org.gtk.Actions', 'Describe', GLib.Variant('(s)', ('quit',)), None, 0,
                          self.patience * 1000, None)
            self.longest = max(self.longest, time.monotonic() - asked)
            self.over.wait(0.004)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.over.set()
        self.thread.join()
        comment(f'{self.what}: the main loop was held for {self.longest * 1000:.0f} ms at most')
