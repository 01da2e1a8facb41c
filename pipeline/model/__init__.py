"""The content model: what a manifest, a chapter and a reference are.

Pydantic models stand at the border, one for each thing that an author writes; frozen dataclasses carry what the
stages make of them. No module of this package reads a file.
"""
