"""`onrecord schema`: the contract, for programs."""

from __future__ import annotations

import json

from onrecord.cli.terminal import out
from onrecord.publishing.schema import json_schema


def schema() -> None:
    """Print the JSON Schema of a record.

    Example: onrecord schema > record.schema.json
    """
    out.out(json.dumps(json_schema(), indent=1, ensure_ascii=False))
