"""Entry point: parse the words, run the command, turn what happened into an exit code."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence

from pipeline.cli.parser import parse_words
from pipeline.errors import ExitCode, PipelineError


def main(words: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        words: what stands behind ``pipeline``; None takes the process's own.

    Returns:
        The exit code; usage mistakes exit with 2 in the parser.
    """
    _speak_any_script()
    options = parse_words(sys.argv[1:] if words is None else words)
    try:
        return int(options.run(options))
    except PipelineError as problem:
        _say(f"pipeline: {problem.message}")
        if problem.remedy:
            _say(f"  {problem.remedy}")
        return problem.exit_code
    except KeyboardInterrupt:
        _say("\npipeline: interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone (`pipeline inspect FILE | head`); what is left has no reader.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FINE
    except Exception:  # noqa: BLE001 - the last resort: our bug, said as such
        traceback.print_exc()
        _say("pipeline: this is a bug in the pipeline, not in the sources; please report the lines above")
        return ExitCode.BUG


def _speak_any_script() -> None:
    """Print any script in every locale: as UTF-8 in the C locale (PEP 540), with escapes where a locale lacks a letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.encoding.lower() in {"ascii", "us-ascii", "ansi_x3.4-1968"}:
                stream.reconfigure(encoding="utf-8")
            stream.reconfigure(errors="backslashreplace")


def _say(line: str) -> None:
    print(line, file=sys.stderr)
