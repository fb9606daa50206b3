"""Canonical Markdown: the formatter of content files, the text of records, new files, and writing a file whole.

A rewrite never changes meaning: :func:`format_text` and :func:`with_field` compare what is read before and after, and
refuse to give back a text that would be read otherwise.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

import mdformat

from compliance.content.sections import Section, parse_blocks, read_sections
from compliance.diagnostics import ComplianceError, Severity, did_you_mean
from compliance.model import prose
from compliance.model.corpus import Corpus
from compliance.model.crosswalks import COMPARISON_FIELDS, MAPPING_FIELDS, Comparison, Crosswalk
from compliance.model.crosswalks import Mapping as Judgement
from compliance.model.fields import Record
from compliance.model.identifiers import Identifier, document_of, slug
from compliance.model.instruments import FIELDS_OF_KIND, Instrument, Provision
from compliance.model.outlines import Outline, OutlineSection
from compliance.model.policies import COMMITMENT_FIELDS, Commitment, Evidence, Policy, Thing
from compliance.model.terms import Term, Topic

# -- formatting --------------------------------------------------------------------------------------------------------


def format_text(text: str, file: str) -> str:
    """The text in its one form: the same content, with the spacing, markers and line ends that all files share.

    Fields stay in their order and keep their line breaks. A prose list after the fields gets another marker, so that
    the two stay apart. LF, no byte order mark, Unicode in its composed form (NFC).

    Args:
        text: the words of a content file.
        file: its path, for messages.

    Raises:
        ComplianceError: the text has errors of form, or would be read otherwise in its new form.
    """
    plain = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    before = _sound(plain, file)
    formatted = _formatted(plain)
    if meaning(_sound(formatted, file)) != meaning(before):
        raise ComplianceError(
            f"{file} was not formatted, because it would be read otherwise afterwards",
            "simplify the Markdown of its notes, or report this as a fault of the program",
        )
    if _formatted(formatted) != formatted:
        raise ComplianceError(
            f"{file} was not formatted, because formatting it twice gives two results",
            "simplify the Markdown of its notes, or report this as a fault of the program",
        )
    return formatted


def _sound(text: str, file: str) -> Section:
    document, problems = read_sections(text, file)
    errors = [each for each in problems if each.severity is Severity.ERROR]
    if document is None or errors:
        where = f"{errors[0].place}: {errors[0].message}" if errors else f"{file} has no heading"
        raise ComplianceError(
            f"{where}, so the file was not formatted", "run 'compliance check' and mend the errors first"
        )
    return document


Meaning: TypeAlias = tuple[int, str, tuple[tuple[str, str], ...], tuple[prose.Block, ...], tuple["Meaning", ...]]


def meaning(section: Section) -> Meaning:
    """What a section says, without its places: the level, heading, fields, notes and sections below."""
    fields = tuple((each.name, each.value) for each in section.fields)
    return (section.level, section.text, fields, section.notes, tuple(meaning(each) for each in section.children))


def _formatted(text: str) -> str:
    lines = text.split("\n")
    tokens = parse_blocks(text)
    blocks: list[str] = []
    position = 0
    while position < len(tokens):
        opening = tokens[position]
        start, end = opening.map or (0, len(lines))
        words = " ".join(tokens[position + 1].content.split("\n"))
        blocks.append(f"{'#' * int(opening.tag[1])} {words}".rstrip())
        position += 3
        fields: list[str] = []
        notes: list[str] = []
        if position < len(tokens) and tokens[position].type == "bullet_list_open":
            fields, notes, position = _field_list(tokens, position, lines)
        if fields:
            blocks.append("\n".join(fields))
        first = position
        while position < len(tokens) and tokens[position].type != "heading_open":
            position = _after(tokens, position)
        if position > first:
            start = (tokens[first].map or (0, 0))[0]
            last = tokens[position].map if position < len(tokens) else None
            end = last[0] if last else len(lines)
            notes += ["", *lines[start:end]]
        if any(each.strip() for each in notes):
            blocks.append(_formatted_notes("\n".join(notes).strip("\n"), after_list=bool(fields)))
    return "\n\n".join(blocks) + "\n"


def _after(tokens: Sequence[object], position: int) -> int:
    """The position after the block that begins here."""
    depth = 0
    while True:
        depth += getattr(tokens[position], "nesting", 0)
        position += 1
        if depth == 0:
            return position


def _field_list(tokens: Sequence[object], position: int, lines: list[str]) -> tuple[list[str], list[str], int]:
    """The lines of the fields, the lines of a prose list that follows them in the same list, and what comes next."""
    end = _after(tokens, position)
    fields: list[str] = []
    item = position + 1
    while item < end - 1:
        token = tokens[item]
        start, _ = getattr(token, "map", None) or (0, 0)
        if fields and not lines[start - 1].strip():
            return fields, lines[start : _last_line(tokens, item, end - 1)], end
        fields.append(_field_line(getattr(tokens[item + 2], "content", "")))
        item = _after(tokens, item)
    return fields, [], end


def _last_line(tokens: Sequence[object], start: int, end: int) -> int:
    last = 0
    while start < end:
        _, last = getattr(tokens[start], "map", None) or (0, 0)
        start = _after(tokens, start)
    return last


def _field_line(content: str) -> str:
    """A field as ``- name: value``; wrapped lines stay where they cannot be taken for something else."""
    name, _, first = content.partition(":")
    parts = [each.strip() for each in first.split("\n")]
    out = f"- {name.strip()}: {parts[0]}".rstrip()
    for part in parts[1:]:
        if part:
            out += f" {part}" if _opens_a_block(part) or out.endswith(":") else f"\n  {part}"
    return out


def _opens_a_block(line: str) -> bool:
    """Whether a line could be taken for the start of a list, a heading, a rule or code if it stood by itself."""
    digits = len(line) - len(line.lstrip("0123456789"))
    return line[0] in "-+*#>=~`|_<" or (0 < digits < 10 and line[digits : digits + 2].strip() in (".", ")"))


def _formatted_notes(text: str, *, after_list: bool) -> str:
    environment: dict[str, object] = {}
    parse_blocks(text, environment)
    if environment.get("references"):
        return text.rstrip()  # mdformat would move or drop the addresses.
    opening = ""
    if after_list and text.lstrip(" ").startswith(("*", "-", "+")):
        # The fields stand for a list here, so that mdformat gives a list of prose after them the other marker.
        opening = "* x\n\n" if text.lstrip(" ").startswith("-") else "- x\n\n"
    formatted = mdformat.text(opening + text, options={"wrap": "keep", "number": True}, extensions={"tables"})
    return formatted.removeprefix(opening and "- x\n\n").strip("\n")


# -- one field ---------------------------------------------------------------------------------------------------------


def with_field(text: str, file: str, line: int, name: str, value: str) -> str:
    """The text with one field set under the heading at ``line``: its line replaced, or one added after the last.

    Args:
        text: the words of a content file, with LF line ends.
        file: its path, for messages.
        line: where the heading stands, from 1.
        name: the field.
        value: its value.

    Raises:
        ComplianceError: no heading stands there, or the rest of the file would be read otherwise afterwards.
    """
    before = _sound(text, file)
    section = next((each for each in before.all() if each.place.line == line), None)
    if section is None:
        raise ComplianceError(f"no heading stands at {file}:{line}", "the file may have changed; read it again")
    lines = text.split("\n")
    written = f"- {name}: {' '.join(value.split())}"
    found = section.first(name)
    if found is not None:
        first, last = found.place.line - 1, found.lines[-1][1].line
        lines[first:last] = [written]
    elif section.fields:
        after = section.fields[-1].lines[-1][1].line
        lines.insert(after, written)
    else:
        lines[line:line] = ["", written]
    result = "\n".join(lines)
    expected = tuple((each.name, each.value) for each in section.fields if each.name != name)
    after_it = next((each for each in _sound(result, file).all() if each.place.line == line), None)
    kept = tuple((each.name, each.value) for each in after_it.fields if each.name != name) if after_it else None
    new = after_it.first(name) if after_it else None
    if kept != expected or new is None or new.value != " ".join(value.split()):
        raise ComplianceError(f"the field '{name}' could not be written at {file}:{line}", "write it by hand")
    return result


# -- files -------------------------------------------------------------------------------------------------------------


def replace_file(path: Path, data: bytes, *, make_folders: bool = False) -> None:
    """Writes a file whole or not at all: whoever reads meanwhile, or after a killed run, sees the old file.

    Args:
        path: where to write.
        data: what.
        make_folders: whether to make the folders above that are missing.

    Raises:
        ComplianceError: it cannot be written; the old file is untouched.
    """
    try:
        if path.is_symlink():
            path = path.resolve()
        folder = path.parent
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)  # a device or a pipe is written to and never replaced
            return
        if make_folders:
            folder.mkdir(parents=True, exist_ok=True)
        if not folder.is_dir():
            what = "is not a folder" if folder.exists() else "does not exist"
            raise ComplianceError(f"'{path}' cannot be written: the folder '{folder}' {what}", "make the folder first")
        if path.is_dir():
            raise ComplianceError(f"'{path}' cannot be written: it is a folder", "name a file")
        if path.exists() and not os.access(path, os.W_OK):
            raise ComplianceError(f"'{path}' cannot be written: it is protected", "name another file")
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_mask()
        handle, name = tempfile.mkstemp(dir=folder, prefix=f".{path.name[:40]}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, mode)
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ComplianceError(
            f"'{path}' cannot be written: {reason}", "check the folder and its permissions"
        ) from error


def _mask() -> int:
    """The permissions that the user's files do not get; Python can only read it by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


# -- records -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Form:
    """How records of a sort are written.

    Attributes:
        names: the fields, in their order.
        attributes: the attributes of fields whose names differ.
        document: the attribute that holds the document to which short references belong.
    """

    names: tuple[str, ...]
    attributes: Mapping[str, str]
    document: str = "document"


_ORDER = (
    "kind", "developer", "policy", "instrument", "version", "supersedes", "jurisdiction", "citation", "cite as",
    "bearer", "of", "means", "same as", "value", "default", "about", "track", "strength", "when", "unless", "on",
    "due", "every", "keep for", "to", "responsible", "filing", "for", "part of", "satisfied by", "implements",
    "rests on", "replaced by", "known by", "restates", "continues", "amount", "target", "reached when", "state",
    "confidence", "in force", "applies", "serves", "approved", "shows", "covers", "short of", "met by", "helped by",
    "against", "relation",
    "extent", "missing", "differs", "stricter", "answers", "draws on", "redact", "justification", "reviewed",
    "formerly", "departs", "topic", "source", "status",
)  # fmt: skip
"""The order of fields in records that the program writes: what binds first, where it comes from last."""

_ATTRIBUTES = {"for": "targets", "topic": "topics"}
_OWN_LINES = frozenset({"due", "departs"})
_LISTS = frozenset({"on", "topic"})


def write_record(record: Record, *, level: int = 2) -> str:
    """The record as a section of a content file, which reads back as the same record in the document it belongs to.

    The heading carries a label, and ``- id:`` the rest of the identifier where the label alone would not make it. What
    the headings above would hand down is written out.

    Args:
        record: a document's own record, or a provision, commitment, judgement, comparison, thing, evidence, term,
            topic or section of an outline.
        level: how many signs stand before the heading.

    Raises:
        ComplianceError: records of this sort have no form of their own.
    """
    lines = [f"{'#' * level} {_heading(record)}".rstrip()]
    fields = list(_fields(record))
    if fields:
        lines += ["", *(f"- {name}: {value}" for name, value in fields)]
    notes = blocks_as_markdown(record.notes)
    if notes:
        lines += ["", notes]
    return "\n".join(lines) + "\n"


def _heading(record: Record) -> str:
    pinpoint = record.identifier.partition("#")[2]
    match record:
        case Instrument() | Policy() | Crosswalk() | Outline():
            return record.title
        case Term() | Topic():
            return record.name
        case Judgement():
            return f"{pinpoint} {record.title}".rstrip()
        case Comparison():
            return pinpoint
        case Provision() | Commitment():
            label = f"[{record.bracket}]" if record.bracket else f'"{pinpoint}"'
            return f"{label} {record.title}".rstrip()
        case Thing() | Evidence():
            return f'"{record.title}"' if '"' not in record.title else f'"{pinpoint}" {record.title}'
        case OutlineSection():
            return f'"{pinpoint}" {record.title}'
        case _:
            raise ComplianceError(
                f"a {type(record).__name__.lower()} is not written by itself", "write what it belongs to"
            )


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    pinpoint = record.identifier.partition("#")[2]
    match record:
        case Provision():
            yield str(record.kind), record.statement
        case Commitment():
            yield "commitment", record.statement
        case Thing():
            yield str(record.kind), record.statement
        case Evidence():
            yield "evidence", record.statement
        case Term():
            yield str(record.kind), record.statement
        case Policy():
            yield "kind", "policy"
        case Crosswalk():
            yield "kind", "crosswalk"
        case Outline():
            yield "kind", "outline"
        case _:
            pass
    if isinstance(record, Provision | Commitment | Thing | Evidence | OutlineSection):
        yield "id", pinpoint
    allowed = _allowed(record)
    for name in _ORDER:
        attribute = _ATTRIBUTES.get(name, name.replace(" ", "_"))
        value = getattr(record, attribute, None) if name in allowed else None
        if value is None or value in ("", ()):
            continue
        if name in _OWN_LINES:
            yield from ((name, str(each)) for each in value)
        else:
            yield name, _written(record, name, value)
    for note in record.note:
        yield "note", note


def _allowed(record: Record) -> frozenset[str]:
    match record:
        case Provision():
            return FIELDS_OF_KIND[record.kind] | {"citation"}
        case Commitment():
            return COMMITMENT_FIELDS
        case Judgement():
            return MAPPING_FIELDS
        case Comparison():
            return COMPARISON_FIELDS
        case Thing():
            return frozenset({"about", "source"})
        case Evidence():
            return frozenset({"shows", "covers", "short of", "source"})
        case Term():
            return frozenset({"of", "value", "default"})
        case Topic():
            return frozenset({"means"})
        case _:
            return frozenset(_ORDER)


def _written(record: Record, name: str, value: object) -> str:
    if name == "means" and isinstance(record, Topic):
        return str(value)
    home = document_of(record.identifier)
    if isinstance(record, Judgement):
        home = record.policy
    if isinstance(record, Comparison):
        home = next((each for each in record.instruments if each != document_of(record.provision)), "")
    if name in _LISTS:
        return ", ".join(value) if isinstance(value, tuple) else str(value)
    if isinstance(value, tuple):
        if value == (home,) and name == "for":
            return "all"
        shown = ", ".join(_short(each, home) for each in value)
        return f"any of {shown}" if name == "satisfied by" else shown
    if name in ("part of", "same as", "against"):
        return _short(str(value), home)
    return str(value)


def _short(reference: str, home: Identifier) -> str:
    document, mark, pinpoint = reference.partition("#")
    return pinpoint if mark and document == home else reference


# -- prose -------------------------------------------------------------------------------------------------------------


def blocks_as_markdown(blocks: Sequence[prose.Block]) -> str:
    """Notes as Markdown that reads back as the same blocks; the kinds that only documents have become paragraphs."""
    out: list[str] = []
    marker = "*"
    for each in blocks:
        if isinstance(each, prose.ItemList) and not each.ordered:
            out.append(_items_as_markdown(each, [f"{marker} "] * len(each.items)))
            marker = "-" if marker == "*" else "*"
        elif isinstance(each, prose.ItemList):
            out.append(_items_as_markdown(each, [f"{number}. " for number in range(1, len(each.items) + 1)]))
        elif isinstance(each, prose.Quote):
            inner = blocks_as_markdown(each.blocks)
            out.append("\n".join(f"> {line}".rstrip() for line in inner.split("\n")))
        elif isinstance(each, prose.Table):
            out.append(_table_as_markdown(each))
        elif isinstance(each, prose.Paragraph):
            out.append(_paragraph_as_markdown(each))
        else:
            out.append(_escaped(prose.plain((each,))))
    return "\n\n".join(out)


def _items_as_markdown(items: prose.ItemList, markers: list[str]) -> str:
    out: list[str] = []
    for marker, blocks in zip(markers, items.items, strict=True):
        lines = blocks_as_markdown(blocks).split("\n")
        out.append(
            "\n".join(
                (marker if not number else " " * len(marker)) + line for number, line in enumerate(lines)
            ).rstrip()
        )
    return "\n\n".join(out)


def _table_as_markdown(table: prose.Table) -> str:
    def row(cells: Sequence[prose.Inlines]) -> str:
        words = (inlines_as_markdown(cell, in_table=True).replace("\n", " ") for cell in cells)
        return f"| {' | '.join(words)} |"

    return "\n".join([row(table.header), "|" + " --- |" * len(table.header), *(row(each) for each in table.rows)])


def _paragraph_as_markdown(paragraph: prose.Paragraph) -> str:
    if len(paragraph.children) == 1 and isinstance(paragraph.children[0], prose.Code):
        code = paragraph.children[0].text
        if "\n" in code:
            fence = "`" * (3 + code.count("```"))
            return f"{fence}\n{code}\n{fence}"
    words = inlines_as_markdown(paragraph.children)
    first = words[:1]
    if first in ("-", "+", "#", "=", "~", ":", ">"):
        return "\\" + words
    digits = len(words) - len(words.lstrip("0123456789"))
    if digits and words[digits : digits + 1] in (".", ")"):
        return f"{words[:digits]}\\{words[digits:]}"
    return words


def inlines_as_markdown(inlines: prose.Inlines, *, in_table: bool = False) -> str:
    """Words as Markdown; in a table a bar would end the cell, even in code."""
    out: list[str] = []
    for each in inlines:
        match each:
            case prose.Text():
                out.append(_escaped(each.text))
            case prose.Strong():
                out.append(f"**{inlines_as_markdown(each.children, in_table=in_table)}**")
            case prose.Emphasis():
                out.append(f"*{inlines_as_markdown(each.children, in_table=in_table)}*")
            case prose.Code():
                fence = "`" * (1 + max((len(run) for run in each.text.split() if set(run) == {"`"}), default=0))
                code = each.text.replace("|", "\\|") if in_table else each.text
                out.append(f"{fence}{code}{fence}")
            case prose.Link():
                words = inlines_as_markdown(each.children, in_table=in_table)
                same = prose.plain(each.children) == each.address
                out.append(f"<{each.address}>" if same else f"[{words}](<{each.address}>)")
            case prose.LineBreak():
                out.append("\\\n")
    return "".join(out)


_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>&!|"})


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)


# -- new files ---------------------------------------------------------------------------------------------------------


def new_law(identifier: Identifier, title: str, as_of: date) -> str:
    """The beginnings of a law's file, which reads without error.

    Args:
        identifier: such as ``us-ny/raise-act``; the folder is taken for the jurisdiction.
        title: the law's name.
        as_of: the day that stands in for the days to be filled in.
    """
    jurisdiction = identifier.partition("/")[0]
    return f"""# {title}

- kind: statute
- jurisdiction: {jurisdiction}
- citation: {title}
- cite as: § …
- in force: from {as_of}
- source: <https://example.org/>, retrieved {as_of}
- status: partial

Correct the fields above: the citation, the pattern of pinpoint citations, the days, and the address of the text.
Then give each subdivision a heading that opens with its label, and say in your own words what it says:

```markdown
## § 1 Transparency

- bearer: large developer
- topic: framework

### (a) Publish it

- duty: publish the framework on its website
- to: public (own website)
```

Take this prose out when the text is complete, and write 'status: complete'.
"""


def new_policy(identifier: Identifier, title: str, developer: str, version: str, as_of: date) -> str:
    """The beginnings of a policy's file, which reads without error.

    Args:
        identifier: such as ``anthropic/rsp-3.4``.
        title: the policy's name.
        developer: the name of the developer, which is the folder of its file.
        version: as printed on the policy.
        as_of: the day that stands in for the days to be filled in.
    """
    return f"""# {title}

- kind: policy
- developer: {developer}
- version: {version}
- cite as: {slug(identifier.rpartition("/")[2]).upper()} § …
- in force: from {as_of}
- source: <https://example.org/>, retrieved {as_of}
- status: partial

Correct the fields above: the pattern of pinpoint citations, the days, and the address where you read the text.
Then give each separable promise a heading that opens with its label:

```markdown
## 4 Governance

### (7) [publish] Publication

- commitment: publish each version before it takes effect
- track: unilateral
- strength: will
- topic: framework change
```

Take this prose out when the text is complete, and write 'status: complete'.
"""


def new_developer(title: str, as_of: date) -> str:
    """The beginnings of a developer's file, ``frameworks/<name>/developer.md``, which reads without error.

    Args:
        title: the developer's name.
        as_of: the day that stands in for the days to be filled in.
    """
    return f"""# {title}

- kind: developer

Each entry says what the source named beside it shows, and no more.
Give each entity, model and event a heading with a label, and each fact its source:

```markdown
## "{title}"

- entity: the company that develops the models
- source: <https://example.org/>, retrieved {as_of}

## [revenue] Revenue

- annual gross revenue: unknown in {as_of.year - 1}
- basis: no public figure
- source: <https://example.org/>, retrieved {as_of}
```

The names of facts and moments stand in terms.md.
"""


def new_crosswalk(corpus: Corpus, policy: Identifier, instrument: Identifier) -> str:
    """The beginnings of a crosswalk: every obligation of the law, listed as not assessed, and no judgement.

    A heading without a judgement would be reported, and one with a judgement would claim something; so the obligations
    stand in a list, from which they are taken as their sections are written.

    Args:
        corpus: what was read.
        policy: the policy to be judged.
        instrument: the law that it is judged against.

    Raises:
        ComplianceError: there is no such policy or law.
    """
    if policy not in corpus.policies:
        raise ComplianceError(f"there is no policy '{policy}'", _hint(policy, corpus.policies, "policies"))
    if instrument not in corpus.instruments:
        raise ComplianceError(f"there is no law '{instrument}'", _hint(instrument, corpus.instruments, "laws"))
    obligations = [each for each in corpus.provisions.values() if each.document == instrument and each.is_obligation]
    items = "\n".join(
        f"* {each.identifier.partition('#')[2]}, {_escaped(each.label)}: {_escaped(each.statement)}"
        for each in obligations
    )
    text = f"""# {corpus.policies[policy].title} and {corpus.instruments[instrument].title}

- kind: crosswalk
- policy: {policy}
- instrument: {instrument}

Write a section for each obligation that you have assessed, in the law's order, and take it out of the list below:

```markdown
## {obligations[0].identifier.partition("#")[2] if obligations else "1.a"}

- met by: 4.7
- extent: partial
- missing: what the policy does not promise

Why, with the policy's pinpoints.
```

## Not assessed yet

What stands here has no judgement; no section is not the same as 'extent: none'.
{items and f"{chr(10)}{items}{chr(10)}"}"""
    return format_text(text, "the new crosswalk")


def _hint(name: Identifier, known: Mapping[Identifier, object], what: str) -> str:
    listed = ", ".join(sorted(known))
    return (
        did_you_mean(name, known, otherwise=f"the {what} are {listed}" if known else f"there are no {what} yet") or ""
    )
