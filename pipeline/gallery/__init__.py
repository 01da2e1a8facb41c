"""The gallery: every chapter kind, block and chart as it looks in a project's own styles, beside its YAML."""

from pipeline.gallery.gallery import Gallery, make_gallery

__all__ = ["Gallery", "make_gallery"]
