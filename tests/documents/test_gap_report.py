"""The gap report leaves no obligation out and gives each gap its reasons."""

from collections import Counter

from compliance.analyses.gaps import GapAnalysis
from compliance.documents.gap_report import compose, verdicts_by_topic
from compliance.documents.wording import amount_words, first_sentence, listed, sentence
from compliance.graph import KnowledgeGraph
from compliance.model import prose

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
