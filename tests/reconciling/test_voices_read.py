"""Whose voice a count is, from the words of a report to the name: who else says it, who keeps it, who is behind it."""

from __future__ import annotations

import pytest

from onrecord.engine.shard import read_shard
from onrecord.evaluation.corpora import report_of
from onrecord.model.records import Record
from onrecord.model.view import RecordView
from onrecord.reconciling.entries import entries_of
from onrecord.reconciling.voices import voices_of

OPENING = "A fire broke out in the prison of Limerick on Sunday.\n\n"
VOICES = [
    ("The army's Sixth Division, which has sealed off the marsh, reported 12 people killed.", "12 people", ["army"]),
    ("The provincial government, which pays for the bandages, has 36 injured people on its list too.",
     "36 injured people", ["provincial government"]),
    ("The civil society of Limerick puts the number of those killed in the night from Friday to Saturday at the old "
     "mill at 28.", "28", ["civil society of Limerick"]),
    ("Some 740 displaced people have been registered by the Red Cross in four schools.", "Some 740 displaced people",
     ["Red Cross"]),
    ("Another tally was read out at the gate by the families' committee: 20 inmates killed.", "20 inmates",
     ["families' committee"]),
    ("The prosecutors say 33 people were injured, as does the governor of Limerick.", "33 people",
     ["prosecutor", "governor of Limerick"]),
    ("The Red Cross gave seven people killed, and so did the Limerick hospital.", "seven people",
     ["Red Cross", "Limerick hospital"]),
    ("Neither the prison agency nor the attorney general's office has changed its count. Both repeated on Wednesday "
     "that 12 inmates were killed.", "12 inmates", ["prison agency", "attorney general's office"]),
    ("The hunters' guild mourns seven hunters killed, in the words of its head, Owen Rehn.", "seven hunters",
     ["Owen Rehn"]),
    ("Fifteen inmates were killed on Sunday, both the prosecutor's office and the IPS say.", "Fifteen inmates",
     ["prosecutor", "IPS"]),
    ("The pay was handed out in Ennis, where six officers were killed on Wednesday, as police had reported.",
     "six officers", ["police"]),
    ("The rights commission's Ada Quill, who came to read them aloud, said that seven people had been killed.",
     "seven people", ["rights commission"]),
    ("Gunmen of the Tidewater Front took Galway and killed nine people, its spokesman Owen Rehn said.", "nine people",
     ["Tidewater Front"]),
    ("Chief Constable Alan Rehn told reporters that 11 people had been injured.", "11 people", ["police"]),
    ("A nurse at the Limerick hospital, who requested anonymity, told reporters that four inmates were killed.",
     "four inmates", ["Cove Post's nurse at the Limerick hospital"]),
    ("The jail burned all night, and a nurse at the Limerick hospital who requested anonymity said that four inmates "
     "were killed.", "four inmates", ["Cove Post's nurse at the Limerick hospital"]),
    ("The coast guard said nine people had been killed.\n\nIts spokesman, Captain Owen Rehn, told AFP that 31 "
     "people were missing.", "31 people", ["coast guard"]),
    ("The governor of Limerick, Nora Tiernan, counted 21 dead, she told the radio.\n\nBoth she and the coast guard "
     "said that 29 people were missing.", "29 people", ["governor of Limerick", "coast guard"]),
    ("- 5,120 people have been displaced, says the Red Cross; the army likewise reports 5,120 displaced people.\n\n"
     "- Seven children were injured by mines, the clinic says.", "5,120 displaced people", ["army"]),
    ("The police have set up a desk at the station, which has registered 12 people as missing.",
     "12 people", ["police"]),
    ("Deaths: the county police commander has spoken of two people killed, the Law Society of Kenya of seven "
     "people killed.", "seven people", ["Law Society of Kenya"]),
    ("The coast guard recovered 14 bodies on Tuesday.", "14 bodies", ["coast guard"]),
    ("Parents of girls taken from the school said on Thursday that 58 pupils were abducted.", "58 pupils",
     ["Cove Post's parent of girl taken from"]),
    ("Ireland's coast guard on Wednesday called off its search and confirmed a toll of 19 people dead.", "19 people",
     ["Ireland's coast guard"]),
    ("Ireland's prison service on Tuesday lowered to 24 the number of inmates killed in a riot, saying that "
     "five had been found alive.", "24", ["Ireland's prison service"]),
    ("At least 11 people were hurt, the director of the town's clinic said.\n\n\"We have nine bodies in the morgue,\""
     " Dr. Ada Quill told the Cove Post by telephone.", "nine bodies", ["clinic"]),
    ("Colonel Owen Rehn, who speaks for the Tidewater Front, told the radio that only nine people had died.",
     "only nine people", ["Tidewater Front"]),
    ("The PSNI press office said 22 people were injured.", "22 people", ["PSNI"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count", "names"), VOICES)
def test_whose_voices_a_count_is(text: str, count: str, names: list[str]) -> None:
    (record,) = read_shard([report_of("fire.txt", OPENING + text, published="2031-03-09", publisher="Cove Post")])
    assert isinstance(record, Record), record
    (figure,) = (one for one in RecordView(record).figures if one.item.span.text == count)
    assert [voice.name.removesuffix("s").lower() for voice in voices_of(figure)] == [
        name.removesuffix("s").lower() for name in names
    ]


def test_who_is_blamed_for_an_attack_is_a_party_when_he_counts_its_dead() -> None:
    text = (
        "Shells hit a market in Limerick on Sunday and killed 19 people, the health ministry said.\n\n"
        "The mayor, Nora Tiernan, blamed the Tidewater Front. The Tidewater Front said that only nine people had died."
    )
    (record,) = read_shard([report_of("shells.txt", text, published="2031-03-09", publisher="Cove Post")])
    assert isinstance(record, Record), record
    entries = entries_of(RecordView(record).figures)
    assert [(one.voice, one.party) for one in entries] == [("health ministry", False), ("Tidewater Front", True)]
