# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a sheet from its preview to the end, through GTK's own dialogs."""
import os
import re


def environment():
    """For the run that opens GTK's dialogs: 4.8's for printing and for files lose memory of their own (libprintbackend-file,
    the recent files), and nothing but the name of the whole library would tell LeakSanitizer so."""
    return {'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'}


def finished(pdf):
    return pdf.is_file() and pdf.read_bytes().rstrip().endswith(b'%%EOF')


def to_file(app, number=''):
    """Print…, the printer "Print to File", Print: GtkPrintOperation draws every page into a file among the documents.

    Returns the file; it is moved out of the way of the next.
    """
    preview = app.window('Tracking Sheet')
    app.press('Print…', within=preview)
    dialog = app.window('Print')
    app.point(app.find('label', 'Print to File', within=dialog))
    button = app.find('button', re.compile('Print$'), within=dialog)
    app.wait(lambda: 'sensitive' in button.states, 'Print to be possible')
    app.picture('print-dialog' + number)
    app.click(button)
    app.wait(lambda: 'Print' not in [w.name for w in app.windows()], 'the dialog to close')
    pdf = app.home / 'documents' / 'Mentoring Tracking Sheet.pdf'
    app.wait(lambda: finished(pdf), 'the printed file')
    return pdf.rename(app.home / f'printed{number}.pdf')


def save_as_pdf(app, pdf):
    """Save as PDF, through the file chooser."""
    preview = app.window('Tracking Sheet')
    app.press('Save as PDF', within=preview)
    dialog = app.window('Save as PDF')
    name = app.wait(lambda: next((n for n in app.all('text', within=dialog) if n.text.endswith('.pdf')), None), 'a suggested name')
    suggested = name.text
    name.text = str(pdf)
    app.click(app.find('button', re.compile('Save$'), within=dialog))
    app.wait(lambda: finished(pdf), 'the saved file')
    app.says('Saved as PDF')
    return suggested


def close(app):
    app.press('Close', within=app.window('Tracking Sheet'))
    app.wait(lambda: 'Tracking Sheet' not in [w.name for w in app.windows()], 'the preview to close')
    app.focus_window()
