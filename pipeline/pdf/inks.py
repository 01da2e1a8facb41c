"""Colours as inks: colour spaces (ISO 32000-2:2020, 8.6), and how much of each ink a colour lays on the sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pypdf.generic import DictionaryObject

from pipeline.pdf.objects import decoded, dictionary_of, integer_of, items_of, name_of, raw, resolved, text_of

PROCESS: Final = ("Cyan", "Magenta", "Yellow", "Black")

_SHORT: Final = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
"""What inline images call the families (8.9.7)."""

_PLAIN: Final = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4, "CalGray": 1, "CalRGB": 3, "Lab": 3}
"""Families that need no other, with how many components they have."""

_DEVICES: Final = {
    "DeviceGray": "grey",
    "CalGray": "grey",
    "DeviceRGB": "RGB",
    "CalRGB": "RGB",
    "DeviceCMYK": "CMYK",
    "Lab": "Lab",
}

_BY_PROFILE: Final = {b"RGB ": "RGB", b"CMYK": "CMYK", b"GRAY": "grey", b"Lab ": "Lab"}
"""Colour spaces as the headers of ICC profiles name them (ICC.1:2022, 7.2.6)."""

_BY_COUNT: Final = {1: "grey", 3: "RGB", 4: "CMYK"}

_DEEPEST: Final = 8
"""Spaces on spaces that are followed: a pattern on an indexed space on a separation on a profile are four."""


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space.

    Attributes:
        family: as the file names it: DeviceCMYK, ICCBased, Separation, Indexed, Pattern.
        components: how many numbers a colour has; 0 for a pattern without a colour of its own.
        device: grey, RGB, CMYK or Lab; ``spot`` for inks by name; empty when it is none of these.
        base: what an indexed space or a pattern stands on, or inks by name are shown as.
        inks: names of the inks of a Separation or DeviceN.
        table: of an indexed space.
    """

    family: str
    components: int
    device: str = ""
    base: "Space | None" = None
    inks: tuple[str, ...] = ()
    table: bytes = b""

    @property
    def name(self) -> str:
        """As people call it, with what it stands on."""
        if self.family == "ICCBased":
            return f"{self.device or 'unknown'} by ICC profile"
        if self.inks:
            return f"{self.family} {' '.join(self.inks)}"
        return f"{self.family} {self.base.name}" if self.base else self.family

    @property
    def speaks_rgb(self) -> bool:
        """Whether a colour of it is RGB in the end, or is shown as RGB where the ink is not to be had."""
        return self.device == "RGB" or (self.base is not None and self.base.speaks_rgb)

    @property
    def first_colour(self) -> tuple[float, ...]:
        """The colour that a space begins with (8.6.8): black, full tint, the first of a table."""
        if self.device == "CMYK":
            return (0.0, 0.0, 0.0, 1.0)
        return (1.0,) * self.components if self.inks else (0.0,) * self.components


GREY: Final = Space("DeviceGray", 1, "grey")
CMYK: Final = Space("DeviceCMYK", 4, "CMYK")
RGB: Final = Space("DeviceRGB", 3, "RGB")
NO_SPACE: Final = Space("no colour space", 0)

DEVICE_SPACES: Final[Mapping[str, Space]] = MappingProxyType(
    {"DeviceGray": GREY, "DeviceCMYK": CMYK, "DeviceRGB": RGB}
)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour: numbers of a space."""

    space: Space
    values: tuple[float, ...]

    @property
    def inks(self) -> Mapping[str, float] | None:
        """How much of each ink it lays on the sheet, from 0 to 1; None where that hangs on a conversion."""
        return inks_of(self.space, self.values)

    @property
    def coverage(self) -> float | None:
        """All inks together, in per cent."""
        inks = self.inks
        return None if inks is None else 100 * sum(inks.values())

    @property
    def is_black_alone(self) -> bool:
        """Whether it is full black and no other ink."""
        inks = self.inks or {}
        return inks.get("Black", 0.0) >= 0.995 and sum(inks.values()) < 1.005

    def __str__(self) -> str:
        numbers = " ".join(f"{100 * value:.0f}" for value in self.values)
        return f"{self.space.name} {numbers}".strip()


BLACK: Final = Colour(GREY, (0.0,))
"""What a page begins with (8.4.1)."""


def read_space(value: object, named: DictionaryObject | None = None, level: int = 0) -> Space:
    """Read a colour space.

    Args:
        value: a name or an array.
        named: the colour spaces that have names among the resources.
        level: how many spaces stand on it.
    """
    if level > _DEEPEST:
        return NO_SPACE
    items = items_of(value)
    family = name_of(items[0] if items else value) or ""
    family = _SHORT.get(family, family)
    if family in _PLAIN:
        return DEVICE_SPACES.get(family) or Space(family, _PLAIN[family], _DEVICES[family])
    if family == "Pattern":
        base = read_space(items[1], named, level + 1) if len(items) > 1 else None
        return Space(family, base.components if base else 0, base.device if base else "", base)
    if items:
        return _read_array(family, items, named, level)
    found = raw(named, f"/{family}") if named is not None and family else None
    return NO_SPACE if found is None else read_space(found, None, level + 1)


def _read_array(family: str, items: Sequence[object], named: DictionaryObject | None, level: int) -> Space:
    if len(items) < 2:
        return NO_SPACE
    if family == "ICCBased":
        return _read_profile(items[1])
    if family == "Indexed" and len(items) > 3:
        base = read_space(items[1], named, level + 1)
        return Space(family, 1, base.device, base, table=_table(items[3]))
    if family in ("Separation", "DeviceN") and len(items) > 2:
        inks = tuple(name_of(ink) or "unnamed" for ink in items_of(items[1]) or (items[1],))
        return Space(family, len(inks), "spot", read_space(items[2], named, level + 1), inks)
    return NO_SPACE


def _read_profile(stream: object) -> Space:
    """Read an ICC based space by its profile's header, or by /N where the profile is not to be had."""
    count = integer_of(raw(dictionary_of(stream), "/N")) or 0
    header = (decoded(stream) or b"")[16:20]
    return Space(
        "ICCBased", count if 0 <= count <= 4 else 0, _BY_PROFILE.get(header) or _BY_COUNT.get(count, "")
    )


def _table(value: object) -> bytes:
    """Return the bytes of a table, which is a string or a stream (8.6.6.3)."""
    found = decoded(value)
    if found is not None:
        return found
    plain = resolved(value)
    original = getattr(plain, "original_bytes", None)
    return original if isinstance(original, bytes) else (text_of(value) or "").encode("latin-1", "replace")


def inks_of(space: Space, values: Sequence[float]) -> Mapping[str, float] | None:
    """Return how much of each ink a colour lays on the sheet; None where a conversion decides.

    A profile for CMYK or grey is taken for the press's own: numbers go to the plates as they are.
    """
    values = [min(max(value, 0.0), 1.0) for value in values]
    if len(values) != space.components:
        return None
    if space.family == "Indexed" and space.base:
        return None
    if space.device == "grey":
        return {"Black": 1 - values[0]}
    if space.device == "CMYK":
        return dict(zip(PROCESS, values, strict=True))
    if space.inks == ("All",):
        return dict.fromkeys(PROCESS, values[0])
    if space.inks:
        return {ink: value for ink, value in zip(space.inks, values, strict=True) if ink != "None"}
    return None


def palette(space: Space) -> list[Colour]:
    """Return the colours of an indexed space's table; empty for any other space."""
    base = space.base
    if space.family != "Indexed" or base is None or base.components < 1:
        return []
    width = base.components
    return [
        Colour(base, tuple(byte / 255 for byte in space.table[start : start + width]))
        for start in range(0, len(space.table) - width + 1, width)
    ]
