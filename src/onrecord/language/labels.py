"""What the encoder's heads can say: the labels of each, in the order of its outputs."""

from __future__ import annotations


def bio(kinds: str) -> tuple[str, ...]:
    """BIO labels of some kinds: O first, then B and I of each."""
    return ("O", *(f"{mark}-{kind}" for kind in kinds.split() for mark in "BI"))


ROLES = bio("source cue content")
WHOM = bio("addressee channel")
NAMES = bio("person organisation place group")
TAGS = tuple("_ ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
RELATIONS = tuple(
    "_ acl advcl advmod amod appos aux case cc ccomp compound conj cop csubj dep det discourse dislocated expl "
    "fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root "
    "vocative xcomp".split()
)
TRIGGERS = tuple(
    "O AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION "
    "COERCE ASSAULT ACCIDENT DISASTER".split()
)
LABELS = {
    "roles": ROLES,
    "inner": ROLES,
    "whom": WHOM,
    "names": NAMES,
    "tags": TAGS,
    "relations": RELATIONS,
    "triggers": TRIGGERS,
}  # a head's labels are part of the model's file too, and must be the same there
