"""Which library a catalogue is of: its title, and the licence of each layer that its texts come from."""

from __future__ import annotations

from planbuilder.library.store import Library


def edition_title(library: Library) -> str:
    """Return the title of a library; of one in layers, that of the lowest and who uses it with more on top."""
    lowest, *others = library.layers or (library.about,)
    return f"{lowest.title}, as {library.about.id} uses it" if others else library.about.title


def edition_licence(library: Library) -> str:
    """Return the licence of a library's texts; of one in layers, that of each, the lowest first."""
    if not library.layers[1:]:
        return library.about.licence
    return "; ".join(f"{each.licence} ({each.title}, {each.id} {each.version})" for each in library.layers)
