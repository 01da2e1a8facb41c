"""Structured YAML chapters to one linked, print-ready PDF report."""

__version__ = "0.1.0"
