"""A station keeps so many pages, paints the rest at once, and lays out again only what it must."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from workshop import chapter_html

from pipeline.findings import Checked, Place, error
from pipeline.typesetting import LaidOut, Opening, Painted, Side, Station, as_it_is

RIGHT, LATER, LEFT = Opening(1, Side.RIGHT), Opening(7, Side.RIGHT), Opening(2, Side.LEFT)

HEARD = error("css-ignored", "ignored", Place("styles/a.css"))


@dataclass(frozen=True)
class Layout:
    """Three pages."""

    html: Any
    opening: Opening
    pages: int = 3

    @property
    def extent(self) -> LaidOut:
        return LaidOut(self.html.chapter, self.pages)

    def opened(self, opening: Opening) -> Layout | None:
        return replace(self, opening=opening) if opening.side == self.opening.side else None


@dataclass
class Engine:
    """Remembers what it did."""

    done: list[str] = field(default_factory=list)
    heard: dict[Any, None] = field(default_factory=dict)

    def lay_out(self, html: Any, opening: Opening) -> Layout:
        self.done.append(f"lay out {html.chapter} {opening.folio}")
        return Layout(html, opening)

    def paint(self, layout: Layout) -> Checked[str]:
        self.done.append(f"paint {layout.html.chapter} {layout.opening.folio}")
        self.heard[HEARD] = None
        return Checked(f"{layout.html.chapter} {layout.opening.folio}")


def station(**settings: Any) -> Station[str]:
    return Station(Engine(), lambda painted, index: Checked(f"{index}: {painted.value}"), **settings)


def html(name: str) -> Any:
    return chapter_html("", name=name)


def painted(text: str) -> Painted[str]:
    return Painted(Checked(text), (HEARD,))


def test_a_kept_chapter_is_painted_where_it_begins() -> None:
    """Another folio takes no other layout, and the chapter is let go."""
    one = station()

    extent = one.lay_out(html("a"), RIGHT, 4)

    assert extent == LaidOut("a", 3)
    assert one.paint("a", LATER, 4) == painted("4: a 7")
    assert one.engine.done == ["lay out a 1", "paint a 7"]
    assert one.held == {}


def test_another_side_is_laid_out_again() -> None:
    """Where the pages would be other ones, the chapter is laid out again from the same HTML."""
    one = station()
    one.lay_out(html("a"), RIGHT, 0)

    assert one.paint("a", LEFT, 0) == painted("0: a 2")
    assert one.engine.done == ["lay out a 1", "lay out a 2", "paint a 2"]


def test_what_is_past_the_bound_is_painted_at_once() -> None:
    """Pages beyond the bound are not kept; if they begin as expected, nothing more is to be done."""
    one = station(keep=5)
    for name in ("a", "b", "c"):
        one.lay_out(html(name), RIGHT, 0)

    assert one.engine.done == ["lay out a 1", "lay out b 1", "paint b 1", "lay out c 1", "paint c 1"]
    assert one.paint("b", RIGHT, 0) == painted("0: b 1")
    assert one.paint("c", LATER, 0) == painted("0: c 7")
    assert one.engine.done[5:] == ["lay out c 7", "paint c 7"]


def test_a_chapter_that_is_set_again_takes_no_room_twice() -> None:
    """Only the newest layout of a chapter is kept, and one that is forgotten makes room."""
    one = station(keep=6)
    for name in ("a", "a", "b"):
        one.lay_out(html(name), RIGHT, 0)
    one.forget("a")
    one.lay_out(html("c"), RIGHT, 0)

    assert [held.painted for held in one.held.values()] == [None, None]


def test_what_is_tried_out_is_not_kept() -> None:
    """Trying out tells the pages, and leaves what was laid out before."""
    one = station()
    one.lay_out(html("a"), RIGHT, 0)

    assert one.try_out(html("a"), LATER) == LaidOut("a", 3)
    assert one.held["a"].opening == RIGHT


def test_a_station_that_retains_paints_the_same_pages_again() -> None:
    """In a process that builds again and again, a chapter moves once more without another layout."""
    one = station(retain=True)
    one.lay_out(html("a"), RIGHT, 0)

    assert [one.paint("a", opening, 0) for opening in (RIGHT, LATER, RIGHT)] == [
        painted("0: a 1"),
        painted("0: a 7"),
        painted("0: a 1"),
    ]
    assert one.engine.done == ["lay out a 1", "paint a 1", "paint a 7", "paint a 1"]


def test_what_is_said_of_a_stylesheet_while_trying_out_is_heard(workshop) -> None:
    """The engine says it once in its life, so it is not lost with pages that nobody paints."""
    engine = workshop.open("p { --odd: 12; text-indent: var(--odd) }").value
    one = Station(engine, as_it_is)
    one.try_out(chapter_html("<p>word</p>"), RIGHT)
    one.lay_out(chapter_html("<h1>word</h1>", name="other"), RIGHT, 0)

    assert [finding.code for finding in one.paint("other", RIGHT, 0).heard] == ["css-ignored"]
