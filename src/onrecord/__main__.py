"""The program `onrecord`, or `python -m onrecord`."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any


def main() -> None:
    """Run the command line.  Ctrl-C ends it quietly from the first moment on: while its parts are being loaded nothing
    needs to be put in order, and some of them can't bear to be interrupted."""
    signal.signal(signal.SIGINT, leave)
    from onrecord.cli.main import main as run

    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except KeyboardInterrupt:
        leave()


def leave(*_: Any) -> None:
    sys.stderr.write("onrecord: stopped\n")
    os._exit(130)


if __name__ == "__main__":
    main()
