"""Amounts of penalties: reading, printing, and their figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.diagnostics import ValueProblem
from compliance.model.amounts import BASES, CHOICES, CURRENCIES, Amount, Charge, Money, OneOfTwo, Share
from compliance.model.conditions import RECKONINGS, Number

MILLION = Number(1_000_000)
TURNOVER = "worldwide annual turnover"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1000 USD", Amount((Charge(Money(Number(1000), "USD")),))),
        ("1000 USD per day", Amount((Charge(Money(Number(1000), "USD"), False, "per day"),))),
        ("up to 1e6 USD per violation", Amount((Charge(Money(MILLION, "USD"), True, "per violation"),))),
        (
            "up to 1000000 USD for a first violation, up to 3000000 USD for each later violation",
            Amount(
                (
                    Charge(Money(MILLION, "USD"), True, "for a first violation"),
                    Charge(Money(Number(3_000_000), "USD"), True, "for each later violation"),
                )
            ),
        ),
        (
            f"up to the greater of 3 % of {TURNOVER} in the preceding financial year and 15000000 EUR",
            Amount(
                (
                    Charge(
                        OneOfTwo(
                            "greater",
                            Share(Number(3), TURNOVER, "preceding financial year"),
                            Money(Number(15_000_000), "EUR"),
                        ),
                        True,
                    ),
                )
            ),
        ),
        (
            "the lesser of 1.5 % of costs and fees and 5 EUR per day",
            Amount(
                (
                    Charge(
                        OneOfTwo("lesser", Share(Number.parse("1.5"), "costs and fees"), Money(Number(5), "EUR")),
                        False,
                        "per day",
                    ),
                )
            ),
        ),
        ("3 % of turnover per violation", Amount((Charge(Share(Number(3), "turnover"), False, "per violation"),))),
        ("the assessments owed", Amount(words="the assessments owed")),
    ],
)
def test_every_production_is_read_and_prints_as_it_was_written(text: str, expected: Amount) -> None:
    found = Amount.parse(text)

    assert found == expected
    assert str(found) == text


def test_figures_are_listed_in_order_and_exact() -> None:
    amount = Amount.parse("up to the greater of 3 % of turnover and 10^7 EUR, 1000 USD per day")

    assert amount.figures() == (
        Share(Number(3), "turnover"),
        Money(Number(10_000_000), "EUR"),
        Money(Number(1000), "USD"),
    )
    assert amount.names() == (("turnover", 28),)
    assert Amount.parse("the assessments owed").figures() == ()


def test_a_known_name_may_hold_what_would_end_it() -> None:
    text = "3 % of fees per day of delay per day"
    names = {"fees per day of delay"}

    assert Amount.parse(text, names) == Amount((Charge(Share(Number(3), "fees per day of delay"), False, "per day"),))


@pytest.mark.parametrize(
    ("text", "message", "offset", "length", "hint"),
    [
        (
            "",
            "the amount is empty",
            0,
            1,
            "write 'up to 1000000 USD per violation', or words without a figure",
        ),
        (
            "up to 1,000,000 USD",
            "'1,000,000' has a comma in the number",
            6,
            9,
            "write it without thousands marks: '1000000'",
        ),
        ("up to 1 million USD", "'1 million' has a number word", 6, 9, "write it in figures: '1000000'"),
        ("$1000", "'$1000' has a sign for the currency", 0, 5, "write '1000 USD'"),
        ("USD 1000", "the currency stands before the number", 0, 3, "write '1000000 USD'"),
        ("1000", "'1000' has no currency", 0, 4, "write 'USD' or 'EUR' after it"),
        ("1000, 5 USD", "'1000' has no currency", 0, 4, "write 'USD' or 'EUR' after it"),
        ("1000 usd", "'usd' is not a currency here", 5, 3, "did you mean 'USD'?"),
        ("1000 GBP", "'GBP' is not a currency here", 5, 3, "use 'USD' or 'EUR', or '%'"),
        ("3% of x", "'3%' needs a space", 0, 2, "write '3 %'"),
        ("3 percent of x", "the percentage is in words", 2, 7, "write '3 % of'"),
        ("3 per cent of x", "the percentage is in words", 2, 3, "write '3 % of'"),
        ("3 % x", "what the percentage is of is missing", 4, 1, "write '% of' and the name of a fact"),
        (
            "3 % of",
            "the name of a fact is missing here",
            6,
            1,
            "write one that terms.md or a definition has",
        ),
        (
            "the greater of 3 EUR",
            "'the greater of' needs two figures",
            20,
            1,
            "write 'and' and the second figure",
        ),
        (
            "the higher of 3 EUR and 5 EUR",
            "'the higher of' is not read here",
            0,
            3,
            "write 'the greater of'",
        ),
        (
            "1000 USD per breach",
            "what the amount is counted by cannot be read",
            9,
            3,
            "write 'per violation', 'per day', 'for a first violation' or 'for each later violation'",
        ),
        (
            "1000 USD 5 EUR",
            "'5' cannot be read after an amount",
            9,
            1,
            "put a comma between two amounts",
        ),
        (
            "three times 5 USD",
            "'three' cannot be read in an amount that has figures",
            0,
            5,
            "write 'up to 1000000 USD', '3 % of …' or 'the greater of … and …', or words without a figure",
        ),
    ],
)
def test_what_cannot_be_read_is_explained_at_its_place(
    text: str, message: str, offset: int, length: int, hint: str
) -> None:
    with pytest.raises(ValueProblem) as caught:
        Amount.parse(text)

    problem = caught.value
    assert (problem.message, problem.offset, problem.length, problem.hint) == (message, offset, length, hint)


@pytest.mark.parametrize("make", [Amount, lambda: Amount((Charge(Money(MILLION, "USD")),), "words")])
def test_an_amount_has_figures_or_words(make: Callable[[], Amount]) -> None:
    with pytest.raises(ValueError, match="figures, or words"):
        make()


numbers = st.integers(0, 10**9).map(Number) | st.integers(0, 9).map(lambda each: Number.parse(f"5e{each}"))
words = st.lists(st.text("abcxyzé", min_size=1, max_size=6), min_size=1, max_size=4).map(" ".join)
money = st.builds(Money, numbers, st.sampled_from(CURRENCIES))
shares = st.builds(Share, numbers, words, st.sampled_from([None, *RECKONINGS]))
single = money | shares
charges = st.builds(
    Charge,
    single | st.builds(OneOfTwo, st.sampled_from(CHOICES), single, single),
    st.booleans(),
    st.sampled_from([None, *BASES]),
)
amounts = st.builds(Amount, st.lists(charges, min_size=1, max_size=3).map(tuple)) | st.builds(
    Amount, st.just(()), words
)


@given(amounts)
def test_what_is_printed_reads_back_as_the_same(amount: Amount) -> None:
    text = str(amount)
    found = Amount.parse(text)

    assert found == amount
    assert all(text[offset:].startswith(name) for name, offset in found.names())


vocabulary = st.sampled_from(
    [
        *("up to", "the greater of", "the lesser of", "and", "5", "10^6", "USD", "EUR", "%", "of", "x", ",", "per day"),
        *(
            "for a first violation",
            "in the preceding financial year",
            "1,000",
            "million",
            "per",
            "cent",
            "²",
            "$5",
            "(",
        ),
    ]
)


def amount_or_problem(text: str) -> Amount | ValueProblem:
    try:
        return Amount.parse(text)
    except ValueProblem as problem:
        return problem


@given(st.lists(vocabulary, max_size=10).map(" ".join) | st.text(max_size=20))
def test_any_text_is_read_or_explained(text: str) -> None:
    found = amount_or_problem(text)

    if isinstance(found, ValueProblem):
        assert 0 <= found.offset <= len(text)
        assert 1 <= found.length <= max(len(text) - found.offset, 1)
        assert found.hint
    else:
        assert Amount.parse(str(found)) == found
