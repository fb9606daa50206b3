"""The framework says what the law asks, what the developer states, and claims nothing that is not covered."""

from datetime import date
from pathlib import Path

import pytest

from compliance.analyses.gaps import GapAnalysis, analyse
from compliance.diagnostics import ComplianceError
from compliance.documents.framework import Edition, compose
from compliance.graph import KnowledgeGraph
from compliance.model import prose
from compliance.model.identifiers import Identifier
from tests.documents.conftest import AS_OF, of_folder

Shipped = tuple[KnowledgeGraph, GapAnalysis]
ELEMENTS = [f"us-ca/sb-53#22757.12.a.{number}" for number in range(1, 11)]


@pytest.fixture(scope="module")
def californian(shipped: Shipped) -> Shipped:
    """The shipped example against California's act alone."""
    return shipped[0], analyse(shipped[0], "anthropic", AS_OF, instruments=["us-ca/sb-53"])


@pytest.fixture(scope="module")
def american(shipped: Shipped) -> Shipped:
    """The shipped example against the acts of three states."""
    laws = ["us-ca/sb-53", "us-ny/raise-act", "us-il/ai-safety-measures-act"]
    return shipped[0], analyse(shipped[0], "anthropic", AS_OF, instruments=laws)


def titles(document: prose.Document) -> list[str]:
    """The titles of the top-level sections."""
    return [prose.plain(each.title) for each in document.blocks if isinstance(each, prose.Section)]


def section_on(document: prose.Document, citation: str) -> prose.Section:
    """The numbered section that answers the element with this citation."""
    return next(
        each
        for each in document.blocks
        if isinstance(each, prose.Section)
        and each.anchor.startswith("section-")
        and f"({citation})" in prose.plain(each)
    )


def table_in(document: prose.Document, anchor: str) -> prose.Table:
    """The table of the section with this anchor."""
    section = next(each for each in document.blocks if isinstance(each, prose.Section) and each.anchor == anchor)
    return next(each for each in section.blocks if isinstance(each, prose.Table))


def citation(graph: KnowledgeGraph, identifier: Identifier) -> str:
    """The printed citation of a provision."""
    return graph.corpus.provisions[identifier].citation


@pytest.mark.parametrize("edition", Edition)
def test_one_section_for_each_content_duty(californian: Shipped, edition: Edition) -> None:
    """The ten elements of § 22757.12(a) have a section each, in the law's order, numbered from 2."""
    graph, analysis = californian
    document = compose(graph, analysis, edition)
    found = [each for each in document.blocks if isinstance(each, prose.Section) and each.anchor.startswith("section-")]

    assert len(found) == len(ELEMENTS)
    for number, (section, element) in enumerate(zip(found, ELEMENTS, strict=True), 2):
        assert prose.plain(section.title).startswith(f"{number} ")
        assert citation(graph, element) in prose.plain(section)


def test_internal_edition_has_everything(californian: Shipped) -> None:
    """The internal edition has the status, who is bound, change, definitions, history, answer key and gaps."""
    graph, analysis = californian
    found = titles(compose(graph, analysis, Edition.INTERNAL))

    assert found[0] == "1 Who is bound, and why"
    assert found[-5:] == [
        "12 How this framework is reviewed and changed",
        "13 Definitions",
        "14 Change table",
        "Annex A: Answer key",
        "Annex B: Gaps",
    ]


def test_public_edition_leaves_out_what_is_internal(shipped: Shipped) -> None:
    """The public edition has no gaps, no verdicts, no reasoning of drafts, and nothing that does not bind."""
    graph, analysis = shipped
    words = prose.plain(compose(graph, analysis, Edition.PUBLIC))

    assert "Annex B" not in words
    assert "Verdict" not in words
    assert "not relied on" not in words
    assert "Missing: " not in words
    for finding in analysis.findings:
        if finding.covered.mapping:
            assert " ".join(finding.covered.mapping.reason.split())[:80] not in " ".join(words.split())
        if len(finding.missing) > 60:  # a short one, such as "a version number", may be the law's own words
            assert finding.missing not in words


@pytest.mark.parametrize("edition", Edition)
def test_nothing_is_claimed_that_is_not_covered(shipped: Shipped, edition: Edition) -> None:
    """Where no commitment binds the developer to an element, the section says so and lists none as stated."""
    graph, analysis = shipped
    document = compose(graph, analysis, edition)
    uncovered = [each for each in analysis.findings if each.obligation.identifier in ELEMENTS and not each.commitments]

    assert uncovered
    for finding in uncovered:
        words = prose.plain(section_on(document, finding.obligation.citation))
        assert "makes no commitment of its own that answers this element" in words


def test_recommendations_and_goals_are_never_presented_as_stated(shipped: Shipped) -> None:
    """No statement of the recommendation, goal or contingent track stands in the public edition."""
    graph, analysis = shipped
    words = prose.plain(compose(graph, analysis, Edition.PUBLIC))

    for commitment in graph.corpus.commitments.values():
        if str(commitment.track) in ("recommendation", "goal", "contingent"):
            assert commitment.statement not in words


def test_every_statement_has_its_pinpoint_and_track(shipped: Shipped) -> None:
    """Each commitment in a section is followed by its citation, its track and its verb."""
    graph, analysis = shipped
    document = compose(graph, analysis, Edition.PUBLIC)
    finding = next(each for each in analysis.findings if each.obligation.identifier.endswith("22757.12.a.9"))
    words = prose.plain(section_on(document, finding.obligation.citation))

    for identifier in finding.commitments:
        commitment = graph.corpus.commitments[identifier]
        assert f"({commitment.citation}; {commitment.track}, “{commitment.strength}”)" in words


@pytest.mark.parametrize("edition", Edition)
def test_answer_key_has_every_element(american: Shipped, edition: Edition) -> None:
    """Annex A lists each required element with its section and its commitments' pinpoints."""
    graph, analysis = american
    table = table_in(compose(graph, analysis, edition), "annex-a")
    first = [prose.plain(row[0]) for row in table.rows]

    public = [citation(graph, each) for each in ELEMENTS]
    later = [citation(graph, f"us-ny/raise-act#1421.1.{each}") for each in "abcdefghij"]
    later += [citation(graph, f"us-il/ai-safety-measures-act#10.a.{each}") for each in range(1, 11)]
    assert sorted(first) == sorted(public + (later if edition is Edition.INTERNAL else []))
    assert edition is Edition.INTERNAL or first == public
    assert len(table.header) == (5 if edition is Edition.INTERNAL else 4)


def test_what_the_laws_ask_alike_stands_in_one_section(american: Shipped) -> None:
    """The internal edition has a section for each matter, with all three laws in it, the strictest first."""
    graph, analysis = american
    document = compose(graph, analysis, Edition.INTERNAL)
    sections = {prose.plain(section.title): section for _, section in prose.sections_of(document.blocks)}
    words = prose.plain(sections["3 Thresholds"])

    assert [title for title in sections if title.endswith(" Thresholds")] == ["3 Thresholds"]
    asked = words.index("N.Y. Gen. Bus. Law § 1421(1)(b), from 1 January 2027")
    beside = words.index("Cal. Bus. & Prof. Code § 22757.12(a)(2)")
    assert asked < beside < words.index("430 ILCS 185/10(a)(2), from 1 January 2028")
    assert "This wording is the strictest." in words
    assert "What differs: California asks how it is approached" in words
    assert words.count("What is not yet covered: ") == 3


def test_the_public_edition_answers_what_binds_now(shipped: Shipped) -> None:
    """Laws that begin later are left out, until a day on which they bind or may bind."""
    graph, analysis = shipped
    later = analyse(graph, "anthropic", date(2027, 3, 1))

    assert "N.Y. Gen. Bus. Law" not in prose.plain(compose(graph, analysis, Edition.PUBLIC))
    assert "N.Y. Gen. Bus. Law § 1421(1)" in prose.plain(compose(graph, later, Edition.PUBLIC))


def test_links_lead_somewhere(shipped: Shipped) -> None:
    """Every link within the document names a section that is there."""
    graph, analysis = shipped
    document = compose(graph, analysis, Edition.INTERNAL)
    anchors = {section.anchor for _, section in prose.sections_of(document.blocks)}
    table = table_in(document, "annex-a")
    links = [each.address for row in table.rows for cell in row for each in cell if isinstance(each, prose.Link)]

    assert links
    assert {address.removeprefix("#") for address in links} <= anchors


def test_definitions_stand_side_by_side(shipped: Shipped) -> None:
    """Catastrophic risk means something else in the policy than in the law, and both stand in one row."""
    graph, analysis = shipped
    table = table_in(compose(graph, analysis, Edition.PUBLIC), "definitions")
    row = next(row for row in table.rows if prose.plain(row[0]) == "catastrophic risk")

    assert "more than 50 people" in prose.plain(row[1])
    assert "RSP 3.0 Footnote 1" in prose.plain(row[2])


def test_drafts_are_said_to_be_drafts(shipped: Shipped) -> None:
    """While no judgement is reviewed, both editions and the version block say so."""
    graph, analysis = shipped
    for edition in Edition:
        words = prose.plain(compose(graph, analysis, edition))

        assert "Judgements: draft, not reviewed by counsel" in words
        assert "counsel has not reviewed them" in words
        assert "Anthropic has not approved it" in words


def test_no_law_asks_for_a_framework(shipped: Shipped) -> None:
    """On a day on which the act is no longer or not known to apply there is no framework to write."""
    graph, _ = shipped
    analysis = analyse(graph, "anthropic", date(2026, 3, 31), instruments=["us-ca/sb-53"])
    without = GapAnalysis(analysis.developer, analysis.as_of, analysis.policies, analysis.instruments, ())

    with pytest.raises(ComplianceError, match="no law in us-ca/sb-53 asks anthropic for a framework"):
        compose(graph, without)


OUTLINE = """# Acme Frontier Framework

- kind: outline
- developer: acme
- serves: us-ca/sb-53#22757.12.a
- version: 3
- approved: 2026-03-20 by the general counsel

## 1 Oversight

- answers: us-ca/sb-53#22757.12.a.9
- draws on: acme/policy#1

Counsel's own words on oversight.

## 2 Thresholds

- answers: us-ca/sb-53#22757.12.a.2
- redact: cybersecurity
- justification: the values would help an attacker

The values are seven and nine.
"""


def acme_with_outline(acme: Path) -> Shipped:
    """The invented developer with an outline of its own."""
    (acme / "frameworks/acme/outline.md").write_text(OUTLINE, encoding="utf-8")
    return of_folder(acme, "acme")


def test_counsels_outline_gives_order_titles_and_prose(acme: Path) -> None:
    """Sections follow the outline; elements that it does not answer come after, so that none is lost."""
    document = compose(*acme_with_outline(acme), Edition.INTERNAL)
    found = titles(document)

    assert document.title == "Acme Frontier Framework"
    assert document.author == "Acme AI"
    assert found[1:4] == ["2 Oversight", "3 Thresholds", "4 Standards"]
    assert sum("22757.12(a)" in prose.plain(each) for each in document.blocks) >= 10
    assert "Counsel's own words on oversight." in prose.plain(document)
    assert "The values are seven and nine." in prose.plain(document)


def test_redactions_say_on_what_ground_and_why(acme: Path) -> None:
    """The public edition leaves redacted prose out, and says on what ground and why."""
    words = prose.plain(compose(*acme_with_outline(acme), Edition.PUBLIC))

    assert "The values are seven and nine." not in words
    assert "On the ground of cybersecurity: the values would help an attacker." in words
    assert "Counsel's own words on oversight." in words
