"""``compliance build``: the main job."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.common import (
    FINDINGS,
    Talk,
    console,
    gap_analysis,
    load,
    official_of,
    option_content,
    option_fail_on,
    option_subject,
    option_talk,
    problems,
    stop_at_errors,
    telling_errors,
)
from compliance.cli.gaps_ import as_object, summary_table
from compliance.diagnostics import Severity

if TYPE_CHECKING:
    from compliance.analyses.gaps import GapAnalysis
    from compliance.graph import KnowledgeGraph
    from compliance.model.identifiers import Identifier
    from compliance.sources.quoting import Quotation


@click.command("build")
@option_subject
@option_content
@click.option(
    "--output", metavar="FOLDER", default="output", show_default=True, help="Where a folder for the developer goes."
)
@option_fail_on()
@option_talk
@telling_errors
def command(
    as_of: date | None,
    developer: str | None,
    policies: tuple[str, ...],
    instruments: tuple[str, ...],
    content: tuple[str, ...],
    output: str,
    fail_on: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check the content, analyse it, and write every document of a developer.

    Writes the framework (public and internal edition) and the gap report as Markdown, HTML, DOCX and PDF, the content
    as RDF and JSON, and the findings as JSON. Nothing is written if the content is not sound.

    \b
    compliance build
    compliance build --developer anthropic --as-of 2026-03-31 --output output
    compliance build --content my-content --fail-on gap
    """
    from compliance.content.writing import replace_file
    from compliance.graph import KnowledgeGraph

    talk = Talk(quiet, verbose)
    reading = load(content, talk)
    found = problems(reading)
    stop_at_errors(reading, found, talk)
    graph = KnowledgeGraph(reading.corpus)
    analysis = gap_analysis(graph, developer, as_of, policies, instruments, talk)
    official = official_of(content, graph.corpus, analysis.as_of)
    folder = Path(output) / analysis.developer
    written: list[str] = []
    with talk.progress() as progress:
        for number, (name, data) in enumerate(outputs(graph, analysis, official)):
            progress("writing", number, NUMBER_OF_OUTPUTS)
            replace_file(folder / name, data, make_folders=True)
            written.append(name)
    if not quiet:
        view = console()
        view.print(summary_table(graph, analysis))
        view.print(_closing(analysis), markup=False)
        view.print(f"Written to {folder}/:", markup=False)
        for line in _by_stem(written):
            view.print(f"  {line}", markup=False)
    failing = {"warning": {Severity.ERROR, Severity.WARNING}}.get(fail_on, {Severity.ERROR})
    if any(each.severity in failing for each in found) or (fail_on == "gap" and analysis.gaps):
        sys.exit(FINDINGS)


FORMATS = ("markdown", "html", "docx", "pdf")
GRAPHS = ("turtle", "trig", "jsonld", "rdfxml")
NUMBER_OF_OUTPUTS = 3 * len(FORMATS) + len(GRAPHS) + 2


def outputs(
    graph: KnowledgeGraph, analysis: GapAnalysis, official: Mapping[Identifier, Quotation]
) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each file, one after another."""
    from compliance.documents import framework, gap_report
    from compliance.documents.framework import Edition
    from compliance.formats import format_named
    from compliance.plugins import module_in

    documents = {
        "framework-public": framework.compose(graph, analysis, Edition.PUBLIC),
        "framework-internal": framework.compose(graph, analysis, Edition.INTERNAL, official),
        "gap-report": gap_report.compose(graph, analysis, official),
    }
    for stem, document in documents.items():
        for name in FORMATS:
            format_ = format_named(name)
            yield stem + format_.SUFFIX, format_.write(document)
    rdf: Any = module_in("compliance.exports", "rdf")
    for name in GRAPHS:
        yield "content" + rdf.FORMATS[name].suffix, rdf.write(graph.corpus, format=name)
    export: Any = module_in("compliance.exports", "json")
    yield "content.json", export.write(graph.corpus, format=next(iter(export.FORMATS)))
    findings = as_object(analysis, everything=True)
    yield "findings.json", (json.dumps(findings, indent=2, ensure_ascii=False) + "\n").encode()


def _closing(analysis: GapAnalysis) -> str:
    gaps = analysis.gaps
    levels: dict[str, int] = {}
    for each in gaps:
        if each.severity:
            levels[str(each.severity.level)] = levels.get(str(each.severity.level), 0) + 1
    by_level = ", ".join(f"{number} {level}" for level, number in levels.items())
    return f"{len(analysis.findings)} obligations, {len(gaps)} gaps" + (f": {by_level}" if by_level else "")


def _by_stem(names: list[str]) -> Iterator[str]:
    """One line for each document, with its formats."""
    stems: dict[str, list[str]] = {}
    for name in names:
        stem, _, suffix = name.partition(".")
        stems.setdefault(stem, []).append(suffix)
    for stem, suffixes in stems.items():
        yield f"{stem}.{suffixes[0]}" if len(suffixes) == 1 else f"{stem}.{{{','.join(suffixes)}}}"
