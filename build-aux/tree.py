# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks of the tree share: the list of its files, and TAP."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def files(*suffixes):
    """The tree's files that git tracks or would track, as paths relative to the root; without git all but builds."""
    listing = subprocess.run(['git', '-C', str(ROOT), 'ls-files', '-co', '--exclude-standard'],
                             capture_output=True, text=True, check=False)
    if listing.returncode == 0:
        names = listing.stdout.splitlines()
    else:
        names = [str(p.relative_to(ROOT)) for p in ROOT.rglob('*') if p.is_file()
                 and not any(part.startswith(('.', '_build', 'build/')) for part in p.relative_to(ROOT).parts)]
    found = [pathlib.PurePosixPath(n) for n in sorted(set(names)) if (ROOT / n).is_file()]
    return [f for f in found if not suffixes or f.name.endswith(suffixes)]


def text(path):
    return (ROOT / path).read_text(encoding='utf-8', errors='replace')


class Tap:
    """Cases are reported as they come; a case passes when its list of complaints is empty."""

    def __init__(self):
        self.n = 0
        self.failed = 0

    def case(self, name, complaints):
        complaints = list(complaints)
        self.n += 1
        self.failed += bool(complaints)
        for line in complaints:
            print('# ' + str(line).replace('\n', '\n# '))
        print(f'{"not ok" if complaints else "ok"} {self.n} {name}')

    def skip(self, name, reason):
        self.n += 1
        print(f'ok {self.n} {name} # SKIP {reason}')

    def done(self):
        print(f'1..{self.n}')
        sys.exit(1 if self.failed else 0)
