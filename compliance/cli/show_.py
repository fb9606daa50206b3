"""``compliance show``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.common import (
    Talk,
    Word,
    load,
    official_of,
    option_content,
    option_output,
    option_talk,
    telling_errors,
    write_output,
)
from compliance.cli.explain_ import known_identifier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.fields import Record
    from compliance.model.identifiers import Identifier
    from compliance.sources.quoting import Quotation


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

    Where an official text is attached ('compliance sources attach'), its words stand under ours.

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
    # Each wording gets the text of its own time: what is shown is no matter of the day.
    official = official_of(content, reading.corpus)
    if format_ == "json":
        objects = [_object(each, official.get(each.identifier)) for each in found]
        write_output((json.dumps(objects, indent=2, ensure_ascii=False) + "\n").encode(), output)
    else:
        write_output("\n".join(_texts(found, official)).encode(), output)


def _fields(record: Record) -> dict[str, str]:
    return {
        name.replace("_", " "): value
        for name, value in record.content()
        if name
        not in ("identifier", "citation", "bracket", "title", "statement", "notes", "code", "parent", "document")
    }


def _object(record: Record, official: Quotation | None = None) -> dict[str, Any]:
    from compliance.model import prose

    found: dict[str, Any] = {"id": record.identifier}
    for name in ("citation", "bracket", "title", "statement"):
        if value := getattr(record, name, ""):
            found[name] = value
    if official:
        text = official.text
        found["official"] = {
            "words": list(official.words),
            "edition": text.edition,
            "source": str(text.source) if text.source else None,
            "sha256": text.sha256,
        }
        if text.on:
            found["official"]["wording of"] = str(text.on)
    found.update(_fields(record))
    if record.note:
        found["note"] = list(record.note)
    if record.notes:
        found["notes"] = prose.plain(record.notes)
    found["place"] = str(record.place)
    return found


def _texts(records: list[Record], official: Mapping[Identifier, Quotation]) -> Iterator[str]:
    """Each record's lines; provisions of one subdivision have its official words once, at the first of them."""
    printed: dict[tuple[str, str], str] = {}
    for record in records:
        lines: list[str] = []
        if found := official.get(record.identifier):
            where = (found.text.shown, found.pinpoint)
            if where in printed:
                lines = [f"official words: as at {printed[where]}"]
            else:
                lines = [f"official words ({found.origin}):", *(f"  {each}" for each in found.words)]
                printed[where] = getattr(record, "label", record.identifier)
        yield _text(record, lines)


def _text(record: Record, official: list[str]) -> str:
    values = _object(record)
    head = values.pop("citation", "") or values.get("title", "")
    bracket = values.pop("bracket", "")
    title = values.pop("title", "")
    lines = [f"{head}{f' [{bracket}]' if bracket else ''}" + (f"  {title}" if title != head else "")]
    if statement := values.pop("statement", ""):
        lines.append(f"  {statement}")
    lines.extend(f"  {line}" for line in official)
    notes = values.pop("notes", "")
    for name, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            lines.append(f"  {name}: {each}")
    lines.extend(f"  | {line}" for line in notes.splitlines())
    return "\n".join(lines) + "\n"
