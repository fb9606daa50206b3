"""Figures are the same in whatever form a law or a catalog writes them, and citations are none."""

import pytest

from compliance.diagnostics import Place
from compliance.model.figures import answers_in, figures, figures_in, figures_of
from compliance.model.instruments import Provision


@pytest.mark.parametrize(
    ("written", "found"),
    [
        # Times.
        ("within fifteen days", {"15 days"}),
        ("up to $10M for the first and $ 30 M for each later one", {"10000000 USD", "30000000 USD"}),
        ("EUR 15m, or $1.5bn", {"15000000 EUR", "1500000000 USD"}),
        ("within fifteen (15) days", {"15 days"}),
        ("within 15 days of discovery", {"15 days"}),
        ("P15D", {"15 days"}),
        ("a thirty-day period", {"30 days"}),
        ("seventy-two hours", {"72 hours"}),
        ("PT72H", {"72 hours"}),
        ("three days", {"3 days"}),
        ("5 business days, or seven working days", {"5 business days", "7 business days"}),
        ("two weeks", {"2 weeks"}),
        ("12 months", {"12 months"}),
        ("one year", {"1 year"}),
        ("three to six months", {"3 months", "6 months"}),
        ("3-6 months", {"3 months", "6 months"}),
        # What comes back.
        ("every three months", {"3 months"}),
        ("each quarter", {"every quarter"}),
        ("quarterly", {"every quarter"}),
        ("at least once per year", {"every year"}),
        ("annually", {"every year"}),
        ("every year", {"every year"}),
        ("yearly", {"every year"}),
        ("an annual audit", {"every year"}),
        ("a monthly update", {"every month"}),
        ("biennially", {"2 years"}),
        ("every two years", {"2 years"}),
        # Amounts and shares.
        ("five hundred million dollars ($500,000,000)", {"500000000 USD"}),
        ("more than USD 500,000,000", {"500000000 USD"}),
        ("up to 1000000 USD per violation", {"1000000 USD"}),
        ("one million dollars", {"1000000 USD"}),
        ("$1.5 million", {"1500000 USD"}),
        ("EUR 15 000 000", {"15000000 EUR"}),
        ("15 000 000 EUR", {"15000000 EUR"}),
        ("a fee of $1,000 for each day", {"1000 USD", "every day"}),
        ("five percent", {"5 %"}),
        ("5%", {"5 %"}),
        ("3 % of turnover", {"3 %"}),
        ("7.5 per cent", {"7.5 %"}),
        ("one-third of the seats", {"1/3"}),
        ("a third of the seats", {"1/3"}),
        # Dates.
        ("Beginning January 1, 2027, and annually thereafter", {"2027-01-01", "every year"}),
        ("January first, two thousand twenty-eight", {"2028-01-01"}),
        ("on 1 January 2027", {"2027-01-01"}),
        ("from 2027-01-01", {"2027-01-01"}),
        ("2 August 2026", {"2026-08-02"}),
        ("by March 31 of each year", {"31 March", "every year"}),
        ("by 1 May 2030 and by each May 1 after it", {"2030-05-01", "every year"}),
        # Powers.
        ("more than 10^26 integer or floating-point operations", {"10^26"}),
        ("training compute > 10^26 operations", {"10^26"}),
        ("10º26", {"10^26"}),
        ("1026 integer or floating-point operations", {"10^26"}),
        ("ten to the 26th power", {"10^26"}),
        ("10²⁶ FLOPs", {"10^26"}),
        ("10 to the power of 25", {"10^25"}),
        ("10(^25)", {"10^25"}),
        ("5e24 operations", {"5e24"}),
        # Numbers.
        ("more than fifty people", {"50 people"}),
        ("more than 50 persons", {"50 people"}),
        ("14 members", {"14"}),
        ("forty-eight pilots", {"48"}),
        ("fourteen hundred twenty-one", {"1421"}),
        ("45 million users", {"45000000"}),
    ],
)
def test_figures(written: str, found: set[str]) -> None:
    """What is found in a text, in its one form."""
    assert figures_in(written) == found


@pytest.mark.parametrize(
    "written",
    [
        "section 22757.12",
        "subdivision nine of this section",
        "sections one, two and four of this act",
        "section fourteen hundred twenty-one of this article",
        "paragraph (b), and (c)(1)",
        "Articles 53(1)(a) and 55",
        "§§ 22757.10 to 22757.16",
        "chapter 25.1 (commencing with Section 22757.10)",
        "Section 1.31 of the Statute on Statutes",
        "P.A. 104-538",
        "numbers S. 6953-B and A. 6453-B",
        "L. 2026, ch. 96",
        "a chapter of the laws of 2025",
        "Regulation (EU) 2024/1689",
        "article six of the public officers law",
        "Annex XI",
        "Part 3 of Division 2",
        "430 ILCS 185/10",
        "22757.12.e.1",
        "all of the following",
        "any of the three things",
        "three contacts",
        "one or more, a third party, a first violation",
        "annual gross revenues",
        "on the ninetieth day",
    ],
)
def test_what_is_no_figure(written: str) -> None:
    """Citations, labels and small counts are left out."""
    assert figures_in(written) == set()


@pytest.mark.parametrize(("one", "other"), [("72 hours", "3 days"), ("3 months", "a quarter"), ("12 months", "a year")])
def test_nothing_is_converted(one: str, other: str) -> None:
    """Times of different units are different, however long they last."""
    assert not figures_in(one) & answers_in(other)


def test_a_citation_does_not_swallow_what_follows() -> None:
    """A figure right after a citation counts."""
    assert figures_in("under Section 5, 15 days after it, and under paragraph (2), 7 hours") == {"15 days", "7 hours"}


def test_counts_answer_and_do_not_ask() -> None:
    """A count in words may stand for one in digits, and need not stand on the other side."""
    assert answers_in("four of them, appointed within a month") == {"4", "1 month"}
    assert figures_in("four of them, appointed within a month") == set()


def test_a_figure_keeps_its_place() -> None:
    """A figure is told as it is printed, and where."""
    text = "under § 12(b), within fifteen days"
    (only,) = figures(text)

    assert only.printed == "fifteen days"
    assert text[only.start :].startswith("fifteen days")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"statement": "hand the log in within two days"}, {"2 days"}),
        ({"statement": "pay", "means": "more than 30 people"}, {"30 people"}),
        ({"statement": "pay", "when": "tonnage > 500 tons"}, {"500"}),
        ({"statement": "pay", "due": ("within 15 days of arrival",)}, {"15 days"}),
        ({"statement": "pay", "due": ("by 2027-01-01",)}, {"2027-01-01"}),
        ({"statement": "review", "every": "year"}, {"every year"}),
        ({"statement": "review", "every": "3 months"}, {"3 months"}),
        ({"statement": "keep", "keep_for": "5 years"}, {"5 years"}),
        ({"statement": "fine", "amount": "up to 1000 USD per day"}, {"1000 USD", "every day"}),
        ({"statement": "pay", "applies": "from 2028-07-01"}, {"2028-07-01"}),
        ({"statement": "pay, as § 22757.12(a)(1) says"}, set()),
    ],
)
def test_figures_of_a_provision(fields: dict[str, object], found: set[str]) -> None:
    """They come from the words and from every field that holds one."""
    made = {"identifier": "zz/act#1", "place": Place("act.md"), "document": "zz/act", "kind": "duty", "citation": "§ 1"}

    assert figures_of(Provision.model_validate(made | fields)) == found
