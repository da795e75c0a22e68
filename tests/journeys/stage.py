# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a journey plays: a display, a session bus, an accessibility bus and a home of its own."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

INSIDE = 'RAPPORT_STAGE'

SETTINGS_INI = '''[Settings]
gtk-enable-animations=0
gtk-cursor-blink=0
gtk-theme-name=Adwaita
gtk-icon-theme-name=Adwaita
gtk-font-name=Cantarell 11
gtk-xft-antialias=1
gtk-xft-hinting=1
gtk-xft-hintstyle=hintslight
gtk-xft-rgba=none
'''


def environment(home):
    env = {k: v for k, v in os.environ.items() if k in ('PATH', 'USER', 'LOGNAME', 'LC_ALL', 'LANG', 'TZ') or k.startswith(('RAPPORT_', 'ASAN_', 'UBSAN_', 'LSAN_', 'G_', 'MALLOC_'))}
    build = os.environ['RAPPORT_BUILD']
    env.update({
        'HOME': str(home), 'XDG_RUNTIME_DIR': str(home / 'run'), 'XDG_DATA_HOME': str(home / 'data'), 'XDG_CONFIG_HOME': str(home / 'config'),
        'XDG_CACHE_HOME': str(home / 'cache'), 'XDG_STATE_HOME': str(home / 'state'), 'XDG_CURRENT_DESKTOP': 'GNOME',
        'TZ': 'UTC', 'LC_ALL': 'C.UTF-8', 'LANGUAGE': '',
        'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo', 'GTK_USE_PORTAL': '0', 'ADW_DISABLE_PORTAL': '1', 'GIO_USE_VFS': 'local', 'GIO_USE_VOLUME_MONITOR': 'unix',
        'GSETTINGS_BACKEND': 'memory', 'GSETTINGS_SCHEMA_DIR': build + '/data', 'G_DEBUG': 'fatal-warnings,gc-friendly', 'G_SLICE': 'always-malloc',
        'RAPPORT_NOW': os.environ.get('RAPPORT_NOW', '2026-11-19T12:00:00Z'), INSIDE: str(home), 'PYTHONDONTWRITEBYTECODE': '1',
    })
    supp = pathlib.Path(__file__).resolve().parent.parent / 'lsan.supp'
    env.setdefault('LSAN_OPTIONS', f'suppressions={supp}:print_suppressions=0')
    # GLib's malloc hides who asked for what leaks, so a journey tells of leaks and is not ended by them (check_log)
    env['LSAN_OPTIONS'] += ':exitcode=0'
    for name in ('run', 'data', 'config', 'cache', 'state'):
        (home / name).mkdir(mode=0o700)
    (home / 'config/gtk-4.0').mkdir()
    (home / 'config/gtk-4.0/settings.ini').write_text(SETTINGS_INI, encoding='utf-8')
    (home / 'documents').mkdir()
    (home / 'config/user-dirs.dirs').write_text(f'XDG_DOCUMENTS_DIR="{home}/documents"\n', encoding='utf-8')
    return env


def start_display(width, height):
    """An Xvfb, which tells itself when it is ready.

    The number comes from this process: a number that -displayfd chose may be one that another server just leaves, whose
    last act is to remove the socket of that name. -noreset: else the server begins anew when its only client leaves (the
    launcher of the accessibility bus looks in shortly), and who comes at that moment is refused.
    """
    read, write = os.pipe()
    server = subprocess.Popen(['Xvfb', f':{1000 + os.getpid() % 50000}', '-displayfd', str(write), '-screen', '0', f'{width}x{height}x24', '-nolisten', 'tcp', '-noreset', '-dpi', '96'],
                              pass_fds=[write], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    if not number:
        raise RuntimeError('Xvfb did not start')
    return server, ':' + number


def enter(width=1200, height=800, display=True):
    """Returns at once on a stage. Outside of one it makes a stage, runs this program on it again, and exits as it did.

    Without a display there is a home and nothing else, not even a bus.
    """
    if INSIDE in os.environ:
        return pathlib.Path(os.environ[INSIDE])
    home = pathlib.Path(tempfile.mkdtemp(prefix='rapport-journey-'))
    server = None
    try:
        env = environment(home)
        command = [sys.executable, *sys.argv]
        if display:
            server, env['DISPLAY'] = start_display(width, height)
            # The bus and what it starts talk too; our standard output is for the results alone.
            results = os.dup(sys.stdout.fileno())
            command = ['dbus-run-session', '--', 'bash', '-c', f'exec "$@" >&{results} {results}>&-', 'bash', *command]
            done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[results], check=False)
        else:
            done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, check=False)
        code = done.returncode
    finally:
        if server:
            server.terminate()
            server.wait()
        shutil.rmtree(home, ignore_errors=True)
    sys.exit(code if code >= 0 else 1)
