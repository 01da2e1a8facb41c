"""The build stamp: what the last report was made of, so that nothing is done again when nothing has changed.

A build takes its :class:`Inputs` before it reads anything, and leaves a :class:`Stamp` behind if they are the same when
it has published. The next build compares digests and is done. Nothing that is imported here is more than Python's own.
"""

from pipeline.stamp.comparing import Compared, compare
from pipeline.stamp.inputs import Inputs, take_inputs
from pipeline.stamp.reasons import Change, How, changes
from pipeline.stamp.stamp import STAMP, Stamp, Summary, leave_stamp, read_stamp

__all__ = [
    "STAMP",
    "Change",
    "Compared",
    "How",
    "Inputs",
    "Stamp",
    "Summary",
    "changes",
    "compare",
    "leave_stamp",
    "read_stamp",
    "take_inputs",
]
