"""Place names folded to keys, so that one place's spellings meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
SHORT_FOR = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
UNSPOKEN = re.compile("['’‘ʼʻʿʾ`´]")
GAPS = re.compile(r"[\s\-–,/().]+")
# What a first- or second-level unit is called, before or after its name.
UNIT_WORDS = (
    "autonomous area|autonomous region|autonomous republic|administrative region|administrative district|"
    "autonomous prefecture|autonomous county|autonomous oblast|autonomous okrug|metropolitan area|union territory|"
    "urban district|rural district|metro area|metropolitan municipality|regional municipality|district municipality|"
    "canton|capital district|city district|commune|county|department|departamento|departement|district|distrito|"
    "division|emirate|gewog|governorate|krai|kray|local government area|muhafazat|municipality|municipio|oblast|okrug|"
    "parish|prefecture|province|provincia|provincie|raion|rayon|regency|region|republic|sector|shire|state|subdistrict|"
    "sub district|territory|island|islands|voivodeship|wilaya|woreda|zone|zila|circle|cercle|kabupaten|judet|"
    "zupanija|upazila|tehsil"
)
ARTICLE = re.compile(r"^(?:al|el|as|ash|ar|an|at|ad|az) ")
SOUNDS = tuple(pair.split(":") for pair in "kh:k gh:g dh:d th:t ph:f q:k dj:j zh:j ts:s".split())
LAST_WORD = re.compile(rf"^(.{{2,}}?) (?:{UNIT_WORDS})$")
FIRST_WORDS = re.compile(
    r"^(?:provincia|provincie|departamento|departement|departament|estado|municipio|distrito|province|region|state|"
    r"district|county|city|muhafazat|wilayat|wilaya|wilayah|bashkia|partido|prefecture|commune|republic|regencia|"
    r"circunscricao|concelho|nohiyai|cercle|mudiriyat|mudiriyah|degmada|kabupaten|canton|okres|opstina|"
    r"obshtina|judetul|gobernacion|republica|comunidad autonoma)"
    r"(?: (?:de la|de los|de las|de|del|do|da|di|du|des|d|of the|of|al|el|az|ar|ad|ash))? (.{2,})$"
)


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """The key of a name: no case, diacritics, apostrophes or hyphens; an abbreviation begins with its point.

    >>> folded("Al-Ḩawījah"), folded("St. Ives"), folded("the Gaza Strip"), folded("N.Y.")
    ('al hawijah', 'saint ives', 'gaza strip', '.ny')
    """
    plain = unicodedata.normalize("NFKD", UNSPOKEN.sub("", name).casefold().translate(LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).strip()
    if plain.startswith("the ") and len(plain) > 4:
        plain = plain[4:].strip()
    if plain.endswith(".") and " " not in plain:
        return "." + plain.replace(".", "")
    if re.fullmatch(r"(?:\w\.)+\w", plain):
        return plain.replace(".", "")
    return " ".join(SHORT_FOR.get(word, word) for word in GAPS.sub(" ", plain).split())


WHOLE = frozenset(("district of columbia", "federal district", "capital district"))  # no unit's bare name in these


@lru_cache(maxsize=1 << 14)
def without_unit(key: str) -> str | None:
    """The key of a unit's bare name where the words say what unit it is, else None.

    >>> without_unit("asuria province"), without_unit("province of asuria"), without_unit("asuria")
    ('asuria', 'asuria', None)
    """
    match = LAST_WORD.match(key) or FIRST_WORDS.match(key)
    return match[1] if match and key not in WHOLE else None


@lru_cache(maxsize=1 << 14)
def spoken(key: str) -> str:
    """A key as it is spoken: without article, doubling and final h, each run of vowels as a light or a dark one.

    >>> spoken("hodeidah"), spoken("al hudaydah")
    ('hodede', 'hodede')
    """
    bare = ARTICLE.sub("", key).replace(" ", "")
    for spelling, letter in SOUNDS:
        bare = bare.replace(spelling, letter)
    bare = re.sub("h$", "", re.sub(r"(.)\1+", r"\1", bare))
    return re.sub("[aeiy]+", "e", re.sub("[aeiyouw]*[ouw][aeiyouw]*", "o", bare))


def sound(key: str) -> str:
    """What is left of a key when transliterations differ: its consonants.

    >>> sound("hodeidah") == sound("al hudaydah"), sound("asuriyya")
    (True, 'sr')
    """
    return re.sub("[eo]", "", spoken(key))


def is_spoken_alike(one: str, other: str) -> bool:
    """Whether two keys of one sound have their vowels in the same places, most of them alike.

    >>> is_spoken_alike("musrata", "misrata"), is_spoken_alike("karsen", "kherson"), is_spoken_alike("karsen", "krasne")
    (True, False, False)
    """
    first, second = spoken(one), spoken(other)
    if len(first) != len(second):
        return False
    apart = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    vowels = sum(letter in "eo" for letter in first)
    return 3 * len(apart) <= vowels and all({a, b} == {"e", "o"} for a, b in apart)
