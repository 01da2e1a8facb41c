"""Mending sources by the edits that findings carry: chosen, made, shown as a diff, and written all or none.

A finding's edits come from whoever found it; this room only makes them. Outside their places a file stays byte for
byte what it was: comments, order, line ends, byte order mark, a missing last line end.
"""

from pipeline.fixing.diff import word_diff
from pipeline.fixing.edits import Fixed, fix
from pipeline.fixing.files import read_contents, stamp_sources, write_contents

__all__ = ["Fixed", "fix", "read_contents", "stamp_sources", "word_diff", "write_contents"]
