"""Figures: what a number counts and measures, what it is part of, and which numbers are none."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.evaluation.corpora import report_of
from onrecord.language.encoder import encoder
from onrecord.model.records import Figure, ReaderInfo, Record
from onrecord.reading.readers import read_report


def read(text: str) -> Record:
    return read_report(report_of("a.txt", text, published="2031-03-04"), encoder(), ReaderInfo("0", {}, ""))


def figures(text: str) -> list[Figure]:
    return list(read(text).records.figures)


@dataclass(frozen=True)
class Seen:
    """A figure as these tests compare it."""

    words: str
    measure: str
    value: float | None
    population: str | None = None


def seen(text: str) -> list[Seen]:
    return [Seen(f.span.text, f.measure, f.value, f.population.label if f.population else None) for f in figures(text)]


MEASURES = {
    "A bomb killed 12 dockers in the port on Monday.": [Seen("12 dockers", "killed", 12, "dockers")],
    "Nine people died in the raid, all of them rebels, the army said.": [Seen("Nine people", "killed", 9)],
    "“Nine of our citizens are dead and 12 are injured,” the mayor said.": [
        Seen("Nine of our citizens", "killed", 9),
        Seen("12", "injured", 12),
    ],
    "The blast left 35 guerrillas dead.": [Seen("35 guerrillas", "killed", 35, "guerrillas")],
    "Four people were killed and nine wounded.": [Seen("Four people", "killed", 4), Seen("nine", "injured", 9)],
    "Two soldiers were killed and five wounded.": [
        Seen("Two soldiers", "killed", 2, "soldiers"),
        Seen("five", "injured", 5, "soldiers"),
    ],
    "Police arrested at least 30 protesters in Quay Street.": [
        Seen("at least 30 protesters", "detained", 30, "protesters")
    ],
    "Gunmen kidnapped three nurses on the coast road.": [Seen("three nurses", "abducted", 3, "nurses")],
    "Some 4,000 people fled the town.": [Seen("Some 4,000 people", "displaced", 4_000)],
    "Six sailors are still missing.": [Seen("Six sailors", "missing", 6, "sailors")],
    "The death toll rose to 46 on Tuesday.": [Seen("46", "killed", 46)],
    "The army put the number of dead at eight, saying they were rebels.": [Seen("eight", "killed", 8, "rebels")],
    "Two people wounded in Sunday's raid died overnight.": [Seen("Two people", "killed", 2)],
    "Four members of one family were killed in Cobh.": [Seen("Four members", "killed", 4)],
    "The clinic cut its count of those killed in the market strike from 21 to 20.": [
        Seen("21", "killed", 21),
        Seen("20", "killed", 20),
    ],
    "The fever has killed 19 people.": [Seen("19 people", "killed", 19)],
    "The floods cost seven lives.": [Seen("seven lives", "killed", 7)],
    "The guard found nine rifles in the cellar.": [Seen("nine rifles", "weapons", 9, "rifles")],
    "About 300 marchers crossed the bridge.": [Seen("About 300 marchers", "other", 300, "marchers")],
    "The truce lasted 45 days.": [Seen("45 days", "duration", 45)],
    "The ministry pledged 3.2 million euros for a school.": [Seen("3.2 million euros", "money", 3_200_000)],
    "Up to Friday nine residents of Cove and five residents of Cobh had died.": [
        Seen("nine residents", "killed", 9, "residents"),
        Seen("five residents", "killed", 5, "residents"),
    ],
    "No one was killed in the fire.": [Seen("No one", "killed", 0)],
    "There were no casualties.": [Seen("no casualties", "affected", 0, "casualties")],
    "More than 80 people in the valley need help.": [Seen("More than 80 people", "affected", 80)],
}


@pytest.mark.parametrize("text", MEASURES)
def test_what_is_counted_and_measured(text: str) -> None:
    assert seen(text) == MEASURES[text]


NO_FIGURES = [
    "Ada Quill, 44, opened the door.",
    "A girl of six was found in the boat.",
    "The 34-year-old left on 4 March 2031.",
    "The 3rd Brigade moved at 14:30.",
    "Cork beat Galway 3-0.",
    "In 2019 the port was closed.",
    "The road was shut at 7 a.m. on Monday.",
    "Flight 402 landed in the storm.",
    "The turnout fell to 38 per cent.",
    "She left three days ago.",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_numbers_that_are_none(text: str) -> None:
    assert seen(text) == []


PARTS = [
    ("At least 12 people, including three children, were killed.", "three children", "At least 12 people"),
    ("The shells killed 20 villagers, among them two nuns.", "two nuns", "20 villagers"),
    ("Police arrested 26 men, four of them minors.", "four of them minors", "26 men"),
    ("As of Monday 27 deaths had been confirmed: 12 in Cork, 9 in Cobh and 6 in Kinsale.", "9", "27 deaths"),
]


@pytest.mark.parametrize(("text", "part", "whole"), PARTS)
def test_parts(text: str, part: str, whole: str) -> None:
    by_words = {figure.span.text: figure for figure in figures(text)}
    assert by_words[part].part_of == by_words[whole].id
    assert by_words[part].measure == by_words[whole].measure
    assert by_words[whole].part_of is None


def test_change() -> None:
    changes = {
        f.span.text: f.change for f in figures("Another five people died. The toll was cut to 31, down from 38.")
    }
    assert changes == {"Another five people": "additional", "31": "total", "38": "down_from"}
    text = "The union put the number of dead dockers back to 12 from 15, saying three bodies had been counted twice."
    assert [(f.span.text, f.measure, f.change) for f in figures(text)] == [
        ("12", "killed", "total"), ("15", "killed", "down_from"), ("three bodies", "other", "total"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Twelve miners were killed.", "confirmed"),
        ("Twelve miners are feared dead.", "feared"),
        ("Twelve miners may have been killed.", "feared"),
        ("The army denied that twelve miners had died.", "denied"),
        ("The army denied shelling the mine, where a blast killed twelve men.", "confirmed"),
        ("The army denied any part in the raid that killed twelve men.", "confirmed"),
        ("The army denied that it hit the mine, in which miners work, and that twelve men had died.", "denied"),
    ],
)
def test_status(text: str, status: str) -> None:
    (figure,) = figures(text)
    assert (figure.status, figure.measure, figure.value) == (status, "killed", 12)


BELONGING = {
    "The army killed nine fighters.\n\nThe union said all the dead were civilians, three of them boys.": {},
    "A blast killed 14 men.\n\nThe army killed nine rebels.\n\nAll of the dead were civilians, three of them boys.": {
        "three of them boys": "14 men"
    },
    "A blast killed 19 people.\n\nFive children and four women are among the dead.": {
        "Five children": "19 people",
        "four women": "19 people",
    },
    "A blast killed nine children and hurt four women, two of them badly.": {"two of them": "four women"},
}


@pytest.mark.parametrize(("text", "parts"), BELONGING.items())
def test_a_part_can_belong_to_its_whole(text: str, parts: dict[str, str]) -> None:
    by_id = {f.id: f for f in figures(text)}
    found = {f.span.text: by_id[f.part_of].span.text for f in by_id.values() if f.part_of}
    assert found == parts


def test_denied_that_anyone_died() -> None:
    (figure,) = figures("The company denied that anyone had died.")
    assert (figure.measure, figure.value, figure.low, figure.high, figure.status) == ("killed", 0, 0, 0, "denied")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The blockade lasted nine months.", "month"),
        ("They paid $38,000 in Cork.", "USD"),
        ("They paid up to €900,000 in Cork.", "EUR"),
        ("They paid 3.2 million Canadian dollars.", "CAD"),
        ("They paid 75,000 CFA francs.", "XOF"),
    ],
)
def test_units(text: str, unit: str) -> None:
    (figure,) = figures(text)
    assert figure.unit == unit


def test_sums_and_lengths_keep_the_value_as_their_bound() -> None:
    money, length = figures("It cost more than 5 million euros and took under four years.")
    assert (money.low, money.high) == (5_000_000, None)
    assert (length.low, length.high) == (None, 4)


def test_the_innermost_statement_tells_it() -> None:
    record = read("Police said on Monday that gunmen had killed 12 dockers in the port.").records
    (figure,), (statement,) = record.figures, record.statements
    assert figure.statement == statement.id


def test_who_puts_the_toll_tells_it() -> None:
    record = read("The army put the toll at nine. The ministry spoke of two dead and 26 injured.").records
    sources = {s.id: s.source[0].text for s in record.statements}
    assert [sources.get(f.statement or "") for f in record.figures] == ["The army", "The ministry", "The ministry"]


SPEAKERS = {
    "Munster's Third Coast Guard said six sailors were hurt.": "Munster's Third Coast Guard",
    "The dockers' union said nine people had been killed.": "dockers' union",
    "Nine people were killed, Munster Sheriff Ada Quill said.": "Ada Quill",
}


@pytest.mark.parametrize("text", SPEAKERS)
def test_a_possessor_does_not_speak_for_what_it_has(text: str) -> None:
    records = read(text).records
    (statement,) = records.statements
    names = {e.id: e.name for e in records.entities}
    told = names.get(statement.speaker or "", statement.source[0].text)
    assert SPEAKERS[text].split()[-1] in told


TELLERS = {
    "Nine people were hurt in Cobh, the harbour master, Ada Quill, said on Monday.": ["the harbour master, Ada Quill"],
    "CORRECTION: An earlier report misspelt a name. The health ministry has since lowered the toll to 11, because "
    "bodies had been counted twice, and sent its condolences to all the families in the valley of the Oar.": [
        "The health ministry"
    ],
    "Local priests put the total of those who have died this month at 300.": ["Local priests"],
    "Gunmen took 30 dockers, the harbour office said on Monday, bringing the number of captives to 53.": [
        "the harbour office",
        "the harbour office",
    ],
    "The harbour hospital closed its list: 21 dead.": ["The harbour hospital"],
    "The governor's office held to 48.": ["The governor's office"],
    "The governor has spoken of 48 people arrested, the bar of 112.": ["The governor", "the bar"],
    "The blasts killed 12 dockers, the health ministry said, and injured 30.": ["the health ministry"] * 2,
    "Officials lowered the death toll to 32 on Thursday, saying two had been counted twice.": ["Officials"] * 2,
    "Eleven people died in the flood, the mayor said on Monday; four are missing.": ["the mayor", "the mayor"],
    "The hospital has closed its register with 21 dead and 44 wounded.": ["The hospital", "The hospital"],
    "Police confirmed two deaths. Relatives spoke of at least five.": ["Police", "Relatives"],
    "Two deaths were confirmed by police.": ["police"],
    "The police now say 12 people were killed; on Monday they had said nine.": ["The police", "they"],
    "The hospital's count stood at 17 on Monday.": ["The hospital"],
    "By the union's count 31 miners died.": ["the union"],
    "Fourteen sailors drowned, according to figures from the port authority.": ["figures from the port authority"],
    "The ministry gave a toll of 12 dead and 30 wounded.": ["The ministry", "The ministry"],
    "The army admitted losing 12 men.": ["The army"],
    "More than 60 people were injured, Dr Ada Quill told the harbour radio's morning programme.": ["Dr Ada Quill"],
    "The latest list of the Dockers' Union, too, has 34 dead.": ["the Dockers' Union"],
    "By then 36 people had drowned, going by the list of the Dockers' Union.": ["the Dockers' Union"],
    "The union's list, which was read out on Sunday in the chapel, has 21 people killed.": ["The union"],
    "The prison service on Monday revised down the toll of a riot in Cove to 15 inmates from 17.": [
        "The prison service",
        "The prison service",
    ],
    "Cove's harbour ministry on Friday lowered its count of people killed in Tuesday's shelling of a market in Cobh to "
    "19 from 23, saying four bodies had been counted twice.": ["Cove's harbour ministry"] * 3,
    "- The mayor estimates that 750 people fled.\n\n- 72 people were killed, according to the clinic.": [
        "The mayor",
        "the clinic",
    ],
    "A court in Cobh sentenced two officers to four years.": [None, None],
    "The union imposed a fine of 300 euros on four dockers.": [None, None],
}


@pytest.mark.parametrize("text", TELLERS)
def test_who_tells_a_figure(text: str) -> None:
    records = read(text).records
    sources = {s.id: s.source[0].text for s in records.statements if s.source}
    assert [sources.get(f.statement or "") for f in records.figures] == TELLERS[text]


HARMED: dict[str, list[tuple[str, str, str | None]]] = {
    "The mutineers held eleven guards hostage in the fort.": [("eleven guards", "abducted", "guards")],
    "Four sailors were killed and two taken prisoner.": [
        ("Four sailors", "killed", "sailors"),
        ("two", "detained", "sailors"),
    ],
    "Two keepers were stabbed, one fatally.": [("Two keepers", "injured", "keepers"), ("one", "killed", "keepers")],
    "A fire killed 17 people who had taken shelter in the chapel.": [("17 people", "killed", None)],
    "The army sent 17 boats to evacuate the village.": [("17 boats", "other", "boats")],
    "Two officers were missing, the captain said. He had put the number of the saved at nearly 100.": [
        ("Two officers", "missing", "officers"),
        ("nearly 100", "other", None),
    ],
    "CORK, March 11 - Twenty people were killed in Galway on Monday, police said.": [("Twenty people", "killed", None)],
    "It said 31 people were killed on March 8 and 9: 12 soldiers, 14 rebels and nine civilians.": [
        ("31 people", "killed", None),
        ("12 soldiers", "killed", "soldiers"),
        ("14 rebels", "killed", "rebels"),
        ("nine civilians", "killed", "civilians"),
    ],
    "No one has been charged over the attack.": [],
    "Ambulances have taken 27 people to hospital.": [("27 people", "injured", None)],
    "The port took over nine ships.": [("nine ships", "other", "ships")],
    "The number of dockers killed since Friday rose to 20. The army acknowledged six.": [
        ("20", "killed", "dockers"),
        ("six", "killed", "dockers"),
    ],
    "The flood displaced 900 families; hundreds of families still live under plastic sheets.": [
        ("900 families", "displaced", "families"),
        ("hundreds of families", "displaced", "families"),
    ],
    "Not one of the dockers was hurt.": [("Not one of the dockers", "injured", "dockers")],
    "No boat sank on this one day.": [],
    "In the yard 80 prisoners were still holding a cook.": [("80 prisoners", "other", "prisoners")],
    "The raiders took six nurses with them into the hills.": [("six nurses", "abducted", "nurses")],
    "Most of the shells fell in open ground without causing casualties.": [
        ("without causing casualties", "affected", "casualties")
    ],
    "There were no reports of casualties.": [("no reports of casualties", "affected", "casualties")],
    "Cobh will lend Kinsale eight howitzers. Another 40 are to be built.": [
        ("eight howitzers", "weapons", "howitzers"),
        ("Another 40", "weapons", "howitzers"),
    ],
    "The bus was carrying 44 passengers, 12 of whom died.": [
        ("44 passengers", "other", "passengers"),
        ("12 of whom", "killed", "passengers"),
    ],
    "Three children, aged 4, 6 and 9, died in the fire.": [("Three children", "killed", "children")],
    "Since January 412 people have died of cholera.": [("412 people", "killed", None)],
    "Dead: 12. Injured: 30, among them four children.": [
        ("12", "killed", None),
        ("30", "injured", None),
        ("four children", "injured", "children"),
    ],
    "Officials said the number of people killed had risen by three to 41.": [("41", "killed", None)],
    "Nine schoolchildren, aged between seven and 12, were hurt.": [
        ("Nine schoolchildren", "injured", "schoolchildren")
    ],
    "The quake measured 6.4 and killed two thirds of the 40 monks.": [("40 monks", "other", "monks")],
    "Some 900 cragsmen were driven from their homes.": [("Some 900 cragsmen", "displaced", "cragsmen")],
    "Nine worshippers bled to death.": [("Nine worshippers", "killed", "worshippers")],
    "Nine girls were bundled into a van.": [("Nine girls", "abducted", "girls")],
    "Nine dockers were led away in handcuffs.": [("Nine dockers", "detained", "dockers")],
    "Nine containers were driven to the port.": [("Nine containers", "other", "containers")],
    "The slump cost 400 jobs.": [("400 jobs", "other", "jobs")],
    "No one can be held without a charge.": [],
    "Nine people were killed on 20 and 21 November.": [("Nine people", "killed", None)],
    "The raid left 28 girls abducted, police said. The parents' league held to 31 girls.": [
        ("28 girls", "abducted", "girls"),
        ("31 girls", "abducted", "girls"),
    ],
    "Two children drowned and three are still being searched for.": [
        ("Two children", "killed", "children"),
        ("three", "missing", "children"),
    ],
    "Police detained 14 people and released nine.": [("14 people", "detained", None), ("nine", "other", None)],
    "Two of the three raiders were killed.": [
        ("Two of the three", "killed", "raiders"),
        ("three raiders", "other", "raiders"),
    ],
    "The dead are four women, two men and a boy.": [("four women", "killed", "women"), ("two men", "killed", "men")],
    "Seven officers and men were wounded.": [("Seven officers", "injured", "officers and men")],
    "Nine people were killed. Three of the dead were women.": [
        ("Nine people", "killed", None),
        ("Three of the dead", "killed", "women"),
    ],
    "At least 36 bodies lie in the morgue. Thirteen are those of women, eleven those of children.": [
        ("At least 36 bodies", "killed", None),
        ("Thirteen", "killed", "women"),
        ("eleven", "killed", "children"),
    ],
}


@pytest.mark.parametrize("text", HARMED)
def test_who_was_harmed_and_how(text: str) -> None:
    found = [(f.span.text, f.measure, f.population.label if f.population else None) for f in figures(text)]
    assert found == HARMED[text]


WHOLES: dict[str, list[str | None]] = {
    "Of the 252 dockers 213 came up, 31 of them with burns.": [None, "252 dockers", "213"],
    "The blast killed nine in the pit: seven local men and two guests.": [None, "nine", "nine"],
    "The toll, up from 35, was 60 on Monday, and one of them was a priest.": [None, None, "60"],
    "Two keepers were stabbed, one fatally.": [None, "Two keepers"],
    "A boat sank with eight people on board. Two were found alive; the other six are feared dead.": [
        None,
        "eight people",
        "eight people",
    ],
    "Police arrested 40 people. They included 12 women.": [None, "40 people"],
    "The bomb killed 14 people. The dead include four soldiers.": [None, "14 people"],
    "Among the 12 dead were three firemen.": [None, "12"],
    "Of the 31 wounded, five were policemen.": [None, "31"],
    "The storm killed 63 people, four fewer than first reported. Of those, 48 died in Cobh.": [None, None, "63 people"],
}


@pytest.mark.parametrize("text", WHOLES)
def test_what_a_part_is_part_of(text: str) -> None:
    found = figures(text)
    words = {f.id: f.span.text for f in found}
    assert [words.get(f.part_of or "") for f in found] == WHOLES[text]
