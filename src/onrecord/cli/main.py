"""The command line: one file a verb."""

from __future__ import annotations

import errno
import sys

import typer

from onrecord import __version__
from onrecord.cli.build import build
from onrecord.cli.demo import demo
from onrecord.cli.doctor import doctor
from onrecord.cli.evaluate import evaluate
from onrecord.cli.export import export
from onrecord.cli.read import read
from onrecord.cli.schema import schema
from onrecord.cli.search import search
from onrecord.cli.show import show
from onrecord.cli.terminal import Exit, say
from onrecord.cli.verify import verify

app = typer.Typer(
    name="onrecord",
    help="Read news reports about conflict and politics into a record one can cite.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for verb in (read, build, show, search, verify, export, evaluate, demo, schema, doctor):
    app.command()(verb)


def say_version(asked: bool) -> None:
    if asked:
        print(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: bool = typer.Option(False, "--version", callback=say_version, is_eager=True, help="say the version"),
) -> None:
    """Read news reports about conflict and politics into a record one can cite."""


FULL = "the disk is full; what was reported as written is kept, make room and run it again"


def main() -> None:
    """Run the command line; faults of the surroundings end in one sentence, not in a traceback."""
    try:
        app()
    except KeyboardInterrupt:
        end("stopped; what was reported as written is kept, and the same command goes on from there", Exit.INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # who read our output has heard enough
        sys.exit(Exit.ALL_READ)
    except FileNotFoundError as error:
        end(f"{error.filename} is missing; `onrecord doctor` says what is here and how to mend it", Exit.MISSING)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        end(
            "the disk is full; what was reported as written is kept, make room and run it again"
            if full
            else str(error),
            1,
        )


def end(message: str, status: int) -> None:
    say(f"onrecord: {message}")
    sys.exit(status)
