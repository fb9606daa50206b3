"""``compliance fmt``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from compliance.cli.common import FINDINGS, WRONG_USAGE, Talk, option_content, option_talk, telling_errors
from compliance.diagnostics import ComplianceError


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[FILE|FOLDER]...")
@option_content
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a file is not in the canonical shape.")
@option_talk
@telling_errors
def command(paths: tuple[str, ...], content: tuple[str, ...], check: bool, quiet: bool, verbose: bool) -> None:
    """Write content files in the one canonical shape; what they say stays the same.

    A file that would be read otherwise afterwards, or that has errors, is left as it is.

    \b
    compliance fmt frameworks mappings
    compliance fmt --content my-content
    compliance fmt --check frameworks/us-ca/sb-53.md
    """
    from compliance.content.workspace import content_files

    talk = Talk(quiet, verbose)
    files = [*_named(paths), *(each.path for each in content_files(content, shipped=False))]
    if not files:
        raise ComplianceError(
            "no file was named", "name files or folders, such as 'compliance fmt frameworks', or use --content"
        )
    changed, refused = 0, 0
    for path in files:
        try:
            changed += _format(path, talk, check=check)
        except ComplianceError as error:
            refused += 1
            click.echo(f"error: {error}", err=True)
            if error.hint:
                click.echo(f"  = help: {error.hint}", err=True)
    done = "would be changed" if check else "changed"
    talk.say(f"{len(files)} files: {changed} {done}" + (f", {refused} left as they are" if refused else ""))
    if refused:
        sys.exit(WRONG_USAGE)
    if check and changed:
        sys.exit(FINDINGS)


def _named(paths: tuple[str, ...]) -> Iterator[Path]:
    for each in paths:
        path = Path(each)
        if not each.strip():
            raise ComplianceError(
                "the name of a file is empty", "name files or folders, such as 'compliance fmt frameworks'"
            )
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*.md") if found.name.lower() != "readme.md")
        elif path.is_file():
            yield path
        else:
            raise ComplianceError(f"there is no file or folder '{each}'", "check how it is spelled")


def _format(path: Path, talk: Talk, *, check: bool) -> bool:
    """Formats one file; says whether it was not in the canonical shape."""
    from compliance.content.writing import format_text, replace_file

    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ComplianceError(f"{path} is not UTF-8 text", "save it as UTF-8") from error
    formatted = format_text(text, str(path)).encode()
    if formatted == raw:
        return False
    talk.say(f"{'would change' if check else 'changed'} {path}")
    if not check:
        replace_file(path, formatted)
    return True
