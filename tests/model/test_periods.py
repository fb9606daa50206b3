"""Time in the law: reading, printing, counting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.diagnostics import ValueProblem
from compliance.model.conditions import Truth
from compliance.model.periods import (
    After,
    Application,
    Deadline,
    DeadlineKind,
    Duration,
    EarlierOf,
    Interval,
    LaterOf,
    Moment,
    MomentInTime,
    OnDay,
    Period,
    Retention,
    Unit,
    due,
    due_on,
    earlier,
    is_longer,
    is_zone,
    later,
    window,
)

PACIFIC = ZoneInfo("America/Los_Angeles")
NAMES = frozenset({"determination", "determination or denial", "reasonable belief", "first day"})


def dur(text: str) -> Duration:
    return Duration.parse(text)


# -- reading and printing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        *((Duration.parse, f"{number} {unit}") for unit in Unit for number in (2, 72)),
        *((Duration.parse, f"1 {unit.singular}") for unit in Unit),
        (Period.parse, "from 2026-01-01"),
        (Period.parse, "until 2026-07-27"),
        (Period.parse, "from 2026-02-24 until 2026-04-02"),
        (Application.parse, "from 2028-01-01"),
        (Application.parse, "until 2027-08-02"),
        (Application.parse, "from 2028-01-01 until 2029-01-01"),
        (Application.parse, "from 90 days after first qualifying"),
        (Application.parse, "from 90 days after first qualifying until 2030-01-01"),
        (Application.parse, "from the later of 2028-01-01 and 90 days after first qualifying as a large one"),
        (Application.parse, "from the earlier of 90 days after first and second qualifying and 2028-01-01"),
        (Deadline.parse, "by 2027-01-01"),
        (Deadline.parse, "within 15 days of discovery"),
        (Deadline.parse, "within 72 hours of determination or reasonable belief, whichever is first"),
        (Deadline.parse, "within 2 weeks of threshold met or threshold foreseen, whichever is last"),
        (Deadline.parse, "within 15 business days of placing on the Union market or confirmation"),
        (Deadline.parse, "at least 2 weeks before placing on the Union market"),
        (Deadline.parse, "at least 6 months after designation decision"),
        (Deadline.parse, "at most 30 days before publication"),
        (Deadline.parse, "before deployment"),
        (Deadline.parse, "on or before material modification"),
        (Deadline.parse, "on request"),
        (Deadline.parse, "without delay"),
        (Deadline.parse, "without undue delay"),
        (Deadline.parse, "promptly"),
        (Deadline.parse, "immediately"),
        (Deadline.parse, "within a reasonable time of grounds known"),
        (Interval.parse, "year"),
        (Interval.parse, "quarter"),
        (Interval.parse, "month"),
        (Interval.parse, "2 years"),
        (Interval.parse, "about 1 year"),
        (Interval.parse, "at least 6 months"),
        (Interval.parse, "3 to 6 months"),
        (Interval.parse, "12 months from placing on the Union market"),
        (
            Interval.parse,
            "3 months, or on another reasonable schedule that it sets and tells the office",
        ),
        (
            Interval.parse,
            "3 months, or on another schedule that it sets, tells both, and the Agency agrees to",
        ),
        (Interval.parse, "4 weeks from initial report, or on another schedule that suits"),
        (Retention.parse, "5 years"),
        (Retention.parse, "at least 10 years from placing on the Union market"),
        (Retention.parse, "at least 5 years from documentation or incident, whichever is last"),
        (Retention.parse, "as long as the model is deployed, plus 5 years"),
        (Retention.parse, "as long as one, plus another, is deployed, plus 5 years"),
        (MomentInTime.parse, "2026-01-01"),
        (MomentInTime.parse, "2027-02-03 14:00 America/Los_Angeles"),
        (MomentInTime.parse, "2027-02-03 00:05 UTC"),
    ],
)
def test_every_production_prints_as_it_was_written(parse: Callable[[str], object], text: str) -> None:
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    ("parse", "text", "expected"),
    [
        (Duration.parse, "72 hours", Duration(72, Unit.HOURS)),
        (Duration.parse, "1 business day", Duration(1, Unit.BUSINESS_DAYS)),
        (Period.parse, "from 2026-02-24 until 2026-04-02", Period(date(2026, 2, 24), date(2026, 4, 2))),
        (
            Application.parse,
            "from the later of 2028-01-01 and 90 days after first qualifying",
            Application(LaterOf(OnDay(date(2028, 1, 1)), After(Duration(90, Unit.DAYS), Moment("first qualifying")))),
        ),
        (
            Application.parse,
            "from the earlier of 1 day after a and b and 2028-01-01",
            Application(EarlierOf(After(Duration(1, Unit.DAYS), Moment("a and b")), OnDay(date(2028, 1, 1)))),
        ),
        (
            Deadline.parse,
            "within 72 hours of determination or reasonable belief, whichever is first",
            Deadline(
                DeadlineKind.WITHIN,
                Duration(72, Unit.HOURS),
                (Moment("determination"), Moment("reasonable belief")),
                "first",
            ),
        ),
        (Deadline.parse, "by 2027-01-01", Deadline(DeadlineKind.BY, day=date(2027, 1, 1))),
        (Interval.parse, "year", Interval(Duration(1, Unit.YEARS), calendar=True)),
        (Interval.parse, "1 year", Interval(Duration(1, Unit.YEARS))),
        (Interval.parse, "3 to 6 months", Interval(Duration(6, Unit.MONTHS), Duration(3, Unit.MONTHS))),
        (
            Interval.parse,
            "about 4 weeks from x, or on another reasonable schedule that y",
            Interval(Duration(4, Unit.WEEKS), None, False, "about", Moment("x"), "y", True),
        ),
        (
            Retention.parse,
            "at least 5 years from a or b, whichever is last",
            Retention(Duration(5, Unit.YEARS), True, (Moment("a"), Moment("b")), "last"),
        ),
        (
            Retention.parse,
            "as long as x, plus 5 years",
            Retention(Duration(5, Unit.YEARS), while_="x"),
        ),
        (
            MomentInTime.parse,
            "2027-02-03 14:00 America/Los_Angeles",
            MomentInTime(date(2027, 2, 3), time(14), "America/Los_Angeles"),
        ),
    ],
)
def test_values_are_read(parse: Callable[[str], object], text: str, expected: object) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("within 1 day of determination or reasonable belief", None, ("determination", "reasonable belief")),
        (
            "within 1 day of determination or denial or reasonable belief",
            NAMES,
            ("determination or denial", "reasonable belief"),
        ),
        ("within 1 day of determination or denial", NAMES, ("determination or denial",)),
        ("before determination or denial", None, ("determination or denial",)),
    ],
)
def test_the_name_of_a_moment_may_hold_or(text: str, known: frozenset[str] | None, expected: tuple[str, ...]) -> None:
    found = Deadline.parse(text, known).moments()

    assert tuple(name for name, _ in found) == expected
    assert all(text[offset:].startswith(name) for name, offset in found)


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        (Application.parse("from the later of 2028-01-01 and 9 days after x").moments(), (("x", 46),)),
        (Application.parse("from 9 days after x").moments(), (("x", 18),)),
        (Application.parse("until 2028-01-01").moments(), ()),
        (Interval.parse("12 months from x").moments(), (("x", 15),)),
        (Interval.parse("year").moments(), ()),
        (Retention.parse("5 years from x or y, whichever is last").moments(), (("x", 13), ("y", 18))),
        (Deadline.parse("on request").moments(), ()),
    ],
)
def test_moments_are_listed_with_their_places(
    moments: tuple[tuple[str, int], ...], expected: tuple[tuple[str, int], ...]
) -> None:
    assert moments == expected


ALL_DEADLINES = (
    "write 'within 15 days of …', 'by 2027-01-01', 'at least 2 weeks before …', 'before …', 'on or before …', "
    "'on request', 'without delay' or 'promptly'"
)


@pytest.mark.parametrize(
    ("parse", "text", "message", "offset", "length", "hint"),
    [
        (
            Duration.parse,
            "",
            "a duration is missing here",
            0,
            1,
            "write a number and a unit, such as '30 days'",
        ),
        (Duration.parse, "1 days", "'1 days' mixes singular and plural", 2, 4, "write '1 day'"),
        (Duration.parse, "2 week", "'2 week' mixes singular and plural", 2, 4, "write '2 weeks'"),
        (Duration.parse, "two weeks", "'two' is a number in words", 0, 3, "write it in figures: '2'"),
        (Duration.parse, "2 wekes", "'wekes' is not a unit of time", 2, 5, "did you mean 'weeks'?"),
        (
            Duration.parse,
            "10 working days",
            "'working days' is not a unit of time here",
            3,
            7,
            "write 'business days'",
        ),
        (
            Duration.parse,
            "5",
            "'5' has no unit",
            0,
            1,
            "use hours, days, business days, weeks, months, quarters or years",
        ),
        (Duration.parse, "3days", "'3days' needs a space", 0, 5, "write '3 days'"),
        (Duration.parse, "1-hour", "'1-hour' needs a space", 0, 6, "write '1 hour'"),
        (Duration.parse, "0 days", "'0' makes no sense as a duration", 0, 1, "check the number"),
        (Duration.parse, "2026 years", "2026 years make no sense as a duration", 5, 5, "check the number"),
        (
            Duration.parse,
            "1.5 years",
            "'1.5' is not a whole number",
            0,
            3,
            "write a number and a unit, such as '30 days'",
        ),
        (
            Duration.parse,
            "5 days of x",
            "'of x' cannot be read here",
            7,
            4,
            "write a number and a unit, such as '30 days'",
        ),
        (
            Period.parse,
            "",
            "a period is missing here",
            0,
            1,
            "write 'from 2026-01-01' or 'until 2026-07-27'",
        ),
        (
            Period.parse,
            "2026-01-01",
            "a period starts with 'from' or 'until'",
            0,
            10,
            "write 'from 2026-01-01'",
        ),
        (Period.parse, "since 2026-01-01", "'since' does not open a period", 0, 5, "write 'from'"),
        (Period.parse, "to 2026-01-01", "'to' does not open a period", 0, 2, "write 'until'"),
        (
            Period.parse,
            "from 2026-01-01 to 2026-02-02",
            "'to' does not close a period",
            16,
            2,
            "write 'until' and the first day on which it no longer holds",
        ),
        (
            Period.parse,
            "from 2026-01-01 until 2026-01-01",
            "the period ends on 2026-01-01, which is not after its start",
            22,
            10,
            "'until' takes the first day on which it no longer holds",
        ),
        (Period.parse, "from", "a date is missing here", 4, 1, "write a day such as '2026-01-01'"),
        (Period.parse, "from 2026-1-1", "'2026-1-1' is not a date", 5, 8, "write a day such as '2026-01-01'"),
        (
            Application.parse,
            "from",
            "a day or a moment is missing here",
            4,
            1,
            "write '2026-01-01' or '90 days after …'",
        ),
        (
            Application.parse,
            "from soon",
            "'soon' is not a start",
            5,
            4,
            "write '2026-01-01' or '90 days after …'",
        ),
        (
            Application.parse,
            "from 90 days",
            "'after' and a moment are missing here",
            12,
            1,
            "write '90 days after …'",
        ),
        (
            Application.parse,
            "from the later of 2028-01-01",
            "'the later of' needs two starts",
            28,
            1,
            "write 'the later of 2028-01-01 and 90 days after …'",
        ),
        (
            Application.parse,
            "from the latest of x",
            "this start cannot be read",
            5,
            3,
            "write 'the later of … and …' or 'the earlier of … and …' once, after 'from'",
        ),
        (
            Application.parse,
            "from 2028-01-01 until 2027-01-01",
            "the period ends on 2027-01-01, which is not after its start",
            22,
            10,
            "'until' takes the first day on which it no longer holds",
        ),
        (
            Application.parse,
            "from 9 days after",
            "the name of a moment is missing here",
            17,
            1,
            "write one that terms.md or a definition has",
        ),
        (
            Deadline.parse,
            "by request",
            "'by' takes a day, and 'request' is none",
            3,
            7,
            "write 'on or before …' for a moment",
        ),
        (
            Deadline.parse,
            "within 15 days after discovery",
            "'after' does not follow 'within 15 days'",
            15,
            5,
            "write 'of'",
        ),
        (Deadline.parse, "within 15 days", "a moment is missing here", 14, 1, "write 'within 15 days of …'"),
        (
            Deadline.parse,
            "within 72 hours of a, whichever is first",
            "'whichever' needs two moments",
            22,
            9,
            "write two moments with 'or' between, or take it out",
        ),
        (
            Deadline.parse,
            "within 72 hours of a or b, whichever comes first",
            "which of the two moments counts cannot be read",
            27,
            9,
            "write 'whichever is first' or 'whichever is last'",
        ),
        (
            Deadline.parse,
            "within 1 day of a or b or c",
            "more than two moments stand here",
            23,
            2,
            "name two at most, and write the others in a second field",
        ),
        (
            Deadline.parse,
            "at most 30 days after x",
            "'at most … after' is not a deadline here",
            16,
            5,
            "write 'within 30 days of …'",
        ),
        (
            Deadline.parse,
            "at least 2 weeks",
            "'before' and a moment are missing here",
            16,
            1,
            "write 'at least 2 weeks before …'",
        ),
        (
            Deadline.parse,
            "before 2026-01-01",
            "a moment stands here by its name, and '2026-01-01' is a day",
            7,
            10,
            "write 'by 2026-01-01'",
        ),
        (Deadline.parse, "on requst", "this deadline cannot be read", 0, 2, "did you mean 'on request'?"),
        (Deadline.parse, "soon", "this deadline cannot be read", 0, 4, ALL_DEADLINES),
        (Deadline.parse, "promptly indeed", "'indeed' cannot be read here", 9, 6, ALL_DEADLINES),
        (Deadline.parse, "", "the deadline is empty", 0, 1, ALL_DEADLINES),
        (
            Deadline.parse,
            "15 days",
            "a deadline does not start with a duration",
            0,
            2,
            "write 'within … of …' or 'at least … before …'",
        ),
        (
            Deadline.parse,
            "every month",
            "'every' is a field of its own",
            0,
            5,
            "write '- every:' with the interval",
        ),
        (Interval.parse, "quarterly", "'quarterly' is not an interval here", 0, 9, "write 'quarter'"),
        (Interval.parse, "week", "'week' is not an interval here", 0, 4, "write '1 week'"),
        (
            Interval.parse,
            "every year",
            "'every' is the field and is not written again",
            0,
            5,
            "take the word out",
        ),
        (
            Interval.parse,
            "at most 3 months",
            "'at most' does not open an interval",
            0,
            2,
            "write the interval alone: it is the longest time",
        ),
        (
            Interval.parse,
            "6 to 3 months",
            "'6 to 3' does not run from fewer to more",
            0,
            6,
            "write '3 to 6'",
        ),
        (
            Interval.parse,
            "3 months, or on another schedule",
            "what the other schedule must be is missing here",
            24,
            8,
            "write 'schedule that …'",
        ),
        (
            Interval.parse,
            "3 months, or on another schedule that",
            "what the other schedule must be is missing here",
            37,
            1,
            "write it after 'that'",
        ),
        (
            Interval.parse,
            "3 months, or so",
            "', or so' cannot be read here",
            8,
            7,
            "after the interval only 'from …' and ', or on another schedule that …' may stand",
        ),
        (
            Interval.parse,
            "",
            "the interval is missing",
            0,
            1,
            "write 'year', 'quarter', 'month', '3 months' or '3 to 6 months'",
        ),
        (Retention.parse, "5 years after x", "'after' does not follow '5 years' here", 8, 5, "write 'from'"),
        (
            Retention.parse,
            "5 years from x or y",
            "two moments stand here and none is chosen",
            19,
            1,
            "write ', whichever is first' or ', whichever is last'",
        ),
        (
            Retention.parse,
            "as long as x",
            "how long it is kept after that is missing",
            12,
            1,
            "write ', plus 5 years' at the end",
        ),
        (
            Retention.parse,
            "as long as x, plus five years",
            "'five' is a number in words",
            19,
            4,
            "write it in figures: '5'",
        ),
        (
            Retention.parse,
            "as long as x, plus 5 years or so",
            "'or so' cannot be read here",
            27,
            5,
            "nothing may stand after the duration",
        ),
        (
            MomentInTime.parse,
            "2027-02-03 14:00",
            "'14:00' has no time zone",
            11,
            5,
            "write the zone after the time, such as 'America/Los_Angeles', 'Europe/Brussels' or 'UTC'",
        ),
        (
            MomentInTime.parse,
            "2027-02-03 14:00 America/Los_Angles",
            "'America/Los_Angles' is not a known time zone",
            17,
            18,
            "did you mean 'America/Los_Angeles'?",
        ),
        (
            MomentInTime.parse,
            "2027-02-03 14:00 PST",
            "'PST' is not a known time zone",
            17,
            3,
            "write 'America/Los_Angeles'",
        ),
        (
            MomentInTime.parse,
            "2027-02-03 14:00 America",
            "'America' is not a known time zone",
            17,
            7,
            "write a zone such as 'America/Los_Angeles', 'Europe/Brussels' or 'UTC'",
        ),
        (
            MomentInTime.parse,
            "2027-02-03 9:30 UTC",
            "'9:30' is not a time of day",
            11,
            4,
            "write hours and minutes: '09:30' or '14:00'",
        ),
        (
            MomentInTime.parse,
            "2027-02-03T14:00Z",
            "'2027-02-03T14:00Z' is not written as a moment here",
            0,
            17,
            "write day, time and zone: '2027-02-03 14:00 America/Los_Angeles'",
        ),
        (
            MomentInTime.parse,
            "2027-02-03 noon",
            "'noon' cannot be read here",
            11,
            4,
            "write a day, or a day, a time and a zone: '2027-02-03 14:00 America/Los_Angeles'",
        ),
    ],
)
def test_what_cannot_be_read_is_explained_at_its_place(
    parse: Callable[[str], object], text: str, message: str, offset: int, length: int, hint: str
) -> None:
    with pytest.raises(ValueProblem) as caught:
        parse(text)

    problem = caught.value
    assert (problem.message, problem.offset, problem.length, problem.hint) == (message, offset, length, hint)


@pytest.mark.parametrize("name", ["EST", "localtime", "../UTC", "America", "right/UTC", "/etc/passwd", "a/\0"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    assert not is_zone(name)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Duration(0, Unit.DAYS),
        Period,
        lambda: Period(date(2026, 1, 2), date(2026, 1, 2)),
        Application,
        lambda: Application(OnDay(date(2026, 1, 2)), date(2026, 1, 1)),
        lambda: MomentInTime(date(2026, 1, 2), time(1)),
        lambda: Deadline(DeadlineKind.BY),
        lambda: Deadline(DeadlineKind.WITHIN, Duration(1, Unit.DAYS)),
        lambda: Deadline(DeadlineKind.BEFORE, None, (Moment("a"), Moment("b"))),
        lambda: Deadline(DeadlineKind.ON_REQUEST, None, (Moment("a"),)),
        lambda: Interval(Duration(3, Unit.MONTHS), Duration(6, Unit.MONTHS)),
        lambda: Interval(Duration(2, Unit.YEARS), calendar=True),
        lambda: Interval(Duration(2, Unit.YEARS), is_reasonable=True),
        lambda: Retention(Duration(5, Unit.YEARS), start=(Moment("a"), Moment("b"))),
        lambda: Retention(Duration(5, Unit.YEARS), at_least=True, while_="x"),
    ],
)
def test_what_could_not_be_written_cannot_be_made(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        make()


# -- the round trip ------------------------------------------------------------------------------------------

days = st.dates(date(1900, 1, 1), date(2900, 1, 1))
durations = st.builds(Duration, st.integers(1, 900), st.sampled_from(Unit))
names = st.lists(
    st.text("abcxyzäé", min_size=1, max_size=6).filter(lambda word: word != "and"), min_size=1, max_size=4
).map(" ".join)
moments = st.builds(Moment, names)
texts = st.lists(st.sampled_from(["it", "sets,", "and", "or", "the", "office", "5", "(x)"]), min_size=1).map(" ".join)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, until = sorted((draw(days), draw(days)))
    shape = draw(st.integers(0, 2))
    if shape == 2 and start < until:
        return Period(start, until)
    return Period(start) if shape else Period(until=until)


@st.composite
def applications(draw: st.DrawFn) -> Application:
    single = st.builds(OnDay, days) | st.builds(After, durations, moments)
    start = draw(st.none() | single | st.builds(LaterOf, single, single) | st.builds(EarlierOf, single, single))
    until = draw(days) if start is None else draw(st.none() | days)
    if isinstance(start, OnDay) and until is not None and until <= start.day:
        until = None
    return Application(start, until)


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    kind = draw(st.sampled_from(DeadlineKind))
    if kind is DeadlineKind.BY:
        return Deadline(kind, day=draw(days))
    if kind is DeadlineKind.WITHIN:
        of = tuple(draw(st.lists(moments, min_size=1, max_size=2)))
        which = draw(st.sampled_from([None, "first", "last"])) if len(of) == 2 else None
        return Deadline(kind, draw(durations), of, which)  # type: ignore[arg-type]
    if " … " in kind:
        return Deadline(kind, draw(durations), (draw(moments),))
    if kind in (DeadlineKind.BEFORE, DeadlineKind.ON_OR_BEFORE, DeadlineKind.REASONABLE_TIME):
        return Deadline(kind, of=(draw(moments),))
    return Deadline(kind)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    calendar = draw(st.booleans())
    most = Duration(1, draw(st.sampled_from([Unit.MONTHS, Unit.QUARTERS, Unit.YEARS]))) if calendar else draw(durations)
    ranged = not calendar and most.amount > 1 and draw(st.booleans())
    least = Duration(draw(st.integers(1, most.amount - 1)), most.unit) if ranged else None
    other = draw(st.none() | texts)
    return Interval(
        most,
        least,
        calendar,
        draw(st.sampled_from([None, "about", "at least"])),  # type: ignore[arg-type]
        draw(st.none() | moments),
        other,
        other is not None and draw(st.booleans()),
    )


@st.composite
def retentions(draw: st.DrawFn) -> Retention:
    if draw(st.booleans()):
        return Retention(draw(durations), while_=draw(texts))
    start = tuple(draw(st.lists(moments, max_size=2)))
    which = draw(st.sampled_from(["first", "last"])) if len(start) == 2 else None
    return Retention(draw(durations), draw(st.booleans()), start, which)  # type: ignore[arg-type]


moments_in_time = st.builds(MomentInTime, days) | st.builds(
    MomentInTime,
    days,
    st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    st.sampled_from(["UTC", "America/Los_Angeles", "Europe/Brussels"]),
)


@given(st.one_of(durations, periods(), applications(), deadlines(), intervals(), retentions(), moments_in_time))
def test_what_is_printed_reads_back_as_the_same(value: Duration | Period) -> None:
    assert type(value).parse(str(value)) == value


vocabulary = st.sampled_from(
    [
        *(
            "from",
            "until",
            "by",
            "within",
            "of",
            "or",
            "and",
            ",",
            "whichever is first",
            "at least",
            "at most",
        ),
        *(
            "before",
            "after",
            "on",
            "request",
            "the later of",
            "2026-01-01",
            "2025-01-01",
            "5",
            "1",
            "days",
            "day",
        ),
        *(
            "hours",
            "x",
            "y",
            "about",
            "year",
            "to",
            "another",
            "schedule that",
            "as long as",
            "plus",
            "14:00",
            "UTC",
        ),
        *("³", "(", '"', "every", "two", "a", "99999999", "5days"),
    ]
)
readers = st.sampled_from(
    [each.parse for each in (Duration, Period, Application, Deadline, Interval, Retention, MomentInTime)]
)


def value_or_problem(parse: Callable[[str], object], text: str) -> object:
    try:
        return parse(text)
    except ValueProblem as problem:
        return problem


@given(readers, st.lists(vocabulary, max_size=9).map(" ".join) | st.text(max_size=20))
def test_any_text_is_read_or_explained(parse: Callable[[str], object], text: str) -> None:
    found = value_or_problem(parse, text)

    if isinstance(found, ValueProblem):
        assert 0 <= found.offset <= len(text)
        assert 1 <= found.length <= max(len(text) - found.offset, 1)
        assert found.hint
    else:
        assert parse(str(found)) == found


# -- periods -------------------------------------------------------------------------------------------------


def test_a_period_holds_from_its_first_day_to_the_day_before_its_end() -> None:
    period = Period.parse("from 2026-02-24 until 2026-04-02")
    shown = [
        (str(day), period.is_before(day), period.holds_on(day), period.is_over(day))
        for day in (date(2026, 2, 23), date(2026, 2, 24), date(2026, 4, 1), date(2026, 4, 2))
    ]

    assert shown == [
        ("2026-02-23", True, False, False),
        ("2026-02-24", False, True, False),
        ("2026-04-01", False, True, False),
        ("2026-04-02", False, False, True),
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("until 2026-07-27", "from 2026-07-27", False),
        ("until 2026-07-28", "from 2026-07-27", True),
        ("from 2026-01-01", "from 2030-01-01", True),
        ("until 2026-01-01", "until 2030-01-01", True),
        ("from 2026-01-01 until 2026-02-01", "from 2026-02-01 until 2026-03-01", False),
    ],
)
def test_periods_meet_where_they_share_a_day(one: str, other: str, expected: bool) -> None:
    assert Period.parse(one).meets(Period.parse(other)) is expected
    assert Period.parse(other).meets(Period.parse(one)) is expected


# -- starts --------------------------------------------------------------------------------------------------

ILLINOIS = Application.parse("from the later of 2028-01-01 and 90 days after first qualifying")
EITHER = Application.parse("from the earlier of 2028-01-01 and 90 days after first qualifying")
Q = date(2028, 3, 1)


@pytest.mark.parametrize(
    ("application", "day", "qualified", "expected"),
    [
        (ILLINOIS, date(2027, 12, 31), None, Truth.FALSE),
        (ILLINOIS, date(2028, 1, 1), None, Truth.UNKNOWN),
        (ILLINOIS, date(2028, 1, 1), date(2026, 1, 1), Truth.TRUE),
        (ILLINOIS, date(2028, 5, 29), Q, Truth.FALSE),
        (ILLINOIS, date(2028, 5, 30), Q, Truth.TRUE),
        (EITHER, date(2027, 12, 31), None, Truth.UNKNOWN),
        (EITHER, date(2028, 1, 1), None, Truth.TRUE),
        (EITHER, date(2027, 12, 31), Q, Truth.FALSE),
        (Application.parse("until 2027-08-02"), date(2027, 8, 1), None, Truth.TRUE),
        (Application.parse("until 2027-08-02"), date(2027, 8, 2), None, Truth.FALSE),
        (Application.parse("from 9 days after first qualifying"), date(2027, 8, 2), None, Truth.UNKNOWN),
        (Application.parse("from 2026-01-01 until 2027-01-01"), date(2026, 1, 1), None, Truth.TRUE),
    ],
)
def test_a_start_may_hang_on_a_moment(
    application: Application, day: date, qualified: date | None, expected: Truth
) -> None:
    assert application.holds_on(day, {"first qualifying": qualified}.get) is expected


@given(applications(), days, st.dictionaries(names, days), days)
def test_learning_a_moment_never_unsettles_whether_it_applies(
    application: Application, day: date, known: dict[str, date], learnt: date
) -> None:
    before = application.holds_on(day, known.get)
    after = application.holds_on(day, lambda name: known.get(name, learnt))

    assert after is not Truth.UNKNOWN
    assert before in (after, Truth.UNKNOWN)


# -- counting ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "duration", "expected"),
    [
        (date(2027, 2, 3), "15 days", date(2027, 2, 18)),
        (date(2027, 2, 3), "2 weeks", date(2027, 2, 17)),
        (date(2027, 1, 31), "1 month", date(2027, 2, 28)),
        (date(2028, 1, 31), "1 month", date(2028, 2, 29)),
        (date(2027, 11, 30), "1 quarter", date(2028, 2, 29)),
        (date(2028, 2, 29), "1 year", date(2029, 2, 28)),
        (date(2026, 12, 15), "1 month", date(2027, 1, 15)),
        (date(2027, 2, 3), "72 hours", date(2027, 2, 6)),
        (date(2027, 2, 5), "1 business day", date(2027, 2, 8)),
        (date(2027, 2, 6), "5 business days", date(2027, 2, 12)),
        (date(2027, 2, 3), "5 business days", date(2027, 2, 10)),
        (datetime(2027, 2, 3, 23, 30, tzinfo=PACIFIC), "15 days", date(2027, 2, 18)),
        (datetime(2027, 2, 3, 14, tzinfo=PACIFIC), "72 hours", datetime(2027, 2, 6, 14, tzinfo=PACIFIC)),
        # The clock goes forward on 14 March 2027 and back on 7 November.
        (datetime(2027, 3, 13, 14, tzinfo=PACIFIC), "24 hours", datetime(2027, 3, 14, 15, tzinfo=PACIFIC)),
        (datetime(2027, 11, 6, 14, tzinfo=PACIFIC), "24 hours", datetime(2027, 11, 7, 13, tzinfo=PACIFIC)),
        (datetime(2027, 3, 13, 14), "24 hours", datetime(2027, 3, 14, 14)),
    ],
)
def test_time_is_counted_as_the_law_says(moment: date | datetime, duration: str, expected: date | datetime) -> None:
    found = later(moment, dur(duration))

    assert found == expected
    assert str(found) == str(expected)


@pytest.mark.parametrize(
    ("moment", "duration", "expected"),
    [
        (date(2027, 2, 17), "2 weeks", date(2027, 2, 3)),
        (date(2027, 3, 31), "1 month", date(2027, 2, 28)),
        (date(2027, 2, 8), "1 business day", date(2027, 2, 5)),
        (date(2027, 2, 7), "5 business days", date(2027, 2, 1)),
        (date(2027, 2, 6), "72 hours", date(2027, 2, 3)),
    ],
)
def test_time_is_counted_backwards(moment: date, duration: str, expected: date) -> None:
    assert earlier(moment, dur(duration)) == expected


@given(days, st.integers(1, 60))
def test_business_days_are_counted_monday_to_friday(day: date, amount: int) -> None:
    found = later(day, Duration(amount, Unit.BUSINESS_DAYS))
    back = earlier(day, Duration(amount, Unit.BUSINESS_DAYS))

    assert isinstance(found, date)
    assert isinstance(back, date)
    assert max(found.weekday(), back.weekday()) < 5
    assert sum((day + timedelta(days=each)).weekday() < 5 for each in range(1, (found - day).days + 1)) == amount
    assert sum((day - timedelta(days=each)).weekday() < 5 for each in range(1, (day - back).days + 1)) == amount


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(PACIFIC)), st.integers(1, 2000))
def test_hours_are_exact(moment: datetime, hours: int) -> None:
    found = later(moment, Duration(hours, Unit.HOURS))

    assert isinstance(found, datetime)
    assert found.astimezone(UTC) - moment.astimezone(UTC) == timedelta(hours=hours)
    assert found.tzinfo is PACIFIC


@given(days, durations)
def test_no_duration_fails_to_be_counted(day: date, duration: Duration) -> None:
    assert later(day, duration) > day or duration.unit is Unit.HOURS
    assert earlier(day, duration) <= day


# -- comparing durations -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("72 hours", "3 days", False),
        ("3 days", "72 hours", False),
        ("73 hours", "3 days", True),
        ("1 week", "7 days", False),
        ("30 days", "1 month", None),
        ("1 month", "30 days", None),
        ("32 days", "1 month", True),
        ("31 days", "1 month", None),
        ("28 days", "1 month", False),
        ("1 month", "27 days", True),
        ("12 months", "1 year", False),
        ("13 months", "1 year", True),
        ("1 quarter", "3 months", False),
        ("365 days", "1 year", False),
        ("1 year", "365 days", None),
        ("1 year", "52 weeks", True),
        ("6 months", "184 days", False),
        ("6 months", "180 days", True),
        ("5 business days", "4 days", True),
        ("5 business days", "15 days", None),
        ("4 days", "5 business days", False),
        ("6 business days", "5 business days", True),
        ("400 years", "146097 days", False),
        ("146098 days", "400 years", True),
    ],
)
def test_a_duration_is_longer_only_where_the_calendar_always_says_so(a: str, b: str, expected: bool | None) -> None:
    assert is_longer(dur(a), dur(b)) is expected


@given(durations, durations, days)
def test_what_is_always_longer_ends_later_from_every_day(a: Duration, b: Duration, day: date) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)

    def end(duration: Duration) -> datetime:
        found = later(start, duration)
        return found if isinstance(found, datetime) else datetime(found.year, found.month, found.day, tzinfo=UTC)

    verdict = is_longer(a, b)

    if verdict is True:
        # A shorter month cuts both short, so the ends of months may fall together.
        assert end(a) > end(b) or (end(a) == end(b) and day.day > 28)
    if verdict is False:
        assert end(a) <= end(b)


@given(durations, durations)
def test_two_durations_are_never_longer_than_each_other(a: Duration, b: Duration) -> None:
    assert not (is_longer(a, b) and is_longer(b, a))
    assert is_longer(a, a) is False


# -- deadlines -----------------------------------------------------------------------------------------------

EVENT = date(2027, 2, 3)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("by 2027-01-01", None, date(2027, 1, 1)),
        ("within 15 days of x", None, date(2027, 2, 18)),
        ("at least 2 weeks before x", None, date(2027, 1, 20)),
        ("at least 6 months after x", date(2027, 8, 3), None),
        ("at most 30 days before x", date(2027, 1, 4), EVENT),
        ("before x", None, date(2027, 2, 2)),
        ("on or before x", None, EVENT),
        ("on request", None, None),
        ("without delay", None, None),
        ("without undue delay", None, None),
        ("promptly", None, None),
        ("immediately", None, None),
        ("within a reasonable time of x", None, None),
    ],
)
def test_a_deadline_gives_a_day_where_it_fixes_one(text: str, earliest: date | None, latest: date | None) -> None:
    deadline = Deadline.parse(text)

    assert window(deadline, EVENT) == (earliest, latest)
    assert due_on(deadline, EVENT) == latest


def test_a_deadline_by_a_day_needs_no_moment_and_every_other_does() -> None:
    assert due_on(Deadline.parse("by 2027-01-01")) == date(2027, 1, 1)
    assert due_on(Deadline.parse("within 15 days of x")) is None


def test_before_a_time_is_that_time_and_on_or_before_it_its_day() -> None:
    at_two = datetime(2027, 2, 3, 14, tzinfo=PACIFIC)

    assert due_on(Deadline.parse("before x"), at_two) == at_two
    assert due_on(Deadline.parse("on or before x"), at_two) == EVENT


@pytest.mark.parametrize(
    ("which", "known", "expected"),
    [
        (", whichever is first", {"a": date(2027, 1, 1), "b": date(2027, 1, 5)}, date(2027, 1, 11)),
        (", whichever is last", {"a": date(2027, 1, 1), "b": date(2027, 1, 5)}, date(2027, 1, 15)),
        ("", {"a": date(2027, 1, 5), "b": date(2027, 1, 1)}, date(2027, 1, 11)),
        (", whichever is first", {"b": date(2027, 1, 5)}, date(2027, 1, 15)),
        (", whichever is last", {"b": date(2027, 1, 5)}, None),
        ("", {}, None),
    ],
)
def test_of_two_clocks_the_first_counts_unless_it_says_the_last(
    which: str, known: dict[str, date], expected: date | None
) -> None:
    deadline = Deadline.parse(f"within 10 days of a or b{which}")

    assert due(deadline, known.get) == expected
    assert deadline.is_open_to_argument is (which == "")


def test_a_time_runs_out_before_the_end_of_its_day() -> None:
    at_two = datetime(2027, 2, 3, 14, tzinfo=PACIFIC)
    known = {"a": EVENT, "b": at_two}

    assert due(Deadline.parse("within 24 hours of a or b, whichever is first"), known.get) == at_two + timedelta(days=1)
    assert due(Deadline.parse("by 2027-01-01"), known.get) == date(2027, 1, 1)
    assert due(Deadline.parse("promptly"), known.get) is None
    assert due(Deadline.parse("within a reasonable time of a"), known.get) is None


# -- intervals -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 to 6 months", "6 months"),
        ("about 1 year", "1 year"),
        ("quarter", "1 quarter"),
        ("3 months, or on another schedule that x", "3 months"),
    ],
)
def test_an_interval_promises_its_longest_time(text: str, expected: str) -> None:
    assert Interval.parse(text).longest() == dur(expected)


# -- moments in time -----------------------------------------------------------------------------------------


def test_a_moment_knows_its_zone() -> None:
    assert MomentInTime.parse("2027-02-03").when == date(2027, 2, 3)
    assert MomentInTime.parse("2027-02-03 14:00 America/Los_Angeles").when == datetime(2027, 2, 3, 22, tzinfo=UTC)
