"""Reading invented reports through the whole chain."""

from __future__ import annotations

from onrecord.evaluation.corpora import report_of
from onrecord.language.encoder import encoder
from onrecord.language.lay_out import lay_out
from onrecord.model.records import Records
from onrecord.reading.readers import read_page


def read(text: str, published: str = "2031-03-04", title: str | None = None) -> Records:
    """All records of a text that was published on a day."""
    return read_page(lay_out(report_of("invented.txt", text, published=published, title=title), encoder()))
