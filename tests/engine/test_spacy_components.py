"""Each reader as a spaCy component, found by its name alone."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")
KINDS = "statements entities events figures facts places times incidents".split()


def test_every_reader_is_a_component_of_a_blank_pipeline() -> None:
    nlp = spacy.blank("en")
    for kind in KINDS:
        nlp.add_pipe(f"onrecord_{kind}")
    doc = nlp("Shells hit Oakley on Monday, and 12 people were killed, police said.")
    assert doc._.onrecord_statements[0].speaker.name
    assert [span.text for span in doc.spans["onrecord_figures"]] == ["12 people"]
    assert spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())._.onrecord_figures[0].value == 12
    assert nlp(" ")._.onrecord_figures == ()
