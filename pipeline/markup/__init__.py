"""Stage 3, mark up: a numbered chapter becomes HTML by its kind's layout."""

from pipeline.markup.chapter import ChapterHtml, LayoutError, mark_up
from pipeline.markup.marking import Marking

__all__ = ["ChapterHtml", "LayoutError", "Marking", "mark_up"]
