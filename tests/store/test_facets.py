"""Facets of lists are counted as one would count them row by row, whatever is chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.store.facets import MONTHS, VALUES, Counts, facets_of, numbers_with
from onrecord.store.lists import rows_of
from onrecord.store.record_file import RecordFile
from onrecord.store.shown import Row, put, ready

FACETS = ("date", "place", "speaker")
PLACES = ("Skerry", "Skerry Point", "skerry", "Örebro", "Port \U0001f6a2", "port\uffff", "a\nb", "100%", "'")
YEARS, MONTHS_SEEN, DAYS = ("2031", "2030", "1898"), tuple(f"{n:02}" for n in range(1, 13)), ("01", "30")
day = st.builds("-".join, st.tuples(*map(st.sampled_from, (YEARS, MONTHS_SEEN, DAYS))))
row = st.fixed_dictionaries(
    {
        "date": st.sets(st.one_of(day, day.map(lambda one: one[:7]), st.sampled_from(YEARS)), max_size=4),
        "place": st.sets(st.sampled_from(PLACES), max_size=4),
        "speaker": st.sets(st.integers(0, 40).map(str), max_size=6),
    }
)
choice = st.fixed_dictionaries(
    {},
    optional={
        "date": st.one_of(day, day.map(lambda one: one[:7]), st.sampled_from(YEARS)),
        "place": st.sampled_from(PLACES),
        "speaker": st.integers(0, 40).map(str),
    },
)


@pytest.fixture(scope="module")
def empty() -> Iterator[RecordFile]:
    with TemporaryDirectory() as folder, RecordFile(Path(folder) / "empty.db", create=True) as record:
        ready(record)
        yield record


def counted(rows: Sequence[Mapping[str, set[str]]], facet: str, chosen: Mapping[str, str]) -> Counts:
    """The counts of a facet, row by row."""
    kept = [row for row in rows if all(has(row, *one) for one in chosen.items() if one[0] != facet)]
    if facet != "date":
        counts = Counter(value for row in kept for value in row[facet])
        return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:VALUES]
    by_part = {n: Counter(part for row in kept for part in {value[:n] for value in row["date"]}) for n in (7, 4)}
    parts = by_part[7] if len(by_part[7]) <= MONTHS else by_part[4]
    return sorted(parts.items(), reverse=True)


def has(row: Mapping[str, set[str]], facet: str, value: str) -> bool:
    return any(one.startswith(value) if facet == "date" else one == value for one in row[facet])


@settings(deadline=None)
@given(st.lists(row, max_size=40), choice, st.sampled_from(("", "1", "%")))
def test_counts_are_those_of_counting_row_by_row(
    empty: RecordFile, rows: list[Mapping[str, set[str]]], chosen: Mapping[str, str], words: str
) -> None:
    with empty.writing() as connection:
        for table in ("shown", "shown_facets"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        put(connection, [Row("story", f"s{n}", "", {"words": f"{n}"}, one) for n, one in enumerate(rows)], None)
        put(connection, [Row("report", f"r{n}", "", {}, one) for n, one in enumerate(rows)], None)
        among = numbers_with(connection, "story", words) if words else None
        found = facets_of(connection, "story").counts(FACETS, chosen, among)
        total = rows_of(connection, "story", chosen, words).total
    rows = [one for n, one in enumerate(rows) if words in str(n)]
    assert found == {facet: counted(rows, facet, chosen) for facet in FACETS}
    assert total == sum(all(has(row, *one) for one in chosen.items()) for row in rows)


def test_a_list_without_rows_has_no_counts(empty: RecordFile) -> None:
    with empty.engine.connect() as connection:
        facets = facets_of(connection, "place")
    assert facets.counts(FACETS, {"place": "Skerry", "country": "FI"}) == {"date": [], "place": [], "speaker": []}
