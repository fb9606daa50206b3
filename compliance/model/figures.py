"""The figures in a text or a provision: times, amounts, shares, dates and numbers, whatever form they are written in.

Every figure has one canonical form, so that a law's "fifteen (15) days" and a catalog's "15 days" are the same:
``15 days``, ``1000000 USD``, ``5 %``, ``2027-01-01``, ``10^26``, ``every year``, ``1/3``, ``14``. Nothing is converted:
72 hours are not 3 days, and 3 months are not a quarter.

Citations and cross-references hold numbers and are no figures: ``section 22757.12``, ``subdivision nine``,
``(EU) 2024/1689``. They are taken out first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from compliance.model.conditions import Compared, Condition, Dated, Quoted, leaves
from compliance.model.instruments import Provision


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, where it stands in a text.

    Attributes:
        canonical: its one form.
        printed: as the text prints it.
        start: where it starts in the text.
        asked: whether it must stand on both sides. A count such as "four", or "a month", need not: it may answer a
            figure of the other side, and asks for none.
    """

    canonical: str
    printed: str
    start: int
    asked: bool = True


# -- numbers -------------------------------------------------------------------------------------------------

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"m": 10**6, "mm": 10**6, "bn": 10**9, "b": 10**9}
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
_SMALLEST_BARE = 20
"""A count in words below this, without a unit, says how many things a list has, and is no figure."""

_WORD = "|".join(sorted((*_SMALL[1:], *_TENS, *_SCALES), key=len, reverse=True))
# No number has more words than these; without a bound, a page of "one one one" would take minutes.
_IN_WORDS = rf"\b(?>(?:{_WORD})\b(?:(?:[\s-]+and)?[\s-]+(?:{_WORD})\b){{0,12}})"
_DIGITS = r"(?<![\w.,^/-])\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|(?<![\w.^/])\d+(?:\.\d+)?(?![\d^])"
_NUMBER = rf"(?:{_DIGITS}|{_IN_WORDS})"
_SHORT = r"(?P<number>\d+(?:\.\d+)?)\s?(?P<scale>MM?|m|bn|B)(?!\w)"
"""How people write amounts in summaries: "$10M", "EUR 15m"."""
_SCALED = rf"(?P<number>{_NUMBER})(?:\s+(?P<scale>million|billion|thousand|trillion))?"


def _value(text: str, scale: str | None = None) -> str:
    """A number in digits or words as its plain digits."""
    if text[0].isdigit():
        plain = re.sub(r"[,\u00a0\u202f ]", "", text)
        if scale is None:
            return plain
        whole, _, part = plain.partition(".")
        places = len(str((_SCALES | _SHORT_SCALES)[scale.lower()])) - 1
        return str(int(whole + part.ljust(places, "0")[:places]))
    total = group = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in _SMALL:
            group += _SMALL.index(word)
        elif word in _TENS:
            group += _TENS[word]
        elif word in _SCALES:
            group = max(group, 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, group = total + group, 0
    return str((total + group) * (_SCALES[scale.lower()] if scale else 1))


# -- units ---------------------------------------------------------------------------------------------------

_UNITS = {
    "minute": "minute", "hour": "hour", "day": "day", "calendar day": "day", "business day": "business day",
    "working day": "business day", "week": "week", "month": "month", "calendar month": "month", "quarter": "quarter",
    "calendar quarter": "quarter", "year": "year", "calendar year": "year",
}  # fmt: skip
_TIME = "|".join(sorted((each.replace(" ", r"\s+") for each in _UNITS), key=len, reverse=True))
_ADJECTIVE = r"(?:(?:full|consecutive|additional|further|successive|preceding|following|or\s+more)[\s-]+)?"
_OPERATIONS = r"(?:integer\s+or\s+)?(?:floating[\s-]+point\s+)?operations|FLOPs?"
_PEOPLE = r"people|persons|individuals"
_EVERY = {
    "year": (
        r"(?:once|one\s+time)\s+(?:per|each|a|every|in\s+(?:each|every))\s+(?:calendar\s+)?year|annually|yearly"
        r"|(?:each|every|per)\s+(?:calendar\s+)?year|annual(?=\s+(?:{nouns}))"
    ),
    "quarter": r"(?:once\s+(?:per|each|a|every)\s+|each\s+|every\s+|per\s+)(?:calendar\s+)?quarter|quarterly",
    "month": r"(?:once\s+(?:per|each|a|every)\s+|each\s+|every\s+|per\s+)(?:calendar\s+)?month|monthly",
    "week": r"(?:once\s+(?:per|each|a|every)\s+|each\s+|every\s+|per\s+)week|weekly",
    "day": r"(?:once\s+(?:per|each|a|every)\s+|each\s+|every\s+|per\s+)day|daily",
}
_WHAT_RECURS = "report|review|audit|update|assessment|summar|disclosure|statement|fee|renewal|notice|test|certif"
_ADVERBS = {"biennially": "2 years", "biennial": "2 years", "semiannually": "6 months", "semi-annually": "6 months"}
_CURRENCIES = {"$": "USD", "US$": "USD", "USD": "USD", "€": "EUR", "EUR": "EUR"}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _with_unit(number: str, unit: str) -> str:
    name = _UNITS[" ".join(unit.lower().split()).removesuffix("s")]
    return f"{number} {name}" if number == "1" else f"{number} {name}s"


# -- dates ---------------------------------------------------------------------------------------------------

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAY_WORD = "|".join(sorted(_ORDINALS[1:], key=len, reverse=True))
_YEAR = r"\d{4}|two\s+thousand(?:\s+(?:and\s+)?[a-z]+(?:-[a-z]+)?)?(?=\W|$)"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?|(?:{_DAY_WORD})"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w-])(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?![\w-])",
        rf"\b(?P<month>{_MONTH})\s+(?P<day>{_DAY}),?\s+(?:of\s+)?(?:the\s+year\s+)?(?P<year>{_YEAR})",
        rf"\b(?P<day>{_DAY})\s+(?:day\s+)?(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})",
        rf"\b(?P<month>{_MONTH})\s+(?P<day>{_DAY})\b",
        rf"(?<!the )\b(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\b",
        rf"\b(?P<month>{_MONTH}),?\s+(?P<year>\d{{4}})\b",
    )
)
_EVERY_SUCH_DAY = re.compile(rf"\b(?:each|every)\s+(?:{_MONTH})\s+(?:{_DAY})\b(?!,?\s+\d{{4}})", re.IGNORECASE)
"""The day of "each January 1 thereafter" is that of a date before it; what it adds is that it comes back."""


def _date(match: re.Match[str]) -> str:
    parts = match.groupdict()
    number = parts.get("number") or f"{_MONTHS.index(parts['month'].capitalize()) + 1:02}"
    year, day = parts.get("year"), parts.get("day")
    if year and not year[0].isdigit():
        year = _value(year)
    if day and not day[0].isdigit():
        day = str(_ORDINALS.index("-".join(day.lower().replace("-", " ").split())))
    day = re.sub(r"\D", "", day) if day else None
    if year is None:
        return f"{day} {_MONTHS[int(number) - 1]}"
    return f"{year}-{number}" + (f"-{int(day):02}" if day else "")


# -- citations -----------------------------------------------------------------------------------------------

_LABELS = r"(?:\s?\([0-9A-Za-z]{1,4}\))+"
_PINPOINT = rf"(?>\d+[A-Za-z]{{0,2}}(?:[.\-–]\d+[A-Za-z]?)*(?:{_LABELS})?|[IVXLC]+\b(?:{_LABELS})?|{_LABELS}|[A-Z]\b)"
_UNITS_AHEAD = rf"(?!\s*(?:-\s*)?(?:(?:{_TIME})s?\b|%|per\s?cent|percent|{_MONTH}|dollars|people|USD|EUR))"
_JOINER = r"\s*(?:,\s*(?:and|or)\b|,|\band\b|\bor\b|\bto\b|\bthrough\b|[–-])\s*"
_PARTS = (
    r"sections?|secs?\.|subdivisions?|subsections?|paragraphs?|paras?\.|subparagraphs?|articles?|arts?\.|chapters?|chs?\."
    r"|clauses?|titles?|parts?|divisions?"
)
_OTHER_PARTS = (
    r"annex(?:es)?|appendix|appendices|measures?|commitments?|recitals?|points?|schedules?|tables?|footnotes?|pages?"
    r"|items?|rows?|columns?|figures?|groups?|acts?\s+nos?\.|nos?\.?|rules?|versions?|step|steps"
)
_SOME_CITATIONS = (
    r"\(Source:[^)]*\)",
    rf"\bof\s+the\s+Council\s+of\s+\d{{1,2}}\s+(?:{_MONTH})\s+\d{{4}}",
    r"\b(?:laws?|statutes?|acts?|chapters?|articles?|texts?|sessions?|bills?)\s+of\s+\d{4}",
    r"\b(?:L|Stats|Laws)\.?\s+\d{4}(?:,\s*ch\.\s*\d+)?",
    r"\b(?:P\.\s?A\.|Public\s+Act|Pub\.\s?L\.)\s*(?:No\.\s*)?\d+-\d+",
    r"\b(?:S|A|H|SB|AB|HB|H\.R|S\.B|A\.B)\.?\s?\d{2,5}(?:-[A-Z])?\b",
    r"\b\d+\s+(?:ILCS|U\.?S\.?C\.?|C\.?F\.?R\.?|NYCRR)\s+[\d/.]+(?:-[\d.]+)?",
    r"(?:\(EU\)|\(EC\)|\(EEC\))\s*(?:No\s*)?\d+/\d+",
    r"\b(?:Regulations?|Directives?|Decisions?)\s+(?:No\s*)?\d+(?:/\w+)+",
    rf"§{{1,2}}\s*(?:{_PINPOINT})(?:{_JOINER}(?:§{{1,2}}\s*)?(?:\d[\d.]*(?:{_LABELS})?|{_LABELS}){_UNITS_AHEAD})*",
)
_CITATIONS = tuple(
    re.compile(pattern)
    for pattern in (
        *_SOME_CITATIONS,
        rf"\b(?i:{_PARTS}|{_OTHER_PARTS})\s+(?:{_PINPOINT}){_UNITS_AHEAD}(?:{_JOINER}(?:{_PINPOINT}){_UNITS_AHEAD})*",
        rf"\b(?i:{_PARTS})\s+(?i:{_IN_WORDS})(?i:{_JOINER}{_IN_WORDS}{_UNITS_AHEAD})*(?:{_LABELS})?{_UNITS_AHEAD}",
        # Bare pinpoints and identifiers: 22757.12.e.1, 22757.12(a), 25.1; a decimal with a unit is a figure.
        r"(?<![\w.$€])\d+(?:\.\w{1,6}){2,}",
        rf"(?<![\w.$€])\d+(?:\.\d+)?{_LABELS.replace('?', '', 1)}",
        rf"(?<![\w.$€,])\d+\.\d+(?![\d.]*\s*(?:million|billion|trillion|thousand|×|\*|x\s)){_UNITS_AHEAD}(?!\d)",
        r"(?<![\w/])\d{2,}/\d+(?:/\w+)*|(?<![\w/])\d/\d{2,}",
        rf"(?<!\w){_LABELS}",
        r"@\S+",
    )
)
_REPEATED_IN_DIGITS = re.compile(rf"({_IN_WORDS})(\s*\(\s?\d[\d,.]*\s?\))", re.IGNORECASE)

# -- finding -------------------------------------------------------------------------------------------------


_Pattern = tuple["re.Pattern[str]", Callable[[re.Match[str]], str | None], bool]


def _power(match: re.Match[str]) -> str:
    times = match.groupdict().get("times")
    exponent = match["exponent"].translate(_SUPERSCRIPTS)
    return f"{times}e{exponent}" if times and times != "1" else f"10^{exponent}"


def _amount(match: re.Match[str]) -> str:
    named = match["currency"].upper()
    currency = _CURRENCIES.get(named) or ("USD" if named.startswith("DOLLAR") else "EUR")
    return f"{_value(match['number'], match['scale'])} {currency}"


def _duration(match: re.Match[str]) -> str:
    return _with_unit(_value(match["number"]), match["unit"])


def _iso(match: re.Match[str]) -> str | None:
    units = zip(("year", "month", "week", "day", "hour"), match.groups(), strict=True)
    return ", ".join(_with_unit(number, unit) for unit, number in units if number) or None


def _people(match: re.Match[str]) -> str | None:
    number = _value(match["number"])
    return None if number == "1" else f"{number} people"


def _scaled(match: re.Match[str]) -> str | None:
    """A number with a scale of its own, as in "15 million users"; one without is looked at later."""
    return _value(match["number"], match["scale"]) if match["scale"] and match["number"][0].isdigit() else None


def _in_digits(match: re.Match[str]) -> str:
    return _value(match[0])


def _in_words(match: re.Match[str]) -> str | None:
    number = int(_value(match[0]))
    return str(number) if number >= _SMALLEST_BARE else None


def _patterns() -> Iterator[_Pattern]:
    """What to look for, in this order: whatever one finds, those after it do not see."""

    def pattern(
        text: str, canonical: Callable[[re.Match[str]], str | None], *, asked: bool = True, flags: int = re.IGNORECASE
    ) -> _Pattern:
        return re.compile(text, flags), canonical, asked

    times = r"(?:(?P<times>\d+(?:\.\d+)?)\s*[×x*·]\s*)?"
    for mark in (
        r"10\s?(?:\^|\*\*|º|°)\s?\(?(?P<exponent>\d{1,3})\)?",
        r"10\s?\(\s?\^\s?(?P<exponent>\d{1,3})\s?\)",
        r"10(?P<exponent>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)",
        r"(?:10|\bten)\s+(?:raised\s+)?to\s+the\s+power\s+of\s+(?P<exponent>\d{1,3})",
        r"(?:10|\bten)\s+(?:raised\s+)?to\s+the\s+(?P<exponent>\d{1,3})(?:st|nd|rd|th)(?:\s+power)?",
        rf"10(?P<exponent>\d\d)(?=\s+(?:{_OPERATIONS}))",
    ):
        yield pattern(rf"(?<![\w.]){times}{mark}(?:\s+(?:{_OPERATIONS}))?", _power)
    yield pattern(rf"(?<![\w.])(?P<times>\d+(?:\.\d+)?)e(?P<exponent>\d{{1,3}})\b(?:\s+(?:{_OPERATIONS}))?", _power)
    yield pattern(r"\bP(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?\b", _iso, flags=0)
    yield pattern(rf"(?P<currency>US\$|USD|EUR|\$|€)\s?{_SHORT}", _amount)
    yield pattern(rf"(?P<currency>US\$|USD|EUR|\$|€)\s?{_SCALED}", _amount)
    yield pattern(rf"{_SCALED}\s+(?P<currency>USD|EUR|dollars?|euros?|€)(?!\w)", _amount)
    yield pattern(rf"(?P<number>{_NUMBER})\s*(?:%|per\s?cent(?:um)?\b)", lambda found: f"{_value(found['number'])} %")
    # "A third" of something is a share, and "a third contact" or "a third party" is none.
    yield pattern(r"\bone[\s-]+third\b|\ba\s+third(?=\s+of\b)|(?<![\d/])1/3(?![\d/])", lambda _: "1/3")
    yield pattern(r"\btwo[\s-]+thirds\b|(?<![\d/])2/3(?![\d/])", lambda _: "2/3")
    yield pattern(r"\bone[\s-]+half\b|(?<![\d/])1/2(?![\d/])", lambda _: "1/2")
    for adverb, canonical in _ADVERBS.items():
        yield pattern(rf"\b{adverb}\b", lambda _, canonical=canonical: canonical)  # type: ignore[misc]
    for unit, words in _EVERY.items():
        words = words.replace("{nouns}", _WHAT_RECURS)
        yield pattern(rf"\b(?:{words})(?:\b|(?<=[a-z]))", lambda _, unit=unit: f"every {unit}")  # type: ignore[misc]
    # An annual report may answer "annually", and "annual revenue" asks for nothing.
    yield pattern(r"\bannual\b", lambda _: "every year", asked=False)
    # The first number of "3 to 6 months" has the unit of the second.
    ahead = rf"(?=(?:\s*(?:to|or|and|[-–])\s*)(?:{_NUMBER})[\s-]+(?P<unit>{_TIME})s?\b)"
    yield pattern(rf"(?P<number>{_NUMBER}){ahead}", _duration)
    yield pattern(rf"(?P<number>{_NUMBER})[\s-]+{_ADJECTIVE}(?P<unit>{_TIME})s?\b", _duration)
    yield pattern(rf"(?P<number>{_NUMBER})\s+{_ADJECTIVE}(?:{_PEOPLE})\b", _people)
    yield pattern(rf"\ban?\s+(?P<unit>{_TIME})\b", lambda found: _with_unit("1", found["unit"]), asked=False)
    yield pattern(_SCALED, _scaled)
    yield pattern(_DIGITS, _in_digits)
    yield pattern(_IN_WORDS, _in_words)
    yield pattern(_IN_WORDS, _in_digits, asked=False)


_PATTERNS = tuple(_patterns())


@lru_cache(maxsize=4000)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text, in its order.

    A number with a unit counts with it; one in words and below twenty counts only with a unit, for "three recipients"
    and "any of the two" say how many things a list has.
    """
    rest = without_citations(text)
    found: list[Figure] = []

    def look(pattern: re.Pattern[str], canonical: Callable[[re.Match[str]], str | None], *, asked: bool) -> None:
        nonlocal rest
        for match in pattern.finditer(rest):
            if (form := canonical(match)) is not None and match[0].strip():
                start, end = match.span()
                found.extend(Figure(each, text[start:end].strip(), start, asked) for each in form.split(", "))
                rest = rest[:start] + _TAKEN * (end - start) + rest[end:]

    look(_EVERY_SUCH_DAY, lambda _: "every year", asked=True)
    for pattern in _DATES:
        look(pattern, _date, asked=True)
    for pattern, canonical, asked in _PATTERNS:
        look(pattern, canonical, asked=asked)
    return tuple(sorted(found, key=lambda each: each.start))


_TAKEN = "\0"


def without_citations(text: str) -> str:
    """The text with its citations and cross-references blanked, so that everything keeps its place."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match[0])

    # "fifteen (15) days" says the same number twice, and "(15)" is no label there.
    rest = _REPEATED_IN_DIGITS.sub(lambda match: match[1] + " " * len(match[2]), text)
    kept: dict[int, str] = {}
    for pattern in _DATES[:3]:
        for match in pattern.finditer(rest):
            if not re.search(r"Council of $|eff\. $", rest[: match.start()]):
                kept[match.start()] = match[0]
    for start, words in kept.items():
        rest = rest[:start] + _TAKEN * len(words) + rest[start + len(words) :]
    for pattern in _CITATIONS:
        rest = pattern.sub(blank, rest)
    for start, words in kept.items():
        rest = rest[:start] + words + rest[start + len(words) :]
    return rest


def figures_in(text: str) -> frozenset[str]:
    """The figures that a text asks for, each in its canonical form."""
    return frozenset(each.canonical for each in figures(text) if each.asked)


def answers_in(text: str) -> frozenset[str]:
    """The figures that a text may answer: those that it asks for, and counts such as "four" and "a month"."""
    return frozenset(each.canonical for each in figures(text))


# -- provisions ----------------------------------------------------------------------------------------------


def texts_of(provision: Provision) -> Iterator[tuple[str, str]]:
    """The parts of a provision that may hold figures, each with the name of its field."""
    yield str(provision.kind), provision.statement
    if provision.means:
        yield "means", provision.means
    for name, condition in (("when", provision.when), ("unless", provision.unless)):
        if condition is not None:
            yield name, _condition_text(condition)
    for due in provision.due:
        yield "due", str(due)
    for moment in provision.on:
        yield "on", moment
    for name, value in (
        ("every", provision.every),
        ("keep for", provision.keep_for),
        ("amount", provision.amount),
        ("applies", provision.applies),
        ("in force", provision.in_force),
    ):
        if value is not None:
            yield name, f"every {value}" if name == "every" else str(value)


def _condition_text(condition: Condition) -> str:
    """The thresholds, days and quoted words of a condition; the rest of it is names, which are ours."""
    found = []
    for each in leaves(condition):
        match each:
            case Compared():
                found.append(f"{each.number} {each.unit}")
            case Dated():
                found.append(str(each.day))
            case Quoted():
                found.append(each.words)
            case _:
                pass
    return "; ".join(found)


def figures_of(provision: Provision) -> frozenset[str]:
    """The figures of a provision: those of its words, conditions, deadlines, interval, retention, amount and dates."""
    return frozenset(each for _, text in texts_of(provision) for each in figures_in(text))
