"""`onrecord relink`: the grouping of a record made anew, so that the order in which its reports came is forgotten."""

from __future__ import annotations

from onrecord.cli.linked_options import Quiet, RecordPath
from onrecord.cli.opening import open_record
from onrecord.cli.terminal import say
from onrecord.linking.joining import relink as join_anew


def relink(record: RecordPath, quiet: Quiet = False) -> None:
    """Find copies, stories and incidents anew, whatever the order in which the reports came.

    Reports join what is there when they come, and that may depend on their order.  Ids are kept.

    Example: onrecord relink record.db
    """
    with open_record(record) as kept:
        number = join_anew(kept)
    if not quiet:
        say(f"{record}: {number} report{'s' if number != 1 else ''} joined anew")
