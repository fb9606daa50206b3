"""``compliance write``."""

from __future__ import annotations

from datetime import date

import click

from compliance.cli.common import (
    Talk,
    Word,
    gap_analysis,
    load_sound,
    official_of,
    option_content,
    option_output,
    option_subject,
    option_talk,
    telling_errors,
    write_output,
)


@click.command("write")
@click.argument("document", type=Word(["framework", "gap-report"]), metavar="framework|gap-report")
@option_subject
@option_content
@click.option(
    "--edition",
    type=Word(["public", "internal"]),
    default="internal",
    show_default=True,
    help="Of the framework: 'public' leaves out what is internal.",
)
@click.option("--format", "format_", default="markdown", show_default=True, help="markdown, html, docx or pdf.")
@option_output
@option_talk
@telling_errors
def command(
    document: str,
    as_of: date | None,
    developer: str | None,
    policies: tuple[str, ...],
    instruments: tuple[str, ...],
    content: tuple[str, ...],
    edition: str,
    format_: str,
    output: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write one document: the frontier compliance framework, or the gap report for counsel.

    Where official texts are attached, the gap report and the internal edition print their words beside ours; the
    public edition never does.

    \b
    compliance write framework --as-of 2026-03-31 --edition public --format pdf --output framework.pdf
    compliance write gap-report --as-of 2026-03-31 --format html --output gaps.html
    """
    from compliance.documents import framework, gap_report
    from compliance.formats import format_named

    wanted = format_named(format_)
    talk = Talk(quiet, verbose)
    graph = load_sound(content, talk)
    analysis = gap_analysis(graph, developer, as_of, policies, instruments, talk)
    official = official_of(content, graph.corpus, analysis.as_of)
    if document == "framework":
        composed = framework.compose(graph, analysis, framework.Edition(edition), official)
    else:
        composed = gap_report.compose(graph, analysis, official)
    write_output(wanted.write(composed), output)
