"""Samples of images as ink: how full the fullest of them are (ISO 32000-2:2020, 8.9.5).

Nothing beyond :data:`MOST_BYTES` is decoded: a header can promise any size. Pillow reads JPEGs and adds up the inks.
"""

import io
import warnings
from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, ImageMath
from pypdf.generic import DictionaryObject

from pipeline.pdf.artwork import Samples
from pipeline.pdf.inks import palette
from pipeline.pdf.objects import decoded, items_of, name_of, number_of, raw

MOST_BYTES: Final = 120_000_000
"""Bytes of samples that are decoded: A3 at 300 samples an inch in four inks has 70 million."""

_MOST_COUNTED: Final = 2_000_000
"""Samples that are counted: of a larger image every second, third, ... each way."""

_SPECK: Final = 0.001
"""The share of samples that may be fuller than what is told: a speck dries."""


class UnreadableSamplesError(Exception):
    """The samples are not read; the message says why."""


@dataclass(frozen=True, slots=True)
class Fullness:
    """How much ink an image lays down, in per cent of one ink's full tone.

    Attributes:
        most: of all samples but the fullest thousandth.
        over: the share of samples over the limit, from 0 to 1.
    """

    most: float
    over: float


def read_fullness(samples: Samples, limit: float) -> Fullness | None:
    """Add up the inks of an image; None where they cannot reach the limit, or are not inks.

    Args:
        limit: in per cent.

    Raises:
        UnreadableSamplesError: what is there cannot, or should not, be decoded.
    """
    space = samples.space
    if space is None or space.device not in ("CMYK", "spot"):
        return None
    colours = palette(space)
    if colours:
        most = max((colour.coverage or 0.0 for colour in colours), default=0.0)
        return Fullness(most, float(most > limit))
    if 100 * space.components <= limit:
        return None
    if samples.entries is None:
        raise UnreadableSamplesError("it stands within the content stream")
    size = samples.width * samples.height * space.components
    if size > MOST_BYTES:
        raise UnreadableSamplesError(f"{samples.width} by {samples.height} samples are more than are decoded")
    return _fullness(_histogram(samples, samples.entries, space.components), limit)


def _fullness(counts: Mapping[int, int], limit: float) -> Fullness:
    """Find how full samples are.

    Args:
        counts: of samples by the sum of their inks, each from 0 to 255.
    """
    total, speck = sum(counts.values()), 0
    over = sum(count for value, count in counts.items() if value / 2.55 > limit)
    most = 0.0
    for value in sorted(counts, reverse=True):
        speck += counts[value]
        most = value / 2.55
        if speck > _SPECK * total:
            break
    return Fullness(most, over / total if total else 0.0)


def _histogram(samples: Samples, entries: DictionaryObject, components: int) -> Mapping[int, int]:
    """Count samples by the sum of their inks, each from 0 to 255; of a large image every nth sample, both ways."""
    planes = _planes(samples, entries, components)
    width, height = planes[0].size
    step = max(1, round((width * height / _MOST_COUNTED) ** 0.5))
    if step > 1:
        size = (max(1, width // step), max(1, height // step))
        planes = [plane.resize(size, Image.Resampling.NEAREST) for plane in planes]
    summed = planes[0].convert("I")
    for plane in planes[1:]:
        summed = ImageMath.lambda_eval(
            lambda planes: planes["one"] + planes["other"], one=summed, other=plane
        )
    return Counter(array("H", summed.convert("I;16").tobytes()))


def _planes(samples: Samples, entries: DictionaryObject, components: int) -> list[Image.Image]:
    """Decode an image into one picture for each ink, 0 for none and 255 for the full tone.

    Raises:
        UnreadableSamplesError: it cannot be decoded here.
    """
    filters = [name_of(item) for item in items_of(raw(entries, "/Filter")) or (raw(entries, "/Filter"),)]
    if "JPXDecode" in filters:
        raise UnreadableSamplesError("it is compressed as JPEG 2000, which is not decoded")
    content = decoded(entries)
    if content is None:
        raise UnreadableSamplesError("it cannot be decoded, or is larger than is decoded")
    if "DCTDecode" in filters or "DCT" in filters:
        planes = _planes_of_jpeg(content, components)
    elif samples.bits != 8:
        raise UnreadableSamplesError(f"it has {samples.bits} bits a component")
    elif len(content) < samples.width * samples.height * components:
        raise UnreadableSamplesError("it has fewer samples than it says")
    else:
        size = (samples.width, samples.height)
        count = size[0] * size[1] * components
        planes = [Image.frombytes("L", size, content[first:count:components]) for first in range(components)]
    turned = _turned(entries, components)
    return [ImageChops.invert(plane) if turn else plane for plane, turn in zip(planes, turned, strict=True)]


def _planes_of_jpeg(content: bytes, components: int) -> list[Image.Image]:
    try:
        with warnings.catch_warnings():
            # Pillow warns of sizes that are within our bound.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
                if picture.width * picture.height * components > MOST_BYTES:
                    raise UnreadableSamplesError(
                        f"{picture.width} by {picture.height} samples are more than are decoded"
                    )
                planes = picture.split()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise UnreadableSamplesError(f"it cannot be decoded: {problem}") from problem
    if len(planes) != components:
        raise UnreadableSamplesError(f"it has {len(planes)} components, and its colour space {components}")
    # Pillow takes every JPEG of four inks for one of Adobe's, which say how much is left out (JpegImagePlugin, 12.0).
    return [ImageChops.invert(plane) for plane in planes] if components == 4 else list(planes)


def _turned(entries: DictionaryObject, components: int) -> list[bool]:
    """Say of each ink whether /Decode turns it round (8.9.5.2)."""
    decode = [number_of(item) for item in items_of(raw(entries, "/Decode"))]
    pairs = zip(decode[0::2], decode[1::2], strict=False)
    turned = [low is not None and high is not None and low > high for low, high in pairs]
    return (turned + [False] * components)[:components]
