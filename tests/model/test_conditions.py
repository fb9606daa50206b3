"""Conditions: reading, printing, and truth in three values."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.diagnostics import ValueProblem
from compliance.model.conditions import (
    OPERATORS,
    All,
    AnyOf,
    Compared,
    Condition,
    Dated,
    Finding,
    Leaf,
    Named,
    Not,
    Number,
    NumberRange,
    OfModels,
    Quoted,
    Truth,
    Worded,
    both,
    compare,
    compare_days,
    day_in,
    either,
    evaluate,
    missing,
    names_in,
    negated,
    parse_condition,
    proviso,
    provisos,
    with_exception,
)

A, B, C, D = (Named(each) for each in "abcd")
YES, NO, OPEN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

NAMES = frozenset(
    {
        "frontier developer",
        "training compute",
        "imminent risk of death or serious injury",
        "good faith and reasonable",
        "SME or SMC",
        "highly capable",
        "placing on the Union market",
        "not yet",
    }
)


# -- numbers and days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("500000000", 500_000_000),
        ("10^26", 10**26),
        ("5e24", 5 * 10**24),
        ("3", 3),
        ("2.5e24", 25 * 10**23),
        ("1.5", Fraction(3, 2)),
    ],
)
def test_a_number_is_exact_and_prints_as_it_was_written(text: str, value: int | Fraction) -> None:
    number = Number.parse(text)

    assert (number.value, str(number)) == (value, text)


def test_numbers_are_equal_however_they_are_written() -> None:
    assert Number.parse("10^26") == Number.parse("1e26") == Number(10**26)
    assert Number.parse("10^26") < Number(10**26 + 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [(7, "7"), (Fraction(9), "9"), (Fraction(1, 2), "0.5"), (Fraction(1, 8), "0.125"), (Fraction(25, 2), "12.5")],
)
def test_a_computed_number_prints_in_full(value: int | Fraction, text: str) -> None:
    assert str(Number(value)) == text


def test_a_number_without_a_decimal_form_does_not_print() -> None:
    with pytest.raises(ValueError, match="no decimal form"):
        str(Number(Fraction(1, 3)))


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("5*10^24", "'5*10^24' has a sign of multiplication", "write it as '5e24'"),
        ("5'000", "'5'000' has a thousands mark", "write it without thousands marks: '5000'"),
        ("1.000.000", "'1.000.000' has a thousands mark", "write it without thousands marks: '1000000'"),
        ("$500", "'$500' has a sign for the currency", "write '500 USD'"),
        ("3%", "'3%' needs a space", "write '3 %'"),
        ("many", "'many' is not a number", "write a number such as '10^26', '5e24' or '500000000'"),
        ("-3", "'-3' is not a number", "write a number such as '10^26', '5e24' or '500000000'"),
        ("1e999", "'1e999' is too large a number", "check the number of digits"),
        ("10^999999999", "'10^999999999' is too large a number", "check the number of digits"),
    ],
)
def test_what_is_no_number_is_explained(text: str, message: str, hint: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        Number.parse(text)

    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "message", "length"),
    [
        ("2026-1-1", "'2026-1-1' is not a date", 8),
        ("1 January 2026", "'1 January 2026' is not a date", 14),
        ("2026-02-30", "there is no day 2026-02-30", 10),
        ("9999-12-31", "the year 9999 makes no sense here", 4),
        ("", "'' is not a date", 1),
    ],
)
def test_what_is_no_day_is_explained(text: str, message: str, length: int) -> None:
    with pytest.raises(ValueProblem) as caught:
        day_in(text)

    assert (caught.value.message, caught.value.offset, caught.value.length) == (message, 0, length)


# -- reading -------------------------------------------------------------------------------------------------

REVENUE = Compared("annual gross revenue", ">", Number(500_000_000), "USD", "preceding calendar year")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("federal route declared", Named("federal route declared")),
        (
            "training compute > 10^26 operations",
            Compared("training compute", ">", Number(10**26), "operations"),
        ),
        ("x >= 3 users", Compared("x", ">=", Number(3), "users")),
        ("x < 3 users", Compared("x", "<", Number(3), "users")),
        ("x <= 3 %", Compared("x", "<=", Number(3), "%")),
        ("annual gross revenue > 500000000 USD in the preceding calendar year", REVENUE),
        (
            "turnover > 1 EUR in the preceding financial year",
            Compared("turnover", ">", Number(1), "EUR", "preceding financial year"),
        ),
        (
            "placing on the Union market before 2025-08-02",
            Dated("placing on the Union market", "before", date(2025, 8, 2)),
        ),
        ("deployment after 2025-08-02", Dated("deployment", "after", date(2025, 8, 2))),
        ("deployment on 2025-08-02", Dated("deployment", "on", date(2025, 8, 2))),
        ('competitors is "none will soon"', Worded("competitors", "none will soon")),
        ("some model is a frontier model", OfModels("some", "frontier model", "a")),
        (
            "every model is being trained as a frontier model",
            OfModels("every", "being trained as a frontier model"),
        ),
        ('"exceptional circumstances"', Quoted("exceptional circumstances")),
        ('"a, and (b) or c"', Quoted("a, and (b) or c")),
    ],
)
def test_every_atom_is_read_and_prints_as_it_was_written(text: str, expected: Condition) -> None:
    found = parse_condition(text)

    assert found == expected
    assert str(found) == text


@pytest.mark.parametrize(
    ("text", "expected", "canonical"),
    [
        ("a and b or c", AnyOf((All((A, B)), C)), "a and b or c"),
        ("a or b and c", AnyOf((A, All((B, C)))), "a or b and c"),
        ("a and (b or c)", All((A, AnyOf((B, C)))), "a and (b or c)"),
        ("a, and b or c", All((A, AnyOf((B, C)))), "a and (b or c)"),
        ("a or b, and c or d", All((AnyOf((A, B)), AnyOf((C, D)))), "(a or b) and (c or d)"),
        ("a and b, or c", AnyOf((All((A, B)), C)), "a and b or c"),
        ("a or b, or c", AnyOf((A, B, C)), "a or b or c"),
        ("a, and b, and c", All((A, B, C)), "a and b and c"),
        ("(a, and b or c) or d", AnyOf((All((A, AnyOf((B, C)))), D)), "a and (b or c) or d"),
        ("not a and b", All((Not(A), B)), "not a and b"),
        ("not (a and b)", Not(All((A, B))), "not (a and b)"),
        ("not not a", Not(Not(A)), "not not a"),
        ("((a))", A, "a"),
        ("(a or b) or c", AnyOf((AnyOf((A, B)), C)), "(a or b) or c"),
        (
            '"tiers do not suit" and not "a risk"',
            All((Quoted("tiers do not suit"), Not(Quoted("a risk")))),
            '"tiers do not suit" and not "a risk"',
        ),
        ("  a   and\n  b ", All((A, B)), "a and b"),
    ],
)
def test_and_binds_closer_than_or_and_a_comma_loosest(text: str, expected: Condition, canonical: str) -> None:
    found = parse_condition(text)

    assert found == expected
    assert str(found) == canonical
    assert parse_condition(canonical) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("imminent risk of death or serious injury", Named("imminent risk of death or serious injury")),
        (
            "not good faith and reasonable and SME or SMC",
            All((Not(Named("good faith and reasonable")), Named("SME or SMC"))),
        ),
        ("not yet", Named("not yet")),
        ("highly capable models and b", All((Named("highly capable models"), B))),
        # Misspelt, it stays in one piece, so that the check can offer the right one.
        ("imminent risk of death or serious injry", Named("imminent risk of death or serious injry")),
        (
            "a and imminent risk of death or injury",
            AnyOf((All((A, Named("imminent risk of death"))), Named("injury"))),
        ),
        (
            "placing on the Union market before 2025-08-02",
            Dated("placing on the Union market", "before", date(2025, 8, 2)),
        ),
    ],
)
def test_the_longest_known_name_wins(text: str, expected: Condition) -> None:
    assert parse_condition(text, NAMES) == expected


def test_without_known_names_a_name_ends_at_and_or_or() -> None:
    assert parse_condition("good faith and reasonable") == All((Named("good faith"), Named("reasonable")))


def test_an_article_that_belongs_to_a_known_name_stays_with_it() -> None:
    assert parse_condition("some model is a frontier model", {"a frontier model"}) == OfModels(
        "some", "a frontier model"
    )


def test_names_are_listed_with_their_places() -> None:
    text = 'a and (some model is a frontier model or x > 3 %) and not y is "words" and "q" or z on 2026-01-01'

    found = names_in(parse_condition(text))

    assert [name for name, _ in found] == ["a", "frontier model", "x", "y", "z"]
    assert all(text[offset:].startswith(name) for name, offset in found)


@pytest.mark.parametrize(
    ("text", "message", "offset", "length"),
    [
        ("", "the condition is empty", 0, 1),
        ("a and", "a condition is missing after 'and'", 2, 3),
        ("and a", "a condition is missing before 'and'", 0, 3),
        ("a or or b", "a condition is missing before 'or'", 5, 2),
        ("not", "a condition is missing after 'not'", 0, 3),
        ("(a", "this parenthesis is never closed", 0, 1),
        ("a)", "this parenthesis was never opened", 1, 1),
        ("()", "nothing stands between the parentheses", 1, 1),
        ("a and )", "a condition is missing here", 6, 1),
        ("a (b)", "a parenthesis follows a name", 2, 1),
        ("(a) b", "'b' cannot be read here", 4, 1),
        ("(a b > 3 users c", "'c' cannot be read here", 15, 1),
        ("a, b or c", "a comma stands between conditions without 'and' or 'or'", 1, 1),
        ("a,", "nothing follows this comma", 1, 1),
        (
            "a, and b, or c",
            "', and' and ', or' stand side by side, so it is open which belong together",
            10,
            2,
        ),
        ("a AND b", "'AND' is written in capitals", 2, 3),
        ("NOT a", "'NOT' is written in capitals", 0, 3),
        ("a & b", "'&' does not join conditions", 2, 1),
        ('a "b"', "words in quotation marks follow a name", 2, 3),
        ('"a', "this quotation mark is never closed", 0, 1),
        ('x is "', "this quotation mark is never closed", 5, 1),
        ('x is " "', "nothing stands between the quotation marks", 5, 3),
        ("a and “b”", "“ is not a quotation mark that is read here", 6, 1),
        ("x > 5", "'5' has no unit", 4, 1),
        ("x > 5 and y", "'5' has no unit", 4, 1),
        ("x >", "a number is missing here", 3, 1),
        ("x > many users", "'many' is not a number", 4, 4),
        ("x > 500,000,000 USD", "'500,000,000' has a comma in the number", 4, 11),
        ("x > 500 000 000 USD", "'500 000 000' has a space in the number", 4, 11),
        ("x > 500 million USD", "'500 million' has a number word", 4, 11),
        ("x > 5*10^24 operations", "'5*10^24' has a sign of multiplication", 4, 7),
        ("> 5 users", "a name is missing before '>'", 0, 1),
        ("x>5 users", "'x>5' needs a space on both sides of the comparison", 0, 3),
        ("x >5 users", "'>5' needs a space on both sides of the comparison", 2, 2),
        ("x ≥ 5 users", "'≥' is not a comparison", 2, 1),
        ("x = 5 users", "'=' is not a comparison", 2, 1),
        ("x more than 5 users", "the comparison is in words", 2, 4),
        ("x > 5 USD in the previous year", "which year is meant cannot be read", 10, 2),
        ("x before 2 August 2025", "'2' is not a date", 9, 1),
        ("x before 2025-02-30", "there is no day 2025-02-30", 9, 10),
        ("some model is", "the name of a term is missing here", 13, 1),
        ("not " * 60 + "a", "the condition nests too deep", 164, 3),
        ("(" * 60 + "a" + ")" * 60, "the condition nests too deep", 41, 1),
    ],
)
def test_what_cannot_be_read_is_explained_at_its_place(text: str, message: str, offset: int, length: int) -> None:
    with pytest.raises(ValueProblem) as caught:
        parse_condition(text)

    assert (caught.value.message, caught.value.offset, caught.value.length) == (message, offset, length)
    assert caught.value.hint, "a hint says what to type"


@pytest.mark.parametrize("kind", [All, AnyOf])
def test_and_and_or_join_two_or_more(kind: type[All] | type[AnyOf]) -> None:
    with pytest.raises(ValueError, match="joins two conditions or more"):
        kind((A,))


@pytest.mark.parametrize(
    "text",
    [
        "frontier developer and annual gross revenue > 500000000 USD in the preceding calendar year",
        "some model is a frontier model or some model is being trained as a frontier model",
        "general-purpose AI model and (high-impact capabilities or designated by the Commission)",
        "high-impact capabilities found or training compute > 10^25 operations",
        "training begun and intended training compute > 10^26 operations",
        "signatory of the transparency chapter and signatory of the copyright chapter",
        '"tiers do not suit the risk" and not "a specified systemic risk"',
        'competitors is "none will soon have a highly capable model" and highly capable',
        "placing on the Union market before 2026-08-02",
        "broad training data and general outputs and adaptable",
    ],
)
def test_the_conditions_of_the_laws_print_as_they_are_written(text: str) -> None:
    assert str(parse_condition(text)) == text


# -- the round trip ------------------------------------------------------------------------------------------

words = st.text("abcxyzäé", min_size=1, max_size=5).filter(lambda word: word not in ("a",))
names = st.lists(words, min_size=1, max_size=3).map(" ".join) | st.sampled_from(sorted(NAMES))
numbers = st.one_of(
    st.integers(0, 10**12).map(lambda value: Number(value, str(value))),
    st.tuples(st.integers(1, 99), st.integers(0, 40)).map(lambda pair: Number.parse(f"{pair[0]}e{pair[1]}")),
    st.tuples(st.integers(1, 99), st.integers(0, 40)).map(lambda pair: Number.parse(f"{pair[0]}^{pair[1]}")),
    st.integers(1, 9999).map(lambda value: Number(Fraction(value, 100))),
)
days = st.dates(date(1900, 1, 1), date(2900, 1, 1))
quoted = st.lists(
    st.sampled_from(["and", "or", "not", "x", "(", ">", ",", "is", "é", "3"]), min_size=1, max_size=4
).map(" ".join)
leaves = st.one_of(
    st.builds(Named, names),
    st.builds(
        Compared,
        names,
        st.sampled_from(OPERATORS),
        numbers,
        st.sampled_from(["USD", "operations", "%"]),
        st.sampled_from([None, "preceding calendar year", "preceding financial year"]),
    ),
    st.builds(Dated, names, st.sampled_from(["before", "after", "on"]), days),
    st.builds(Worded, names, quoted),
    st.builds(OfModels, st.sampled_from(["some", "every"]), names, st.sampled_from(["", "a", "an"])),
    st.builds(Quoted, quoted),
)


def trees(leaf: st.SearchStrategy[Leaf]) -> st.SearchStrategy[Condition]:
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.builds(All, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(AnyOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        ),
        max_leaves=12,
    )


@given(trees(leaves))
def test_what_is_printed_reads_back_as_the_same(condition: Condition) -> None:
    text = str(condition)
    found = parse_condition(text, NAMES)

    assert found == condition
    assert str(found) == text
    assert all(text[offset:].startswith(name) for name, offset in names_in(found))


vocabulary = st.sampled_from(
    [
        *(
            "a",
            "b",
            "x",
            "and",
            "or",
            "not",
            "(",
            ")",
            ",",
            '"',
            ">",
            ">=",
            "=",
            "5",
            "10^26",
            "USD",
            "in the preceding",
        ),
        *(
            "is",
            "some model is",
            "before",
            "on",
            "2026-01-01",
            "calendar year",
            "“",
            "AND",
            "&",
            "more than",
            "5,000",
        ),
        *('"x"', "x>5", "²", "\n"),
    ]
)


def condition_or_problem(text: str, known: frozenset[str] | None) -> Condition | ValueProblem:
    try:
        return parse_condition(text, known)
    except ValueProblem as problem:
        return problem


@given(st.lists(vocabulary, max_size=12).map(" ".join) | st.text(max_size=30), st.sampled_from([None, NAMES]))
def test_any_text_is_read_or_explained(text: str, known: frozenset[str] | None) -> None:
    found = condition_or_problem(text, known)

    if isinstance(found, ValueProblem):
        assert 0 <= found.offset <= len(text)
        assert 1 <= found.length <= max(len(text) - found.offset, 1)
        assert found.hint
    else:
        assert parse_condition(str(found), known) == found


# -- truth ---------------------------------------------------------------------------------------------------

truths = st.sampled_from(Truth)


def test_the_tables_of_three_values() -> None:
    assert [both(a, b) for a, b in product(Truth, Truth)] == [YES, NO, OPEN, NO, NO, NO, OPEN, NO, OPEN]
    assert [either(a, b) for a, b in product(Truth, Truth)] == [YES, YES, YES, YES, NO, OPEN, YES, OPEN, OPEN]
    assert [negated(a) for a in Truth] == [NO, YES, OPEN]
    assert (both(), either()) == (YES, NO)


@given(st.lists(truths))
def test_de_morgan(each: list[Truth]) -> None:
    assert negated(both(*each)) == either(*map(negated, each))
    assert negated(either(*each)) == both(*map(negated, each))


def exactly(value: int) -> NumberRange:
    return NumberRange.exactly(Number(value))


@pytest.mark.parametrize(
    ("known", "operator", "threshold", "expected"),
    [
        (exactly(10**26), ">", 10**26, NO),
        (exactly(10**26 + 1), ">", 10**26, YES),
        (NumberRange(Number(10**26), low_included=False), ">", 10**26, YES),
        (NumberRange(Number(10**26)), ">", 10**26, OPEN),
        (NumberRange(Number(10**26)), ">=", 10**26, YES),
        (NumberRange(Number(10**26), low_included=False), ">", 2 * 10**26, OPEN),
        (NumberRange(Number(10**26), low_included=False), "<=", 10**26, NO),
        (NumberRange(Number(10**26)), "<", 10**26, NO),
        (NumberRange(Number(5), Number(8)), ">", 4, YES),
        (NumberRange(Number(5), Number(8)), ">", 8, NO),
        (NumberRange(Number(5), Number(8)), ">=", 8, OPEN),
        (NumberRange(Number(5), Number(8), high_included=False), ">=", 8, NO),
        (NumberRange(Number(5), Number(8), high_included=False), "<", 8, YES),
        (NumberRange(high=Number(8)), "<", 9, YES),
        (NumberRange(high=Number(8)), ">", 7, OPEN),
        (None, ">", 1, OPEN),
    ],
)
def test_a_range_against_a_threshold(known: NumberRange | None, operator: str, threshold: int, expected: Truth) -> None:
    assert compare(known, operator, Number(threshold)) is expected  # type: ignore[arg-type]


@st.composite
def ranges(draw: st.DrawFn) -> NumberRange:
    low, high = draw(st.none() | st.integers(0, 9)), draw(st.none() | st.integers(0, 9))
    if low is not None and high is not None and low > high:
        low, high = high, low
    included = low is not None and low == high
    return NumberRange(
        None if low is None else Number(low),
        None if high is None else Number(high),
        included or draw(st.booleans()),
        included or draw(st.booleans()),
    )


@given(ranges(), st.sampled_from(OPERATORS), st.integers(0, 9))
def test_a_comparison_is_settled_only_where_every_number_of_the_range_agrees(
    known: NumberRange, operator: str, threshold: int
) -> None:
    inside = [
        value
        for value in (Fraction(half, 2) for half in range(-4, 30))
        if (known.low is None or value > known.low.value or (known.low_included and value == known.low.value))
        and (known.high is None or value < known.high.value or (known.high_included and value == known.high.value))
    ]
    holds = {
        {">": value > threshold, ">=": value >= threshold, "<": value < threshold, "<=": value <= threshold}[operator]
        for value in inside
    }
    expected = OPEN if len(holds) == 2 else YES if True in holds else NO

    assert compare(known, operator, Number(threshold)) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("low", "high", "included"), [(2, 1, True), (1, 1, False)])
def test_a_range_that_holds_no_number_is_refused(low: int, high: int, included: bool) -> None:
    with pytest.raises(ValueError, match="no number lies in this range"):
        NumberRange(Number(low), Number(high), included)


def test_days_are_compared_in_three_values() -> None:
    day, later = date(2025, 8, 1), date(2025, 8, 2)

    assert [compare_days(day, each, later) for each in ("before", "after", "on")] == [YES, NO, NO]
    assert [compare_days(later, each, later) for each in ("before", "after", "on")] == [NO, NO, YES]
    assert compare_days(None, "before", later) is OPEN


# -- judging -------------------------------------------------------------------------------------------------


def answers(**known: Truth) -> object:
    """Answers by name; quoted words and names that begin with p are provisos, other names are unknown."""

    def answer(leaf: Leaf) -> Finding:
        if isinstance(leaf, Quoted) or leaf.name.startswith("p"):
            return proviso(leaf)
        return Finding(str(leaf), known.get(leaf.name, OPEN))

    return answer


@pytest.mark.parametrize(
    ("text", "truth", "computed", "conditional_on"),
    [
        ("yes and no", NO, True, []),
        ("yes or no", YES, True, []),
        ("yes and open", OPEN, True, []),
        ("no or open", OPEN, True, []),
        ("not open", OPEN, True, []),
        # Alone, or beside what holds, a proviso is all that is left to say.
        ('"p"', YES, False, ['"p"']),
        ('yes and "p"', YES, False, ['"p"']),
        ('not "p"', YES, False, ['"p"']),
        ('"p" and not "q"', YES, False, ['"p"', '"q"']),
        # What is settled needs no proviso.
        ('no and "p"', NO, True, []),
        ('yes or "p"', YES, True, []),
        # An alternative that does not hold leaves the proviso; it is not lost.
        ('no or "p"', YES, False, ['"p"']),
        ('not (yes and "p")', YES, False, ['"p"']),
        # What is unknown stays unknown, and the proviso is listed beside it.
        ('open and "p"', OPEN, True, ['"p"']),
        ('open or "p"', OPEN, True, ['"p"']),
        ('yes and ("p" or no) and "q"', YES, False, ['"p"', '"q"']),
        ('(yes or "p") and "q"', YES, False, ['"q"']),
        ('"p" and "p"', YES, False, ['"p"']),
        ("pending incident", YES, False, ["pending incident"]),
    ],
)
def test_provisos_settle_nothing_and_are_never_lost(
    text: str, truth: Truth, computed: bool, conditional_on: list[str]
) -> None:
    found = evaluate(parse_condition(text), answers(yes=YES, no=NO))  # type: ignore[arg-type]

    assert (found.truth, found.computed) == (truth, computed)
    assert [each.condition_text for each in provisos(found)] == conditional_on


def test_a_finding_keeps_every_leaf_as_a_reason() -> None:
    found = evaluate(parse_condition("yes and (no or open) and not x"), answers(yes=YES, no=NO))  # type: ignore[arg-type]

    def shown(each: Finding) -> str:
        inner = ", ".join(shown(one) for one in each.because)
        return f"{each.condition_text}: {each.truth}" + (f" [{inner}]" if inner else "")

    assert shown(found) == (
        "yes and (no or open) and not x: unknown "
        "[yes: yes, no or open: unknown [no: no, open: unknown], not x: unknown [x: unknown]]"
    )
    assert [each.condition_text for each in missing(found)] == ["open", "x"]


def test_nothing_is_missing_from_what_is_settled() -> None:
    found = evaluate(parse_condition("no and open"), answers(no=NO))  # type: ignore[arg-type]

    assert missing(found) == ()


def test_an_answer_may_hold_its_own_reasons_and_provisos() -> None:
    inner = evaluate(parse_condition('yes and "p"'), answers(yes=YES))  # type: ignore[arg-type]
    found = evaluate(All((Named("term"), B)), lambda leaf: inner if leaf == Named("term") else Finding("b", YES))

    assert (found.truth, found.computed) == (YES, False)
    assert [each.condition_text for each in provisos(found)] == ['"p"']


@pytest.mark.parametrize(
    ("when", "unless", "expected"),
    [(A, None, "a"), (None, A, "not a"), (A, AnyOf((B, C)), "a and not (b or c)"), (None, None, "None")],
)
def test_when_and_unless_make_one_condition(when: Condition | None, unless: Condition | None, expected: str) -> None:
    assert str(with_exception(when, unless)) == expected


def test_a_proviso_in_an_exception_never_frees_from_the_duty() -> None:
    condition = with_exception(Named("yes"), Quoted("exceptional circumstances"))

    assert condition is not None

    found = evaluate(condition, answers(yes=YES))  # type: ignore[arg-type]

    assert (found.truth, found.computed) == (YES, False)


plain = trees(st.builds(Named, st.sampled_from(["a", "b", "c", "d", "p", "pending"])))
knowledge = st.dictionaries(st.sampled_from("abcd"), st.sampled_from([YES, NO]))


@given(plain, knowledge, knowledge)
def test_learning_a_fact_never_unsettles_what_is_settled(
    condition: Condition, known: dict[str, Truth], learnt: dict[str, Truth]
) -> None:
    before = evaluate(condition, answers(**known))  # type: ignore[arg-type]
    after = evaluate(condition, answers(**(learnt | known)))  # type: ignore[arg-type]

    if before.truth is not OPEN:
        assert (after.truth, after.computed) == (before.truth, before.computed)


@given(plain, st.fixed_dictionaries({name: st.sampled_from([YES, NO]) for name in "abcd"}))
def test_with_all_facts_known_nothing_is_unknown(condition: Condition, known: dict[str, Truth]) -> None:
    assert evaluate(condition, answers(**known)).truth is not OPEN  # type: ignore[arg-type]


@given(trees(st.builds(Named, st.sampled_from(["a", "b", "c", "d"]))), knowledge)
def test_a_condition_and_its_opposite_never_agree(condition: Condition, known: dict[str, Truth]) -> None:
    one = evaluate(condition, answers(**known))  # type: ignore[arg-type]
    other = evaluate(Not(condition), answers(**known))  # type: ignore[arg-type]

    assert other.truth is negated(one.truth)
    assert bool(missing(one)) == (one.truth is OPEN)


@given(plain, knowledge)
def test_a_finding_rests_on_provisos_only_where_it_says_so(condition: Condition, known: dict[str, Truth]) -> None:
    found = evaluate(condition, answers(**known))  # type: ignore[arg-type]

    if not found.computed:
        assert found.truth is YES
        assert provisos(found)
    if found.computed and found.truth is not OPEN:
        assert not provisos(found)
