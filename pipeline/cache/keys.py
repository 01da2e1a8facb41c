"""Keys: one short name for everything that a thing is made from, other for each difference."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def key_of(made_with: Mapping[str, str], made_from: Mapping[str, str]) -> str:
    """Return a key: 64 hexadecimal figures.

    Args:
        made_with: versions by name, from :mod:`.toolchain`.
        made_from: parts by name, whole or as digests: a chapter's HTML, its opening, the edition.
    """
    key = hashlib.sha256()
    for parts in (made_with, made_from):
        key.update(b"%d;" % len(parts))
        for name in sorted(parts):
            for text in (name, parts[name]):
                # surrogatepass: any text has a key, even one that no file could hold.
                content = text.encode("utf-8", "surrogatepass")
                key.update(b"%d:" % len(content) + content)
    return key.hexdigest()
