"""Names are kept whole: a county divided by a hyphen is hard to recognise, and no dictionary of hyphens knows it.

The engine asks for hyphens word by word and has no list of exceptions (WeasyPrint 70.0), so each long name gets an
element that a stylesheet can keep whole.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

_LONG_NAME: Final = re.compile(r"\b[A-Z][^\W\d_]{9,}\b")
"""A word with a capital of ten letters or more: styles/type.css divides none that is shorter."""


def whole_names(text: str) -> Markup:
    """Return text as HTML with every long name in a span of the class ``whole``."""
    marked, end = Markup(), 0
    for name in _LONG_NAME.finditer(text):
        marked += escape(text[end : name.start()]) + Markup('<span class="whole">{}</span>').format(name[0])
        end = name.end()
    return marked + escape(text[end:])
