"""Stage 3, mark up: a numbered chapter becomes HTML by its kind's layout."""

from pipeline.markup.chapter import ChapterHtml, LayoutError, mark_up

__all__ = ["ChapterHtml", "LayoutError", "mark_up"]
