"""Stage 3, mark up: a numbered chapter becomes HTML by its kind's layout, and that HTML has a reading text."""

from pipeline.markup.chapter import ChapterHtml, LayoutError, mark_up
from pipeline.markup.marking import Marking
from pipeline.markup.reading_text import reading_text

__all__ = ["ChapterHtml", "LayoutError", "Marking", "mark_up", "reading_text"]
