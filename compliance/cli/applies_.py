"""``compliance applies``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.common import Day as DayType
from compliance.cli.common import (
    Talk,
    Word,
    console,
    developer_of,
    load_sound,
    option_content,
    option_output,
    option_talk,
    telling_errors,
    today,
    trimmed,
    write_output,
)

if TYPE_CHECKING:
    from rich.table import Table

    from compliance.analyses.applicability import Applicability
    from compliance.graph import KnowledgeGraph

_STYLES = {"applies": "green", "not yet": "yellow", "unknown": "yellow", "no longer": "dim", "does not apply": "dim"}


@click.command("applies")
@click.option("--as-of", type=DayType(), metavar="DATE", help="The day to answer for. Default: today.")
@click.option("--developer", metavar="NAME", help="The developer; not needed where there is only one.")
@click.option("--instrument", "instruments", multiple=True, metavar="LAW", help="Only this law or code. Repeatable.")
@option_content
@click.option(
    "--format", "format_", type=Word(["text", "json"]), default="text", show_default=True, help="How to list them."
)
@option_output
@option_talk
@telling_errors
def command(
    as_of: date | None,
    developer: str | None,
    instruments: tuple[str, ...],
    content: tuple[str, ...],
    format_: str,
    output: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """List the obligations that bind a developer on a day, and what is not known.

    \b
    compliance applies --as-of 2026-01-01
    compliance applies --developer anthropic --instrument us-ca/sb-53 --format json
    """
    from compliance.analyses.applicability import analyse
    from compliance.analyses.coverage import known_instruments

    talk = Talk(quiet, verbose)
    graph = load_sound(content, talk)
    name, when = developer_of(graph, developer), as_of or today()
    answers = analyse(graph, name, when, known_instruments(graph, instruments))
    talk.say(f"{graph.corpus.developers[name].title}, as of {when}")
    provisions = graph.corpus.provisions
    if format_ == "json":
        found: list[dict[str, Any]] = [
            {
                "obligation": each.obligation,
                "citation": provisions[each.obligation].citation,
                "statement": provisions[each.obligation].statement,
                "applicability": each.words,
                "from": each.starts.isoformat() if each.starts else None,
                "until": each.ends.isoformat() if each.ends else None,
                "unknown": list(each.missing),
                "provisos": list(each.provisos),
                "check": list(each.check),
                "reasons": [reason.text for reason in each.because],
            }
            for each in answers
        ]
        document = {"as_of": when.isoformat(), "developer": name, "obligations": found}
        write_output((json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode(), output)
        return
    shown = [each for each in answers if each.status != "no longer"]
    view = console()
    with view.capture() as captured:
        if len({provisions[each.obligation].document for each in answers}) > 1:
            view.print(_by_law(graph, answers, f"What binds {graph.corpus.developers[name].title} on {when}, by law"))
        view.print(_listed(graph, shown, f"What binds {graph.corpus.developers[name].title} on {when}"))
        if len(shown) < len(answers):
            view.print(f"Left out: {len(answers) - len(shown)} that no longer bind (--format json has them).")
        unknown = list(dict.fromkeys(word for each in answers for word in each.missing))
        if unknown:
            view.print("Not known:")
            for word in unknown:
                view.print(f"  {word}", markup=False)
    write_output(trimmed(captured.get()).encode(), output)


def _by_law(graph: KnowledgeGraph, answers: Sequence[Applicability], title: str) -> Table:
    """How many obligations of each law bind, will bind, may bind or do not."""
    from rich.table import Table
    from rich.text import Text

    laws: dict[str, Counter[str]] = {}
    for each in answers:
        laws.setdefault(graph.corpus.provisions[each.obligation].document, Counter())[str(each.status)] += 1
    words = [word for word in _STYLES if any(counts[word] for counts in laws.values())]
    table = Table(title=title, title_justify="left")
    table.add_column("law", overflow="fold")
    for word in words:
        table.add_column(word, justify="right")
    for law, counts in laws.items():
        cells = [Text(str(counts[word]) if counts[word] else "·", _STYLES[word]) for word in words]
        table.add_row(Text(graph.corpus.instruments[law].citation), *cells)
    return table


def _listed(graph: KnowledgeGraph, answers: Sequence[Applicability], title: str) -> Table:
    """Each obligation with whether it binds, law by law."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left")
    for column, width in (("pinpoint", 44), ("obligation", None), ("binds", 18)):
        table.add_column(column, overflow="fold", width=width)
    law = ""
    for each in answers:
        provision = graph.corpus.provisions[each.obligation]
        if provision.document != law and law:
            table.add_section()
        law = provision.document
        words = each.words + (f" (from {each.starts})" if each.status == "not yet" and each.starts else "")
        # Text and not markup: a label such as [write] is part of the pinpoint.
        table.add_row(Text(provision.label), Text(provision.statement), Text(words, _STYLES[str(each.status)]))
    return table
