"""``compliance check``."""

from __future__ import annotations

import sys

import click

from compliance.cli.common import (
    FINDINGS,
    Talk,
    Word,
    load,
    option_content,
    option_output,
    option_talk,
    problems,
    telling_errors,
    write_output,
)
from compliance.diagnostics import Diagnostic, Severity, as_annotations, as_json, as_sarif, as_text


@click.command("check")
@option_content
@click.option(
    "--format",
    "format_",
    type=Word(["text", "json", "sarif", "annotations"]),
    default="text",
    show_default=True,
    help="How to list the findings.",
)
@option_output
@click.option(
    "--fail-on",
    type=Word(["error", "warning"]),
    default="error",
    show_default=True,
    help="What makes the exit code 1.",
)
@option_talk
@telling_errors
def command(content: tuple[str, ...], format_: str, output: str, fail_on: str, quiet: bool, verbose: bool) -> None:
    """Is the content sound? List what is wrong with it.

    \b
    compliance check
    compliance check --content my-content --fail-on warning
    compliance check --format sarif --output findings.sarif
    """
    talk = Talk(quiet, verbose)
    reading = load(content, talk)
    found = problems(reading)
    match format_:
        case "json":
            text = as_json(found)
        case "sarif":
            import compliance

            text = as_sarif(found, version=str(compliance.__version__))
        case "annotations":
            text = as_annotations(found)
        case _:
            text = as_text(found, reading.line_at)
    write_output(text.encode(), output)
    talk.say(summary(found, len(reading.files)))
    failing = {Severity.ERROR} if fail_on == "error" else {Severity.ERROR, Severity.WARNING}
    if any(each.severity in failing for each in found):
        sys.exit(FINDINGS)


def summary(found: tuple[Diagnostic, ...], files: int) -> str:
    """One line that says how it went."""
    errors = sum(each.severity is Severity.ERROR for each in found)
    warnings = sum(each.severity is Severity.WARNING for each in found)
    if not found:
        return f"{files} files: sound"
    return f"{files} files: {errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
