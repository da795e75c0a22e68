# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a printed tracking sheet back: its words with their places, and how much ink stands in a cell."""
import html
import re
import subprocess
from typing import NamedTuple

DOTS = 144 / 72  # pixels a point in the pictures of pages


class Word(NamedTuple):
    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def run(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, check=True, timeout=120).stdout


def text(pdf):
    return run('pdftotext', '-layout', pdf, '-').decode('utf-8')


def flat(pdf):
    """All words in one line, as they follow one another in the table's cells."""
    return ' '.join(run('pdftotext', pdf, '-').decode('utf-8').split())


def words(pdf):
    found, page = [], 0
    for line in run('pdftotext', '-bbox', pdf, '-').decode('utf-8').splitlines():
        page += '<page ' in line
        match = re.search(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>', line)
        if match:
            left, top, right, bottom = map(float, match.groups()[:4])
            found.append(Word(page, html.unescape(match.group(5)), left, top, right, bottom))
    return found


def ink(pdf, page, left, top, right, bottom):
    """The number of dark pixels at 144 dots an inch in a box given in points."""
    picture = run('pdftoppm', '-gray', '-r', 144, '-f', page, '-l', page, '-x', round(left * DOTS), '-y', round(top * DOTS),
                  '-W', round((right - left) * DOTS), '-H', round((bottom - top) * DOTS), pdf)
    header = re.match(rb'P5\s+(\d+)\s+(\d+)\s+(\d+)\s', picture)
    return sum(1 for value in picture[header.end():] if value < 128)


def signature_ink(pdf, entry):
    """Ink in the mentee's and in the mentor's cell of that entry of the table (1 for the first), above the day of signing.

    The columns are found by the words over them, the rows by the numbers of the entries in the first column.
    """
    all_words = words(pdf)
    topics = next(w for w in all_words if w.text == 'Topics')
    heads = sorted((w for w in all_words if w.page == topics.page and abs(w.top - topics.top) < 3), key=lambda w: w.left)
    mentee, mentor = heads[-2], heads[-1]
    width = mentor.left - mentee.left
    date_column = next(w for w in heads if w.text == 'Date').left
    numbers = [w for w in all_words if w.text.isdigit() and w.left < date_column - 2 and w.top > topics.bottom]
    row = numbers[entry - 1]
    below = [w.top for w in all_words if w.page == row.page and w.left >= mentee.left - 4 and w.top > row.top and re.fullmatch(r'20\d\d|signed', w.text)]
    bottom = min([b for b in below if b > row.bottom], default=row.top + 40)
    return [ink(pdf, row.page, head.left - 8, row.top - 6, head.left + width - 14, bottom - 5) for head in (mentee, mentor)]
