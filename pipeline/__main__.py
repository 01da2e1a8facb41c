"""``python -m pipeline``: the command, for machines on which no script was installed."""

import sys

from pipeline.cli import main

sys.exit(main())
