"""The engine's layout tree: the one room that reads it, and makes our own values of it.

WeasyPrint's PDF knows destinations as points only; ``document.pages[n]._page_box`` knows every box with its element.
That tree is internal: these modules are written and tested against WeasyPrint 70.0, and other major versions are
refused. Boxes are measured there in CSS pixels from the top-left of the page. :mod:`.mapping` makes the box map of it,
:mod:`.painting` the canvases that words stand on, :mod:`.paints` reads colours and gradients.
"""

from typing import Final

import weasyprint

from pipeline.errors import MissingToolError
from pipeline.typesetting.layout_tree.mapping import Mapped, map_boxes
from pipeline.typesetting.layout_tree.paints import colour_of

__all__ = ["Mapped", "check_version", "colour_of", "map_boxes"]

MEASURED: Final = "70."
"""The releases whose layout tree is known."""


def check_version(version: str = weasyprint.__version__) -> None:
    """Refuse an engine whose layout tree is not the one these modules were written for.

    Raises:
        MissingToolError: another WeasyPrint is installed.
    """
    if not version.startswith(MEASURED):
        raise MissingToolError(
            f"WeasyPrint {version} is installed; the box map needs {MEASURED}x",
            "run make setup again",
        )
