"""The catalog is held against the official text, and every fault that a person could make in either is found."""

# ruff: noqa: E501  (a fault is a line)

from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.checks import all_rules
from compliance.diagnostics import Diagnostic, Severity
from compliance.sources.verification import official_words, verify
from tests.sources.example import CATALOG, LAW, TEXT, attached, corpus_of, locked

Verified = Callable[..., tuple[Diagnostic, ...]]


@pytest.fixture
def verified(tmp_path: Path) -> Verified:
    """Verifies the invented law, with either side spoilt: each pair is a text and what takes its place."""

    def run(
        catalog: tuple[str, str] = ("", ""), text: tuple[str, str] = ("", ""), lock: bool = True
    ) -> tuple[Diagnostic, ...]:
        for whole, (old, _) in ((CATALOG, catalog), (TEXT, text)):
            assert old in whole
        good = corpus_of(tmp_path / "good")
        spoilt = corpus_of(tmp_path / "spoilt", CATALOG.replace(*catalog, 1) if catalog[0] else CATALOG)
        prints = locked(attached(good)) if lock else None
        return verify(spoilt, attached(spoilt, TEXT.replace(*text, 1) if text[0] else TEXT), prints)

    return run


def told(found: tuple[Diagnostic, ...]) -> set[str]:
    """The codes of what was found."""
    return {each.rule.code for each in found}


def test_a_true_catalog_agrees(verified: Verified) -> None:
    assert [f"{each.place}: {each.message}" for each in verified()] == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("more than 500 lanterns", "more than 50 lanterns", "V301"),
        ("- due: within 72 hours of outage", "- due: within 96 hours of outage", "V301"),
        ("- due: within 72 hours of outage\n", "", "V302"),
        ("up to 3000000 USD for each later", "up to 30000000 USD for each later", "V301"),
        ("lit before 1 March 1990", "lit before 1 May 1990", "V301"),
        ("- duty: look after each lit lamp", "- permission: look after each lit lamp", "V401"),
        ("- prohibition: light no lamp", "- permission: light a lamp", "V401"),
        ("- permission: keep parts", "- duty: keep parts", "V401"),
        ("- duty: look after each lit lamp by night\n- every: 3 months", "- rule: lamps are looked after every 3 months", "V403"),
        ("- bearer: large keeper\n- topic: lanterns\n\n### (a)", "- bearer: keeper\n- topic: lanterns\n\n### (a)", "V501"),
        ("- every: 3 months\n- bearer: keeper", "- every: 3 months\n- bearer: large keeper", "V501"),
        ("### (g) Colours\n\n- rule: every colour is good\n\n", "", "V101"),
        ("### \"Keeper\"\n\n- role: keeper\n- of: developer\n- means: a company that owns at least one lantern\n\n",
         "### \"Owner\"\n\n- role: keeper\n- of: developer\n- means: a company that owns at least one lantern\n\n", "V101"),
        ("## § 3 Fine", "### (j) Bells\n\n- rule: bells are rung\n\n## § 3 Fine", "V102"),
        ("- rule: what one hand can carry", "- rule: liable to up to one two three, who shall put upon its internet site for all, a plan of care which states", "V601"),
    ],
    ids=[
        "a threshold changed", "a deadline changed", "a deadline dropped", "an amount changed", "a date changed",
        "a duty turned into a permission", "a prohibition turned into a permission", "a permission turned into a duty",
        "a duty turned into a rule", "a bearer widened from large to all", "a bearer narrowed from all to large",
        "a subdivision dropped", "a term renamed", "a subdivision invented", "words copied from another subdivision",
    ],
)  # fmt: skip
def test_a_fault_in_the_catalog_is_found(verified: Verified, old: str, new: str, code: str) -> None:
    """One fault, and the rule that is for it; no other error except what the same fault causes."""
    found = verified((old, new))

    assert code in told(found)
    assert all(each.severity is not Severity.NOTE for each in found)


@pytest.mark.parametrize(
    ("old", "new", "codes", "pinpoint"),
    [
        ("within 72 hours if", "within 24 hours if", {"V201", "V301", "V302"}, "2.c"),
        ("shall watch through", "may watch through", {"V201", "V401", "V402"}, "2.b"),
        ("(d) A keeper may store parts.", "(d) A keeper may store spare parts.", {"V201"}, "2.d"),
        ("\n\n(g) No colour is better than others.", "", {"V102", "V201"}, "2.g"),
        ("(i) Lamps alight", "(i) Lamps alit", {"V201"}, "2.i"),
        ("§ 3. Fine.", "(j) A keeper shall ring a bell.\n\n§ 3. Fine.", {"V101", "V203"}, "2.j"),
    ],
)
def test_an_amended_text_is_found(verified: Verified, old: str, new: str, codes: set[str], pinpoint: str) -> None:
    """Which subdivision was amended is said, and nothing else is called amended."""
    found = verified(text=(old, new))

    assert told(found) == codes
    assert {each.rule.code for each in found if pinpoint in each.message} & {"V201", "V101"}


def test_places_in_both_files(verified: Verified) -> None:
    """A finding stands at the provision, and shows the official words that it speaks of."""
    (found,) = [
        each for each in verified(text=("within 72 hours if", "within 24 hours if")) if each.rule.code == "V302"
    ]
    (other,) = found.related

    assert found.place.file.endswith("lantern-act.md")
    assert other.place.file == "mine/sources/lantern.md"
    assert other.length == len("24 hours")


def test_a_departure_with_a_reason_is_left_out(verified: Verified) -> None:
    """What an author lists is no finding; what is listed and not needed is."""
    line = "- departs: force, because the sentence is a wish\n"
    wish = ("- permission: keep parts in store\n", f"- duty: keep parts in store\n{line}")

    assert told(verified(wish)) == set()
    assert told(verified(("- permission: keep parts in store\n", f"- permission: keep parts in store\n{line}"))) == {
        "V901"
    }


@pytest.mark.parametrize(
    "line",
    [
        "- departs: figure 96 hours, because the catalog counts otherwise",
        "- departs: figure 72 hours, because the catalog counts otherwise",
    ],
)
def test_a_departure_excuses_what_it_names_and_no_more(verified: Verified, line: str) -> None:
    """Another figure than the one named is still a fault."""
    found = verified(("- due: within 72 hours of outage\n", f"- due: within 96 hours of outage\n{line}\n"))

    assert len(found) == 1


def test_labels_that_are_not_restated_may_be_listed(verified: Verified) -> None:
    """A subdivision left out on purpose is named on a provision above it, with the reason."""
    dropped = (
        "- rule: two are told apart\n\n#### (i) Small\n\n- rule: what one hand can carry\n\n#### (ii) Great\n\n"
        "- rule: what one hand cannot carry\n",
        "- rule: two are told apart, by one hand\n- departs: label 2.h.i, because sizes matter to nobody\n"
        "- departs: label 2.h.ii, because sizes matter to nobody\n",
    )

    assert [str(each.message) for each in verified(dropped)] == []


def test_another_known_edition_is_noted(tmp_path: Path) -> None:
    """A print that differs in a known way is no amendment, and what the catalog restates stays the first edition."""
    corpus = corpus_of(tmp_path)
    print_of_it = attached(corpus, TEXT.replace("within 72 hours if", "within 90 hours if"))
    lock = locked(attached(corpus)).with_edition("as enrolled", "unknown", "0", print_of_it.segments)

    assert [(each.rule.code, each.severity) for each in verify(corpus, print_of_it, lock)] == [("V202", Severity.NOTE)]


def test_a_print_known_to_be_an_extract_is_noted(tmp_path: Path) -> None:
    """What it lacks is neither repealed nor invented."""
    corpus = corpus_of(tmp_path)
    extract = attached(corpus, TEXT.replace("\n\n(g) No colour is better than others.", ""))
    lock = locked(attached(corpus)).with_edition("extract", "unknown", "0", extract.segments)

    assert [(each.rule.code, each.message) for each in verify(corpus, extract, lock)] == [
        ("V202", "the attached text has no 2.g, as the edition 'extract' has none")
    ]


def test_without_fingerprints_it_is_said_once(verified: Verified) -> None:
    assert [each.rule.code for each in verified(lock=False)] == ["V203"]


def test_every_rule_of_verification_is_tried_here() -> None:
    """No rule of verification is without a fault that breaks it."""
    source = Path(__file__).read_text("utf-8")

    assert [code for code in all_rules() if code.startswith("V") and f'"{code}"' not in source] == []


def test_the_official_words_of_each_provision(tmp_path: Path) -> None:
    """Brackets of ours share the words of their subdivision; what has no words of its own has none."""
    corpus = corpus_of(tmp_path)
    words = official_words(corpus, [attached(corpus)], corpus.instruments[LAW].in_force.start)  # type: ignore[arg-type]

    assert words[f"{LAW}#2.a.write"] == words[f"{LAW}#2.a.publish"]
    assert words[f"{LAW}#2.e.para-2"] == ("Any vessel is a ship.",)
