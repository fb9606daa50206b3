"""Facts: reading, printing, and when they hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.diagnostics import ValueProblem
from compliance.model.conditions import Number, NumberRange, Truth, compare
from compliance.model.facts import FactValue, InWords, InYear, OnTheDay, Quantity, Since, Span
from compliance.model.periods import MomentInTime, Period

AUGUST = date(2025, 8, 1)
BILLION = Quantity(NumberRange.exactly(Number(10**9)), "USD")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", FactValue(Truth.TRUE)),
        ("no", FactValue(Truth.FALSE)),
        ("unknown", FactValue(Truth.UNKNOWN)),
        ("unknown in 2025", FactValue(Truth.UNKNOWN, InYear(2025))),
        ("yes since 2025-08-01", FactValue(Truth.TRUE, Since(AUGUST))),
        ("no on 2025-08-01", FactValue(Truth.FALSE, OnTheDay(AUGUST))),
        (
            "yes from 2025-08-01 until 2026-01-01",
            FactValue(Truth.TRUE, Period(AUGUST, date(2026, 1, 1))),
        ),
        ("1e9 USD in 2025", FactValue(BILLION, InYear(2025))),
        (
            "> 10^26 operations",
            FactValue(Quantity(NumberRange(Number(10**26), low_included=False), "operations")),
        ),
        ("at least 10^26 operations", FactValue(Quantity(NumberRange(Number(10**26)), "operations"))),
        ("at most 50 users", FactValue(Quantity(NumberRange(high=Number(50)), "users"))),
        ("< 50 users", FactValue(Quantity(NumberRange(high=Number(50), high_included=False), "users"))),
        (
            "at least 5e24 and at most 8e24 operations",
            FactValue(Quantity(NumberRange(Number(5 * 10**24), Number(8 * 10**24)), "operations")),
        ),
        (
            "> 5 and < 8 users since 2025-08-01",
            FactValue(Quantity(NumberRange(Number(5), Number(8), False, False), "users"), Since(AUGUST)),
        ),
        ("2025-08-01", FactValue(MomentInTime(AUGUST))),
        (
            "2025-08-01 14:00 America/Los_Angeles",
            FactValue(MomentInTime(AUGUST, time(14), "America/Los_Angeles")),
        ),
        ('"none will soon have one"', FactValue(InWords("none will soon have one"))),
        ('"one has" since 2025-08-01', FactValue(InWords("one has"), Since(AUGUST))),
    ],
)
def test_every_production_is_read_and_prints_as_it_was_written(text: str, expected: FactValue) -> None:
    found = FactValue.parse(text)

    assert found == expected
    assert str(found) == text


def test_a_range_of_one_number_is_that_number() -> None:
    assert str(FactValue.parse("at least 5e24 and at most 5e24 operations")) == "5e24 operations"


FACTS = "use 'yes', 'no', 'unknown', a number with its unit, a day, or words in \"…\""
SPANS = (
    "after the fact only 'in 2025', 'since 2026-01-01', 'on 2026-01-01' or 'from 2026-01-01 until 2026-07-27' may stand"
)


@pytest.mark.parametrize(
    ("text", "message", "offset", "length", "hint"),
    [
        (
            "",
            "the fact is empty",
            0,
            1,
            "write 'yes', 'no', 'unknown', a number with its unit, or a day",
        ),
        ("Yes", "'Yes' is not a fact that can be read", 0, 3, "write 'yes'"),
        ("true", "'true' is not a fact that can be read", 0, 4, "write 'yes'"),
        ("unknwn", "'unknwn' is not a fact that can be read", 0, 6, "did you mean 'unknown'?"),
        ("maybe", "'maybe' is not a fact that can be read", 0, 5, FACTS),
        ("yes no", "'no' cannot be read here", 4, 2, SPANS),
        ("yes in 25", "a year is missing here", 7, 2, "write four figures, such as 'in 2025'"),
        ("yes in", "a year is missing here", 6, 1, "write four figures, such as 'in 2025'"),
        ("yes since", "a date is missing here", 9, 1, "write a day such as '2026-01-01'"),
        (
            "yes from 2025-08-01",
            "this period has no end",
            4,
            4,
            "write 'since 2025-08-01', or add 'until' and a day",
        ),
        (
            "yes until 2025-08-01",
            "this period has no start",
            4,
            5,
            "write 'from' and a day before 'until 2025-08-01'",
        ),
        (
            "5",
            "'5' has no unit",
            0,
            1,
            "write the unit after the number, such as 'operations' or 'USD'",
        ),
        (
            "5 in 2025",
            "'5' has no unit",
            0,
            1,
            "write the unit after the number, such as 'operations' or 'USD'",
        ),
        (
            ">10^26 operations",
            "'>10^26' cannot be read",
            0,
            6,
            "write '> 10^26 operations', with a space behind the sign",
        ),
        (">= 10^26 operations", "'>=' is not read in a fact", 0, 2, "write 'at least'"),
        ("<= 10^26 operations", "'<=' is not read in a fact", 0, 2, "write 'at most'"),
        (
            "at least 8e24 and at most 5e24 operations",
            "no number lies between 8e24 and 5e24",
            9,
            21,
            "write the lower end first",
        ),
        (
            "> 5 and at most 5 users",
            "no number lies between 5 and 5",
            2,
            15,
            "write the lower end first",
        ),
        (
            "at least 5e24 operations and at most 8e24 operations",
            "'operations' stands twice in a range",
            14,
            10,
            "write the unit once, at the end",
        ),
        (
            "at least 5 and 8 users",
            "the upper end of the range cannot be read",
            15,
            1,
            "write 'at least 5e24 and at most 8e24 operations'",
        ),
        (
            "500,000 USD",
            "'500,000' has a comma in the number",
            0,
            7,
            "write it without thousands marks: '500000'",
        ),
        ("$500 in 2025", "'$500' has a sign for the currency", 0, 4, "write '500 USD'"),
        (
            "2025-08-32",
            "there is no day 2025-08-32",
            0,
            10,
            "write year, month and day: '2026-01-31'",
        ),
        ("“words”", "“ is not a quotation mark that is read here", 0, 1, 'write straight quotation marks: "…"'),
        ('"words', "this quotation mark is never closed", 0, 1, "write '\"' where the words end"),
        ('" "', "nothing stands between the quotation marks", 0, 3, "write the words"),
    ],
)
def test_what_cannot_be_read_is_explained_at_its_place(
    text: str, message: str, offset: int, length: int, hint: str
) -> None:
    with pytest.raises(ValueProblem) as caught:
        FactValue.parse(text)

    problem = caught.value
    assert (problem.message, problem.offset, problem.length, problem.hint) == (message, offset, length, hint)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Quantity(NumberRange(), "USD"),
        lambda: FactValue(Truth.TRUE, Period(start=AUGUST)),
        lambda: FactValue(Truth.TRUE, Period(until=AUGUST)),
    ],
)
def test_what_could_not_be_written_cannot_be_made(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        make()


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("yes", [True, True, True, True]),
        ("yes in 2025", [False, True, True, False]),
        ("yes since 2025-08-01", [False, False, True, True]),
        ("yes on 2025-08-01", [False, False, True, False]),
        ("yes from 2025-07-31 until 2026-01-01", [False, True, True, False]),
    ],
)
def test_a_fact_speaks_of_the_days_that_it_names(text: str, holds: list[bool]) -> None:
    fact = FactValue.parse(text)
    days = (date(2024, 12, 31), date(2025, 7, 31), AUGUST, date(2026, 1, 1))

    assert [fact.holds_on(day) for day in days] == holds
    assert fact.is_dated is (text != "yes")


def test_each_sort_of_fact_is_asked_for_by_its_own_word() -> None:
    yes, number, day, words = (FactValue.parse(each) for each in ("unknown", "5 USD in 2025", "2025-08-01", '"so"'))

    assert (yes.truth, yes.range, yes.unit, yes.moment, yes.words) == (Truth.UNKNOWN, None, None, None, None)
    assert (number.truth, number.range, number.unit) == (None, NumberRange.exactly(Number(5)), "USD")
    assert (number.in_year, yes.in_year) == (2025, None)
    assert (day.truth, day.moment) == (None, MomentInTime(AUGUST))
    assert (words.truth, words.words) == (None, "so")
    assert (yes.is_unknown, number.is_unknown) == (True, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> 10^26 operations", Truth.TRUE),
        ("10^26 operations", Truth.FALSE),
        ("at least 10^26 operations", Truth.UNKNOWN),
        ("at least 5e24 and at most 8e24 operations", Truth.FALSE),
        ("unknown", Truth.UNKNOWN),
    ],
)
def test_more_than_a_threshold_is_not_met_by_exactly_it(text: str, expected: Truth) -> None:
    assert compare(FactValue.parse(text).range, ">", Number.parse("10^26")) is expected


# -- the round trip ------------------------------------------------------------------------------------------

days = st.dates(date(1900, 1, 1), date(2900, 1, 1))
numbers = st.integers(0, 99).map(Number) | st.integers(0, 30).map(lambda each: Number.parse(f"7e{each}"))
words = st.lists(st.sampled_from(["and", "in", "2025", "é", ">", ",", "("]), min_size=1, max_size=4).map(" ".join)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, high = draw(numbers), draw(numbers)
    shape = draw(st.integers(0, 3))
    if shape == 0 or low == high:
        known = NumberRange.exactly(low)
    elif shape == 1:
        known = NumberRange(low, None, draw(st.booleans()))
    elif shape == 2:
        known = NumberRange(None, high, True, draw(st.booleans()))
    else:
        known = NumberRange(min(low, high), max(low, high), draw(st.booleans()), draw(st.booleans()))
    return Quantity(known, draw(st.sampled_from(["USD", "operations", "%"])))


@st.composite
def spans(draw: st.DrawFn) -> Span | None:
    start, until = sorted((draw(days), draw(days)))
    choices: list[Span | None] = [None, Since(start), OnTheDay(start), InYear(start.year)]
    if start < until:
        choices.append(Period(start, until))
    return draw(st.sampled_from(choices))


values = st.one_of(
    st.sampled_from(Truth),
    quantities(),
    st.builds(InWords, words),
    st.builds(MomentInTime, days),
    st.builds(MomentInTime, days, st.just(time(9, 5)), st.sampled_from(["UTC", "Europe/Brussels"])),
)


@given(st.builds(FactValue, values, spans()))
def test_what_is_printed_reads_back_as_the_same(fact: FactValue) -> None:
    assert FactValue.parse(str(fact)) == fact


vocabulary = st.sampled_from(
    [
        *("yes", "no", "unknown", "5", "10^26", "USD", ">", "<", "at least", "at most", "and", "in", "2025", "since"),
        *("2026-01-01", "on", "from", "until", "2027-01-01", "14:00", "UTC", '"x"', '"', "“", "²", ">5", "at", "5,000"),
    ]
)


def fact_or_problem(text: str) -> FactValue | ValueProblem:
    try:
        return FactValue.parse(text)
    except ValueProblem as problem:
        return problem


@given(st.lists(vocabulary, max_size=8).map(" ".join) | st.text(max_size=20))
def test_any_text_is_read_or_explained(text: str) -> None:
    found = fact_or_problem(text)

    if isinstance(found, ValueProblem):
        assert 0 <= found.offset <= len(text)
        assert 1 <= found.length <= max(len(text) - found.offset, 1)
        assert found.hint
    else:
        assert FactValue.parse(str(found)) == found
