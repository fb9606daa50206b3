"""Reads content folders: Markdown files in, a corpus and a list of problems out; never an exception for bad content."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from compliance.content.records import DUPLICATE, Found, read_document, vocabulary_of
from compliance.content.sections import Section, read_sections
from compliance.content.workspace import ContentFile, content_files
from compliance.diagnostics import Diagnostic, Place, Rule, Severity, in_order
from compliance.model.corpus import Corpus, Heading
from compliance.model.crosswalks import Comparison, Crosswalk
from compliance.model.crosswalks import Mapping as Judgement
from compliance.model.fields import Record
from compliance.model.instruments import Instrument, Provision
from compliance.model.outlines import Outline, OutlineSection
from compliance.model.periods import Period
from compliance.model.policies import Change, Commitment, Developer, Evidence, Fact, Policy, Thing
from compliance.model.terms import Term, Topic

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes; a larger file is no hand-written content."""

NOT_READABLE = Rule(
    "F001",
    "not-readable",
    Severity.ERROR,
    "A content file cannot be opened.",
    "What it holds would be missing from every result.",
    "a file without read permission",
    "a file that you can open in an editor",
)
NOT_UTF_8 = Rule(
    "F002",
    "not-utf-8",
    Severity.ERROR,
    "A content file is not UTF-8 text.",
    "Section signs and quotation marks would be read as something else.",
    "a file saved as Windows-1252 or UTF-16",
    "the same file saved as UTF-8",
)
TOO_LARGE = Rule(
    "F003",
    "too-large",
    Severity.ERROR,
    "A content file is larger than 16 MiB.",
    "No law is; it is probably another kind of file.",
    "a scanned book with the ending .md",
    "one file for each law or policy",
)
CONTROL_CHARACTER = Rule(
    "F004",
    "control-character",
    Severity.ERROR,
    "A control character stands in the text.",
    "It cannot be seen, and several output formats forbid it.",
    "publish\\x00 the framework",
    "publish the framework",
)
BYTE_ORDER_MARK = Rule(
    "F005",
    "byte-order-mark",
    Severity.WARNING,
    "The file begins with a byte order mark.",
    "It is not needed in UTF-8, and other programs may show it as odd signs.",
    "a file saved as 'UTF-8 with BOM'",
    "the same file saved as 'UTF-8'",
)
CARRIAGE_RETURN = Rule(
    "F006",
    "carriage-return",
    Severity.WARNING,
    "Lines end with carriage returns.",
    "The same content would differ byte by byte between machines.",
    "lines that end in CR LF",
    "lines that end in LF; 'compliance fmt' writes them",
)
NO_HEADING = Rule(
    "F007",
    "no-heading",
    Severity.ERROR,
    "A content file has no heading.",
    "The first heading is the document; without one there is nothing to read.",
    "- kind: statute",
    "# An act\n\n- kind: statute",
)


@dataclass(frozen=True)
class Reading:
    """What reading gave.

    Attributes:
        corpus: everything that could be read.
        diagnostics: what is wrong with the form of the content, in order.
        lines: the lines of each file, by its shown path.
        files: the files that were read.
    """

    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...]
    lines: Mapping[str, tuple[str, ...]]
    files: tuple[ContentFile, ...]

    def line_at(self, place: Place) -> str | None:
        """The text of the line at a place."""
        lines = self.lines.get(place.file, ())
        return lines[place.line - 1] if 0 < place.line <= len(lines) else None


Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def load(roots: Iterable[str | Path] = (), *, shipped: bool = True, progress: Progress = lambda *_: None) -> Reading:
    """Reads the shipped catalogs and the user's content folders.

    Args:
        roots: folders that hold ``frameworks/`` and ``mappings/``; a file of a later one takes the place of one with
            the same path in an earlier one.
        shipped: whether to read the shipped catalogs first.
        progress: told about each file.

    Raises:
        ComplianceError: a folder cannot be read or is no content folder.
    """
    with _without_pauses():
        return _load(content_files(roots, shipped=shipped), progress)


def _load(files: tuple[ContentFile, ...], progress: Progress) -> Reading:
    found = Found()
    lines: dict[str, tuple[str, ...]] = {}
    documents: list[tuple[ContentFile, Section]] = []
    for number, file in enumerate(files):
        progress("reading", number, len(files))
        text, problems = read_text(file)
        found.diagnostics.extend(problems)
        if text is None:
            continue
        lines[file.shown] = tuple(text.split("\n"))
        document, problems = read_sections(text, file.shown)
        found.diagnostics.extend(problems)
        if document is None:
            found.diagnostics.append(
                NO_HEADING.at(
                    Place(file.shown), "the file has no heading", "begin it with '# ' and the document's name"
                )
            )
        else:
            documents.append((file, document))
    vocabulary = vocabulary_of(document for _, document in documents)
    for number, (file, document) in enumerate(documents):
        progress("understanding", number, len(documents))
        read_document(document, file, vocabulary, found)
    corpus = _corpus(found)
    return Reading(corpus, in_order(found.diagnostics), lines, files)


def read_text(file: ContentFile) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The words of a file with LF line ends, and what is wrong with its bytes; ``None`` if it cannot be read.

    A control character is reported and read as a space, so that the rest of the file is looked at, too.
    """
    start = Place(file.shown)
    try:
        if file.path.stat().st_size > LARGEST_FILE:
            return None, (
                TOO_LARGE.at(start, "the file is larger than 16 MiB", "split it: one file for each law or policy"),
            )
        raw = file.path.read_bytes()
    except OSError as error:
        return None, (NOT_READABLE.at(start, f"the file cannot be read: {error.strerror}", "check its permissions"),)
    problems: list[Diagnostic] = []
    if raw.startswith(b"\xef\xbb\xbf"):
        problems.append(
            BYTE_ORDER_MARK.at(start, "the file begins with a byte order mark", "save it as UTF-8 without BOM")
        )
        raw = raw[3:]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        place = Place(file.shown, before.count(b"\n") + 1, column)
        return None, (NOT_UTF_8.at(place, "the file is not UTF-8 text here", "save it as UTF-8"),)
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        problems.append(
            CARRIAGE_RETURN.at(Place(file.shown, line), "lines end with carriage returns", "run 'compliance fmt'")
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems.extend(_control_characters(text, file.shown))
    return _CONTROL.sub(" ", text), tuple(problems)


def _control_characters(text: str, shown: str) -> Iterator[Diagnostic]:
    """The first control character of each line that has any."""
    if not _CONTROL.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if control := _CONTROL.search(line):
            yield CONTROL_CHARACTER.at(
                Place(shown, number, control.start() + 1),
                f"a control character (U+{ord(control[0]):04X}) stands here",
                "take it out",
            )


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ROOM = 100_000
"""How many records may be made before Python looks for cycles again; a reading makes millions and drops none."""


@contextmanager
def _without_pauses() -> Iterator[None]:
    """Keeps the search for unreachable cycles from going over the same growing heap again and again."""
    thresholds = gc.get_threshold()
    gc.set_threshold(_ROOM, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


T = TypeVar("T", bound=Record)


def _corpus(found: Found) -> Corpus:
    """The corpus of all records; a second record with the same identifier is reported and left out."""
    kept: dict[str, Record] = {}
    versions: dict[str, list[Record]] = {}
    periods = {each.identifier: each.in_force for each in found.records if isinstance(each, Instrument | Policy)}
    for record in found.records:
        identifier = record.identifier
        others = versions.setdefault(identifier, [])
        if others:
            version = _version(others, record, periods)
            if version is None or version in kept:
                found.diagnostics.append(
                    DUPLICATE.at(
                        record.place,
                        f"'{identifier}' is named already at {others[0].place}",
                        "tell them apart by a bracket label, or give both the days on which they are in force",
                    )
                )
                continue
            record = record.model_copy(update={"identifier": version})
        others.append(record)
        kept[record.identifier] = record
    records = list(kept.values())

    def by_identifier(kind: type[T]) -> dict[str, T]:
        return {each.identifier: each for each in records if isinstance(each, kind)}

    return Corpus(
        instruments=by_identifier(Instrument),
        provisions=by_identifier(Provision),
        policies=by_identifier(Policy),
        commitments=by_identifier(Commitment),
        changes=by_identifier(Change),
        developers={each.name: each for each in records if isinstance(each, Developer)},
        things=by_identifier(Thing),
        facts=tuple(each for each in records if isinstance(each, Fact)),
        evidence=by_identifier(Evidence),
        crosswalks=by_identifier(Crosswalk),
        mappings=tuple(each for each in records if isinstance(each, Judgement)),
        comparisons=tuple(each for each in records if isinstance(each, Comparison)),
        outlines=by_identifier(Outline),
        outline_sections=by_identifier(OutlineSection),
        terms=_by_name(found, [each for each in records if isinstance(each, Term)]),
        topics=_by_name(found, [each for each in records if isinstance(each, Topic)]),
        headings=_headings(found.headings, kept),
        paths=found.paths,
    )


def _by_name(found: Found, records: Iterable[T]) -> dict[str, T]:
    named: dict[str, T] = {}
    for record in records:
        name = str(getattr(record, "name", ""))
        if name in named:
            found.diagnostics.append(
                DUPLICATE.at(record.place, f"'{name}' is named already at {named[name].place}", "take one of them out")
            )
        else:
            named[name] = record
    return named


def _headings(headings: Iterable[Heading], kept: Mapping[str, Record]) -> dict[str, Heading]:
    return {each.identifier: each for each in headings if each.identifier not in kept}


def _version(others: Iterable[Record], record: Record, periods: Mapping[str, Period]) -> str | None:
    """The identifier of another version of a subdivision; ``None`` if it is in force together with one of them."""
    if not isinstance(record, Provision):
        return None
    own = record.in_force or periods.get(record.document)
    if own is None or own.start is None:
        return None
    for other in others:
        period = other.in_force or periods.get(other.document) if isinstance(other, Provision) else None
        if period is None or period.meets(own):
            return None
    return f"{record.identifier}@{own.start}"
