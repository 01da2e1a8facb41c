"""What ends a run: exit codes, and the errors that are the machine's or ours, never the author's.

An author's mistake is a finding (see :mod:`pipeline.findings`) and is collected, not raised.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """The process's answer, the same for every command."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    MISSING_TOOL = 3
    BUG = 70
    INTERRUPTED = 130


class PipelineError(Exception):
    """The run cannot go on, and no change to the sources would help.

    Args:
        message: what is wrong, lower case, without a full stop.
        remedy: what to type or do, one line.
    """

    exit_code: ExitCode = ExitCode.BUG

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class MissingToolError(PipelineError):
    """A library or program that the machine must have is not there."""

    exit_code = ExitCode.MISSING_TOOL


class UsageError(PipelineError):
    """The command was asked for something it cannot do."""

    exit_code = ExitCode.USAGE
