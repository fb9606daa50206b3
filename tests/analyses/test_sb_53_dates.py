"""What SB 53 asks of Anthropic on the eve of its coming into force, on the day itself, and three months on.

By the shipped facts: the company is a frontier developer by its own account since December 2025, and a large one by
inference in 2026. Of its revenue, and of the size of its models, nothing is known.
"""

from __future__ import annotations

from datetime import date

import pytest

from compliance.analyses import applicability, coverage
from compliance.analyses.applicability import Applicability, Status
from compliance.analyses.coverage import Coverage
from compliance.content.reading import load
from compliance.graph import KnowledgeGraph
from compliance.model.reasons import Reason

SB_53 = "us-ca/sb-53"
EVE, FIRST_DAY, SPRING = date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31)
EVERY_DEVELOPER = ("22757.12.c.1", "22757.12.e.1.a", "22757.13.c.1", "22757.13.c.2", "1107.1.a.no-gag", "1107.1.d")
LARGE_DEVELOPERS = ("22757.12.a.write", "22757.12.a.9", "22757.12.b.1", "22757.12.d", "1107.1.e.2.a")
FEDERAL_ROUTE = ("22757.13.i.1", "22757.13.i.2.b")


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """The graph of the shipped catalogs."""
    return KnowledgeGraph(load().corpus)


def on(graph: KnowledgeGraph, day: date) -> dict[str, Applicability]:
    """What is found of each obligation of the act, by its pinpoint."""
    found = applicability.analyse(graph, "anthropic", day, [SB_53])
    return {each.obligation.partition("#")[2]: each for each in found}


def words(found: dict[str, Applicability], pinpoints: tuple[str, ...]) -> set[str]:
    """The answers for some of them."""
    return {found[each].words for each in pinpoints}


def test_on_the_eve(graph: KnowledgeGraph) -> None:
    """Nothing binds yet. The account of 2026 says nothing of 2025, so for large developers it is unknown, too."""
    found = on(graph, EVE)

    assert words(found, EVERY_DEVELOPER) == {"not yet"}
    assert words(found, LARGE_DEVELOPERS) == {"not yet, unknown"}
    assert {each.starts for each in found.values() if each.counts} == {FIRST_DAY}


@pytest.mark.parametrize("day", [FIRST_DAY, SPRING])
def test_from_the_first_day(graph: KnowledgeGraph, day: date) -> None:
    """From 1 January 2026 everything that hangs on the two roles applies."""
    found = on(graph, day)

    assert words(found, (*EVERY_DEVELOPER, *LARGE_DEVELOPERS)) == {"applies"}
    assert {each.starts for each in found.values() if each.counts} == {FIRST_DAY}


@pytest.mark.parametrize("day", [EVE, FIRST_DAY, SPRING])
def test_the_federal_route_was_not_taken(graph: KnowledgeGraph, day: date) -> None:
    """By the terms' default nobody means to comply by a federal route who has not said so."""
    assert words(on(graph, day), FEDERAL_ROUTE) == {"does not apply"}


def test_nothing_is_left_open(graph: KnowledgeGraph) -> None:
    """On 31 March 2026 each obligation has one of three answers, and every answer has a reason."""
    found = on(graph, SPRING)

    assert {each.status for each in found.values()} == {Status.APPLIES, Status.DOES_NOT_APPLY}
    assert all(each.because for each in found.values())


def test_the_reasons_lead_to_the_account(graph: KnowledgeGraph) -> None:
    """Why § 22757.12(a) applies is told down to the fact, whose account it is, and where it was found."""
    reasons = [reason for root in on(graph, SPRING)["22757.12.a.write"].because for _, reason in root.all()]
    accounts = [each for each in reasons if "own account" in each.text]

    assert accounts
    assert all(str(each.source).startswith("<https://") and each.place for each in accounts)


def test_what_must_be_checked(graph: KnowledgeGraph) -> None:
    """Good faith, conflicting federal contracts and preemption cannot be computed: someone must check."""
    found = on(graph, SPRING)

    assert [each.partition("#")[2] for each in found["22757.12.e.1.a"].check] == ["22757.12.e.2", "5.d", "5.e"]
    assert [each.partition("#")[2] for each in found["22757.12.a.write"].check] == ["5.d", "5.e"]


def test_the_proviso_of_the_twenty_four_hours(graph: KnowledgeGraph) -> None:
    """That an incident brings an imminent risk is a fact of the incident: printed, and no obstacle."""
    found = on(graph, SPRING)["22757.13.c.2"]

    assert (found.status, found.provisos) == (Status.APPLIES, ("imminent risk of death or serious injury",))


def test_occasions_begin_with_the_act(graph: KnowledgeGraph) -> None:
    """The framework change of 2 March 2026 is an occasion for § 22757.12(b)(2); that of December 2025 is none."""
    changed = graph.corpus.provisions[f"{SB_53}#22757.12.b.2"]
    days = {
        day: [each.when for each in Coverage(graph, "anthropic", day, ()).occasions(changed)]
        for day in (FIRST_DAY, SPRING)
    }

    assert days == {FIRST_DAY: [], SPRING: [date(2026, 3, 2)]}


def _lines(reasons: tuple[Reason, ...]) -> list[str]:
    return [each.text for root in reasons for _, each in root.all()]


@pytest.mark.parametrize("day", [EVE, FIRST_DAY, SPRING])
def test_every_obligation_that_counts_has_a_verdict_and_reasons(graph: KnowledgeGraph, day: date) -> None:
    """On the shipped catalogs, whatever crosswalks they hold, verdicts are total."""
    found = coverage.analyse(graph, "anthropic", day)

    assert found
    for each in found:
        assert (each.verdict is not None) == each.applicability.counts
        assert each.verdict is None or all(_lines(each.because))
        assert each.verdict is None or each.because
