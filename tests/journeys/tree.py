# SPDX-License-Identifier: GPL-3.0-or-later
"""The application as assistive technology sees it: nodes of the AT-SPI tree, read anew at every question.

libatspi's cache lags behind when nobody runs its main loop, so the bus is asked directly. Names of roles differ between
GTK 4.8 and later ("push button", "button"); both read here as the later one.
"""
from gi.repository import Gio, GLib

STATES = {1: 'active', 3: 'busy', 4: 'checked', 7: 'editable', 8: 'enabled', 9: 'expandable', 10: 'expanded', 11: 'focusable',
          12: 'focused', 16: 'modal', 20: 'pressed', 22: 'selectable', 23: 'selected', 24: 'sensitive', 25: 'showing',
          30: 'visible', 33: 'required', 36: 'invalid', 41: 'checkable', 42: 'has-popup', 43: 'read-only'}
ROLES = {'push button': 'button', 'filler': 'panel', 'checkbox': 'check box', 'radio button': 'radio', 'toggle button': 'toggle',
         'page tab': 'tab', 'entry': 'text', 'text box': 'text', 'search box': 'text', 'icon': 'image'}
A11Y = 'org.a11y.atspi.'


class Gone(Exception):
    """The node is not there any more."""


class Bus:
    """The accessibility bus of this session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        reply = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, 10000, None)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.connection = Gio.DBusConnection.new_for_address_sync(reply.unpack()[0], flags, None, None)

    def call(self, name, path, interface, method, arguments=None, timeout=20000):
        try:
            return self.connection.call_sync(name, path, interface, method, arguments, None, 0, timeout, None).unpack()
        except GLib.Error as error:
            raise Gone(f'{interface}.{method} on {path}: {error.message}') from error

    def application(self, pid):
        """The root node of the process, or None while it has not announced itself."""
        root = Node(self, 'org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root')
        for child in root.children():
            try:
                owner = self.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                                  'GetConnectionUnixProcessID', GLib.Variant('(s)', (child.bus_name,)))
            except Gone:
                continue
            if owner[0] == pid:
                return child
        return None


class Node:
    def __init__(self, bus, bus_name, path):
        self.bus = bus
        self.bus_name = bus_name
        self.path = path

    def __eq__(self, other):
        return isinstance(other, Node) and (self.bus_name, self.path) == (other.bus_name, other.path)

    def __hash__(self):
        return hash((self.bus_name, self.path))

    def __repr__(self):
        try:
            return f'<{self.role} “{self.name}” {" ".join(sorted(self.states))}>'
        except Gone:
            return '<gone>'

    def _call(self, interface, method, arguments=None):
        return self.bus.call(self.bus_name, self.path, A11Y + interface, method, arguments)

    def _property(self, interface, name):
        return self.bus.call(self.bus_name, self.path, 'org.freedesktop.DBus.Properties', 'Get',
                             GLib.Variant('(ss)', (A11Y + interface, name)))[0]

    def children(self):
        return [Node(self.bus, name, path) for name, path in self._call('Accessible', 'GetChildren')[0]
                if path != '/org/a11y/atspi/null']

    @property
    def parent(self):
        name, path = self._property('Accessible', 'Parent')
        return Node(self.bus, name, path)

    @property
    def name(self):
        return self._property('Accessible', 'Name')

    @property
    def description(self):
        return self._property('Accessible', 'Description')

    @property
    def role(self):
        role = self._call('Accessible', 'GetRoleName')[0]
        return ROLES.get(role, role)

    @property
    def states(self):
        low, high = self._call('Accessible', 'GetState')[0]
        bits = low | high << 32
        return {word for bit, word in STATES.items() if bits >> bit & 1}

    @property
    def interfaces(self):
        return {name.removeprefix(A11Y) for name in self._call('Accessible', 'GetInterfaces')[0]}

    @property
    def text(self):
        """The whole text: GetText (0, -1) is empty in GTK, so the length is passed."""
        return self._call('Text', 'GetText', GLib.Variant('(ii)', (0, self._property('Text', 'CharacterCount'))))[0]

    @text.setter
    def text(self, value):
        self._call('EditableText', 'SetTextContents', GLib.Variant('(s)', (value,)))

    @property
    def value(self):
        return self._property('Value', 'CurrentValue')

    @value.setter
    def value(self, number):
        self.bus.call(self.bus_name, self.path, 'org.freedesktop.DBus.Properties', 'Set',
                      GLib.Variant('(ssv)', (A11Y + 'Value', 'CurrentValue', GLib.Variant('d', number))))

    @property
    def extents(self):
        """x, y, width, height in the window (coordinates on the screen are not to be had)."""
        return self._call('Component', 'GetExtents', GLib.Variant('(u)', (1,)))[0]

    def actions(self):
        return [a[0] for a in self._call('Action', 'GetActions')[0]]

    def act(self, index=0):
        self._call('Action', 'DoAction', GLib.Variant('(i)', (index,)))

    def select_child(self, index):
        self._call('Selection', 'SelectChild', GLib.Variant('(i)', (index,)))

    @property
    def shows(self):
        """GTK 4.8 gives SHOWING to windows alone; what lies on a page of a stack not shown has no size."""
        return 'visible' in self.states and tuple(self.extents[2:]) != (0, 0)

    def walk(self):
        """This node and all below it that are showing, in reading order."""
        try:
            if not self.shows:
                return
            children = self.children()
        except Gone:
            return
        yield self
        for child in children:
            yield from child.walk()

    def dump(self, depth=0, lines=None):
        """The tree as text, for the log of a failed journey."""
        lines = [] if lines is None else lines
        if len(lines) > 400:
            return lines
        try:
            interesting = self.states & {'focusable', 'focused', 'checked', 'selected', 'pressed', 'expanded', 'invalid', 'active'}
            lines.append('  ' * depth + f'{self.role} “{self.name}” {" ".join(sorted(interesting))}'.rstrip())
            for child in self.children():
                if child.shows:
                    child.dump(depth + 1, lines)
        except Gone:
            pass
        return lines
