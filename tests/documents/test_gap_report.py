"""The gap report leaves no obligation out and gives each gap its reasons."""

from collections import Counter
from datetime import date
from pathlib import Path

from compliance.analyses.gaps import GapAnalysis
from compliance.documents.gap_report import behind_words, compose, verdicts_by_law, verdicts_by_topic
from compliance.documents.wording import amount_words, first_sentence, listed, sentence
from compliance.graph import KnowledgeGraph
from compliance.model import prose
from tests.documents.conftest import of_folder

Shipped = tuple[KnowledgeGraph, GapAnalysis]


def test_every_obligation_is_somewhere(shipped: Shipped) -> None:
    """Each obligation has a section as a gap, or a row in the table of those without one."""
    graph, analysis = shipped
    document = compose(graph, analysis)
    sections = {section.anchor for _, section in prose.sections_of(document.blocks)}
    table = next(
        block
        for _, section in prose.sections_of(document.blocks)
        if section.anchor == "no-gap"
        for block in section.blocks
        if isinstance(block, prose.Table)
    )
    gaps = [anchor for anchor in sections if anchor.startswith("gap-")]

    assert len(gaps) == len(analysis.gaps)
    assert len(gaps) + len(table.rows) == len(analysis.findings)


def test_summary_adds_up(shipped: Shipped) -> None:
    """The totals of the summary are the verdicts of the findings."""
    graph, analysis = shipped
    verdicts, rows = verdicts_by_topic(graph, analysis.findings)
    counted: Counter[str] = Counter()
    for _, counts in rows:
        counted.update({str(each): number for each, number in counts.items()})

    assert counted == Counter(str(each.verdict) for each in analysis.findings if each.verdict is not None)
    assert [str(each) for each in verdicts] == [name for name in map(str, type(verdicts[0])) if name in counted]


def test_each_gap_says_why_and_what_would_close_it(shipped: Shipped) -> None:
    """A gap's section has its verdict, severity, reasons, and what is missing or would close it."""
    graph, analysis = shipped
    document = compose(graph, analysis)
    for _, section in prose.sections_of(document.blocks):
        if section.anchor.startswith("gap-"):
            words = prose.plain(section)
            assert "Verdict: " in words
            assert "Severity: " in words
            assert "Why." in words
            assert "Missing. " in words or "What would close it. " in words


def test_most_severe_first(shipped: Shipped) -> None:
    """What is recorded as contradicted stands before what is only not met."""
    _, analysis = shipped
    ranks = [each.severity.level.rank for each in analysis.gaps if each.severity]

    assert ranks == sorted(ranks)
    assert str(analysis.gaps[0].verdict) == "conflict"


def test_only_the_act_wide_exemptions_are_said_once(shipped: Shipped) -> None:
    """Exemptions from the whole act stand in one place and not under each gap."""
    graph, analysis = shipped
    words = prose.plain(compose(graph, analysis))
    exemption = graph.corpus.provisions["us-ca/sb-53#5.d"]

    assert words.count(exemption.citation) == 1


def test_wording() -> None:
    """The small helpers make sentences, lists and amounts."""
    assert sentence("it applies") == "It applies."
    assert sentence("Does it?") == "Does it?"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert amount_words("up to 1000000 USD per violation") == "up to USD 1,000,000 per violation"
    assert first_sentence("One thing. Another.") == "One thing."


def test_every_finding_is_counted_under_its_law(shipped: Shipped) -> None:
    """The rows add up to what the topics add up to; a law that is to come says from when."""
    graph, analysis = shipped
    _, by_law = verdicts_by_law(graph, analysis.findings)
    _, by_topic = verdicts_by_topic(graph, analysis.findings)
    names = [name for name, _ in by_law]

    assert sum(sum(counts.values()) for _, counts in by_law) == sum(sum(counts.values()) for _, counts in by_topic)
    assert "SB 53, Stats. 2025, ch. 138" in names
    assert "RAISE Act, L. 2026, ch. 96 (not yet: from 2027-01-01)" in names


CODE = """# Code

- kind: code of practice
- jurisdiction: us-zz
- citation: Code
- cite as: …, Code
- in force: from 2026-01-01
- source: <https://example.org/>, retrieved 2026-01-01

## Measure 1

- duty: keep a log
- bearer: large frontier developer
- topic: record keeping
- implements: us-zz/act#1
"""
ACT = """# Act

- kind: statute
- jurisdiction: us-zz
- citation: Act
- cite as: Act § …
- in force: from 2026-01-01
- source: <https://example.org/>, retrieved 2026-01-01

## § 1

- duty: keep records
- bearer: large frontier developer
- topic: record keeping

## § 2

- penalty: a fine
- bearer: large frontier developer
- for: 1
- amount: up to 15000000 EUR
- topic: enforcement

## § 3

- role: large frontier developer
- of: developer
- means: somebody big
"""


def test_the_penalty_behind_a_measure_is_told_as_another_matter(acme: Path) -> None:
    """A code has no penalty of its own: what threatens whoever breaks the article is named, and raises no severity."""
    for name, text in (("code", CODE), ("act", ACT)):
        path = acme / f"frameworks/us-zz/{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    developer = acme / "frameworks/acme/developer.md"
    developer.write_text(developer.read_text("utf-8").replace("- basis:", "- us-zz/act#3: yes\n- basis:", 1), "utf-8")
    graph, analysis = of_folder(acme, "acme", date(2026, 3, 31))
    found = {each.obligation.identifier: each for each in analysis.findings}
    measure, article = found["us-zz/code#measure-1"], found["us-zz/act#1"]

    assert measure.severity is not None
    assert article.severity is not None
    assert (str(measure.severity.level), str(article.severity.level)) == ("medium", "high")
    assert behind_words(graph, measure) == (
        "; a breach of Act § 1, which it serves, is another matter: up to EUR 15,000,000 (Act § 2)"
    )
    assert behind_words(graph, article) == ""
