"""``compliance new``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance.cli.common import Day, Talk, Word, load, option_talk, telling_errors, today
from compliance.diagnostics import ComplianceError

if TYPE_CHECKING:
    from compliance.model.corpus import Corpus


KINDS = ("law", "policy", "crosswalk", "developer")


@click.command("new")
@click.argument("kind", type=Word(list(KINDS)), metavar="|".join(KINDS))
@click.argument("identifier")
@click.option("--content", required=True, metavar="FOLDER", help="Your content folder; made if missing.")
@click.option("--title", metavar="WORDS", help="The document's name. Default: made of the identifier.")
@click.option("--version", "version_", default="1.0", show_default=True, metavar="WORDS", help="Of a policy.")
@click.option("--policy", metavar="POLICY", help="Of a crosswalk: the policy that is judged.")
@click.option("--instrument", metavar="LAW", help="Of a crosswalk: the law that it is judged against.")
@click.option("--as-of", type=Day(), metavar="DATE", help="Stands in for days to be filled in. Default: today.")
@option_talk
@telling_errors
def command(
    kind: str,
    identifier: str,
    content: str,
    title: str | None,
    version_: str,
    policy: str | None,
    instrument: str | None,
    as_of: date | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Start a law, a policy, a crosswalk or a developer's file; what it writes is sound and claims nothing.

    \b
    compliance new law us-tx/example-act --title "Example Act" --content my-content
    compliance new developer acme --title "Acme AI" --content my-content
    compliance new policy acme/safety-policy-1 --content my-content
    compliance new crosswalk acme/safety-policy-1/us-ca-sb-53 --policy acme/safety-policy-1 \\
        --instrument us-ca/sb-53 --content my-content
    """
    from compliance.content.writing import format_text, replace_file

    talk = Talk(quiet, verbose)
    _sound_identifier(identifier)
    for given in (title, version_):
        if given is not None and not (given.strip() and given.isprintable()):
            raise ComplianceError("a title or version is empty or holds a line break", "write it on one line")
    root = Path(content)
    name = title or identifier.rpartition("/")[2].replace("-", " ").capitalize()
    path, text = _started(kind, identifier, root, name, version_, policy, instrument, as_of or today(), talk)
    if path.exists():
        raise ComplianceError(f"'{path}' exists already", "choose another identifier, or edit that file")
    replace_file(path, format_text(text, str(path)).encode(), make_folders=True)
    talk.say(f"wrote {path}")
    talk.say(f"  = help: fill it in, then run 'compliance check --content {content}'")


def _sound_identifier(identifier: str) -> None:
    parts = identifier.split("/")
    if not all(part and part == part.lower() and part.replace("-", "").replace(".", "").isalnum() for part in parts):
        raise ComplianceError(
            f"'{identifier}' is not an identifier", "write small letters, digits and hyphens, such as us-tx/example-act"
        )


def _started(
    kind: str,
    identifier: str,
    root: Path,
    title: str,
    version: str,
    policy: str | None,
    instrument: str | None,
    as_of: date,
    talk: Talk,
) -> tuple[Path, str]:
    """Where the new file goes, and what stands in it."""
    from compliance.content import writing

    if kind == "developer":
        return root / "frameworks" / identifier / "developer.md", writing.new_developer(title, as_of)
    if "/" not in identifier:
        raise ComplianceError(f"'{identifier}' names no folder", f"write it as us-tx/{identifier} or acme/{identifier}")
    if kind == "law":
        return root / "frameworks" / f"{identifier}.md", writing.new_law(identifier, title, as_of)
    if kind == "policy":
        developer = identifier.rpartition("/")[0]
        text = writing.new_policy(identifier, title, developer, version, as_of)
        return root / "frameworks" / f"{identifier}.md", text
    if not policy or not instrument:
        raise ComplianceError(
            "a crosswalk needs a policy and a law", "add --policy acme/safety-policy-1 --instrument us-ca/sb-53"
        )
    return root / "mappings" / f"{identifier}.md", writing.new_crosswalk(_corpus(root, talk), policy, instrument)


def _corpus(root: Path, talk: Talk) -> Corpus:
    return load((str(root),) if root.is_dir() else (), talk).corpus
