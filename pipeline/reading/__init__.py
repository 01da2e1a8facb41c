"""Stage 1, read: the manifest, the chapters and the references, every value with its place in the YAML."""

from pipeline.reading.report import read_report

__all__ = ["read_report"]
