"""Time in the law: periods in force, starts, deadlines, intervals, retention, and how days are counted.

A duration is never converted: 72 hours is not three days. Days are counted without the day of the event;
months end on the last day of a shorter month; business days are Monday to Friday, and public holidays are not
known. Names of moments may hold words such as "or", so every reader takes the known names. Positions are
characters from the start of the value. Nothing here reads a clock.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Literal, Self, TypeAlias
from zoneinfo import ZoneInfo, available_timezones

from compliance.diagnostics import ValueProblem, did_you_mean
from compliance.model.conditions import Reader, Truth

Names: TypeAlias = Collection[str] | None
Happened: TypeAlias = Callable[[str], "date | datetime | None"]
"""Says when a moment happened, by its name; ``None`` where it has not, or nobody knows."""


# -- durations -----------------------------------------------------------------------------------------------


class Unit(StrEnum):
    """A unit of time, as it is written."""

    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business days"
    WEEKS = "weeks"
    MONTHS = "months"
    QUARTERS = "quarters"
    YEARS = "years"

    @property
    def singular(self) -> str:
        """The unit as it is written after the number one."""
        return self.value[:-1]


_MONTHS_IN = {Unit.MONTHS: 1, Unit.QUARTERS: 3, Unit.YEARS: 12}
_HOURS_IN = {Unit.HOURS: 1, Unit.DAYS: 24, Unit.WEEKS: 168}
_IN_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": 1, "an": 1}
_OTHER_UNITS = {
    "working day": "business days",
    "working days": "business days",
    "calendar day": "days",
    "calendar days": "days",
    "calendar month": "months",
    "calendar months": "months",
}
_UNITS = "use hours, days, business days, weeks, months, quarters or years"
_MOST = {
    Unit.HOURS: 8_766_000,
    Unit.DAYS: 365_000,
    Unit.BUSINESS_DAYS: 250_000,
    Unit.WEEKS: 52_000,
    Unit.MONTHS: 12_000,
    Unit.QUARTERS: 4_000,
    Unit.YEARS: 1_000,
}
"""A thousand years; a longer duration is a slip."""


@dataclass(frozen=True, slots=True)
class Duration:
    """So many hours, days, business days, weeks, months, quarters or years, kept as the law says it."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 0 < self.amount <= _MOST[self.unit]:
            raise ValueError(f"a duration of {self.amount} {self.unit} makes no sense")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``72 hours``, ``1 month`` or ``5 business days``.

        Raises:
            ValueProblem: the number is not a whole one in figures, or the unit is none of these.
        """
        reader = Reader(text)
        found = _duration(reader)
        reader.expect_end("write a number and a unit, such as '30 days'")
        return cls(found.amount, found.unit)

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.singular if self.amount == 1 else self.unit}"


def _duration(reader: Reader) -> Duration:
    amount = _amount(reader)
    return Duration(amount, _unit(reader, amount))


def _amount(reader: Reader) -> int:
    token = reader.peek()
    if token is None:
        raise reader.problem("a duration is missing here", "write a number and a unit, such as '30 days'")
    if token.text in _IN_WORDS:
        raise reader.problem(f"'{token.text}' is a number in words", f"write it in figures: '{_IN_WORDS[token.text]}'")
    match = re.fullmatch(r"(\d+)-?([a-z]+)", token.text)
    if match and f"{match[2].rstrip('s')}s" in list(Unit):
        amount, unit = int(match[1][:9]), Unit(f"{match[2].rstrip('s')}s")
        raise reader.problem(
            f"'{token.text}' needs a space", f"write '{amount} {unit.singular if amount == 1 else unit}'"
        )
    if not (token.text.isascii() and token.text.isdigit()):
        raise reader.problem(f"'{token.text}' is not a whole number", "write a number and a unit, such as '30 days'")
    if len(token.text) > 7 or int(token.text) == 0:
        raise reader.problem(f"'{token.text}' makes no sense as a duration", "check the number")
    reader.at += 1
    return int(token.text)


def _unit(reader: Reader, amount: int) -> Unit:
    token = reader.peek()
    if token is None:
        last = reader.tokens[-1]
        raise ValueProblem(f"'{last.text}' has no unit", last.start, length=len(last.text), hint=_UNITS)
    for unit in Unit:
        right, wrong = (unit.singular, unit.value) if amount == 1 else (unit.value, unit.singular)
        if reader.sees(right):
            if amount > _MOST[unit]:
                raise reader.problem(f"{amount} {unit} make no sense as a duration", "check the number")
            reader.take(right)
            return unit
        if reader.sees(wrong):
            raise reader.problem(f"'{amount} {wrong}' mixes singular and plural", f"write '{amount} {right}'")
    for words, instead in _OTHER_UNITS.items():
        if reader.sees(words):
            raise reader.problem(f"'{words}' is not a unit of time here", f"write '{instead}'")
    known = [each.singular if amount == 1 else each.value for each in Unit]
    raise reader.problem(f"'{token.text}' is not a unit of time", did_you_mean(token.text, known, otherwise=_UNITS))


def is_longer(a: Duration, b: Duration) -> bool | None:
    """Whether ``a`` is always longer than ``b``; ``None`` where the calendar decides.

    A day counts as 24 hours and a week as seven days, so 72 hours and 3 days are equal. A month has 28 to 31
    days: whether 30 days are longer than one month depends on the month. Business days have no greatest
    length, since public holidays are not known.
    """
    if a.unit is b.unit:
        return a.amount > b.amount
    if a.unit in _MONTHS_IN and b.unit in _MONTHS_IN:
        return a.amount * _MONTHS_IN[a.unit] > b.amount * _MONTHS_IN[b.unit]
    (a_least, a_most), (b_least, b_most) = _hours(a), _hours(b)
    if b_most is not None and a_least > b_most:
        return True
    if a_most is not None and a_most <= b_least:
        return False
    return None


def _hours(duration: Duration) -> tuple[int, int | None]:
    """The fewest and the most hours that a duration can take."""
    if duration.unit in _HOURS_IN:
        hours = duration.amount * _HOURS_IN[duration.unit]
        return hours, hours
    if duration.unit is Unit.BUSINESS_DAYS:
        # Counted from a Sunday, five of them end on the Friday.
        return (duration.amount + 2 * ((duration.amount - 1) // 5)) * 24, None
    least, most = _days_in_months(duration.amount * _MONTHS_IN[duration.unit])
    return least * 24, most * 24


_CYCLE = 400 * 12
"""After so many months the calendar repeats."""


@lru_cache(maxsize=1)
def _days_before_month() -> tuple[int, ...]:
    """The number of days before each month of two cycles."""
    before, total = [], 0
    for month in range(2 * _CYCLE):
        before.append(total)
        total += calendar.monthrange(2000 + month // 12 % 400, month % 12 + 1)[1]
    return tuple(before)


@lru_cache(maxsize=256)
def _days_in_months(months: int) -> tuple[int, int]:
    """The fewest and the most days in so many months on end."""
    before = _days_before_month()
    cycles, left = divmod(months, _CYCLE)
    lengths = [before[start + left] - before[start] for start in range(_CYCLE)]
    return cycles * before[_CYCLE] + min(lengths), cycles * before[_CYCLE] + max(lengths)


# -- counting ------------------------------------------------------------------------------------------------


def later(moment: date | datetime, duration: Duration) -> date | datetime:
    """The moment so much later.

    Hours from a moment with a time are exact, across changes of the clock; hours from a mere day give the day
    on which they run out if the event came at its first minute. All other units give a day: calendar days
    counted without the day of the event; months, quarters and years on the day of the same number, or the
    last day of a shorter month; business days counted Monday to Friday.
    """
    return _moved(moment, duration, 1)


def earlier(moment: date | datetime, duration: Duration) -> date | datetime:
    """The moment so much earlier, counted as in :func:`later`, backwards."""
    return _moved(moment, duration, -1)


def _moved(moment: date | datetime, duration: Duration, sign: int) -> date | datetime:
    amount = sign * duration.amount
    if duration.unit is Unit.HOURS:
        if not isinstance(moment, datetime):
            return moment + timedelta(days=amount // 24)
        if moment.tzinfo is None:
            return moment + timedelta(hours=amount)
        return (moment.astimezone(UTC) + timedelta(hours=amount)).astimezone(moment.tzinfo)
    day = day_of(moment)
    if duration.unit is Unit.DAYS:
        return day + timedelta(days=amount)
    if duration.unit is Unit.WEEKS:
        return day + timedelta(weeks=amount)
    if duration.unit is Unit.BUSINESS_DAYS:
        return _business_days_on(day, amount)
    months = day.year * 12 + day.month - 1 + amount * _MONTHS_IN[duration.unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _business_days_on(day: date, amount: int) -> date:
    step = 1 if amount > 0 else -1
    weeks, left = divmod(abs(amount), 5)
    if weeks and not left and day.weekday() > 4:
        weeks, left = weeks - 1, 5
    day += timedelta(weeks=step * weeks)
    while left:
        day += timedelta(days=step)
        left -= day.weekday() < 5
    return day


def day_of(moment: date | datetime) -> date:
    """The day of a moment, in its own time zone."""
    return moment.date() if isinstance(moment, datetime) else moment


# -- moments -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MomentInTime:
    """A day, or a time of a day in a time zone: ``2027-02-03 14:00 America/Los_Angeles``.

    Attributes:
        day: the day, in that zone.
        time: hours and minutes; ``None`` for a mere day.
        zone: the name of the time zone; ``None`` for a mere day.
    """

    day: date
    time: time | None = None
    zone: str | None = None

    def __post_init__(self) -> None:
        if (self.time is None) != (self.zone is None):
            raise ValueError("a time needs a time zone, and a time zone a time")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a day, or a day with a time and a time zone.

        Raises:
            ValueProblem: with what is wrong, where, and what to type.
        """
        reader = Reader(text)
        found = read_moment_in_time(reader)
        reader.expect_end("write a day, or a day, a time and a zone: '2027-02-03 14:00 America/Los_Angeles'")
        return cls(found.day, found.time, found.zone)

    @property
    def when(self) -> date | datetime:
        """The moment for reckoning: a day, or a time that knows its zone."""
        if self.time is None or self.zone is None:
            return self.day
        return datetime.combine(self.day, self.time, ZoneInfo(self.zone))

    def __str__(self) -> str:
        return f"{self.day} {self.time:%H:%M} {self.zone}" if self.time is not None else str(self.day)


_ABBREVIATIONS = {
    **dict.fromkeys(("PST", "PDT", "PT", "Pacific"), "America/Los_Angeles"),
    **dict.fromkeys(("CST", "CDT", "CT", "Central"), "America/Chicago"),
    **dict.fromkeys(("EST", "EDT", "ET", "Eastern"), "America/New_York"),
    **dict.fromkeys(("CET", "CEST"), "Europe/Brussels"),
    **dict.fromkeys(("IST", "WET", "WEST"), "Europe/Dublin"),
    **dict.fromkeys(("GMT", "Z", "utc"), "UTC"),
}
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


def read_moment_in_time(reader: Reader) -> MomentInTime:
    """Take a day, or a day with a time and a time zone."""
    stamp = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)\S*", reader.word())
    if stamp:
        raise reader.problem(
            f"'{reader.word()}' is not written as a moment here",
            f"write day, time and zone: '{stamp[1]} {stamp[2]} America/Los_Angeles'",
        )
    day = reader.day()
    if ":" not in reader.word():
        return MomentInTime(day)
    match = _TIME.fullmatch(reader.word())
    if not match:
        raise reader.problem(f"'{reader.word()}' is not a time of day", "write hours and minutes: '09:30' or '14:00'")
    reader.at += 1
    token = reader.peek()
    if token is None:
        last = reader.tokens[-1]
        raise ValueProblem(
            f"'{last.text}' has no time zone",
            last.start,
            length=len(last.text),
            hint="write the zone after the time, such as 'America/Los_Angeles', 'Europe/Brussels' or 'UTC'",
        )
    if not is_zone(token.text):
        otherwise = "write a zone such as 'America/Los_Angeles', 'Europe/Brussels' or 'UTC'"
        if token.text in _ABBREVIATIONS:
            otherwise = f"write '{_ABBREVIATIONS[token.text]}'"
        known = _zones() if "/" in token.text else ()
        raise reader.problem(
            f"'{token.text}' is not a known time zone", did_you_mean(token.text, known, otherwise=otherwise)
        )
    reader.at += 1
    return MomentInTime(day, time(int(match[1]), int(match[2])), token.text)


@lru_cache(maxsize=256)
def is_zone(name: str) -> bool:
    """Whether this is the name of a time zone: ``UTC``, or an area and a place.

    Abbreviations such as EST are refused, since they mean several zones or none that changes its clocks.
    """
    if name != "UTC" and ("/" not in name or name.startswith(("posix/", "right/"))):
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _zones() -> tuple[str, ...]:
    return tuple(sorted(each for each in available_timezones() if "/" in each))


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment by its name, such as ``discovery``, and where the name stands in the value."""

    name: str
    offset: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.name


def _pairs(moments: tuple[Moment, ...]) -> tuple[tuple[str, int], ...]:
    return tuple((each.name, each.offset) for each in moments)


def _moment(reader: Reader, names: Names, *ends: str, ends_at: Callable[[int], bool] | None = None) -> Moment:
    """Take the name of a moment, which ends before one of these words, or where ``ends_at`` says."""

    def ends_name(number: int) -> bool:
        return (
            number >= len(reader.tokens)
            or (ends_at is not None and ends_at(number))
            or any(reader.sees(each, number - reader.at) for each in ends)
        )

    name, offset = reader.name(names, ends_name, "the name of a moment")
    return Moment(name, offset)


Which: TypeAlias = Literal["first", "last"]


def _moments(reader: Reader, names: Names, *, must_choose: bool = False) -> tuple[tuple[Moment, ...], Which | None]:
    """Take ``M [or M][, whichever is first|last]``."""
    found = [_moment(reader, names, "or", ", whichever", ",")]
    if reader.take("or"):
        found.append(_moment(reader, names, "or", ", whichever", ","))
    if reader.sees("or"):
        raise reader.problem(
            "more than two moments stand here", "name two at most, and write the others in a second field"
        )
    which: Which | None = None
    if reader.sees(", whichever"):
        if len(found) < 2:
            reader.at += 1
            raise reader.problem("'whichever' needs two moments", "write two moments with 'or' between, or take it out")
        if reader.take(", whichever is first"):
            which = "first"
        elif reader.take(", whichever is last"):
            which = "last"
        else:
            reader.at += 1
            raise reader.problem(
                "which of the two moments counts cannot be read",
                "write 'whichever is first' or 'whichever is last'",
            )
    elif must_choose and len(found) > 1:
        raise reader.problem(
            "two moments stand here and none is chosen",
            "write ', whichever is first' or ', whichever is last'",
        )
    return tuple(found), which


def _moments_text(moments: tuple[Moment, ...], which: Which | None) -> str:
    return " or ".join(str(each) for each in moments) + (f", whichever is {which}" if which else "")


# -- periods -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days: ``from 2026-01-01``, ``until 2026-07-27`` or both.

    Attributes:
        start: the first day on which it holds; ``None`` where it has always held.
        until: the first day on which it no longer holds; ``None`` where no end is known.
    """

    start: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.start is None and self.until is None:
            raise ValueError("a period has a start, an end, or both")
        if self.start is not None and self.until is not None and self.until <= self.start:
            raise ValueError("a period ends after it starts")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``from D``, ``until D`` or ``from D until D``.

        Raises:
            ValueProblem: with what is wrong, where, and what to type.
        """
        reader = Reader(text)
        found = read_period(reader)
        reader.expect_end("write 'from 2026-01-01', 'until 2026-07-27' or 'from 2026-01-01 until 2026-07-27'")
        return cls(found.start, found.until)

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in it."""
        return not self.is_before(day) and not self.is_over(day)

    def is_before(self, day: date) -> bool:
        """Whether it has not begun on this day."""
        return self.start is not None and day < self.start

    def is_over(self, day: date) -> bool:
        """Whether it no longer holds on this day."""
        return self.until is not None and day >= self.until

    def meets(self, other: Period) -> bool:
        """Whether some day lies in both."""
        return (self.until is None or other.start is None or other.start < self.until) and (
            other.until is None or self.start is None or self.start < other.until
        )

    def __str__(self) -> str:
        parts = (f"from {self.start}" if self.start else "", f"until {self.until}" if self.until else "")
        return " ".join(each for each in parts if each)


def read_period(reader: Reader) -> Period:
    """Take a period."""
    start = reader.day() if reader.take("from") else None
    until = _until(reader, start)
    if start is None and until is None:
        if reader.word()[:1].isdigit():
            raise reader.problem("a period starts with 'from' or 'until'", f"write 'from {reader.word()}'")
        if reader.word() in ("since", "after", "to", "before", "by", "till"):
            instead = "from" if reader.word() in ("since", "after") else "until"
            raise reader.problem(f"'{reader.word()}' does not open a period", f"write '{instead}'")
        raise reader.problem("a period is missing here", "write 'from 2026-01-01' or 'until 2026-07-27'")
    return Period(start, until)


def _until(reader: Reader, start: date | None) -> date | None:
    if reader.word() in ("to", "till", "through") and start is not None:
        raise reader.problem(
            f"'{reader.word()}' does not close a period",
            "write 'until' and the first day on which it no longer holds",
        )
    if not reader.take("until"):
        return None
    offset = reader.offset
    until = reader.day()
    if start is not None and until <= start:
        raise ValueProblem(
            f"the period ends on {until}, which is not after its start",
            offset,
            length=10,
            hint="'until' takes the first day on which it no longer holds",
        )
    return until


# -- starts --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnDay:
    """A start on a day."""

    day: date

    def __str__(self) -> str:
        return str(self.day)


@dataclass(frozen=True, slots=True)
class After:
    """A start so long after a moment."""

    duration: Duration
    moment: Moment

    def __str__(self) -> str:
        return f"{self.duration} after {self.moment}"


@dataclass(frozen=True, slots=True)
class LaterOf:
    """The later of two starts."""

    first: OnDay | After
    second: OnDay | After

    def __str__(self) -> str:
        return f"the later of {self.first} and {self.second}"


@dataclass(frozen=True, slots=True)
class EarlierOf:
    """The earlier of two starts."""

    first: OnDay | After
    second: OnDay | After

    def __str__(self) -> str:
        return f"the earlier of {self.first} and {self.second}"


Start: TypeAlias = OnDay | After | LaterOf | EarlierOf


def start_between(start: Start, happened: Happened) -> tuple[date | None, date | None]:
    """The first and the last day on which the start may fall: equal where known, ``None`` where open.

    The later of a known day and an unknown moment falls on that day or later; the earlier of them on it or
    earlier.
    """
    match start:
        case OnDay(day):
            return day, day
        case After(duration, moment):
            when = happened(moment.name)
            found = None if when is None else day_of(later(when, duration))
            return found, found
        case LaterOf(first, second):
            (low_1, high_1), (low_2, high_2) = start_between(first, happened), start_between(second, happened)
            lows = [each for each in (low_1, low_2) if each is not None]
            return max(lows, default=None), (None if high_1 is None or high_2 is None else max(high_1, high_2))
        case EarlierOf(first, second):
            (low_1, high_1), (low_2, high_2) = start_between(first, happened), start_between(second, happened)
            highs = [each for each in (high_1, high_2) if each is not None]
            return (None if low_1 is None or low_2 is None else min(low_1, low_2)), min(highs, default=None)


@dataclass(frozen=True, slots=True)
class Application:
    """When a provision applies, the value of ``applies``: a start that may hang on a moment, an end, or both.

    Attributes:
        start: ``None`` where it has applied from the start.
        until: the first day on which it no longer applies.
    """

    start: Start | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.start is None and self.until is None:
            raise ValueError("an application has a start, an end, or both")
        if isinstance(self.start, OnDay) and self.until is not None and self.until <= self.start.day:
            raise ValueError("an application ends after it starts")

    @classmethod
    def parse(cls, text: str, names: Names = None) -> Self:
        """Read ``from S``, ``until D`` or ``from S until D``; S is a day, ``DUR after M``, or one of two.

        Raises:
            ValueProblem: with what is wrong, where, and what to type.
        """
        reader = Reader(text)
        if reader.word() != "from":
            period = read_period(reader)
            reader.expect_end("write 'from 2026-01-01', 'until 2026-07-27' or both")
            return cls(None, period.until)
        reader.at += 1
        start = _start(reader, names)
        until = _until(reader, start.day if isinstance(start, OnDay) else None)
        reader.expect_end("write 'from' with a day, with '90 days after …', or with 'the later of … and …'")
        return cls(start, until)

    def moments(self) -> tuple[tuple[str, int], ...]:
        """The names of the moments, with their offsets."""
        single = (self.start.first, self.start.second) if isinstance(self.start, LaterOf | EarlierOf) else (self.start,)
        return _pairs(tuple(each.moment for each in single if isinstance(each, After)))

    def starts_between(self, happened: Happened) -> tuple[date | None, date | None]:
        """The first and the last day on which it may start, as in :func:`start_between`."""
        return (None, None) if self.start is None else start_between(self.start, happened)

    def holds_on(self, day: date, happened: Happened = lambda _: None) -> Truth:
        """Whether it applies on this day; unknown where that hangs on a moment of which nothing is known."""
        if self.until is not None and day >= self.until:
            return Truth.FALSE
        if self.start is None:
            return Truth.TRUE
        low, high = self.starts_between(happened)
        if low is not None and day < low:
            return Truth.FALSE
        return Truth.TRUE if high is not None and day >= high else Truth.UNKNOWN

    def __str__(self) -> str:
        parts = (f"from {self.start}" if self.start else "", f"until {self.until}" if self.until else "")
        return " ".join(each for each in parts if each)


def _start(reader: Reader, names: Names) -> Start:
    which = reader.first_of("the later of", "the earlier of")
    if which is None:
        return _single_start(reader, names)
    first = _single_start(reader, names, in_pair=True)
    if not reader.take("and"):
        raise reader.problem(f"'{which}' needs two starts", "write 'the later of 2028-01-01 and 90 days after …'")
    second = _single_start(reader, names)
    return LaterOf(first, second) if which == "the later of" else EarlierOf(first, second)


def _single_start(reader: Reader, names: Names, *, in_pair: bool = False) -> OnDay | After:
    token = reader.peek()
    if token is None:
        raise reader.problem("a day or a moment is missing here", "write '2026-01-01' or '90 days after …'")
    if token.text in ("the", "later", "earlier"):
        raise reader.problem(
            "this start cannot be read",
            "write 'the later of … and …' or 'the earlier of … and …' once, after 'from'",
        )
    if "-" in token.text and token.text[:1].isdigit():
        return OnDay(reader.day())
    if not token.text[0].isdigit() and token.text not in _IN_WORDS:
        raise reader.problem(f"'{token.text}' is not a start", "write '2026-01-01' or '90 days after …'")
    duration = _duration(reader)
    if not reader.take("after"):
        raise reader.problem("'after' and a moment are missing here", f"write '{duration} after …'")

    def ends_at(number: int) -> bool:
        text, following = reader.text_at(number), reader.text_at(number + 1)
        if text == "until":
            return following[:1].isdigit()
        return in_pair and text == "and" and following[:1].isdigit()

    return After(duration, _moment(reader, names, ends_at=ends_at))


# -- deadlines -----------------------------------------------------------------------------------------------


class DeadlineKind(StrEnum):
    """How a deadline is fixed, in the words that open it."""

    BY = "by"
    WITHIN = "within"
    AT_LEAST_BEFORE = "at least … before"
    AT_LEAST_AFTER = "at least … after"
    AT_MOST_BEFORE = "at most … before"
    BEFORE = "before"
    ON_OR_BEFORE = "on or before"
    ON_REQUEST = "on request"
    WITHOUT_DELAY = "without delay"
    WITHOUT_UNDUE_DELAY = "without undue delay"
    PROMPTLY = "promptly"
    IMMEDIATELY = "immediately"
    REASONABLE_TIME = "within a reasonable time of"


_ALONE = (
    DeadlineKind.ON_REQUEST,
    DeadlineKind.WITHOUT_DELAY,
    DeadlineKind.WITHOUT_UNDUE_DELAY,
    DeadlineKind.PROMPTLY,
    DeadlineKind.IMMEDIATELY,
)
_WITH_DURATION = {
    DeadlineKind.WITHIN: ("within", "of"),
    DeadlineKind.AT_LEAST_BEFORE: ("at least", "before"),
    DeadlineKind.AT_LEAST_AFTER: ("at least", "after"),
    DeadlineKind.AT_MOST_BEFORE: ("at most", "before"),
}
_DEADLINES = (
    "write 'within 15 days of …', 'by 2027-01-01', 'at least 2 weeks before …', 'before …', "
    "'on or before …', 'on request', 'without delay' or 'promptly'"
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something must be done, the value of ``due``.

    Attributes:
        kind: how it is fixed.
        duration: how long before or after the moment, where the kind has one.
        of: the moment, or the two moments of which ``which`` says one.
        which: the first or the last of two moments; ``None`` where the text joins two by "or" and does not
            say. Then the first is taken (:func:`due`), which is open to argument.
        day: the day, for ``by``.
    """

    kind: DeadlineKind
    duration: Duration | None = None
    of: tuple[Moment, ...] = ()
    which: Which | None = None
    day: date | None = None

    def __post_init__(self) -> None:
        wants_moment = self.kind is not DeadlineKind.BY and self.kind not in _ALONE
        most = 2 if self.kind is DeadlineKind.WITHIN else 1
        if (
            (self.day is not None) != (self.kind is DeadlineKind.BY)
            or (self.duration is not None) != (self.kind in _WITH_DURATION)
            or not wants_moment <= len(self.of) <= wants_moment * most
            or (self.which is not None and len(self.of) != 2)
        ):
            raise ValueError(f"a deadline '{self.kind}' is not made of these parts")

    @classmethod
    def parse(cls, text: str, names: Names = None) -> Self:
        """Read a deadline; ``names`` are the moments that are known, one of which may hold the word "or".

        Raises:
            ValueProblem: with what is wrong, where, and what to type.
        """
        reader = Reader(text)
        found = _deadline(reader, names)
        reader.expect_end(_DEADLINES)
        return cls(found.kind, found.duration, found.of, found.which, found.day)

    def moments(self) -> tuple[tuple[str, int], ...]:
        """The names of the moments, with their offsets."""
        return _pairs(self.of)

    @property
    def is_open_to_argument(self) -> bool:
        """Whether two clocks are joined by "or" and nothing says which of them governs."""
        return len(self.of) > 1 and self.which is None

    def __str__(self) -> str:
        if self.kind is DeadlineKind.BY:
            return f"by {self.day}"
        if self.kind in _WITH_DURATION:
            opening, joint = _WITH_DURATION[self.kind]
            return f"{opening} {self.duration} {joint} {_moments_text(self.of, self.which)}"
        return " ".join((str(self.kind), *(str(each) for each in self.of)))


def _deadline(reader: Reader, names: Names) -> Deadline:
    for kind in _ALONE:
        if reader.take(kind):
            return Deadline(kind)
    if reader.take("by"):
        if reader.word() and not reader.word()[0].isdigit():
            raise reader.problem(
                f"'by' takes a day, and '{reader.word()}' is none", "write 'on or before …' for a moment"
            )
        return Deadline(DeadlineKind.BY, day=reader.day())
    if reader.take(DeadlineKind.REASONABLE_TIME):
        return Deadline(DeadlineKind.REASONABLE_TIME, of=(_moment(reader, names),))
    if reader.take("within"):
        duration = _duration(reader)
        if reader.word() in ("after", "from", "following"):
            raise reader.problem(f"'{reader.word()}' does not follow 'within {duration}'", "write 'of'")
        if not reader.take("of"):
            raise reader.problem("a moment is missing here", f"write 'within {duration} of …'")
        of, which = _moments(reader, names)
        return Deadline(DeadlineKind.WITHIN, duration, of, which)
    opening = reader.first_of("at least", "at most")
    if opening:
        duration = _duration(reader)
        joint = reader.first_of("before", "after")
        if joint is None:
            raise reader.problem("'before' and a moment are missing here", f"write '{opening} {duration} before …'")
        if (opening, joint) == ("at most", "after"):
            reader.at -= 1
            raise reader.problem("'at most … after' is not a deadline here", f"write 'within {duration} of …'")
        kind = next(kind for kind, each in _WITH_DURATION.items() if each == (opening, joint))
        return Deadline(kind, duration, (_moment_not_day(reader, names),))
    for kind in (DeadlineKind.ON_OR_BEFORE, DeadlineKind.BEFORE):
        if reader.take(kind):
            return Deadline(kind, of=(_moment_not_day(reader, names),))
    raise _no_deadline(reader)


def _moment_not_day(reader: Reader, names: Names) -> Moment:
    if re.match(r"\d{4}-", reader.word()):
        raise reader.problem(
            f"a moment stands here by its name, and '{reader.word()}' is a day", f"write 'by {reader.word()}'"
        )
    return _moment(reader, names)


def _no_deadline(reader: Reader) -> ValueProblem:
    word = reader.word()
    if not word:
        return reader.problem("the deadline is empty", _DEADLINES)
    if word in _IN_WORDS or word[0].isdigit():
        return reader.problem(
            "a deadline does not start with a duration", "write 'within … of …' or 'at least … before …'"
        )
    if word == "every":
        return reader.problem("'every' is a field of its own", "write '- every:' with the interval")
    words = " ".join(reader.text.split())
    return reader.problem("this deadline cannot be read", did_you_mean(words, _ALONE, otherwise=_DEADLINES))


def window(
    deadline: Deadline, moment: date | datetime | None = None
) -> tuple[date | datetime | None, date | datetime | None]:
    """The earliest and the latest time for doing what is due; ``None`` where none can be computed.

    Args:
        deadline: the deadline; of two moments, the caller chooses (:func:`due` does).
        moment: when its moment happened; a deadline with a day of its own needs none.
    """
    if deadline.kind is DeadlineKind.BY:
        return None, deadline.day
    if moment is None:
        return None, None
    duration = deadline.duration
    match deadline.kind:
        case DeadlineKind.WITHIN if duration:
            return None, later(moment, duration)
        case DeadlineKind.AT_LEAST_BEFORE if duration:
            return None, earlier(moment, duration)
        case DeadlineKind.AT_LEAST_AFTER if duration:
            return later(moment, duration), None
        case DeadlineKind.AT_MOST_BEFORE if duration:
            return earlier(moment, duration), moment
        case DeadlineKind.BEFORE:
            return None, moment if isinstance(moment, datetime) else moment - timedelta(days=1)
        case DeadlineKind.ON_OR_BEFORE:
            return None, day_of(moment)
    return None, None


def due_on(deadline: Deadline, moment: date | datetime | None = None) -> date | datetime | None:
    """The last day, or the last minute, for doing what is due, if its moment happened then.

    "Before" a mere day gives the day before; before a time gives that time, which is itself too late.
    ``None`` where no day is fixed: on request, without delay, promptly, within a reasonable time, at least so
    long after.
    """
    return window(deadline, moment)[1]


def due(deadline: Deadline, happened: Happened) -> date | datetime | None:
    """The last day, or the last minute, for doing what is due, by what is known of its moments.

    Of two moments the first counts unless the text says the last. Where only one of them is known, "whichever
    is first" falls due by that one; "whichever is last" is not fixed yet.
    """
    if not deadline.of:
        return due_on(deadline)
    known = [when for when in (happened(each.name) for each in deadline.of) if when is not None]
    if not known or (deadline.which == "last" and len(known) < len(deadline.of)):
        return None
    # Two clocks that run from a day and from a time are told apart by when they run out.
    ends = [end for end in (due_on(deadline, each) for each in known) if end is not None]
    if not ends:
        return None
    return max(ends, key=_order) if deadline.which == "last" else min(ends, key=_order)


def _order(moment: date | datetime) -> tuple[date, float]:
    """A key that orders days and times: by the day in UTC, a mere day after every time of it."""
    if isinstance(moment, datetime):
        exact = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        return exact.date(), exact.timestamp()
    return moment, float("inf")


# -- intervals -----------------------------------------------------------------------------------------------

Hedge: TypeAlias = Literal["about", "at least"]


@dataclass(frozen=True, slots=True)
class Interval:
    """How often something must be done, the value of ``every``.

    Attributes:
        most: the interval; of a range such as "3 to 6 months" its longer end, which is all that it promises.
        least: the shorter end of a range; ``None`` where there is no range.
        calendar: whether the text names the unit alone (``year``, ``quarter``, ``month``) and not a number of
            them.
        hedge: "about" or "at least", as written.
        start: the moment from which it runs.
        other_schedule: what the text says of another schedule that may be set, behind "that".
        is_reasonable: whether it asks that the other schedule be a reasonable one.
    """

    most: Duration
    least: Duration | None = None
    calendar: bool = False
    hedge: Hedge | None = None
    start: Moment | None = None
    other_schedule: str | None = None
    is_reasonable: bool = False

    def __post_init__(self) -> None:
        if self.least is not None and (
            self.calendar or self.least.unit is not self.most.unit or self.least.amount >= self.most.amount
        ):
            raise ValueError("a range runs from fewer to more of one unit")
        if self.calendar and (self.most.amount != 1 or self.most.unit not in _MONTHS_IN):
            raise ValueError("only a month, a quarter or a year is named alone")
        if self.is_reasonable and self.other_schedule is None:
            raise ValueError("only another schedule is reasonable")

    @classmethod
    def parse(cls, text: str, names: Names = None) -> Self:
        """Read ``year``, ``3 months``, ``3 to 6 months`` or ``12 months from M``, and another schedule.

        Raises:
            ValueProblem: with what is wrong, where, and what to type.
        """
        reader = Reader(text)
        hedge = _hedge(reader)
        least, most, calendar_unit = _every(reader)
        start = _moment(reader, names, ", or on another", ",") if reader.take("from") else None
        other_schedule, reasonable = _other_schedule(reader)
        reader.expect_end("after the interval only 'from …' and ', or on another schedule that …' may stand")
        return cls(most, least, calendar_unit, hedge, start, other_schedule, reasonable)

    def longest(self) -> Duration:
        """The longest time that may pass: of "3 to 6 months" it is six, as three is not owed."""
        return self.most

    def moments(self) -> tuple[tuple[str, int], ...]:
        """The name of the moment from which it runs, with its offset, if it has one."""
        return _pairs((self.start,) if self.start else ())

    def __str__(self) -> str:
        text = f"{self.hedge} " if self.hedge else ""
        if self.calendar:
            text += self.most.unit.singular
        else:
            text += f"{self.least.amount} to {self.most}" if self.least else str(self.most)
        if self.start:
            text += f" from {self.start}"
        if self.other_schedule is not None:
            reasonable = "reasonable " if self.is_reasonable else ""
            text += f", or on another {reasonable}schedule that {self.other_schedule}"
        return text


def _hedge(reader: Reader) -> Hedge | None:
    if reader.take("about"):
        return "about"
    if reader.take("at least"):
        return "at least"
    if reader.sees("at most"):
        raise reader.problem("'at most' does not open an interval", "write the interval alone: it is the longest time")
    return None


_ADVERBS = {
    "yearly": "year",
    "annually": "year",
    "quarterly": "quarter",
    "monthly": "month",
    "weekly": "1 week",
    "daily": "1 day",
    "week": "1 week",
    "day": "1 day",
    "hour": "1 hour",
    "once": "year",
    "annual": "year",
}


def _every(reader: Reader) -> tuple[Duration | None, Duration, bool]:
    for unit in _MONTHS_IN:
        if reader.take(unit.singular):
            return None, Duration(1, unit), True
    if reader.is_done:
        raise reader.problem(
            "the interval is missing", "write 'year', 'quarter', 'month', '3 months' or '3 to 6 months'"
        )
    if reader.word() in _ADVERBS:
        raise reader.problem(f"'{reader.word()}' is not an interval here", f"write '{_ADVERBS[reader.word()]}'")
    if reader.word() == "every":
        raise reader.problem("'every' is the field and is not written again", "take the word out")
    first = reader.offset
    amount = _amount(reader)
    if not reader.take("to"):
        return None, Duration(amount, _unit(reader, amount)), False
    more = _amount(reader)
    if more <= amount:
        raise ValueProblem(
            f"'{amount} to {more}' does not run from fewer to more",
            first,
            length=reader.tokens[reader.at - 1].end - first,
            hint=f"write '{more} to {amount}'" if more < amount else f"write '{amount}'",
        )
    unit = _unit(reader, more)
    return Duration(amount, unit), Duration(more, unit), False


def _other_schedule(reader: Reader) -> tuple[str | None, bool]:
    if not reader.take(", or on another"):
        return None, False
    reasonable = reader.take("reasonable")
    if not reader.take("schedule that"):
        raise reader.problem("what the other schedule must be is missing here", "write 'schedule that …'")
    if reader.is_done:
        raise reader.problem("what the other schedule must be is missing here", "write it after 'that'")
    return reader.rest(), reasonable


# -- retention -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Retention:
    """How long something must be kept, the value of ``keep for``.

    Attributes:
        duration: how long.
        at_least: whether the text says "at least".
        start: the moment from which it counts, or two of which ``which`` says one.
        which: the first or the last of two moments.
        while_: what must go on first, in words: "as long as the model is deployed, plus 5 years".
    """

    duration: Duration
    at_least: bool = False
    start: tuple[Moment, ...] = ()
    which: Which | None = None
    while_: str | None = None

    def __post_init__(self) -> None:
        if len(self.start) > 2 or (self.which is not None) != (len(self.start) == 2):
            raise ValueError("of two moments one is chosen")
        if self.while_ is not None and (self.at_least or self.start):
            raise ValueError("what is kept as long as something goes on has no other start")

    @classmethod
    def parse(cls, text: str, names: Names = None) -> Self:
        """Read ``[at least ]DUR[ from M[ or M, whichever is first|last]]`` or ``as long as TEXT, plus DUR``.

        Raises:
            ValueProblem: with what is wrong, where, and what to type.
        """
        reader = Reader(text)
        if reader.take("as long as"):
            return cls(*_as_long_as(reader))
        at_least = reader.take("at least")
        duration = _duration(reader)
        start: tuple[Moment, ...] = ()
        which: Which | None = None
        if reader.word() in ("after", "of"):
            raise reader.problem(f"'{reader.word()}' does not follow '{duration}' here", "write 'from'")
        if reader.take("from"):
            start, which = _moments(reader, names, must_choose=True)
        reader.expect_end("write '5 years', 'at least 5 years from …' or 'as long as …, plus 5 years'")
        return cls(duration, at_least, start, which)

    def moments(self) -> tuple[tuple[str, int], ...]:
        """The names of the moments, with their offsets."""
        return _pairs(self.start)

    def __str__(self) -> str:
        if self.while_ is not None:
            return f"as long as {self.while_}, plus {self.duration}"
        start = f" from {_moments_text(self.start, self.which)}" if self.start else ""
        return f"{'at least ' if self.at_least else ''}{self.duration}{start}"


def _as_long_as(reader: Reader) -> tuple[Duration, bool, tuple[Moment, ...], None, str]:
    start = reader.at
    plus = next(
        (each for each in range(len(reader.tokens) - 1, start, -1) if reader.sees(", plus", each - start)),
        None,
    )
    if plus is None:
        reader.at = len(reader.tokens)
        raise reader.problem("how long it is kept after that is missing", "write ', plus 5 years' at the end")
    words = reader.words(start, plus)
    reader.at = plus + 2
    duration = _duration(reader)
    reader.expect_end("nothing may stand after the duration")
    return duration, False, (), None, words
