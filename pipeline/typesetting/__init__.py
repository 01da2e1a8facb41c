"""Stage 4, typeset: a chapter's HTML becomes a PDF of its own, with a map of where every block landed.

The engine is opened once (fonts looked up, stylesheets parsed) and typesets any number of chapters.
"""

from pipeline.typesetting.boxes import BoxMap, Fragment
from pipeline.typesetting.chapter import ChapterPdf, Opening
from pipeline.typesetting.setup import open_engine

__all__ = ["BoxMap", "ChapterPdf", "Fragment", "Opening", "open_engine"]
