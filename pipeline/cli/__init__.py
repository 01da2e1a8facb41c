"""The command ``pipeline``: its words, its exit codes, and nothing that a stage would do."""

from pipeline.cli.main import main

__all__ = ["main"]
