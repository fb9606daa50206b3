"""Runs of ten shared words are found; terms, names, figures and citations neither break a run nor add to it."""

from __future__ import annotations

import pytest

from compliance.diagnostics import Place
from compliance.model.instruments import Provision
from compliance.model.prose import paragraph
from compliance.sources.subdivisions import Subdivision
from compliance.sources.wording import wording

TERMS = ("harbour pilot", "large harbour pilot", "ledger")
WORDS = (
    "A large harbour pilot shall hang one clean copy of its ledger beside every lantern that burns on deck after dusk, "
    "pursuant to Section 12(b)."
)
ELSEWHERE = "Whoever finds a stray rope near the quay brings it back before the next tide turns again."
CHECK = wording(TERMS, [WORDS, ELSEWHERE])


def provision(statement: str, **fields: object) -> Provision:
    """A duty."""
    made = {"identifier": "zz/act#1", "document": "zz/act", "kind": "duty", "citation": "§ 1", "place": Place("act.md")}
    return Provision.model_validate(made | {"statement": statement} | fields)


def found(restated: Provision) -> list[str]:
    """The runs that are found."""
    return [each.subject for each in CHECK(Subdivision("1", WORDS, provisions=(restated,)))]


@pytest.mark.parametrize(
    ("statement", "runs"),
    [
        ("put up, at each lamp lit in the evening, a legible transcript", []),
        # Nine words, and ten.
        ("put it beside every lantern that burns on deck after dusk", []),
        ("put it: copy of its beside every lantern that burns on deck",
         ["copy of its beside every lantern that burns on deck"]),
        # A term counts for nothing, and does not break the run.
        ("copy of its ledger beside every lantern that burns on dock", []),
        ("copy of its ledgers beside every Lantern that burns on deck",
         ["copy of its ledgers beside every lantern that burns on deck"]),
        ("hang one clean copy beside every lantern that burns on deck after dusk", []),
    ],
)  # fmt: skip
def test_runs(statement: str, runs: list[str]) -> None:
    """Ten words in a row are a copy, in whatever case."""
    assert found(provision(statement)) == runs


def test_words_of_another_subdivision() -> None:
    """Words copied from elsewhere in the same text are found too; there is nothing to mark then."""
    copied = provision("see that whoever finds a stray rope near the quay brings it back before noon")
    (only,) = CHECK(Subdivision("1", WORDS, provisions=(copied,)))

    assert only.subject == "whoever finds a stray rope near the quay brings it back before"
    assert only.rule.code == "V601"
    assert only.words == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"means": ELSEWHERE},
        {"title": ELSEWHERE},
        {"note": (ELSEWHERE,)},
        {"notes": (paragraph(ELSEWHERE),)},
        {"when": f'"{ELSEWHERE}"'},
    ],
)
def test_every_text_of_a_provision_is_read(fields: dict[str, object]) -> None:
    """Meanings, titles, notes and quoted conditions are ours as well."""
    assert len(found(provision("bring it", **fields))) == 1


def test_the_official_words_are_marked() -> None:
    """What was copied is told as the official text prints it, terms and all."""
    copied = provision("hang one clean copy of its ledger beside every lantern that burns there")
    (only,) = CHECK(Subdivision("1", WORDS, provisions=(copied,)))

    assert only.words == "hang one clean copy of its ledger beside every lantern that burns"
    assert only.words in WORDS


def test_names_figures_and_citations_carry_over() -> None:
    """They must be the same in any words, so they make no run."""
    words = (
        "The Ruritanian Office of Works and Tides, under Section 12(b)(1), paid $5,000 within 30 days of 2027-01-01."
    )
    check = wording((), [words])

    assert list(check(Subdivision("1", words, provisions=(provision(words),)))) == []
