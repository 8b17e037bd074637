"""Each reader as a spaCy component, for pipelines that have one already (the extra `onrecord[spacy]`).

    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_statements")
    doc = nlp("Nobody was hurt, the mayor said.")
    doc._.onrecord_statements[0].speaker.name

A component puts its views on the document (`doc._.onrecord_<kind>`) and the words of its main spans into
`doc.spans["onrecord_<kind>"]`, labelled.  However many stand in a pipeline, a document is read once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from onrecord.engine.shard import ReadingFailed, read_shard
from onrecord.evaluation.corpora import report_of
from onrecord.model.json import as_json
from onrecord.model.reading_back import from_json
from onrecord.model.span import Span
from onrecord.model.view import RecordView
from onrecord.publishing.tables import json_line

READ = "onrecord"  # under which a document keeps what was read of it

MAIN_SPANS: dict[str, Callable[[Any], tuple[str, tuple[Span, ...]]]] = {
    "statements": lambda s: (s.kind, s.content),
    "entities": lambda n: (n.type, n.mentions),
    "events": lambda e: (e.type or "other", (e.trigger,)),
    "figures": lambda f: (f.measure, (f.span,)),
    "facts": lambda k: (k.relation, (k.span,)),
    "places": lambda p: (p.kind or "place", p.mentions),
    "times": lambda t: (t.type, (t.span,)),
    "incidents": lambda i: (i.subtype or i.type or "other", tuple(event.trigger for event in i.events)),
}


def read_doc(doc: Doc) -> RecordView:
    """What is read of a document; its publication time may lie in `doc.user_data["published"]`.

    The document keeps it as the contract's JSON, so that it can be saved and sent to another process.
    ValueError where the readers fail.
    """
    if READ not in doc.user_data:
        (record,) = read_shard([report_of("document", doc.text, published=doc.user_data.get("published"))])
        if isinstance(record, ReadingFailed):
            raise ValueError(record.message)
        doc.user_data[READ] = json_line(as_json(record))
    return view_of(doc.user_data[READ])


@lru_cache(maxsize=32)  # the documents that a pipeline has in hand
def view_of(line: str) -> RecordView:
    """The record that a document keeps."""
    return RecordView(from_json(json.loads(line)))


def labelled(doc: Doc, kind: str, cells: tuple[Any, ...]) -> Iterator[Any]:
    """The main spans of some cells as spaCy's, widened to whole tokens."""
    for cell in cells:
        label, spans = MAIN_SPANS[kind](cell)
        for span in spans:
            yield doc.char_span(span.start, span.end, label=label, span_id=cell.id, alignment_mode="expand")


def component(kind: str) -> Callable[[Language, str], Callable[[Doc], Doc]]:
    """The factory of one reader's component."""

    def factory(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        extension = f"onrecord_{kind}"
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, getter=lambda doc: getattr(read_doc(doc), kind))

        def read(doc: Doc) -> Doc:
            cells = getattr(read_doc(doc), kind)
            doc.spans[extension] = SpanGroup(doc, name=extension, spans=list(labelled(doc, kind, cells)))
            return doc

        return read

    Language.factory(f"onrecord_{kind}", func=factory)
    return factory


statements = component("statements")
entities = component("entities")
events = component("events")
figures = component("figures")
facts = component("facts")
places = component("places")
times = component("times")
incidents = component("incidents")
