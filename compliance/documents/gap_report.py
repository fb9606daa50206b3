"""The gap report for counsel: a table by topic and verdict, then each gap with its reasons and what would close it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from compliance.analyses.applicability import Status
from compliance.analyses.coverage import Flag, Verdict
from compliance.analyses.gaps import Finding, GapAnalysis
from compliance.documents.official import official_quote, official_texts
from compliance.documents.wording import (
    DRAFT,
    amount_words,
    anchor,
    count,
    day,
    duty_words,
    is_draft,
    listed,
    need_words,
    policies_of,
    sentence,
    why,
)
from compliance.graph import KnowledgeGraph
from compliance.model import prose
from compliance.model.identifiers import Identifier
from compliance.model.instruments import Provision
from compliance.sources.quoting import NONE, Quotation


def compose(
    graph: KnowledgeGraph, analysis: GapAnalysis, official: Mapping[Identifier, Quotation] = NONE
) -> prose.Document:
    """The gap report of a developer on a day.

    Args:
        graph: the knowledge graph.
        analysis: the findings that it reports.
        official: the official words to print beside ours, under each gap.
    """
    name = graph.corpus.developers[analysis.developer].title
    blocks: list[prose.Block] = [_status(analysis), _summary(graph, analysis)]
    blocks.append(_act_wide(graph, analysis))
    for instrument in analysis.instruments:
        gaps = [each for each in analysis.gaps if each.obligation.document == instrument]
        title = f"Gaps under {graph.corpus.instruments[instrument].citation}"
        body = gap_sections(graph, gaps, analysis, official) if gaps else (prose.paragraph("None."),)
        blocks.append(prose.Section(prose.words(title), body, anchor(instrument, "gaps-")))
    blocks.append(_no_gap(graph, analysis))
    quoted = [each.obligation for each in analysis.gaps]
    if texts := official_texts(graph, official, quoted, "Official texts", "official-texts"):
        blocks.append(texts)
    return prose.Document(
        title="Gap report",
        subtitle=f"{name}, as of {day(analysis.as_of)}",
        version_block=_version_block(graph, analysis, name),
        blocks=tuple(block for block in blocks if not isinstance(block, prose.Section) or block.blocks),
        author=f"For counsel of {name}",
        date=analysis.as_of.isoformat(),
        description=f"What {name} has not yet covered of {_laws(graph, analysis)}, with reasons",
    )


def _laws(graph: KnowledgeGraph, analysis: GapAnalysis) -> str:
    return listed(graph.corpus.instruments[each].citation for each in analysis.instruments)


def _version_block(graph: KnowledgeGraph, analysis: GapAnalysis, name: str) -> prose.Properties:
    policies = policies_of(graph, analysis)
    return prose.Properties(
        (
            ("Developer", prose.words(name)),
            ("As of", prose.words(day(analysis.as_of))),
            ("Laws", prose.words(_laws(graph, analysis))),
            (
                "Policies",
                prose.words(listed(f"{each.title} (in force {each.in_force})" for each in policies) or "none in force"),
            ),
            ("Obligations", prose.words(_numbers(analysis))),
            ("For", prose.words("counsel; internal")),
        )
    )


def _numbers(analysis: GapAnalysis) -> str:
    """How many there are of what, so that no obligation is lost between the lines."""
    options = sum(1 for each in analysis.findings if each.covered.is_option)
    none = sum(1 for each in analysis.findings if each.verdict is None)
    words = f"{len(analysis.findings)} looked at; {count(len(analysis.gaps), 'gap')}"
    if options:
        words += f"; {options} are ways to satisfy another and are counted there"
    if none:
        words += f"; {none} do not bind on the day"
    return words


def _status(analysis: GapAnalysis) -> prose.Callout:
    words = [DRAFT] if is_draft(analysis.findings) else []
    words.append(
        "A gap is an obligation that binds, will bind or may bind, and is neither met nor stated with no occasion for "
        "it yet. "
        "“No breach recorded” is all that a silent record shows of a prohibition; it is not a gap."
    )
    words.extend(sentence(each) for each in analysis.warnings)
    return prose.Callout("How to read this report", tuple(prose.paragraph(each) for each in words))


def topic_of(provision: Provision) -> str:
    """The topic under which tables count an obligation: the first that it has."""
    return provision.topics[0] if provision.topics else "no topic"


def verdicts_by_topic(
    graph: KnowledgeGraph, findings: Iterable[Finding]
) -> tuple[tuple[Verdict, ...], tuple[tuple[str, Counter[Verdict]], ...]]:
    """The verdicts that occur, worst first, and how often each does under each topic, in the order of the topics."""
    counted: dict[str, Counter[Verdict]] = {}
    for finding in findings:
        if finding.verdict is not None:
            counted.setdefault(topic_of(finding.obligation), Counter())[finding.verdict] += 1
    verdicts = tuple(each for each in Verdict if any(each in counts for counts in counted.values()))
    order = list(graph.corpus.topics)
    topics = sorted(counted, key=lambda topic: order.index(topic) if topic in order else len(order))
    return verdicts, tuple((topic, counted[topic]) for topic in topics)


def verdicts_by_law(
    graph: KnowledgeGraph, findings: Iterable[Finding]
) -> tuple[tuple[Verdict, ...], tuple[tuple[str, Counter[Verdict]], ...]]:
    """The verdicts that occur, worst first, and how often each does under each law, in the order of the laws.

    A law none of whose obligations binds yet is marked with the first day on which one will.
    """
    counted: dict[Identifier, Counter[Verdict]] = {}
    starts: dict[Identifier, list[date | None]] = {}
    for finding in findings:
        if finding.verdict is None:
            continue
        law, applicability = finding.obligation.document, finding.covered.applicability
        counted.setdefault(law, Counter())[finding.verdict] += 1
        later = applicability.starts if applicability.status is Status.NOT_YET else None
        starts.setdefault(law, []).append(later)
    verdicts = tuple(each for each in Verdict if any(each in counts for counts in counted.values()))

    def name(law: Identifier) -> str:
        days = starts[law]
        first = min((each for each in days if each is not None), default=None)
        later = f" (not yet: from {first})" if first and None not in days else ""
        return f"{graph.corpus.instruments[law].citation}{later}"

    return verdicts, tuple((name(law), counts) for law, counts in counted.items())


def _summary(graph: KnowledgeGraph, analysis: GapAnalysis) -> prose.Section:
    tables = [_counts(*verdicts_by_topic(graph, analysis.findings), "Topic", "Verdicts by topic")]
    by_law = verdicts_by_law(graph, analysis.findings)
    if len(by_law[1]) > 1:
        tables.insert(0, _counts(*by_law, "Law", "Verdicts by law"))
    levels = Counter(str(each.severity.level) for each in analysis.gaps if each.severity)
    by_level = listed(f"{number} {level}" for level, number in levels.items()) or "none"
    lead = prose.paragraph(f"{_capital(count(len(analysis.gaps), 'gap'))}; by severity: {by_level}.")
    return prose.Section(prose.words("Summary"), (lead, *tables), "summary")


def _counts(
    verdicts: tuple[Verdict, ...], rows: tuple[tuple[str, Counter[Verdict]], ...], first: str, caption: str
) -> prose.Table:
    """A table of how often each verdict occurs in each row, with the sums."""
    header = (prose.words(first), *(prose.words(_capital(str(each))) for each in verdicts), prose.words("All"))
    body = [
        (
            prose.words(_capital(name)),
            *(prose.words(str(counts[each]) if counts[each] else "–") for each in verdicts),
            prose.words(str(sum(counts.values()))),
        )
        for name, counts in rows
    ]
    totals = [sum(counts[each] for _, counts in rows) for each in verdicts]
    body.append(
        (
            prose.words(prose.strong("All")),
            *(prose.words(prose.strong(str(each))) for each in totals),
            prose.words(prose.strong(str(sum(totals)))),
        )
    )
    return prose.Table(header, tuple(body), prose.words(caption), (4, *(2 for _ in verdicts), 1), row_headers=True)


def _act_wide(graph: KnowledgeGraph, analysis: GapAnalysis) -> prose.Section:
    """The exemptions that could take whole laws away, said once."""
    wide = dict.fromkeys(
        each
        for finding in analysis.findings
        for each in finding.covered.applicability.check
        if is_act_wide(graph, each)
    )
    if not wide:
        return prose.Section(prose.words("Exemptions from whole laws"), (), "exemptions")
    items = prose.bullets(
        f"{sentence(graph.corpus.provisions[each].statement)} ({graph.corpus.provisions[each].citation})"
        for each in wide
    )
    lead = prose.paragraph(
        "These could take everything below away, and are not known to hold. Counsel should check them once."
    )
    return prose.Section(prose.words("Exemptions from whole laws"), (lead, items), "exemptions")


def is_act_wide(graph: KnowledgeGraph, exemption: Identifier) -> bool:
    """Whether an exemption is one from a whole law."""
    provision = graph.corpus.provisions[exemption]
    return provision.document in provision.targets


def gap_sections(
    graph: KnowledgeGraph,
    gaps: Iterable[Finding],
    analysis: GapAnalysis,
    official: Mapping[Identifier, Quotation] = NONE,
) -> tuple[prose.Block, ...]:
    """One section for each gap."""
    return tuple(_gap(graph, each, analysis, official) for each in gaps)


def gap_table(graph: KnowledgeGraph, gaps: Iterable[Finding]) -> prose.Block:
    """The gaps in one table: what is asked, how it stands, and what would close it."""
    rows = tuple(
        (
            prose.words(each.obligation.label),
            prose.words(duty_words(each.obligation)),
            prose.words(_capital(each.verdict_words), prose.LineBreak(), _level_words(each)),
            prose.words(sentence(each.closing)),
        )
        for each in gaps
    )
    if not rows:
        return prose.paragraph("None.")
    header = tuple(prose.words(each) for each in ("Pinpoint", "Obligation", "Verdict", "What would close it"))
    caption = prose.words("Gaps, those that matter most first")
    return prose.Table(header, rows, caption, (3, 5, 3, 5), row_headers=True)


def _gap(
    graph: KnowledgeGraph, finding: Finding, analysis: GapAnalysis, official: Mapping[Identifier, Quotation]
) -> prose.Section:
    obligation = finding.obligation
    title = obligation.title or sentence(obligation.statement)
    return prose.Section(
        prose.words(f"{obligation.label}: {title}"),
        tuple(_gap_blocks(graph, finding, analysis, official)),
        anchor(obligation.identifier, "gap-"),
    )


def _gap_blocks(
    graph: KnowledgeGraph, finding: Finding, analysis: GapAnalysis, official: Mapping[Identifier, Quotation]
) -> Iterator[prose.Block]:
    obligation, severity = finding.obligation, finding.severity
    yield prose.paragraph(duty_words(obligation))
    yield from official_quote(official, obligation)
    rows: list[tuple[str, prose.Inlines]] = [
        ("Verdict", prose.words(prose.strong(_capital(finding.verdict_words)), _flag_words(finding))),
        ("Topic", prose.words(_capital(listed(obligation.topics)))),
    ]
    if severity:
        rows.append(("Severity", prose.words(_severity_words(graph, finding))))
        if severity.deadline:
            left = f" ({count(severity.days_left or 0, 'day')} from {day(analysis.as_of)})"
            rows.append(("Deadline", prose.words(day(severity.deadline), left)))
    if obligation.due:
        rows.append(("Due", prose.words("; ".join(str(each) for each in obligation.due))))
    if obligation.every:
        rows.append(("How often", prose.words(f"every {obligation.every}")))
    if obligation.to:
        rows.append(("To", prose.words(str(obligation.to))))
    yield prose.Properties(tuple(rows))
    reasons = why(finding)
    if reasons:
        yield prose.paragraph(prose.strong("Why."))
        yield from reasons
    if finding.commitments:
        yield prose.paragraph(prose.strong("What was weighed."))
        yield prose.bullets(need_words(graph, each) for each in finding.commitments)
    if finding.helpers:
        yield prose.paragraph(prose.strong("What helps and does not count."))
        yield prose.bullets(need_words(graph, each) for each in finding.helpers)
    if finding.missing:
        yield prose.paragraph(prose.strong("Missing. "), sentence(finding.missing))
    if finding.closing and finding.closing != finding.missing:
        yield prose.paragraph(prose.strong("What would close it. "), sentence(finding.closing))
    check = [each for each in finding.covered.applicability.check if not is_act_wide(graph, each)]
    if check:
        words = "; ".join(
            f"{graph.corpus.provisions[each].statement} ({graph.corpus.provisions[each].citation})" for each in check
        )
        yield prose.paragraph(prose.strong("Exemptions to check. "), sentence(words))
    if finding.covered.applicability.provisos:
        words = listed(finding.covered.applicability.provisos)
        yield prose.paragraph(prose.strong("Only where this holds. "), sentence(words))


def _flag_words(finding: Finding) -> str:
    flags = [
        str(each) for each in finding.covered.flags if each not in (Flag.NO_OCCASION, Flag.OTHER_ROUTE, Flag.UNKNOWN)
    ]
    return f" ({', '.join(flags)})" if flags else ""


def _level_words(finding: Finding) -> str:
    severity = finding.severity
    if severity is None:
        return ""
    return str(severity.level) + (f"; {amount_words(severity.amount)}" if severity.amount else "")


def _severity_words(graph: KnowledgeGraph, finding: Finding) -> str:
    severity = finding.severity
    if severity is None:
        return ""
    words = str(severity.level)
    if severity.amount:
        citations = dict.fromkeys(graph.corpus.provisions[each].citation for each in severity.penalties)
        words += f"; penalty: {amount_words(severity.amount)} ({listed(citations)})"
    elif severity.penalties:
        words += f"; penalty: {listed(graph.corpus.provisions[each].citation for each in severity.penalties)}"
    else:
        words += "; no penalty in the catalog names this obligation"
    return words + behind_words(graph, finding)


def behind_words(graph: KnowledgeGraph, finding: Finding) -> str:
    """Of a code's measure, the penalty for what it implements, and that it is not one for the measure."""
    severity = finding.severity
    if severity is None or not severity.behind:
        return ""
    served = listed(dict.fromkeys(graph.corpus.citation_of(each) for each in finding.obligation.implements))
    heads = listed(dict.fromkeys(graph.corpus.provisions[each].citation for each in severity.behind))
    amount = f": {amount_words(severity.behind_amount)}" if severity.behind_amount else ""
    return f"; a breach of {served}, which it serves, is another matter{amount} ({heads})"


def _no_gap(graph: KnowledgeGraph, analysis: GapAnalysis) -> prose.Section:
    rest = [each for each in analysis.findings if not each.is_gap]
    rows = tuple(
        (
            prose.words(each.obligation.label),
            prose.words(duty_words(each.obligation)),
            prose.words(_capital(each.verdict_words), _flag_words(each)),
        )
        for each in rest
    )
    header = tuple(prose.words(each) for each in ("Pinpoint", "Obligation", "Verdict"))
    table = prose.Table(
        header, rows, prose.words("Obligations without a gap of their own"), (3, 6, 3), row_headers=True
    )
    lead = prose.paragraph("Everything else that was looked at, so that nothing is left out in silence.")
    blocks: tuple[prose.Block, ...] = (lead, table) if rows else ()
    return prose.Section(prose.words("Obligations without a gap of their own"), blocks, "no-gap")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
