"""Starting a chapter: a commented file to fill in, and its line in the manifest."""

from pipeline.starting.start import Started, start_chapter

__all__ = ["Started", "start_chapter"]
