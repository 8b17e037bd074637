"""The Python interface: `onrecord.read` and `onrecord.pipe`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from typing import Any

from onrecord.engine.run import Passed, read_inputs
from onrecord.engine.shard import make_ready
from onrecord.model.view import RecordView
from onrecord.publishing.page import page_of
from onrecord.sources import Refused, SourceOptions, open_reports

Path = str | PathLike[str]


class NotRead(Exception):
    """An input that was refused or failed; `code` and the message say why, `language` which one it is in, if known."""

    def __init__(self, source: str, code: str, message: str, language: str | None = None) -> None:
        super().__init__(message)
        self.source, self.code, self.language = source, code, language


class ReadReport(RecordView):
    """A report that was read, with its statements, events, figures, facts, entities, places, times and incidents."""

    def _repr_html_(self) -> str:
        """The report's page, for a notebook."""
        page = page_of([self], self.title or self.report.source).replace("&", "&amp;").replace('"', "&quot;")
        return f'<iframe srcdoc="{page}" style="width:100%;height:38em;border:0"></iframe>'


def read(path: Path, **known: Any) -> ReadReport:
    """The one report in a file; `known` is what the file does not tell (published="2023-09-20", publisher=...).

    NotRead where it is refused or can't be read, and where the file holds several: for those there is `pipe`.
    """
    found = pipe([path], **known)
    first = next(found, None)
    if first is None:
        raise NotRead(fspath(path), "empty", f"there is no report in {fspath(path)}")
    if next(found, None) is not None:
        raise NotRead(fspath(path), "several", f"{fspath(path)} holds several reports; read them with onrecord.pipe")
    return first


def pipe(paths: Iterable[Path], jobs: int = 1, skip_refused: bool = False, **known: Any) -> Iterator[ReadReport]:
    """The reports of files and folders, in order, as soon as each is read.

    An input that is refused or failed raises NotRead, and with skip_refused is passed over.
    """
    make_ready()
    opened = open_reports([fspath(path) for path in paths], SourceOptions(**known))
    for told in read_inputs(opened, jobs):
        if isinstance(told, Refused):
            if not skip_refused:
                raise NotRead(told.source, told.code, told.message, told.language)
        elif not isinstance(told, Passed):
            yield ReadReport(told.record)
