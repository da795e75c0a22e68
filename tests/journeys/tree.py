# SPDX-License-Identifier: GPL-3.0-or-later
"""The application as assistive technology sees it: nodes of the AT-SPI tree, read anew at every question.

libatspi's cache lags behind when nobody runs its main loop, so the bus is asked directly: for one node (Node), or for all of
them in one answer (Look), which is what searching needs, as a page of forms has a thousand. Names of roles differ between
GTK 4.8 and later ("push button", "button"); both read here as the later one.
"""
from gi.repository import Gio, GLib

STATES = {1: 'active', 3: 'busy', 4: 'checked', 7: 'editable', 8: 'enabled', 9: 'expandable', 10: 'expanded', 11: 'focusable',
          12: 'focused', 16: 'modal', 20: 'pressed', 22: 'selectable', 23: 'selected', 24: 'sensitive', 25: 'showing',
          30: 'visible', 33: 'required', 36: 'invalid', 41: 'checkable', 42: 'has-popup', 43: 'read-only'}
ROLES = {'push button': 'button', 'filler': 'panel', 'checkbox': 'check box', 'radio button': 'radio', 'toggle button': 'toggle',
         'page tab': 'tab', 'entry': 'text', 'text box': 'text', 'search box': 'text', 'icon': 'image'}
WINDOWS = ('frame', 'window', 'dialog', 'application')
A11Y = 'org.a11y.atspi.'
NOTHING = '/org/a11y/atspi/null'


class Gone(Exception):
    """The node is not there any more."""


class Bus:
    """The accessibility bus of this session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        reply = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, 10000, None)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.connection = Gio.DBusConnection.new_for_address_sync(reply.unpack()[0], flags, None, None)
        self.roles = {}  # by bus name and path: that of a node never changes

    def call(self, name, path, interface, method, arguments=None, timeout=20000):
        try:
            return self.connection.call_sync(name, path, interface, method, arguments, None, 0, timeout, None).unpack()
        except GLib.Error as error:
            raise Gone(f'{interface}.{method} on {path}: {error.message}') from error

    def call_each(self, name, paths, interface, method, timeout=20000):
        """The same question to many nodes; those that are gone have no answer in what is returned."""
        answers, open_questions = {}, list(paths)

        def take(connection, result, path):
            open_questions.remove(path)
            try:
                answers[path] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass

        for path in paths:
            self.connection.call(name, path, interface, method, None, None, 0, timeout, None, take, path)
        while open_questions:
            GLib.MainContext.default().iteration(True)
        return answers

    def items(self, name):
        """All that GTK has told anybody about, by path: parent, name, interfaces, states, place below the parent."""
        return {item[0][1]: (item[2][1], item[6], item[5], states_of(*item[9]), item[3])
                for item in self.call(name, '/org/a11y/atspi/cache', A11Y + 'Cache', 'GetItems')[0]}

    def windows(self, application):
        """The windows of an application that show, in their order. GTK 4.8 leaves those out of its root that had the focus
        within them before they were mapped, as its own dialogs for printing and for files have, and says of its dialogs
        that they are visible and never that they show; its list has them all."""
        listed = sorted((place, path) for path, (parent, _, _, _, place) in self.items(application.bus_name).items() if parent == application.path)
        rooted = [node.path for node in application.children()]
        paths = [path for _, path in listed] + [path for path in rooted if path not in {p for _, p in listed}]
        return [node for node in (Node(self, application.bus_name, path) for path in paths) if self._is_open(node)]

    @staticmethod
    def _is_open(window):
        try:
            return 'showing' in window.states or window.shows
        except Gone:
            return False

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
                if path != NOTHING]

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
        if (self.bus_name, self.path) not in self.bus.roles:
            role = self._call('Accessible', 'GetRoleName')[0]
            self.bus.roles[self.bus_name, self.path] = ROLES.get(role, role)
        return self.bus.roles[self.bus_name, self.path]

    @property
    def states(self):
        return states_of(*self._call('Accessible', 'GetState')[0])

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

    @property
    def size(self):
        """Width and height. Unlike the place, they may be asked of a widget that is leaving its window at this moment:
        GTK 4.8 complains of itself when it is to say where such a one is."""
        return tuple(self._call('Component', 'GetSize'))

    def actions(self):
        return [a[0] for a in self._call('Action', 'GetActions')[0]]

    def act(self, index=0):
        self._call('Action', 'DoAction', GLib.Variant('(i)', (index,)))

    def select_child(self, index):
        self._call('Selection', 'SelectChild', GLib.Variant('(i)', (index,)))

    @property
    def shows(self):
        """GTK 4.8 gives SHOWING to windows alone; what lies on a page of a stack not shown has no size."""
        return 'visible' in self.states and self.size != (0, 0)

    def walk(self):
        """This node and all below it that are showing, in reading order, as one look finds them."""
        return Look(self.bus, self.bus_name, [self]).walk(self)

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


def states_of(low, high):
    bits = low | high << 32
    return {word for bit, word in STATES.items() if bits >> bit & 1}


class Look:
    """All nodes of some windows at one moment.

    Who is below whom is asked of all nodes of a level together, without waiting for one answer before the next question;
    name and states come for all in one answer (the list that GTK keeps of the nodes that somebody has asked for).
    """

    def __init__(self, bus, bus_name, tops):
        self.bus = bus
        self.bus_name = bus_name
        self.sizes = {}
        self.below = {}
        level = [node.path for node in tops]
        while level:
            found = bus.call_each(bus_name, level, A11Y + 'Accessible', 'GetChildren')
            self.below.update((path, [child for _, child in answer[0] if child != NOTHING]) for path, answer in found.items())
            level = [child for path in level for child in self.below.get(path, ())]
        self.items = bus.items(bus_name)

    def walk(self, top):
        """What is there from that node down, in reading order. GTK says of windows alone whether they show, so that each
        node's size is asked, but only of the nodes that somebody takes out."""
        if top.path not in self.items:
            return
        node = Seen(self, top.path)
        if 'visible' in node.states:
            yield node
            for child in node.children():
                yield from self.walk(child)

    def shows(self, path):
        """Whether the node and what it stands in have a size: what lies on a page not yet shown has none."""
        if path not in self.items:
            return True  # the application itself
        parent, _, interfaces, _, _ = self.items[path]
        if path not in self.sizes:
            node = Node(self.bus, self.bus_name, path)
            self.sizes[path] = A11Y + 'Component' not in interfaces or node.size != (0, 0)
            self.sizes[path] = self.sizes[path] and (node.role in WINDOWS or self.shows(parent))
        return self.sizes[path]


class Seen(Node):
    """A node in a look: name, states and place in the tree are those of that moment."""

    def __init__(self, look, path):
        super().__init__(look.bus, look.bus_name, path)
        self.look = look

    def children(self):
        return [Seen(self.look, path) for path in self.look.below.get(self.path, ()) if path in self.look.items]

    @property
    def parent(self):
        return Seen(self.look, self.look.items[self.path][0])

    @property
    def name(self):
        return self.look.items[self.path][1]

    @property
    def interfaces(self):
        return {name.removeprefix(A11Y) for name in self.look.items[self.path][2]}

    @property
    def states(self):
        return self.look.items[self.path][3]

    @property
    def shows(self):
        return self.look.shows(self.path)

    def live(self):
        return Node(self.bus, self.bus_name, self.path)
