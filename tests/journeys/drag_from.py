# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program's small window, from which a file is dragged; says on its output how far that got.

    drag_from.py FILE
"""
import sys

import gi
gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, Gtk  # noqa: E402


def tell(word):
    print(word, flush=True)


def begins(_source, drag):
    tell('dragging')
    told = []

    def chosen(*_):
        if drag.get_selected_action() and not told:
            told.append(True)
            tell('accepted')

    drag.connect('notify::selected-action', chosen)
    drag.connect('dnd-finished', lambda _: tell('dropped'))
    drag.connect('cancel', lambda _, reason: tell(f'refused {reason}'))


def main():
    Gtk.init()
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(sys.argv[1])])
    area = Gtk.Box(width_request=60, height_request=60)
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY, content=Gdk.ContentProvider.new_for_value(files))
    source.connect('drag-begin', begins)
    area.add_controller(source)
    press = Gtk.GestureClick(propagation_phase=Gtk.PropagationPhase.CAPTURE)
    press.connect('pressed', lambda *_: tell('pressed'))
    area.add_controller(press)
    window = Gtk.Window(decorated=False, resizable=False, child=area, title='Files')
    window.present()
    clock = window.get_frame_clock()

    def painted(_):
        clock.disconnect(handler)
        tell('shown')

    handler = clock.connect('after-paint', painted)
    GLib.MainLoop().run()


main()
