"""``compliance export``."""

from __future__ import annotations

import inspect
from typing import Any

import click

from compliance.cli.common import (
    Talk,
    Word,
    load_sound,
    option_content,
    option_output,
    option_talk,
    telling_errors,
    write_output,
)
from compliance.diagnostics import ComplianceError, did_you_mean


@click.command("export")
@click.argument("kind", metavar="rdf|json")
@option_content
@click.option(
    "--format",
    "format_",
    metavar="NAME",
    help="Of RDF: turtle, ntriples, nquads, trig, jsonld, rdfxml, nquads-by-document or trig-by-document.",
)
@click.option("--base", metavar="IRI", help="What the IRIs of things begin with.")
@click.option(
    "--part",
    type=Word(["content", "vocabulary", "shapes", "schema"]),
    default="content",
    show_default=True,
    help="The content, or what describes it: RDF has a vocabulary and shapes, JSON a schema.",
)
@option_output
@option_talk
@telling_errors
def command(
    kind: str,
    content: tuple[str, ...],
    format_: str | None,
    base: str | None,
    part: str,
    output: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the whole content for other programs, as RDF or as one JSON document.

    \b
    compliance export rdf --format turtle --output content.ttl
    compliance export json --output content.json
    compliance export rdf --part shapes --output shapes.ttl
    """
    from compliance.exports import BASE
    from compliance.plugins import module_in, names_in

    exports = names_in("compliance.exports")
    if kind not in exports:
        hint = did_you_mean(kind, exports, otherwise=f"use one of {', '.join(exports)}")
        raise ComplianceError(f"there is no export '{kind}'", hint)
    module: Any = module_in("compliance.exports", kind)
    if part != "content":
        describe = getattr(module, part, None)
        if not inspect.isfunction(describe):
            raise ComplianceError(f"{kind} has no {part}", "RDF has 'vocabulary' and 'shapes', JSON has 'schema'")
        write_output(describe(), output)
        return
    known = list(module.FORMATS)
    wanted = format_ or known[0]
    if wanted not in known:
        hint = did_you_mean(wanted, known, otherwise=f"use one of {', '.join(known)}")
        raise ComplianceError(f"'{wanted}' is not a format of {kind}", hint)
    graph = load_sound(content, Talk(quiet, verbose))
    write_output(module.write(graph.corpus, format=wanted, base=base or BASE), output)
