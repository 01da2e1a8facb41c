"""Stage 4, typeset: a chapter's HTML becomes a PDF of its own, with a map of where every block landed.

The engine is opened once (fonts looked up, stylesheets parsed) and typesets any number of chapters. Nothing that is
imported here loads WeasyPrint: :func:`open_engine` does, once the project's fonts are the only ones there are.
"""

from pipeline.typesetting.boxes import BoxMap, Fragment
from pipeline.typesetting.contrast import folded
from pipeline.typesetting.drawings import check_drawing
from pipeline.typesetting.faces import Faces, read_faces
from pipeline.typesetting.pairs import TextPair
from pipeline.typesetting.result import ChapterPdf, LaidOut, Opening, Side
from pipeline.typesetting.setup import open_engine
from pipeline.typesetting.station import KEPT_PAGES, Painted, Station, as_it_is
from pipeline.typesetting.tracing import traced

__all__ = [
    "KEPT_PAGES",
    "BoxMap",
    "ChapterPdf",
    "Faces",
    "Fragment",
    "LaidOut",
    "Opening",
    "Painted",
    "Side",
    "Station",
    "TextPair",
    "as_it_is",
    "check_drawing",
    "folded",
    "open_engine",
    "read_faces",
    "traced",
]
