"""What linking did, so that nothing is lost in silence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What went into the report, and what did not.

    Attributes:
        pages: of the report, blank ones included.
        blanks: blank pages that were put in.
        links_resolved: links to other chapters that lead to a named destination.
        links_unresolved: where links lead that no page shows, one for each link.
        destinations: named destinations.
        destinations_dropped: names that two chapters had; the first is kept.
        elements: structure elements that chapters brought in, the outermost only.
        faces: faces that are embedded, each once.
        faces_shared: subsets of chapters that became part of them.
        fonts_unshared: fonts that stay as their chapter has them, because they are no faces that can be joined.
        streams: images and ICC profiles that are in the report, each once.
        streams_shared: how many the chapters had.
        tagged: whether there is a structure tree.
    """

    pages: int
    blanks: int
    links_resolved: int
    links_unresolved: tuple[str, ...]
    destinations: int
    destinations_dropped: tuple[str, ...]
    elements: int = 0
    faces: int = 0
    faces_shared: int = 0
    fonts_unshared: tuple[str, ...] = ()
    streams: int = 0
    streams_shared: int = 0
    tagged: bool = False

    def lines(self) -> tuple[str, ...]:
        """Say it all, a line for each kind of fact; what is not there is left out."""
        said = [
            f"linked {self.links_resolved} crossrefs to {self.destinations} destinations",
            f"blank pages: {self.blanks}",
            f"faces: {self.faces}, joined of {self.faces_shared} subsets",
            f"images and profiles: {self.streams}, of {self.streams_shared} in chapters",
        ]
        said += [f"not joined with other fonts: {name}" for name in self.fonts_unshared]
        said += [f"dropped a second destination of the name {name}" for name in self.destinations_dropped]
        return tuple(said)
