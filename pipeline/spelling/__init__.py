"""Spelling: the words of passages held against a British dictionary and the project's own list, ``sources/words.txt``."""

from pipeline.spelling.checking import check_spelling

__all__ = ["check_spelling"]
