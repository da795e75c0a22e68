# SPDX-License-Identifier: GPL-3.0-or-later
"""A journey drives the built application as a person would, and reports in TAP.

    import journey

    def welcomes(app):
        app.start()
        app.find('label', 'Welcome to Rapport')

    journey.main(welcomes)

The functions given to main() run in their order on one stage (stage.py): what one leaves the next finds. A function that
raises fails its case and ends the journey; the cases not reached count as failed. Every wait is for a state and bounded.
"""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import traceback

from gi.repository import Gio, GLib

import stage
import tree

APP_ID = 'io.github.rapport_mentoring.Rapport'
APP_PATH = '/' + APP_ID.replace('.', '/')
PATIENCE = 40  # seconds; the build is instrumented and the machine may be busy
PAUSE = 0.04
BAD_NAME = re.compile(r'^(Gtk|Adw|Rapport[A-Z])|_|^\s*$|^(push |toggle )?button$', re.IGNORECASE)
COMPLAINT = re.compile(r'-(CRITICAL|WARNING|ERROR) \*\*|ERROR: \w+Sanitizer|runtime error:|SUMMARY: ')


class Impatient(AssertionError):
    """Something did not come about in time."""


def folder():
    """Where pictures and other products of this journey are kept for people to look at."""
    path = pathlib.Path(os.environ.get('RAPPORT_PICTURES') or os.path.join(os.environ['RAPPORT_BUILD'], 'meson-logs', 'journeys'))
    path.mkdir(parents=True, exist_ok=True)
    return path


def shared(path):
    """A file of the shared data; None only where the whole folder is absent."""
    root = pathlib.Path(os.environ.get('RAPPORT_SHARED_DATA') or '/nonexistent')
    if not root.is_dir():
        return None
    assert (root / path).is_file(), f'{path} is missing from the shared data'
    return root / path


def saved_mode():
    """The permissions of a file that a person saves."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def cli(*words, **options):
    """Runs rapportctl on the journey's database; its result has stdout, stderr and returncode."""
    program = os.path.join(os.environ['RAPPORT_BUILD'], 'src/cli/rapportctl')
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          timeout=options.pop('timeout', 180), check=False, **options)


def ask(*words):
    """What rapportctl answers in JSON; it must succeed."""
    done = cli('--json', *words)
    assert done.returncode == 0, f'rapportctl {" ".join(map(str, words))}: {done.returncode} {done.stderr}'
    return json.loads(done.stdout)


class Application:
    def __init__(self, home):
        self.home = home
        self.bus = tree.Bus()
        self.process = None
        self.root = None
        self.log = home / 'application.log'

    # Beginning and end

    def start(self, *arguments, environment=None):
        """Starts the application and waits for its window."""
        program = os.path.join(os.environ['RAPPORT_BUILD'], 'src/rapport')
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen([program, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            env={**os.environ, **(environment or {})})
        self.root = self.wait(lambda: self.bus.application(self.process.pid), 'the application on the accessibility bus')
        window = self.wait(lambda: next(iter(self.windows()), None), 'a window')
        self.focus_window()
        return window

    def quit(self, keys=None):
        """Ends the application, through its own action or by keys; it must end well and without a complaint in its log."""
        if keys:
            self.focus_window()
            self.key(keys)
        else:
            self.action('app.quit')
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired as late:
            raise Impatient('the application did not end') from late
        self.process = None
        self.check_log()
        assert code == 0, f'the application ended with {code}'

    def kill(self):
        """As a crash or a power cut would: nothing is said and nothing saved."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process = None

    def check_log(self):
        text = self.log.read_text(encoding='utf-8', errors='replace')
        # What GTK, Pango and the file chooser keep for ever is reported without a frame that would say whose it is:
        # a leak counts where its stack leads into our sources.
        parts = re.split(r'(?m)^=+\n(?===\d+==ERROR: LeakSanitizer)', text)
        judged = parts[0] + ''.join(part for part in parts[1:] if '/src/' in re.sub(r'libsanitizer/\S+', '', part.replace('/src/libsanitizer/', '')))
        if judged != text:
            comment('leaks outside of our sources:\n' + '\n'.join(line for line in text.splitlines() if line.startswith('SUMMARY:')))
        complaints = [line for line in judged.splitlines() if COMPLAINT.search(line)]
        assert not complaints, 'the application complained:\n' + '\n'.join(complaints[:20]) + '\n' + text[-6000:]

    # Looking

    def wait(self, condition, what, seconds=PATIENCE):
        """The first true value of condition(); fails after the bound."""
        end = time.monotonic() + seconds
        while True:
            asked = time.monotonic()
            if self.process is not None and self.process.poll() is not None:
                raise AssertionError(f'the application ended with {self.process.returncode} while waiting for {what}:\n'
                                     + self.log.read_text(encoding='utf-8', errors='replace')[-6000:])
            try:
                value = condition()
            except tree.Gone:
                value = None
            if value:
                return value
            if time.monotonic() > end:
                raise Impatient(f'waited {seconds} s for {what}')
            # It is the application that answers: it is left as much time as the asking takes.
            GLib.usleep(int(max(PAUSE, time.monotonic() - asked) * 1e6))

    def windows(self):
        """The windows that show, the newest first."""
        return list(reversed(self.bus.windows(self.root)))

    def window(self, title=None):
        """The window with that title (or whose title matches the pattern), else the newest."""
        return self.wait(lambda: next((w for w in self.windows() if title is None or matches(w.name, title)), None), f'the window {title}')

    def all(self, role=None, name=None, within=None, state=None):
        """Every showing node with that role (a word or several), name (a text or a compiled pattern) and state."""
        return list(self.each(role, name, within, state))

    def each(self, role=None, name=None, within=None, state=None):
        """The same one after the other: what costs a question is asked last."""
        roles = {role} if isinstance(role, str) else role
        for node in self.nodes(within):
            try:
                if (name is None or matches(node.name, name)) and (state is None or state in node.states) and (roles is None or node.role in roles) and node.shows:
                    yield node.live()
            except tree.Gone:
                continue

    def nodes(self, within=None):
        """What is on the screen, in one look; the newest window first."""
        tops = [within] if within else self.windows()
        look = tree.Look(self.bus, self.root.bus_name, tops)
        return (node for top in tops for node in look.walk(top))

    def find(self, role=None, name=None, within=None, state=None, seconds=PATIENCE):
        """The first such node, waited for. The newest window is looked through first."""
        return self.wait(lambda: next(self.each(role, name, within, state), None),
                         f'{role or "node"} {getattr(name, "pattern", name) or ""} {state or ""}', seconds)

    def gone(self, role=None, name=None, within=None, state=None, seconds=PATIENCE):
        """Waits until no such node shows."""
        self.wait(lambda: next(self.each(role, name, within, state), None) is None, f'{role} {getattr(name, "pattern", name)} to go', seconds)

    def says(self, pattern, seconds=PATIENCE):
        """Waits for a text anywhere on the screen: a label, a title, a row's name."""
        compiled = re.compile(pattern) if isinstance(pattern, str) else pattern
        return self.wait(lambda: next((n.live() for n in self.nodes() if compiled.search(text_of(n)) and n.shows), None), f'“{compiled.pattern}” on the screen', seconds)

    # Doing

    def click(self, node):
        """Through the Action interface where the node has one that works; else by the pointer."""
        if node.role in ('button', 'toggle', 'switch', 'link') and 'Action' in node.interfaces:
            self.wait(lambda: 'sensitive' in node.states, f'{node!r} to be sensitive')
            node.act()
        else:
            self.point(node)

    def press(self, name, role=('button', 'toggle'), within=None):
        """Finds a button by name and clicks it."""
        self.click(self.find(role, name, within))

    def point(self, node, x=None, y=None, button=1):
        """Clicks with the pointer, in the middle or at x, y of the node."""
        self.wait(lambda: node.size[0] > 0, f'{node!r} to have a size')
        self.reveal(node)
        left, top, width, height = self.place(node)
        spot = left + (width // 2 if x is None else x), top + (height // 2 if y is None else y)
        # A hand moves; a pointer that stands where a popover or dialog was a moment ago is over nothing for GTK.
        self.xdotool('mousemove', spot[0] - 1, spot[1], 'mousemove', *spot, 'click', button)

    def reveal(self, node):
        """Turns the wheel over the scrolled window that a node is in until its middle can be seen."""
        panes = [a for a in ancestors(node) if a.role in ('group', 'panel', 'scroll pane') and 'focusable' in a.states and not a.name]
        if not panes:
            return
        pane = panes[0]

        def way():
            x, y, width, height = pane.extents
            middle = node.extents[1] + node.extents[3] / 2
            return 5 if middle > y + height - 4 else 4 if middle < y + 4 else 0

        for _ in range(200):
            button = way()
            if not button:
                return
            before = node.extents[1]
            left, top, width, height = self.on_screen(pane)
            self.xdotool('mousemove', left + width // 2, top + height // 2, 'click', button)
            self.wait(lambda b=before: node.extents[1] != b, f'{node!r} to scroll')

    def place(self, node):
        """Where a node stands on the display once it stands still: what changed above it may not be laid out yet."""
        seen = [None]

        def stands():
            seen.append(self.on_screen(node))
            return seen[-1] == seen[-2] and seen[-1]

        return self.wait(stands, f'{node!r} to stand still')

    def on_screen(self, node):
        """Extents on the display. Without a window manager every window stands at 0, 0; AT-SPI counts from inside its border."""
        top, above = node, node.parent
        while top.role not in ('frame', 'window', 'dialog') and above.role != 'application':  # GTK 4.8 knows no role of some dialogs
            top, above = above, above.parent
        geometry = subprocess.run(['xdotool', 'search', '--all', '--onlyvisible', '--pid', str(self.process.pid), '--name', '^' + re.escape(top.name) + '$',
                                   'getwindowgeometry', '--shell'], capture_output=True, text=True, check=False).stdout
        sizes = re.findall(r'X=(-?\d+)\nY=(-?\d+)\nWIDTH=(\d+)\nHEIGHT=(\d+)', geometry)
        x, y, width, height = node.extents
        if not sizes:
            return x, y, width, height
        left, up, wide, high = map(int, sizes[-1])
        inner = top.extents
        return left + x + (wide - inner[2]) // 2, up + y + (high - inner[3]) // 2, width, height

    def draw(self, node, points):
        """Draws with the pointer over a node: points are shares of its width and height, 0 to 1."""
        left, top, width, height = self.place(node)
        spots = [(round(left + x * width), round(top + y * height)) for x, y in points]
        self.xdotool('mousemove', *spots[0])
        self.xdotool('mousedown', 1)
        self.xdotool(*[word for spot in spots[1:] for word in ('mousemove', *spot)])  # faster than frames: none may be lost
        self.xdotool('mouseup', 1)

    def drop(self, path, node):
        """Drags a file from another program's window onto a node, with the pointer."""
        with subprocess.Popen([sys.executable, pathlib.Path(__file__).with_name('drag_from.py'), str(path)], stdout=subprocess.PIPE, text=True) as source:
            try:
                assert source.stdout.readline() == 'shown\n', 'the window to drag from does not come'
                left, top, width, height = self.place(node)
                self.xdotool('mousemove', 19, 20, 'mousemove', 20, 20, 'mousedown', 1)
                assert source.stdout.readline() == 'pressed\n'
                self.xdotool('mousemove', 26, 30, 'mousemove', 40, 50)
                assert source.stdout.readline() == 'dragging\n', 'nothing is dragged'
                self.xdotool('mousemove', left + width // 2 - 3, top + height // 2, 'mousemove', left + width // 2, top + height // 2)
                assert source.stdout.readline() == 'accepted\n', 'nobody takes what is dragged'
                self.xdotool('mouseup', 1)
                assert source.stdout.readline() == 'dropped\n', 'the drop was refused'
            finally:
                source.kill()
        self.focus_window()

    def key(self, *keys):
        """Presses keys one after the other: 'ctrl+f', 'Return'."""
        for key in keys:
            self.xdotool('key', '--clearmodifiers', key)

    def type(self, text):
        """Types ASCII into what has the focus."""
        self.xdotool('type', '--delay', 12, text)

    def fill(self, name, text, role='text', within=None):
        """Finds an entry by its label and sets its text."""
        node = self.find(role, name, within)
        self.wait(lambda: 'EditableText' in node.interfaces, f'{node!r} to be editable')
        node.text = text
        self.wait(lambda: node.text == text, f'“{text}” in {node!r}')
        return node

    def choose(self, combo, text):
        """Takes an item of a drop-down by the keyboard: neither Selection nor Action does, and where a popover that had
        no room below really stands AT-SPI does not know."""
        self.point(combo)
        row = self.find(('list item', 'table cell'), within=self.find(name='GtkPopoverContent', within=combo), state='focused')
        rows = [r for r in row.parent.children() if r.shows]
        words = [text_below(r) for r in rows]
        assert text in words, f'“{text}” is not among {words}'
        steps = words.index(text) - rows.index(row)
        self.key(*(['Down'] * steps if steps > 0 else ['Up'] * -steps), 'Return')
        self.wait(lambda: not self.all(name='GtkPopoverContent', within=combo), 'the drop-down to close')
        self.wait(lambda: text in [text_of(n) for n in combo.walk()], f'“{text}” in {combo!r}')

    def choose_file(self, title, path):
        """Types a path into GTK's file chooser, which AT-SPI does not see on GTK 4.8."""
        search = ['xdotool', 'search', '--onlyvisible', '--name', '^' + re.escape(title) + '$']
        shown = lambda: subprocess.run(search, capture_output=True, text=True, check=False).stdout.split()
        window = self.wait(shown, f'the file chooser {title}')[-1]
        subprocess.run(['xdotool', 'windowfocus', '--sync', window], check=True, timeout=PATIENCE)
        if title.startswith(('Export', 'Save')):
            self.key('ctrl+a')
        self.type(str(path))
        self.key('Return')
        self.wait(lambda: window not in shown(), f'the file chooser {title} to go')
        self.focus_window()

    def xdotool(self, *words):
        subprocess.run(['xdotool', *map(str, words)], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PATIENCE)

    def focus_window(self):
        """There is no window manager: the newest X window of the process is given the keyboard."""
        ids = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)], capture_output=True, text=True, check=False).stdout.split()
        if ids:
            subprocess.run(['xdotool', 'windowfocus', ids[-1]], check=False, stderr=subprocess.DEVNULL)

    def action(self, name, parameter=None):
        """Activates an action over D-Bus: 'app.quit', 'win.undo', 'win.go' with GLib.Variant ('s', 'members')."""
        self._actions(name, 'Activate', GLib.Variant('(sava{sv})', (name.split('.', 1)[1], [parameter] if parameter else [], {})))

    def go(self, target):
        """Shows a page: 'members', 'find/12', 'requests/open'."""
        self.action('win.go', GLib.Variant('s', target))

    def enabled(self, name):
        """Whether an action can be used now."""
        return self._actions(name, 'Describe', GLib.Variant('(s)', (name.split('.', 1)[1],)))[0][0]

    def _actions(self, name, method, arguments):
        path = APP_PATH if name.startswith('app.') else APP_PATH + '/window/1'
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        return session.call_sync(APP_ID, path, 'org.gtk.Actions', method, arguments, None, 0, PATIENCE * 1000, None).unpack()

    # Judging

    def picture(self, name):
        """Takes a picture of the display once it stands still."""
        path = folder() / f'{name}.png'
        before = None
        for _ in range(20):
            subprocess.run(['import', '-silent', '-window', 'root', str(path)], check=True, timeout=PATIENCE)
            now = path.read_bytes()
            if now == before:
                break
            before = now
        return path

    def check_names(self):
        """SCREENS §3.10: everything that takes the focus has a name that helps. What is about to go is waited for."""
        bad = []

        def all_named():
            bad[:] = [n for n in self.nodes() if 'focusable' in n.states and BAD_NAME.search(name_or_text(n)) and not is_container(n) and n.shows]
            return not bad

        try:
            self.wait(all_named, 'good names', seconds=6)
        except Impatient as late:
            raise AssertionError('no good name:\n' + '\n'.join(repr(n) + ' in ' + ' < '.join(f'{a.role} “{a.name}”' for a in list(ancestors(n))[:6]) for n in bad)) from late


def matches(text, wanted):
    return wanted.search(text) is not None if hasattr(wanted, 'search') else text == wanted


def is_container(node):
    """What hands the focus on to what is in it; and what GTK and libadwaita put into their own widgets: the item inside a
    drop-down's button, the pencil inside an entry's row, the button that closes a toast (libadwaita 1.2 leaves it unnamed)."""
    if node.role in ('frame', 'window', 'dialog', 'list', 'table', 'tree', 'tree table'):
        return True
    if node.role in ('group', 'panel', 'scroll pane') and not node.name:  # scrolled windows and the like
        return bool(node.children())
    if node.name == 'GtkImage' and any(a.role == 'text' or a.name == 'AdwToastWidget' for a in ancestors(node)):
        return True
    return node.name in ('GtkListItemWidget', '') and any(a.role == 'combo box' for a in ancestors(node))


def ancestors(node):
    while node.role not in ('frame', 'window', 'dialog', 'application'):
        node = node.parent
        yield node


def name_or_text(node):
    """A selectable label is read by its text."""
    return node.name or (node.text if node.role == 'label' and 'Text' in node.interfaces else '')


def text_of(node):
    try:
        return node.name or (node.text if 'Text' in node.interfaces else '')
    except tree.Gone:
        return ''


def text_below(node):
    """The first text in a row that has no name of its own."""
    return next((t for t in map(text_of, node.walk()) if t), '')


def title_of(function):
    return function.__name__.strip('_').replace('_', '-')


def comment(text):
    for line in str(text).splitlines():
        print('# ' + line)


def main(*cases, width=1200, height=800, display=True, needs=None):
    """Runs the cases and exits. needs: a path of the shared data without which all are skipped.

    Without a display the cases are given the home in the place of the application.
    """
    home = stage.enter(width, height, display)
    name = pathlib.Path(sys.argv[0]).stem
    print(f'1..{len(cases)}', flush=True)
    if needs and shared(needs) is None:
        for number, case in enumerate(cases, 1):
            print(f'ok {number} /{name}/{title_of(case)} # SKIP the folder of shared data is not beside the project')
        sys.exit(0)
    app = Application(home) if display else None
    for number, case in enumerate(cases, 1):
        try:
            case(app or home)
            print(f'ok {number} /{name}/{title_of(case)}', flush=True)
        except Exception:  # whatever it is fails the case
            comment(traceback.format_exc())
            if app and app.process is not None:
                comment(f'picture: {app.picture(name + "-failed")}')
                try:
                    comment('\n'.join(line for w in app.windows() for line in w.dump()))
                except tree.Gone:
                    comment('the application is gone')
                app.process.kill()
            if app and app.log.exists():
                comment(app.log.read_text(encoding='utf-8', errors='replace')[-4000:])
            print(f'not ok {number} /{name}/{title_of(case)}', flush=True)
            sys.exit(1)
    if app and app.process is not None:
        app.process.kill()
        comment('the journey ended without app.quit()')
        sys.exit(1)
