"""`onrecord schema`: the contract, for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli.tally import RefusedObject
from onrecord.cli.terminal import Exit, stop, writing
from onrecord.cli.verify import VerifiedObject
from onrecord.evaluation.judged import Precision
from onrecord.publishing.facts import StoryFact
from onrecord.publishing.objects import CopyObject, IncidentObject, StoryObject
from onrecord.publishing.schema import json_schema, line_schema
from onrecord.publishing.since import ChangeObject
from onrecord.publishing.sums import SumObject
from onrecord.publishing.victims import VictimsObject
from onrecord.review.agreement import Agreement
from onrecord.review.carrying import CarriedDecision
from onrecord.store.fulltext import Hit

RECORDS = ("read", "show", "export")  # verbs that write records
LINES: dict[str, Any] = {
    "copies": CopyObject, "stories": StoryObject, "incidents": IncidentObject, "facts": StoryFact,
    "victims": VictimsObject, "figures": SumObject, "changes": ChangeObject, "search": Hit,
    "decisions": CarriedDecision, "agreement": Agreement, "sample": Precision,
    "verify": VerifiedObject, "refused": RefusedObject,
}  # what other verbs write, by the verb  # fmt: skip


def schema(
    verb: Annotated[str, typer.Argument(help=f"what writes the lines: {', '.join((*RECORDS, *LINES))}")] = "read",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="write to this file")] = None,
) -> None:
    """Print the JSON Schema of a record, or of a line that another verb writes.

    agreement is of `decisions --agreement`, sample of `sample --score`, refused of the file that --refused names.

    Example: onrecord schema incidents > incident.schema.json
    """
    if verb not in (*RECORDS, *LINES):
        stop(f"no schema is told of {verb!r}; name one of {', '.join((*RECORDS, *LINES))}", Exit.USAGE)
    made = json_schema() if verb in RECORDS else line_schema(verb, LINES[verb])
    with writing(output) as file:
        file.write(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
