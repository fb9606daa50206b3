"""California's SB 53 against its official text: every label, both ways, and every figure."""

from __future__ import annotations

import pytest

from compliance.content.reading import load
from compliance.model.corpus import Corpus
from compliance.model.figures import answers_in, figures_of
from tests.catalogs.compare import not_in_catalog, not_in_text, pinpoint_of, provisions_of
from tests.catalogs.labels import CALIFORNIA, Found, labels, repeated
from tests.catalogs.sources import text_of

SB_53 = "us-ca/sb-53"

FROM_2027 = "(1) begins on that date, and this paragraph speaks of the reports under it"
ELSEWHERE = {
    "22757.11.h.in-training": ("10^26", "(h) refers to the specifications in (i) and repeats no figure"),
    "22757.13.g.2": ("2027-01-01", FROM_2027),
    "22757.13.g.3": ("2027-01-01", FROM_2027),
    "22757.14.d.2": ("2027-01-01", FROM_2027),
    "22757.14.d.3": ("2027-01-01", FROM_2027),
}
"""Figures that a provision has and its own subdivision has not, each with the reason."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The shipped catalogs."""
    return load().corpus


@pytest.fixture(scope="module")
def text() -> list[Found]:
    """The labelled subdivisions of the official text, the digest left out."""
    return labels(text_of("us-ca/sb-53.md"), CALIFORNIA)


def test_the_text_is_read_in_full(text: list[Found]) -> None:
    """The finder knows the sections of the act by name, and finds nothing twice."""
    sections = [each.pinpoint for each in text if each.is_section]

    assert repeated(text) == []
    assert sections == [
        "1", "2", "22757.10", "22757.11", "22757.12", "22757.13", "22757.14", "22757.15", "22757.16",
        "3", "11546.8", "4", "1107", "1107.1", "1107.2", "5", "6",
    ]  # fmt: skip
    assert len(text) > 190


def test_every_label_of_the_text_is_in_the_catalog(corpus: Corpus, text: list[Found]) -> None:
    """No labelled subdivision of the act is left out."""
    assert not_in_catalog(text, provisions_of(corpus, SB_53)) == []


def test_every_provision_of_the_catalog_is_in_the_text(corpus: Corpus, text: list[Found]) -> None:
    """No provision stands at a label that the act does not have."""
    assert not_in_text(text, provisions_of(corpus, SB_53)) == []


def test_every_figure_stands_in_the_same_subdivision(corpus: Corpus, text: list[Found]) -> None:
    """A number, duration, amount or date of a provision stands in its subdivision of the text, in some written form.

    The subdivision is the label with what stands below it, and the words above that lead in to it.
    """
    wrong: dict[str, set[str]] = {}
    excused = set()
    for provision in provisions_of(corpus, SB_53):
        pinpoint = pinpoint_of(provision)
        words = " ".join(
            each.text
            for each in text
            if each.pinpoint == pinpoint
            or each.pinpoint.startswith(f"{pinpoint}.")
            or pinpoint.startswith(f"{each.pinpoint}.")
        )
        missing = set(figures_of(provision) - answers_in(words))
        name = provision.identifier.partition("#")[2]
        if name in ELSEWHERE and ELSEWHERE[name][0] in missing:
            excused.add(name)
            missing.discard(ELSEWHERE[name][0])
        if missing:
            wrong[provision.identifier] = missing

    assert wrong == {}
    assert excused == set(ELSEWHERE), "an excuse that is not needed any more is taken out"


def test_a_provision_that_is_taken_out_is_missed(corpus: Corpus, text: list[Found]) -> None:
    """The comparison sees it when any one labelled subdivision loses all its provisions; and a label that is none."""
    catalog = provisions_of(corpus, SB_53)
    stands = {pinpoint_of(each) for each in catalog}
    leaves = [
        each.pinpoint
        for each in text
        if each.pinpoint in stands and not any(one.pinpoint.startswith(f"{each.pinpoint}.") for one in text)
    ]
    unseen = [
        pinpoint
        for pinpoint in leaves
        if pinpoint not in not_in_catalog(text, [each for each in catalog if pinpoint_of(each) != pinpoint])
    ]
    stray = catalog[0].model_copy(update={"identifier": f"{SB_53}#22757.12.a.11", "bracket": ""})

    assert len(leaves) > 140
    assert unseen == []
    assert not_in_text(text, [*catalog, stray]) == [stray.identifier]
