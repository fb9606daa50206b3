"""Figures that stand on one side only are found; those that are written otherwise are not."""

from __future__ import annotations

import pytest

from compliance.diagnostics import Place
from compliance.model.instruments import Provision
from compliance.sources.figures import check
from compliance.sources.subdivisions import Subdivision

WORDS = "A pilot shall hand the log to the harbour master within fifteen (15) days of landfall, as § 12(b) provides."


def provision(statement: str, line: int = 10, **fields: object) -> Provision:
    """A duty; its heading stands in line 10, and so do its fields."""
    made = {"identifier": f"zz/act#{line}", "document": "zz/act", "kind": "duty", "citation": "§ 1"}
    return Provision.model_validate(made | {"place": Place("act.md", line), "statement": statement} | fields)


def found(subdivision: Subdivision) -> list[tuple[str, str]]:
    """The codes and subjects of what is found."""
    return [(each.rule.code, each.subject) for each in check(subdivision)]


@pytest.mark.parametrize(
    "restated",
    [
        provision("hand in the log within 15 days"),
        provision("hand in the log", due=("within 15 days of landfall",)),
        provision("hand in the log by the fifteenth", means="P15D"),
    ],
)
def test_the_same_figure_in_another_form(restated: Provision) -> None:
    """The form does not count, nor does a citation that only one side has."""
    assert found(Subdivision("1", WORDS, provisions=(restated,))) == []


def test_a_changed_number() -> None:
    """A number that was changed is missed on one side and too much on the other, and both are named."""
    changed = provision("hand in the log within 50 days")
    both = list(check(Subdivision("1", WORDS, provisions=(changed,))))

    assert [(each.rule.code, each.subject) for each in both] == [("V301", "50 days"), ("V302", "15 days")]
    assert "'fifteen (15) days' (15 days)" in both[0].hint
    assert both[1].words == "fifteen (15) days"
    assert both[1].words in WORDS
    assert both[1].provision is changed


@pytest.mark.parametrize(
    ("words", "restated", "codes"),
    [
        ("The fee is $5,000.", provision("pay", amount="up to 5000 USD"), []),
        ("The fee is $5,000.", provision("pay", amount="up to 50000 USD"),
         [("V301", "50000 USD"), ("V302", "5000 USD")]),
        ("It is done quarterly.", provision("do it", every="quarter"), []),
        ("It is done quarterly.", provision("do it", every="3 months"),
         [("V301", "3 months"), ("V302", "every quarter")]),
        ("A fifth of it within 72 hours.", provision("do it", due=("within 3 days of it",)),
         [("V301", "3 days"), ("V302", "72 hours")]),
        ("The council has 14 members.", provision("there are fourteen members"), []),
        ("The council has 14 members.", provision("there are thirteen members"), [("V302", "14")]),
        ("Section 1142 holds.", provision("chapter 25.1 holds"), []),
    ],
)  # fmt: skip
def test_figures_of_every_sort(words: str, restated: Provision, codes: list[tuple[str, str]]) -> None:
    """Amounts, intervals, times and counts are compared by their canonical forms."""
    assert found(Subdivision("1", words, provisions=(restated,))) == codes


def test_words_above_and_below_bear_a_figure_out() -> None:
    """A figure of a lead-in may be repeated in the items, and that of an item above them."""
    restated = provision("hand in the log within 15 days, with 3 annexes of 20 pages")

    assert found(Subdivision("1.a", "The log.", (WORDS,), ("of 20 pages", "3 of them"), (restated,))) == []


def test_a_figure_may_be_carried_above_or_below() -> None:
    """Where our text folds a lead-in into the items, its figures are not left out."""
    restated = provision("hand in the log within 15 days")

    assert found(Subdivision("1", WORDS, provisions_below=(restated,))) == []
    assert found(Subdivision("1", WORDS, provisions_above=(restated,))) == []
    assert found(Subdivision("1", WORDS, provisions_below=(provision("hand in the log"),))) == [("V302", "15 days")]


def test_a_date_from_which_it_applies() -> None:
    """A date of the provision's own must stand in the text; one that a heading hands down need not."""
    own = provision("hand in the log", applies="from 2028-01-01", places={"applies": Place("act.md", 12)})
    handed_down = provision("hand in the log", applies="from 2028-01-01", places={"applies": Place("act.md", 4)})
    above = provision("keep a log", 5, applies="from 2028-01-01")

    assert found(Subdivision("1", "A pilot shall do it.", provisions=(own,))) == [("V301", "2028-01-01")]
    assert found(Subdivision("1", "From 1 January 2028, a pilot shall do it.", provisions=(own,))) == []
    assert found(Subdivision("1", "A pilot shall do it.", provisions=(handed_down,))) == []
    assert found(Subdivision("1", "A pilot shall do it.", provisions=(own,), provisions_above=(above,))) == []


def test_a_wrong_date_that_is_handed_down() -> None:
    """The date that the text has is asked for where it stands."""
    restated = provision("hand in the log", applies="from 2029-01-01", places={"applies": Place("act.md", 4)})

    assert found(Subdivision("1", "Beginning January 1, 2028, a pilot shall do it.", provisions=(restated,))) == [
        ("V302", "2028-01-01")
    ]


def test_several_provisions_share_the_figures() -> None:
    """One of them must carry each figure, and nobody else is blamed."""
    words = "A pilot shall report within 7 hours and keep the log for five years."
    report, keep = provision("report", due=("within 7 hours of it",)), provision("keep the log", keep_for="5 years")

    assert found(Subdivision("1", words, provisions=(report, keep))) == []
    assert [(each.subject, each.provision) for each in check(Subdivision("1", words, provisions=(report, report)))] == [
        ("5 years", None)
    ]
