"""Typst in a process of its own: compiles what it is told to, keeping its compiler; reads lines, answers seconds.

python typst_session.py MAIN FONTS PDF once    compile, and end
python typst_session.py MAIN FONTS PDF         compile, and again for each line that is read
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import typst


def main() -> None:
    """Compile and answer until nobody asks."""
    source, fonts, pdf = map(Path, sys.argv[1:4])
    compiler = typst.Compiler(source, root=source.parent, font_paths=[fonts], ignore_system_fonts=True)
    if sys.argv[4:] == ["once"]:
        compiler.compile(output=pdf, pdf_standards=["ua-1"])
        return
    for _ in sys.stdin:
        began = time.perf_counter()
        compiler.compile(output=pdf, pdf_standards=["ua-1"])
        print(time.perf_counter() - began, flush=True)


if __name__ == "__main__":
    main()
