"""The figures in a text or a provision: numbers, durations, amounts and dates, whatever form they are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.model.conditions import Compared, Dated, leaves
from compliance.model.instruments import Provision

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_NUMBER_WORD = "|".join((*_SMALL[1:], *_TENS, *_SCALES))
_IN_WORDS = re.compile(rf"\b(?:{_NUMBER_WORD})(?:[\s-]+(?:{_NUMBER_WORD}))*\b", re.IGNORECASE)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|(?:(?P<day>\d{{1,2}}) (?P<month>{_MONTH})|(?P<us_month>{_MONTH}) (?P<us_day>\d{{1,2}}),?) (?P<year>\d{{4}}))"
)
_POWER = re.compile(r"10\^(\d+)")
_UNIT = r"(?P<unit>hours?|days?|weeks?|months?|quarters?|years?|people|operations|integer or floating-point operations)"
_FIGURE = re.compile(r"(?<![\w.-])(?:USD\s?|\$)?(?P<number>\d[\d,]*(?:\.\d+)*)(?!\w)")
_REFERENCE = re.compile(r"\([0-9a-zA-Z]{1,3}\)|@\S+")
_RECURRING = {
    "year": re.compile(r"\b(?:once (?:per|each|a) year|annually)\b"),
    "quarter": re.compile(r"\b(?:once (?:per|each|a) quarter|quarterly)\b"),
    "month": re.compile(r"\b(?:once (?:per|each|a) month|monthly)\b"),
}
_UNITS = {
    "hour": "hours", "day": "days", "week": "weeks", "month": "months", "quarter": "quarters", "year": "years",
    "people": "people", "operations": "operations", "integer or floating-point operations": "operations",
}  # fmt: skip


def figures_in(text: str) -> set[str]:
    """The figures of a text, each in one form: ``15 days``, ``1000000``, ``2027-01-01``, ``10^26 operations``.

    A number with a unit counts with it; one in words counts only with a unit or as an amount of money, for "three
    recipients" and "any of the two" say how many things a list has.
    """
    return set(_figures(text))


def _figures(text: str) -> Iterator[str]:
    text = " ".join(_REFERENCE.sub(" ", text).split())
    for match in _DATE.finditer(text):
        yield _date(match)
    text = _DATE.sub(" ", text)
    for match in _POWER.finditer(text):
        unit = re.match(rf"\s+{_UNIT}", text[match.end() :])
        yield f"10^{match[1]}" + (f" {_unit(unit['unit'])}" if unit else "")
    text = _POWER.sub(" ", text)
    for match in _IN_WORDS.finditer(text):
        if unit := re.match(rf"[\s-]+{_UNIT}\b", text[match.end() :]):
            yield f"{_value(match[0])} {_unit(unit['unit'])}"
        elif re.match(r"\s+dollars", text[match.end() :]):
            yield str(_value(match[0]))
    for unit_name, pattern in _RECURRING.items():
        if pattern.search(text):
            yield f"every {unit_name}"
    for match in _FIGURE.finditer(text):
        number = match["number"].replace(",", "").rstrip(".")
        unit = re.match(rf"\s+{_UNIT}\b", text[match.end() :])
        yield f"{number} {_unit(unit['unit'])}" if unit else number


def _date(match: re.Match[str]) -> str:
    if match["iso"]:
        return match["iso"]
    month = _MONTHS.index(match["month"] or match["us_month"]) + 1
    return f"{match['year']}-{month:02}-{int(match['day'] or match['us_day']):02}"


def _unit(word: str) -> str:
    return _UNITS.get(word) or _UNITS[word.removesuffix("s")]


def _value(words: str) -> int:
    total = group = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _SMALL:
            group += _SMALL.index(word)
        elif word in _TENS:
            group += _TENS[word]
        else:
            group = max(group, 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, group = total + group, 0
    return total + group


def figures_of(provision: Provision) -> set[str]:
    """The figures of a provision: those of its words, conditions, deadlines, interval, retention, amount and dates."""
    found = figures_in(provision.statement) | figures_in(provision.means)
    for condition in (provision.when, provision.unless):
        for leaf in leaves(condition) if condition is not None else ():
            if isinstance(leaf, Compared):
                unit = f" {leaf.unit}" if leaf.unit == "operations" else ""
                found.add(f"{leaf.number}{unit}")
            elif isinstance(leaf, Dated):
                found.add(str(leaf.day))
    for deadline in provision.due:
        found |= figures_in(str(deadline))
    if provision.every is not None:
        interval = provision.every
        found |= {f"every {interval.most.unit.singular}"} if interval.calendar else figures_in(str(interval))
    for value in (provision.keep_for, provision.amount, provision.applies, provision.in_force):
        found |= figures_in(str(value)) if value is not None else set()
    return found
