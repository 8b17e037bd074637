"""Corpora read into ordinary records, and scored by a scorer's file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.engine.local import read_all
from onrecord.engine.run import read_inputs
from onrecord.engine.shard import ReadingFailed
from onrecord.evaluation.corpora import corpus
from onrecord.model.json import as_json
from onrecord.model.records import Record
from onrecord.publishing.linked import copies_in, copy_object, incidents_in, stories_in, story_object
from onrecord.publishing.tables import json_line
from onrecord.sources import Refused, SourceOptions, open_reports
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture


def read_corpus(path: Path, jobs: int = 1) -> Iterator[Record]:
    """The record of each report of a corpus; RuntimeError where a reader fails: no score would be true then."""
    for answer in read_all(corpus(path), jobs):
        if isinstance(answer, ReadingFailed):
            raise RuntimeError(f"{answer.report.source}: {answer.message}")
        yield answer


def write_records(records: Iterable[Record], out: Path) -> None:
    """Records as a scorer reads them: one line each."""
    with open(out, "w", encoding="utf-8") as file:
        file.writelines(json_line(as_json(record)) + "\n" for record in records)


def score(scorer: Path, first: Path, second: Path | None = None, *options: str) -> str:
    """What a scorer prints of a gold file and records, or of records alone; RuntimeError where it can't use them."""
    command = [sys.executable, str(scorer), *(str(path) for path in (first, second) if path), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 2:
        raise RuntimeError(done.stderr.strip())
    return done.stdout


def read_pages(gold: Path, out: Path, refused: Path, jobs: int = 1) -> None:
    """The records of a corpus of web pages, which lie in pages/ beside its gold, and a line for each page refused."""
    with open(out, "w", encoding="utf-8") as records, open(refused, "w", encoding="utf-8") as refusals:
        for told in read_inputs(open_reports([str(gold.parent / "pages")], SourceOptions()), jobs):
            if isinstance(told, Capture):
                records.write(json_line(as_json(told.record)) + "\n")
            elif isinstance(told, Refused):
                refusals.write(json_line({"source": told.source, "language": told.language}) + "\n")


def read_across(reports: Path, folder: Path) -> dict[str, Path]:
    """A record of reports, built in a folder; the files of its stories, copies and incidents, a line each."""
    with RecordFile(folder / "record.db", create=True) as record:
        told = read_inputs(open_reports([str(reports)]))
        record.add(one for one in told if isinstance(one, Capture))
        found: dict[str, Iterable[Any]] = {
            "stories": map(story_object, stories_in(record)),
            "copies": map(copy_object, copies_in(record)),
            "incidents": incidents_in(record),
        }
        written = {name: folder / f"{name}.jsonl" for name in found}
        for name, path in written.items():
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(json_line(one) + "\n" for one in found[name])
    return written


def find_scorer(what: str, corpus: Path) -> Path:
    """The scorer for a corpus in a folder scorers/ somewhere above it; RuntimeError where there is none."""
    name = f"passages_{corpus.resolve().parent.name}.py" if what == "passages" else f"{what}.py"
    for folder in corpus.resolve().parents:
        if (folder / "scorers" / name).is_file():
            return folder / "scorers" / name
    raise RuntimeError(f"there is no scorers/{name} above {corpus}; name one with --scorer FILE")
