"""``compliance show``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.common import (
    Talk,
    Word,
    load,
    option_content,
    option_output,
    option_talk,
    telling_errors,
    write_output,
)
from compliance.cli.explain_ import known_identifier

if TYPE_CHECKING:
    from compliance.model.fields import Record


@click.command("show")
@click.argument("identifier")
@option_content
@click.option(
    "--format", "format_", type=Word(["text", "json"]), default="text", show_default=True, help="How to print it."
)
@option_output
@option_talk
@telling_errors
def command(identifier: str, content: tuple[str, ...], format_: str, output: str, quiet: bool, verbose: bool) -> None:
    """Print a provision, a commitment or anything else, with everything below it.

    \b
    compliance show us-ca/sb-53#22757.12.a
    compliance show anthropic/rsp-3.0#4 --format json
    compliance show anthropic/developer
    """
    from compliance.graph import KnowledgeGraph

    reading = load(content, Talk(quiet, verbose))
    graph = KnowledgeGraph(reading.corpus)
    wanted = known_identifier(graph, identifier)
    found = [record for each in reading.corpus.below(wanted) if (record := reading.corpus.find(each)) is not None]
    found = found or [each for each in reading.corpus.records() if each.identifier == wanted]
    if format_ == "json":
        write_output(
            (json.dumps([_object(each) for each in found], indent=2, ensure_ascii=False) + "\n").encode(), output
        )
    else:
        write_output("\n".join(_text(each) for each in found).encode(), output)


def _fields(record: Record) -> dict[str, str]:
    return {
        name.replace("_", " "): value
        for name, value in record.content()
        if name
        not in ("identifier", "citation", "bracket", "title", "statement", "notes", "code", "parent", "document")
    }


def _object(record: Record) -> dict[str, Any]:
    from compliance.model import prose

    found: dict[str, Any] = {"id": record.identifier}
    for name in ("citation", "bracket", "title", "statement"):
        if value := getattr(record, name, ""):
            found[name] = value
    found.update(_fields(record))
    if record.note:
        found["note"] = list(record.note)
    if record.notes:
        found["notes"] = prose.plain(record.notes)
    found["place"] = str(record.place)
    return found


def _text(record: Record) -> str:
    values = _object(record)
    head = values.pop("citation", "") or values.get("title", "")
    bracket = values.pop("bracket", "")
    title = values.pop("title", "")
    lines = [f"{head}{f' [{bracket}]' if bracket else ''}" + (f"  {title}" if title != head else "")]
    if statement := values.pop("statement", ""):
        lines.append(f"  {statement}")
    notes = values.pop("notes", "")
    for name, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            lines.append(f"  {name}: {each}")
    lines.extend(f"  | {line}" for line in notes.splitlines())
    return "\n".join(lines) + "\n"
