"""The grammar of time expressions: which runs of words are one, by the name of the rule that reads them.

The patterns are regular expressions over words, told by their categories (vocabulary.py); blanks in them count for
nothing. `w` is a word that is not of time and `[.]` such a mark. At one place the first rule that fits counts.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.reading.times.vocabulary import Alphabet

PARTS = {
    "hedge": """(<hedge> | (<more>|<less>|<fewer>|<no><more>) <than> | <at>(<least>|<most>) | <up><to>
        | <an><estimated>)""",
    "number": """(<digits> (<number><slash><number>)?
        | (?! <digits>) <number> (<hyphen>? <number> | <and> <number>)* (<number><slash><number>)?)""",
    "and_a_half": "(<hyphen>? <and> <hyphen>? <a> <hyphen>? <half>)",
    "figure": """(<a>? {number} ({and_a_half} | (<to>|<or>|<hyphen>|<dash>) {number})? | <half> <hyphen>? (<a>|<an>)?
        | <a> | <an> | <another>)""",
    "vague": "(<a>? <vague> <of>?)",
    "count": "({figure} | {vague})",
    "mod": "(<early_late> (<hyphen>|<in>)? | <the>? <edge> <of>)",
    "early": "(<early_late> <hyphen>?)",
    "shift": "(<shift> | <this>(<coming>|<past>))",
    "a_year": "(<year_number> | <tens> <number> (<hyphen>? <number>)?)",
    "this_year": "(<shift_now> <year>)",
    "day_number": "(<day> | <ordinal>)",
    "of_year": "(<comma>? (<year_number> | {this_year}))",
    "month_day": """(<month> <the>? {day_number} {of_year}? (?! <comma> <thousand>)
        | <the>? {day_number} <of>? <month> ({of_year} | <two> (?= [.] | <hyphen> | <dash>))?)""",
    "day_month_figures": "(<number> <slash> <number>)",
    "date": """((<weekday> <comma>? | <shift_now>)? {month_day}
        | <year_number> (<hyphen> <two> <hyphen> | <slash> <two> <slash>) <two>
        | <dotted_date> | {day_month_figures} <slash> <year_number>)""",
    "holiday": """(<shift_now>? <holiday> (<day_unit> | <eve>)? (<comma>? <year_number>)?
        | <new> <year> <quote> w (<eve> | <day_unit>))""",
    "any_day": """({date} | (<the>? <shift> | <this>(<coming>|<past>))? <weekday> (<comma>? {month_day})?
        | <deictic> | {holiday})""",
    "zone": "(<local> <time> | <zone> <time>?)",
    "clock": """((<half> | <a>? <quarter_unit>) <past_to> <number> | <military> <hours> {zone}?
        | (?<= <at>) <military> (?= <on>? {any_day} | <shift_now> <part> | <comma> | [.\\n] | $)
        | (<clock>|<pointed>|<hour>) <ampm> {zone}? | <number> <oclock> {zone}? | <clock> (<hours> | {zone})*
        | <pointed> ({zone} | (?= <on>? <weekday>)) | <number> {zone} | <fixed> {zone}?
        | (?<! <to>) <hour> (?= <on>? <weekday> <part>) | <number> (?= <in> <the> <part>))""",
    "fiscal": "(<fiscal> <hyphen>?)",
    "alike": "(<comparable> | <corresponding> | <same>)",
    "year_before": "(<year> <hyphen>? (<ago> | <earlier>))",
    "quarter": "({fiscal}? <ordinal> <hyphen>? <fiscal>? <quarter_unit>)",
    "unit": "(<unit> | <units>)",
    "closed": "(<ended> | <ending> | <to> | <of> | <before> | <after> | <number> | <hyphen> | w)",
}

# no time begins with these; the scan passes them by
NEVER_FIRST = frozenset(
    "comma hyphen dash slash of on to or and than from old so far point ahead since ampm zone".split()
)

RULES = {
    "beside": """<the> <unit> (<before>|<after>) (<shift_now>? <weekday> | <deictic> | (?= [.\\n] | <comma> | $))
        | <the> (<unit>|<part>|<season>) (<before> <last> | <after> <next>)""",
    "time": """{any_day} <fixed> | (<hedge> (<before>|<after>)?)? {clock}
        (<comma>? (<on>|<of>)? {any_day} <part>? | <shift_now> <part> | <in> <the> <part> (<on>? {any_day})?
            | <part>)?""",
    "part_of_day": """(<the>? <early> <hours> | {mod}? <the>? {early}? <part>) (<of>|<on>) {any_day}
        | <early_late> <on> {any_day} <part> | <late> <on> <weekday>
        | <lonepart> (<on>|<of>)? {any_day}?
        | {mod}? <part> {any_day}
        | {mod}? {any_day} {early}? <part>
        | {mod}? <the>? <shift> {early}? <part>
        | <the> (<early> <hours> | <part>)""",
    "set": """(<once> | <twice> | <number> <times>) (<a>|<an>|<each>) <unit>
        | <each> (<ordinal> | <other> | <single>)? (<unit> | <weekday> <part>? | <month> | <season> | <part>)
        | <each> {count} <units> | <often> | <weekday> <parts> | <weekdays>""",
    "day": "{mod}? (<the>? <week_unit> <of>)? {any_day}",
    "nth": "(?<= <on>) <the> <nth>",
    "quarter": """(<the> | {this_year} (<quote> w)?)? {alike}? (<year_number> | {year_before} | {fiscal})?
            <year_number>? {quarter} ((<of>|<in>)? (<the>? {fiscal}? <year_number> | <the>? {this_year}))?
        | <the>? (<first> | <second_one> | <last>) <half> (<of>|<in>)
            (<year_number> | {this_year} | <the> <quote>? <decades>)
        | <the>? {alike}? (<year_number> | {year_before}) (<quarter_unit> | <period>)
        | <the> (<latest> | <current>) (<quarter_unit> | <period>)
        | <the> {alike} <period> ({this_year} | <of> <year_number>)
        | (<this> | <the>) <quarter_unit>
        | {year_before}
        | <the>? <year> <hyphen> <edge>""",
    "decade": "{mod}? <the>? {early}? <quote>? <decades>",
    "century": "<the>? {early}? <ordinal> <hyphen>? <century>",
    "month": "{mod}? <month> (<comma>? <of>? ({a_year} | {this_year}))? | {mod}? <the>? {shift} <month>",
    "season": "{mod}? <the>? <early_late>? {shift}? <season> ((<of>|<in>)? ({a_year} | {this_year}))?",
    "span": """<the>? (<span_shift> | <recent>) {count} (<hyphen> | <more> | <trading>)? {unit} (<or> <so>)?
        | <the>? (<past> | <coming> | <recent> | <previous> | <preceding> | <future>) <units>
        | <the> (<past> | <last> | <coming>) <unit> | <the> <units> <ahead>""",
    "ago": """({hedge}? {figure} <more>? | {vague})? {unit} (<or> <so>)?
        (<ago> | <earlier> | <later> | <from> <reference>)""",
    "relative": """{mod}? (<the>|<its>)? (<same> | <that> <same>? | {shift}) (<fiscal>|<trading>)? <unit> (<or> <so>)?
        | <the> (<fiscal>|<full>) <year> (?! <ended> | <ending>) | <the> (<year>|<week_unit>) (?! {closed})
        | <the> <weekend> | {mod} <the> <fiscal>? <unit>""",
    "length": """((<the>? {hedge}? {figure} | {vague}) (<hyphen>|<more>|<long>|<good>)? (<full>|<trading>)? {unit}
            (<and> <a> <half>)? (<hyphen> <long>)?
        | <the>? <units> (<or> <units>)? (<hyphen> <long>)?
        | <unit> <hyphen> <long>
        | <the> <fiscal>? <year> (?= <ended> | <ending> | <to> <month>))
        (?! <hyphen>? <old> | <hyphen> (<ago>|<earlier>))""",
    "year": "{mod}? (<the> <year>)? {fiscal}? {a_year} | <the> <year> <number> <thousand>",
    "reference": "<right>? <reference> | <the> (<near> | w)? <time_of> | <these> <days> | <the> <near> <term>",
}


def spelt_out(pattern: str) -> str:
    """A pattern with its parts in the place of their names, without blanks and without groups of its own.

    >>> spelt_out("{early}? <part>")
    '(?:<early_late><hyphen>?)?<part>'
    """
    while "{" in pattern:
        pattern = re.sub(r"\{(\w+)\}", lambda match: PARTS[match[1]], pattern)
    return re.sub(r"\((?!\?)", "(?:", re.sub(r"\s+", "", pattern))


@cache
def alphabet() -> Alphabet:
    """The alphabet that all texts are spelt in."""
    return Alphabet()


@cache
def grammar() -> re.Pattern[str]:
    """All rules as one pattern; the group that matched names the rule."""
    rules = "|".join(f"(?P<{name}>{alphabet().spelt(spelt_out(rule))})" for name, rule in RULES.items())
    never = "".join(letter for categories, letter in alphabet().letters.items() if categories <= NEVER_FIRST)
    return re.compile(rf"(?![w.\n{never}])(?:{rules})")
