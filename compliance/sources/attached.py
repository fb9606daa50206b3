"""Official texts in a user's content folder: written once when attached, and read again whenever they are needed.

``my-content/sources/us-ny/raise-act.md`` holds the text, subdivision by subdivision, and where it came from; the file
that was attached lies beside it as it was. Neither ever lies in the shipped catalogs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from compliance.diagnostics import ComplianceError, Place, ValueProblem
from compliance.model.fields import Source, read_date
from compliance.model.identifiers import Identifier
from compliance.sources.segments import Parts, Segment

FOLDER = "sources"
"""The folder of a content root that holds attached texts."""

_FIELDS = ("instrument", "edition", "file", "sha256", "source", "in force on", "subdivisions", "text sha256")


@dataclass(frozen=True)
class AttachedText:
    """An official text, told apart by pinpoint.

    Attributes:
        instrument: whose text it is.
        edition: which print or consolidation; ``official`` if nobody said.
        file: the name of the file that was attached, which lies beside.
        sha256: of that file.
        source: its address and the day on which it was downloaded; ``None`` if nobody said.
        on: the day whose wording it is; ``None`` where the instrument has one wording only.
        segments: the subdivisions.
        shown: how diagnostics name the file that holds the subdivisions.
        lines: the line of each subdivision's first words in it.
    """

    instrument: Identifier
    edition: str
    file: str
    sha256: str
    source: Source | None
    on: date | None
    segments: tuple[Segment, ...]
    shown: str = ""
    lines: Mapping[Parts, int] | None = None

    def place_of(self, parts: Parts) -> Place:
        """Where the words of a subdivision stand."""
        return Place(self.shown, (self.lines or {}).get(parts, 1), 3 if parts in (self.lines or {}) else 1)

    @cached_property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The official words by pinpoint, a string for each paragraph."""
        return {each.pinpoint: each.paragraphs for each in self.segments}


def digest(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def path_of(root: Path, instrument: Identifier, on: date | None = None) -> Path:
    """Where the text of an instrument lies in a content root."""
    return root / FOLDER / f"{instrument}{f'@{on}' if on else ''}.md"


def write_attached(text: AttachedText) -> str:
    """The text as its file holds it: Markdown that a person can read beside the catalog."""
    body = _body(text.segments)
    values = (
        text.instrument,
        text.edition,
        text.file,
        text.sha256,
        str(text.source) if text.source else "unknown",
        str(text.on) if text.on else "",
        str(len(text.segments)),
        hashlib.sha256(body.encode()).hexdigest(),
    )
    head = [f"# Official text of {text.instrument}", ""]
    head += [f"- {name}: {value}" for name, value in zip(_FIELDS, values, strict=True) if value]
    return "\n".join(head) + "\n\n" + body


def _body(segments: Iterable[Segment]) -> str:
    blocks = []
    for each in segments:
        lines = [f"## {'|'.join(each.parts)}" + (f" ({each.at})" if each.at else ""), ""]
        lines += [f"> {paragraph}" for paragraph in each.paragraphs]
        blocks.append("\n".join(lines) + ("\n" if each.paragraphs else ""))
    return "\n".join(blocks)


_HEADING = re.compile(r"## (?P<parts>[^()]+?)(?: \((?P<at>[^()]*)\))?$")


def read_attached(text: str, shown: str) -> AttachedText:
    """Reads a text that :func:`write_attached` wrote.

    Args:
        text: what the file holds.
        shown: how the file is named to the reader.

    Raises:
        ComplianceError: it is no such file, or was changed since.
    """
    again = "attach the official file again: 'compliance sources attach'"
    head, mark, body = text.partition("\n## ")
    body = mark[1:] + body
    fields = dict(re.findall(r"^- ([a-z0-9 ]+): (.*)$", head, re.MULTILINE))
    missing = [each for each in _FIELDS if each not in fields and each != "in force on"]
    if missing or not mark:
        lacks = (missing or ["a subdivision"])[0]
        raise ComplianceError(f"{shown}: this is no attached text: '{lacks}' is missing", again)
    if hashlib.sha256(body.encode()).hexdigest() != fields["text sha256"]:
        raise ComplianceError(f"{shown}: the text was changed after it was attached", again)
    segments: list[Segment] = []
    lines: dict[Parts, int] = {}
    parts: Parts = ()
    at = ""
    paragraphs: list[str] = []
    start = head.count("\n") + 2

    def close() -> None:
        if parts:
            segments.append(Segment(parts, tuple(paragraphs), at))

    for number, line in enumerate(body.split("\n"), start):
        if match := _HEADING.match(line):
            close()
            parts, at, paragraphs = tuple(match["parts"].split("|")), match["at"] or "", []
            lines[parts] = number
        elif line.startswith("> "):
            if not paragraphs:
                lines[parts] = number
            paragraphs.append(line[2:])
    close()
    try:
        source = None if fields["source"] == "unknown" else Source.parse(fields["source"])
        on = read_date(fields["in force on"]) if "in force on" in fields else None
    except ValueProblem as problem:
        raise ComplianceError(f"{shown}: {problem.message}", again) from problem
    return AttachedText(
        fields["instrument"], fields["edition"], fields["file"], fields["sha256"], source, on, tuple(segments),
        shown, lines,
    )  # fmt: skip


def attached_texts(roots: Iterable[str | Path]) -> tuple[AttachedText, ...]:
    """The texts that lie in the content roots, by instrument and day; a later root's takes the place of an earlier's.

    Raises:
        ComplianceError: a file cannot be read, or was changed since it was attached.
    """
    found: dict[str, AttachedText] = {}
    for root in roots:
        folder = Path(root) / FOLDER
        prefix = Path(root).as_posix()
        for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
            name = path.relative_to(folder).as_posix()
            if any(part.startswith(".") for part in Path(name).parts):
                continue
            shown = f"{FOLDER}/{name}" if prefix == "." else f"{prefix}/{FOLDER}/{name}"
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise ComplianceError(f"{shown} cannot be read: {error}", "attach the official file again") from error
            if not text.startswith("# Official text of "):
                continue  # the file that was attached, if that was Markdown
            one = read_attached(text, shown)
            found[f"{one.instrument}@{one.on or ''}"] = one
    return tuple(found[name] for name in sorted(found))
