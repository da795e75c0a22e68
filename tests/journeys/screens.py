# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a picture of every screen on the sample programme: light, dark, 360 pixels wide, and in high contrast.

usage: screens.py BUILD FOLDER [light|dark|narrow|contrast]…

Not a test: the pictures are for people to look at. Names are those of the screen, `-dark` and `-narrow` after them.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

STYLES = {'light': ('', 1200, 800), 'dark': ('-dark', 1200, 800), 'narrow': ('-narrow', 360, 720), 'contrast': ('-contrast', 1200, 800)}
BORDER = 5  # what GTK draws around a window where nothing composes


def numbers():
    """Somebody of each kind in the sample: found with rapportctl, as the numbers are not promised."""
    import journey

    def rows(*words):
        done = journey.cli('--database', sample_database(), '--json', *words)
        return json.loads(done.stdout or '[]') if done.returncode == 0 else []

    pairs = rows('partnerships', '--state', 'active')
    return {'mentee': rows('members', '--state', 'waiting')[0]['number'], 'mentor': rows('members', '--role', 'mentor')[0]['number'],
            'partnership': next(pair['number'] for pair in pairs if pair['unsigned']),
            'unmet': next(pair['number'] for pair in pairs if not pair['meetings'])}


def sample_database():
    return os.path.join(os.environ['XDG_DATA_HOME'], 'rapport', 'sample.db')


def resize(app, width, height):
    """Without a window manager the X window obeys at once."""
    ids = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(app.process.pid)], capture_output=True, text=True, check=False).stdout.split()
    for window in ids:
        app.xdotool('windowmove', window, 0, 0, 'windowsize', window, width + 2 * BORDER, height + 2 * BORDER)
    app.wait(lambda: abs(app.windows()[-1].extents[2] - width) < 24, f'the window to be {width} wide')


def pictures_of(app, suffix, width, height):
    def take(name):
        path = app.picture(name + suffix)
        subprocess.run(['mogrify', '-crop', f'{width}x{height}+{BORDER}+{BORDER}', '+repage', str(path)], check=True)
        print(path.name, flush=True)

    def attempt(name, *steps):
        """A screen that cannot be reached is said so; the others are taken all the same."""
        try:
            for step in steps:
                step()
            take(name)
        except Exception as error:
            print(f'{name}{suffix}: {error}', file=sys.stderr, flush=True)
            if app.process.poll() is None:
                take(name + '-failed')
            else:
                print(app.log.read_text(encoding='utf-8', errors='replace')[-3000:], file=sys.stderr)
                begin()

    def close():
        app.focus_window()
        app.key('Escape')
        app.wait(lambda: len(app.windows()) == 1, 'the dialog to close')

    def begin():
        app.start('--sample')
        resize(app, width, height)

    begin()
    some = numbers()
    for name, target, word in (('overview', 'overview', '^Waiting for You'), ('members', 'members', ' members$'), ('member', f'members/{some["mentor"]}', '^Edit'),
                               ('profile', f'profile/{some["mentor"]}', '^Identity|^Given name'), ('find', f'find/{some["mentee"]}', ' percent match'),
                               ('requests-open', 'requests/open', ' days left'), ('requests-answered', 'requests/answered', ', accepted'),
                               ('requests-expired', 'requests/expired', ', expired'), ('partnerships-pending', 'partnerships/pending', ' and '),
                               ('partnerships', 'partnerships/active', ' and '), ('partnerships-ended', 'partnerships/ended', ' and '),
                               ('outbox', 'outbox', '^To |, draft'), ('review', 'review', 'Nothing to Settle'),
                               ('workspace', f'partnership/{some["partnership"]}', 'minutes| min'), ('workspace-empty', f'partnership/{some["unmet"]}', '^No Meeting Yet')):
        attempt(name, lambda t=target: app.go(t), lambda w=word: app.says(re.compile(w, re.IGNORECASE), seconds=10))
    for name, action in (('import', 'win.import'), ('happened', 'win.what-happened'), ('preferences', 'app.preferences'), ('shortcuts', 'win.shortcuts'), ('about', 'app.about')):
        attempt(name, lambda a=action: app.action(a), lambda: app.wait(lambda: len(app.windows()) > 1, 'a dialog'))
        if len(app.windows()) > 1:
            close()
    app.quit()


def main():
    if 'RAPPORT_STYLE' not in os.environ:
        if len(sys.argv) < 3:
            sys.exit(__doc__)
        os.environ['RAPPORT_BUILD'] = str(pathlib.Path(sys.argv[1]).resolve())
        os.environ['RAPPORT_PICTURES'] = str(pathlib.Path(sys.argv[2]).resolve())
        for style in sys.argv[3:] or STYLES:
            subprocess.run([sys.executable, __file__, *sys.argv[1:3], style], env={**os.environ, 'RAPPORT_STYLE': style}, check=False)
        return
    import journey
    import stage
    suffix, width, height = STYLES[os.environ['RAPPORT_STYLE']]
    home = stage.enter(max(width + 400, 1400), 1000)
    if suffix == '-dark':
        os.environ['ADW_DEBUG_COLOR_SCHEME'] = 'prefer-dark'
    if suffix == '-contrast':
        os.environ['ADW_DEBUG_HIGH_CONTRAST'] = '1'
    pictures_of(journey.Application(home), suffix, width, height)


if __name__ == '__main__':
    main()
