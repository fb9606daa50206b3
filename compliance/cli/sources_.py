"""``compliance sources``: attach official texts, verify the catalogs with them, and see what an amendment touches."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.check_ import summary
from compliance.cli.common import (
    FINDINGS,
    Day,
    Talk,
    Word,
    console,
    load,
    option_content,
    option_output,
    option_talk,
    telling_errors,
    today,
    trimmed,
    write_output,
)
from compliance.diagnostics import (
    ComplianceError,
    Diagnostic,
    Place,
    Severity,
    ValueProblem,
    as_annotations,
    as_json,
    as_sarif,
    as_text,
    did_you_mean,
    in_order,
)

if TYPE_CHECKING:
    from compliance.analyses.amendments import Amendment
    from compliance.content.reading import Reading
    from compliance.sources.attached import AttachedText
    from compliance.sources.fingerprints import Lock

LARGEST = 64 * 1024 * 1024
"""Bytes; no law is larger."""


@click.group("sources")
def command() -> None:
    """Hold the catalogs against the official texts.

    The shipped catalogs restate each law in their own words and hold no official text. Download the text yourself, and
    attach it to your content folder: then every provision is compared with the words that it restates, and 'show', the
    gap report and the internal edition of the framework print the official words beside ours.

    \b
    compliance sources attach us-ny/raise-act S8828.pdf --content my-content
    compliance sources verify us-ny/raise-act --content my-content
    compliance sources diff us-ny/raise-act amended.html --content my-content
    """


@command.command("attach")
@click.argument("instrument")
@click.argument("file")
@option_content
@click.option("--address", metavar="URL", help="Where the file was downloaded.")
@click.option("--retrieved", type=Day(), metavar="DATE", help="The day of the download. Default: today.")
@click.option("--edition", default="official", show_default=True, metavar="NAME", help="Which print it is.")
@click.option("--wording-of", type=Day(), metavar="DATE", help="For a law with several wordings: that of this day.")
@option_talk
@telling_errors
def attach_command(
    instrument: str,
    file: str,
    content: tuple[str, ...],
    address: str | None,
    retrieved: date | None,
    edition: str,
    wording_of: date | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Keep an official text in your content folder, told apart by pinpoint.

    FILE is what the legislature's page gives you: HTML, PDF, plain text or Markdown.

    \b
    compliance sources attach us-ny/raise-act S8828.pdf --content my-content \\
        --address https://www.nysenate.gov/legislation/bills/2025/S8828
    """
    from compliance.content.workspace import shipped_root
    from compliance.content.writing import replace_file
    from compliance.model.fields import Source
    from compliance.sources.attached import path_of, write_attached
    from compliance.sources.attaching import attach

    talk = Talk(quiet, verbose)
    if not content:
        raise ComplianceError("no content folder is named to keep the text in", "name yours with --content FOLDER")
    root = Path(content[-1])
    if root.resolve() == shipped_root().resolve():
        raise ComplianceError(
            "the shipped catalogs hold no official text", "name a folder of your own with --content FOLDER"
        )
    if not root.is_dir():
        raise ComplianceError(f"the content folder '{root}' does not exist", "make it first, or name another")
    if not edition.strip() or not edition.isprintable():
        raise ComplianceError("the edition has no name", "write, for example, --edition 'enrolled act'")
    try:
        source = Source.parse(f"<{address}>, retrieved {retrieved or today()}") if address else None
    except ValueProblem as problem:
        raise ComplianceError(problem.message, "write --address https://example.org/text") from problem
    data = _read(file)
    reading = load(_with_content(content), talk)
    lock = _lock(reading, instrument)
    text = attach(
        reading.corpus, instrument, data, Path(file).name, lock=lock, edition=edition, source=source, on=wording_of
    )
    path = path_of(root, instrument, wording_of)
    kept = path.with_name(f"{path.name.removesuffix('.md')}.original{Path(file).suffix.lower()}")
    path.parent.mkdir(parents=True, exist_ok=True)
    for other in path.parent.glob(f"{path.name.removesuffix('.md')}.original*"):
        if other != kept:
            other.unlink()
    replace_file(kept, data)
    replace_file(path, write_attached(replace(text, file=kept.name)).encode())
    talk.say(f"{path}: {len(text.segments)} subdivisions of {instrument}; SHA-256 {text.sha256}")
    talk.say(f"  = next: 'compliance sources verify {instrument} --content {content[-1]}'")


@command.command("verify")
@click.argument("wanted", metavar="[INSTRUMENT]...", nargs=-1)
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
def verify_command(
    wanted: tuple[str, ...],
    content: tuple[str, ...],
    format_: str,
    output: str,
    fail_on: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Does the catalog say what the law says? Compare it with the attached text, subdivision by subdivision.

    Labels both ways, fingerprints, every figure both ways, shall against must and may, who is bound, and that no
    wording is copied. What departs on purpose is listed in the catalog under 'departs', with the reason.

    \b
    compliance sources verify --content my-content
    compliance sources verify us-il/ai-safety-measures-act --content my-content --format sarif
    """
    from compliance.sources.verification import verify

    talk = Talk(quiet, verbose)
    reading = load(_with_content(content), talk)
    texts = _attached(content, wanted)
    found: list[Diagnostic] = []
    with talk.progress() as progress:
        for number, each in enumerate(texts):
            progress("verifying", number, len(texts))
            if each.instrument not in reading.corpus.instruments:
                raise ComplianceError(
                    f"{each.shown} is the text of {each.instrument}, which is not in the content",
                    did_you_mean(each.instrument, reading.corpus.instruments),
                )
            found.extend(verify(reading.corpus, each, _lock(reading, each.instrument)))
    diagnostics = in_order(found)
    match format_:
        case "json":
            written = as_json(diagnostics)
        case "sarif":
            import compliance

            written = as_sarif(diagnostics, version=str(compliance.__version__))
        case "annotations":
            written = as_annotations(diagnostics)
        case _:
            written = as_text(diagnostics, _lines_of(reading))
    write_output(written.encode(), output)
    for each in texts:
        own = tuple(one for one in diagnostics if _is_about(one, each, reading))
        talk.say(f"{each.instrument} ({each.edition}, {len(each.segments)} subdivisions): {_told(own)}")
    failing = {Severity.ERROR} if fail_on == "error" else {Severity.ERROR, Severity.WARNING}
    if any(each.severity in failing for each in diagnostics):
        sys.exit(FINDINGS)


@command.command("diff")
@click.argument("instrument")
@click.argument("file", metavar="NEWFILE")
@option_content
@click.option(
    "--format", "format_", type=Word(["text", "json"]), default="text", show_default=True, help="How to print it."
)
@option_output
@option_talk
@telling_errors
def diff_command(
    instrument: str,
    file: str,
    content: tuple[str, ...],
    format_: str,
    output: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """What changed in a new text of a law, and what must be looked at again: a work list.

    NEWFILE is compared with the text that you attached; without one, with the fingerprints of the text that the
    catalog restates (then it is known which subdivisions differ, and not in which words).

    \b
    compliance sources diff us-ca/sb-53 amended.html --content my-content
    """
    from compliance.analyses.amendments import amendments
    from compliance.graph import KnowledgeGraph
    from compliance.sources.attached import attached_texts
    from compliance.sources.attaching import segments_of
    from compliance.sources.differences import differences, differences_from_lock
    from compliance.sources.paragraphs import read_paragraphs
    from compliance.sources.segments import labels_of

    talk = Talk(quiet, verbose)
    data = _read(file)
    reading = load(_with_content(content), talk)
    corpus = reading.corpus
    _must_know(reading, instrument)
    segments = segments_of(corpus, instrument, read_paragraphs(data, Path(file).name))
    labels = labels_of(corpus, instrument)
    if len({each.parts for each in segments} & set(labels.known)) * 4 < len(labels.known):
        raise ComplianceError(
            f"'{file}' does not look like {instrument}: fewer than a quarter of its subdivisions were found",
            "take the whole text of the amended law",
        )
    attached = [each for each in attached_texts(content) if each.instrument == instrument]
    lock = _lock(reading, instrument)
    if attached:
        found = differences(attached[-1].segments, segments)
        against = f"{attached[-1].shown} ({attached[-1].edition})"
    elif lock is not None:
        found = differences_from_lock(lock, segments, labels.known)
        against = "the fingerprints of the text that the catalog restates"
    else:
        raise ComplianceError(
            f"there is nothing to compare with: no text of {instrument} is attached, and it has no fingerprints",
            "attach the old text first: 'compliance sources attach'",
        )
    work = amendments(KnowledgeGraph(corpus), instrument, found)
    if format_ == "json":
        written = json.dumps([_object(each) for each in work], indent=2, ensure_ascii=False) + "\n"
    else:
        written = _work_list(work)
    write_output(written.encode(), output)
    talk.say(f"{instrument}: {len(work)} of {len(segments)} subdivisions differ from {against}")
    if work:
        sys.exit(FINDINGS)


@command.command("lock")
@click.argument("instrument")
@option_content
@option_talk
@telling_errors
def lock_command(instrument: str, content: tuple[str, ...], quiet: bool, verbose: bool) -> None:
    """Write the fingerprints of the attached text beside the catalog; for those who write catalogs.

    The file holds hashes and no words. A text with another name for its edition adds what differs in it.

    \b
    compliance sources lock us-ny/raise-act --content my-content
    """
    from compliance.content.writing import replace_file
    from compliance.sources.fingerprints import Lock, write_lock
    from compliance.sources.segments import labels_of

    talk = Talk(quiet, verbose)
    reading = load(_with_content(content), talk)
    _must_know(reading, instrument)
    lock = _lock(reading, instrument) or Lock(instrument)
    for text in _attached(content, (instrument,)):
        source = str(text.source) if text.source else "unknown"
        labels = labels_of(reading.corpus, instrument, text.on)
        # A catalog of part of a law has fingerprints of that part.
        is_complete = reading.corpus.instruments[instrument].status == "complete"
        segments = [each for each in text.segments if is_complete or each.parts in labels.known]
        lock = lock.with_edition(text.edition, source, text.sha256, segments)
    path = _lock_path(reading, instrument)
    replace_file(path, write_lock(lock).encode())
    editions = ", ".join(f"{each.name} ({len(each.fingerprints)})" for each in lock.editions)
    talk.say(f"{path}: {editions}")


@command.command("list")
@option_content
@option_talk
@telling_errors
def list_command(content: tuple[str, ...], quiet: bool, verbose: bool) -> None:
    """List the texts that are attached, and where each came from.

    \b
    compliance sources list --content my-content
    """
    from rich.table import Table

    texts = _attached(content, ())
    table = Table("law", "edition", "wording of", "subdivisions", "source", "SHA-256")
    for each in texts:
        table.add_row(
            each.instrument,
            each.edition,
            str(each.on or ""),
            str(len(each.segments)),
            str(each.source or "unknown"),
            each.sha256[:16],
        )
    view = console()
    with view.capture() as captured:
        view.print(table)
    write_output(trimmed(captured.get()).encode(), "-")


# -- what the commands share -------------------------------------------------------------------------------------------


def _read(file: str) -> bytes:
    path = Path(file)
    if path.is_dir():
        raise ComplianceError(f"'{file}' is a folder", "name the file that you downloaded")
    if not path.exists():
        raise ComplianceError(f"there is no file '{file}'", "name the file that you downloaded")
    if path.stat().st_size > LARGEST:
        raise ComplianceError(f"'{file}' is larger than 64 MiB", "no law is; it is probably another file")
    return path.read_bytes()


def _with_content(content: tuple[str, ...]) -> tuple[str, ...]:
    """The folders that hold content of their own; one that holds attached texts alone adds none."""
    from compliance.content.workspace import FOLDERS
    from compliance.sources.attached import FOLDER

    def only_texts(root: str) -> bool:
        path = Path(root)
        if not path.is_dir() or any((path / each).is_dir() for each in FOLDERS):
            return False
        return (path / FOLDER).is_dir() or not any(path.iterdir())

    return tuple(each for each in content if not only_texts(each))


def _attached(content: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[AttachedText, ...]:
    from compliance.sources.attached import attached_texts

    for root in content:
        if not Path(root).is_dir():
            raise ComplianceError(f"the content folder '{root}' does not exist", "name your own with --content FOLDER")
    texts = attached_texts(content)
    known = sorted({each.instrument for each in texts})
    for each in wanted:
        if each not in known:
            raise ComplianceError(
                f"no text of '{each}' is attached",
                did_you_mean(each, known, otherwise=f"attach one: 'compliance sources attach {each} FILE --content …'"),
            )
    if not texts:
        raise ComplianceError(
            "no official text is attached",
            "download one and attach it: 'compliance sources attach us-ny/raise-act S8828.pdf --content my-content'",
        )
    return tuple(each for each in texts if not wanted or each.instrument in wanted)


def _must_know(reading: Reading, instrument: str) -> None:
    known = reading.corpus.instruments
    if instrument not in known:
        raise ComplianceError(
            f"there is no law '{instrument}' in the content",
            did_you_mean(instrument, known, otherwise=f"known: {', '.join(known)}"),
        )


def _lock_path(reading: Reading, instrument: str) -> Path:
    return next(each.path for each in reading.files if each.identifier == instrument).with_suffix(".lock")


def _lock(reading: Reading, instrument: str) -> Lock | None:
    from compliance.sources.fingerprints import read_lock

    _must_know(reading, instrument)
    path = _lock_path(reading, instrument)
    if not path.is_file():
        return None
    return read_lock(path.read_text(encoding="utf-8", errors="replace"), instrument, path.name)


def _lines_of(reading: Reading) -> Any:
    """Shows the line at a place, in the content or in an attached text."""
    cache: dict[str, list[str]] = {}

    def line_at(place: Place) -> str | None:
        if (line := reading.line_at(place)) is not None:
            return line
        if place.file not in cache:
            path = Path(place.file)
            cache[place.file] = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
        lines = cache[place.file]
        return lines[place.line - 1] if 0 < place.line <= len(lines) else None

    return line_at


def _is_about(diagnostic: Diagnostic, text: AttachedText, reading: Reading) -> bool:
    return diagnostic.place.file == reading.corpus.instruments[text.instrument].place.file


def _told(found: tuple[Diagnostic, ...]) -> str:
    errors = [each for each in found if each.severity is not Severity.NOTE]
    notes = len(found) - len(errors)
    told = "agrees" if not errors else summary(tuple(errors), 1).partition(": ")[2]
    return told + (f", {notes} note{'s' * (notes != 1)}" if notes else "")


def _object(amendment: Amendment) -> dict[str, Any]:
    difference = amendment.difference
    return {
        "pinpoint": difference.pinpoint,
        "citation": amendment.citation,
        "change": str(difference.change),
        "before": difference.before,
        "after": difference.after,
        "provisions": list(amendment.provisions),
        "obligations": list(amendment.obligations),
        "judgements": list(amendment.judgements),
        "comparisons": list(amendment.comparisons),
        "sections": list(amendment.sections),
    }


def _work_list(work: tuple[Amendment, ...]) -> str:
    from compliance.sources.differences import marked

    marks = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
    blocks = []
    for each in work:
        lines = [f"{each.citation}  {each.difference.change}"]
        words = " ".join(marks[how].format(text.strip()) for how, text in marked(each.difference) if text.strip())
        lines.append(f"  {words}")
        if each.difference.before is None:
            lines.append("  (only the fingerprint of the old words is known)")
        for name, listed in (
            ("bring up to date", each.provisions),
            ("obligations touched", each.obligations),
            ("judge again", each.judgements),
            ("compare again", each.comparisons),
            ("rewrite", each.sections),
        ):
            lines.extend(f"  {name}: {one}" for one in listed)
        if not each.provisions:
            lines.append("  restate it: the catalog has no provision here")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + ("\n" if blocks else "")
