"""Python's garbage collector, at rest while sources are read, a chapter is typeset or a PDF is read.

All make tens of thousands of objects that stay in use until the end, and the collector goes over them again and again to
find nothing: a tenth of the time that typesetting takes, a third of compiling and of preflight, a seventh of loading and of the first three stages (measured, Python 3.11), for
ten megabytes more at the height of it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the collector from running; what it was set to before is set again in any case."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
