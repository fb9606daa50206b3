"""``compliance gaps``."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.common import (
    FINDINGS,
    Talk,
    Word,
    console,
    gap_analysis,
    load_sound,
    option_content,
    option_fail_on,
    option_output,
    option_subject,
    option_talk,
    telling_errors,
    trimmed,
    write_output,
)

if TYPE_CHECKING:
    from collections import Counter

    from rich.table import Table

    from compliance.analyses.coverage import Verdict
    from compliance.analyses.gaps import Finding, GapAnalysis
    from compliance.graph import KnowledgeGraph


@click.command("gaps")
@option_subject
@option_content
@click.option("--all", "everything", is_flag=True, help="Every obligation, not only gaps.")
@click.option(
    "--format", "format_", type=Word(["text", "json"]), default="text", show_default=True, help="How to list them."
)
@option_output
@option_fail_on()
@option_talk
@telling_errors
def command(
    as_of: date | None,
    developer: str | None,
    policies: tuple[str, ...],
    instruments: tuple[str, ...],
    content: tuple[str, ...],
    everything: bool,
    format_: str,
    output: str,
    fail_on: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """List what is not met, those that matter most first: severity, reasons, and what would close each.

    \b
    compliance gaps --as-of 2026-03-31
    compliance gaps --as-of 2026-03-31 --all --format json --output findings.json
    compliance gaps --instrument us-ca/sb-53 --fail-on gap
    """
    talk = Talk(quiet, verbose)
    graph = load_sound(content, talk)
    analysis = gap_analysis(graph, developer, as_of, policies, instruments, talk)
    if format_ == "json":
        write_output(as_json(analysis, everything=everything).encode(), output)
    else:
        write_output(as_text(graph, analysis, everything=everything).encode(), output)
    if fail_on == "gap" and analysis.gaps:
        sys.exit(FINDINGS)


def as_object(analysis: GapAnalysis, *, everything: bool) -> dict[str, Any]:
    """The findings as one object; only the gaps, most severe first, unless everything is asked for."""
    findings = analysis.findings if everything else analysis.gaps
    return {
        "as_of": analysis.as_of.isoformat(),
        "developer": analysis.developer,
        "policy": analysis.policies[0] if len(analysis.policies) == 1 else None,
        "policies": list(analysis.policies),
        "instruments": list(analysis.instruments),
        "warnings": list(analysis.warnings),
        "findings": [_finding(each) for each in findings],
    }


def as_json(analysis: GapAnalysis, *, everything: bool) -> str:
    """The findings as JSON."""
    return json.dumps(as_object(analysis, everything=everything), indent=2, ensure_ascii=False) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    severity, covered = finding.severity, finding.covered
    return {
        "obligation": finding.obligation.identifier,
        "citation": finding.obligation.citation,
        "bracket": finding.obligation.bracket or None,
        "statement": finding.obligation.statement,
        "topics": list(finding.obligation.topics),
        "applicability": covered.applicability.words,
        "applies_from": covered.applicability.starts.isoformat() if covered.applicability.starts else None,
        "verdict": str(covered.verdict) if covered.verdict else None,
        "flags": [str(each) for each in covered.flags],
        "gap": finding.is_gap,
        "severity": str(severity.level) if severity else None,
        "penalties": list(severity.penalties) if severity else [],
        "amount": (severity.amount or None) if severity else None,
        "penalties_behind": list(severity.behind) if severity else [],
        "amount_behind": (severity.behind_amount or None) if severity else None,
        "deadline": severity.deadline.isoformat() if severity and severity.deadline else None,
        "days_left": severity.days_left if severity else None,
        "reasons": list(finding.reasons),
        "missing": finding.missing or None,
        "closing": finding.closing or None,
        "commitments": list(finding.commitments),
        "helped_by": list(finding.helpers),
        "unknown": list(covered.applicability.missing),
        "provisos": list(covered.applicability.provisos),
        "check": list(covered.applicability.check),
        "mapping": covered.mapping.identifier if covered.mapping else None,
    }


_COLOURS = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan"}


def as_text(graph: KnowledgeGraph, analysis: GapAnalysis, *, everything: bool) -> str:
    """The findings as people read them: the counts by law and by topic, then each one."""
    view = console()
    with view.capture() as captured:
        view.print(summary_table(graph, analysis))
        view.print()
        for each in analysis.findings if everything else analysis.gaps:
            _print_finding(view, graph, each)
        if not analysis.gaps and not everything:
            view.print("No gaps.")
        if any(each.covered.mapping and not each.covered.mapping.reviewed for each in analysis.findings):
            view.print("The judgements are drafts: counsel has not reviewed them.", style="italic")
    return trimmed(captured.get())


def _print_finding(view: Any, graph: KnowledgeGraph, finding: Finding) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from compliance.documents.gap_report import behind_words
    from compliance.documents.wording import amount_words, count

    severity = finding.severity
    head = Text()
    if severity:
        head.append(f"{str(severity.level).upper():<9}", _COLOURS[str(severity.level)])
    head.append(finding.obligation.label, "bold")
    if finding.obligation.title:
        head.append(f"  {finding.obligation.title}")
    view.print(head)
    lines = [("", finding.obligation.statement), ("verdict", _verdict_words(finding))]
    if severity and severity.amount:
        lines.append(("penalty", amount_words(severity.amount)))
    elif behind := behind_words(graph, finding):
        lines.append(("penalty", f"none for the measure itself{behind}"))
    if severity and severity.deadline:
        lines.append(("deadline", f"{severity.deadline} ({count(severity.days_left or 0, 'day')} left)"))
    if finding.is_gap:
        lines.append(("to close", finding.closing))
    lines.append(("see", f"compliance explain {finding.obligation.identifier}"))
    for name, words in lines:
        text = Text(f"{name}: " if name else "", "dim")
        text.append(words, "default")
        view.print(Padding(text, (0, 0, 0, 9)))
    view.print()


def _verdict_words(finding: Finding) -> str:
    flags = [str(each) for each in finding.covered.flags if str(each) in ("draft", "stale", "one of several ways")]
    return finding.verdict_words + (f" ({', '.join(flags)})" if flags else "")


def summary_table(graph: KnowledgeGraph, analysis: GapAnalysis) -> Any:
    """The verdicts by topic; above them, where there are several laws, by law."""
    from rich.console import Group

    from compliance.documents.gap_report import verdicts_by_law, verdicts_by_topic

    tables = [_counts(*verdicts_by_topic(graph, analysis.findings), "topic", analysis.as_of)]
    by_law = verdicts_by_law(graph, analysis.findings)
    if len(by_law[1]) > 1:
        tables.insert(0, _counts(*by_law, "law", analysis.as_of))
    return Group(*tables)


def _counts(
    verdicts: tuple[Verdict, ...], rows: tuple[tuple[str, Counter[Verdict]], ...], what: str, as_of: date
) -> Table:
    from rich.table import Table

    table = Table(title=f"Verdicts by {what}, as of {as_of}", title_justify="left", show_footer=True)
    table.add_column(what, footer="all")
    styles = {"met": "green", "stated": "green", "no breach recorded": "green", "partly met": "yellow"}
    for verdict in verdicts:
        total = sum(counts[verdict] for _, counts in rows)
        table.add_column(str(verdict), footer=str(total), justify="right", style=styles.get(str(verdict), "red"))
    table.add_column("all", footer=str(sum(sum(counts.values()) for _, counts in rows)), justify="right")
    for name, counts in rows:
        cells = [str(counts[verdict]) if counts[verdict] else "·" for verdict in verdicts]
        table.add_row(name, *cells, str(sum(counts.values())))
    return table
