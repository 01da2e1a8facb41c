"""Pictures of the report that is measured: a photograph's worth of pixels (PNG), and a drawing (SVG)."""

from __future__ import annotations

import struct
import zlib
from random import Random
from typing import Final

WIDTH: Final = 800
HEIGHT: Final = 480
"""Pixels: across the measure of 130 mm this is 156 an inch."""


def picture(name: str) -> bytes:
    """Return the file of a picture; the end of its name says of which kind, all of it what is seen."""
    chance = Random(name)
    return _png(chance) if name.endswith(".png") else _svg(chance).encode()


def _png(chance: Random) -> bytes:
    """Return a gradient with grain, so that it compresses as photographs do (Portable Network Graphics, 5)."""
    start, end = ([chance.randrange(40, 220) for _ in range(3)] for _ in range(2))
    grain = [chance.randbytes(WIDTH * 3) for _ in range(8)]
    plain = bytes(
        start[band] + (end[band] - start[band]) * x // WIDTH for x in range(WIDTH) for band in range(3)
    )
    whole = int.from_bytes(plain)
    low = int.from_bytes(b"\x07" * WIDTH * 3)
    lines = [(whole ^ (int.from_bytes(each) & low)).to_bytes(WIDTH * 3) for each in grain]
    pixels = b"".join(b"\0" + lines[y % len(lines)] for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _svg(chance: Random) -> str:
    shapes = "".join(
        f'<circle cx="{chance.randrange(20, 380)}" cy="{chance.randrange(20, 200)}" r="{chance.randrange(8, 40)}"'
        f' fill="#{chance.randrange(64, 192):02x}8fa{chance.randrange(10)}" stroke="none"/>'
        for _ in range(40)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="220" viewBox="0 0 400 220">'
        f'<rect width="400" height="220" fill="#e6eff2"/>{shapes}</svg>\n'
    )
