"""The command line: one file a verb."""

from __future__ import annotations

import sys

import typer

from onrecord import __version__
from onrecord.cli.build import build
from onrecord.cli.changes import changes
from onrecord.cli.copies import copies
from onrecord.cli.decisions import decisions
from onrecord.cli.demo import demo
from onrecord.cli.doctor import doctor
from onrecord.cli.evaluate import evaluate
from onrecord.cli.export import export
from onrecord.cli.facts import facts
from onrecord.cli.faults import ending_in_words
from onrecord.cli.figures import figures
from onrecord.cli.incidents import incidents
from onrecord.cli.merge import merge
from onrecord.cli.read import read
from onrecord.cli.relink import relink
from onrecord.cli.sample import sample
from onrecord.cli.schema import schema
from onrecord.cli.search import search
from onrecord.cli.serve import serve
from onrecord.cli.show import show
from onrecord.cli.stories import stories
from onrecord.cli.timeline import timeline
from onrecord.cli.users import users
from onrecord.cli.verify import verify
from onrecord.cli.victims import victims

app = typer.Typer(
    name="onrecord",
    help="Read news reports about conflict and politics into a record one can cite.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
VERBS = (
    read,
    build,
    merge,
    show,
    search,
    serve,
    users,
    copies,
    stories,
    incidents,
    victims,
    figures,
    facts,
    timeline,
    changes,
    relink,
    decisions,
    verify,
    export,
    sample,
    evaluate,
    demo,
    schema,
    doctor,
)  # in the order in which --help tells them
for verb in VERBS:
    app.command()(ending_in_words(verb))


def say_version(asked: bool) -> None:
    if asked:
        print(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: bool = typer.Option(False, "--version", callback=say_version, is_eager=True, help="say the version"),
) -> None:
    """Read news reports about conflict and politics into a record one can cite."""


def main() -> None:
    """Run the command line; what it writes is UTF-8, whatever the terminal's locale, as JSON is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
