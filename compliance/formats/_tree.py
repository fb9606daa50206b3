"""The prose tree, made ready to be written: what every format would otherwise do for itself.

:func:`tidy` gives a tree of the same kind in which a writer has nothing left to check: text holds no control
characters, inlines nest in one order, every section and table has an anchor of its own, every link leads
somewhere, and nothing is empty.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from compliance.diagnostics import ComplianceError
from compliance.model import prose

UNTITLED = "Untitled"
"""The name of a document or section that has none: HTML and PDF/UA allow no heading without words."""

CONTENTS_DEPTH = 3
"""How many levels of sections a table of contents shows."""

_SPACE = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029 ]+")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)*[A-Za-z](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?(?::[0-9]{{1,5}})?")
_LANGUAGE = re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def template(name: str) -> str:
    """The text of a file in ``templates/``."""
    return (files("compliance.formats") / "templates" / name).read_text(encoding="utf-8")


def clean(text: str) -> str:
    """The text with every run of line ends, tabs and spaces as one space, in NFC.

    Control characters, lone surrogates and other code points that no document may hold become U+FFFD, so
    that a reader sees that something stood there.
    """
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("\ufffd", _SPACE.sub(" ", text)))


def tidy(document: prose.Document) -> prose.Document:
    """The same document, ready to be written; tidying it again changes nothing.

    Raises:
        ComplianceError: the date is not an ISO date, or the language is not a language tag.
    """
    try:
        date.fromisoformat(document.date)
    except ValueError:
        raise ComplianceError(
            f"the document's date is {document.date!r}, not an ISO date", "write it as 2026-11-10"
        ) from None
    if not _LANGUAGE.fullmatch(document.language):
        raise ComplianceError(f"{document.language!r} is not a language tag", "write it as en or en-US")
    tidier = _Tidier(document)
    return prose.Document(
        title=_line(document.title) or UNTITLED,
        subtitle=_line(document.subtitle),
        version_block=prose.Properties(tidier.rows(document.version_block)),
        blocks=tidier.blocks(document.blocks),
        author=_line(document.author),
        date=document.date,
        language=document.language,
        description=_line(document.description),
        contents=document.contents,
    )


def contents(document: prose.Document) -> tuple[tuple[int, prose.Section], ...]:
    """The sections that a tidy document's table of contents names, with their depths; none if unwanted."""
    if not document.contents:
        return ()
    return tuple(pair for pair in prose.sections_of(document.blocks) if pair[0] <= CONTENTS_DEPTH)


def targets(blocks: Iterable[prose.Block]) -> Iterator[prose.Section | prose.Table]:
    """Every section and table, at any depth and inside any block, in reading order."""
    for block in blocks:
        match block:
            case prose.Section():
                yield block
                yield from targets(block.blocks)
            case prose.Table():
                yield block
            case prose.Quote(inner) | prose.Callout(_, inner):
                yield from targets(inner)
            case prose.ItemList(items):
                for item in items:
                    yield from targets(item)
            case _:
                pass


def web_address(address: str) -> str | None:
    """The address as it may stand in a file, or ``None`` where no link should be made of it.

    Only http, https and mailto addresses make links: others, such as ``javascript:``, could do harm.
    """
    address = clean(address).strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme == "mailto" and "@" in parts.path and not parts.netloc:
        return "mailto:" + _percent_encoded(address[len("mailto:") :])
    if scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc):
        return None
    path, query, fragment = (_percent_encoded(each) for each in (parts.path, parts.query, parts.fragment))
    return f"{scheme}://{parts.netloc}{path}" + (query and f"?{query}") + (fragment and f"#{fragment}")


def _percent_encoded(part: str) -> str:
    return quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", part), safe="/?:@!$&'()*+,;=~-._%")


def _line(text: str) -> str:
    return clean(text).strip()


class _Tidier:
    """Gives every section and table of one document its anchor, and tidies block by block."""

    def __init__(self, document: prose.Document) -> None:
        self._taken: set[str] = set()
        self._by_name: dict[str, str] = {}
        self._next: Iterator[str]
        found = tuple(filter(_is_kept, targets(document.blocks)))
        # Names that authors gave come first, so that a section without one does not take the name of another.
        named = {n: self._unique(each.anchor) for n, each in enumerate(found) if each.anchor}
        for n, each in enumerate(found):
            if each.anchor:
                self._by_name.setdefault(each.anchor, named[n])
        self._next = iter([named[n] if n in named else self._unique(_name(each)) for n, each in enumerate(found)])

    def _unique(self, name: str) -> str:
        """The name with what cannot stand in an identifier left out, and a number if it is taken."""
        base = re.sub("[^A-Za-z0-9.]+", "-", unicodedata.normalize("NFKD", name)).strip("-.")[:80] or "part"
        base = base if base[0].isalpha() else f"s-{base}"
        found, number = base, 1
        while found in self._taken:
            number += 1
            found = f"{base}-{number}"
        self._taken.add(found)
        return found

    def blocks(self, blocks: Iterable[prose.Block]) -> tuple[prose.Block, ...]:
        return tuple(found for block in blocks if (found := self._block(block)) is not None)

    def _block(self, block: prose.Block) -> prose.Block | None:
        match block:
            case prose.Paragraph(children):
                inlines = self.inlines(children)
                return prose.Paragraph(inlines) if inlines else None
            case prose.ItemList(items, ordered):
                kept = tuple(found for item in items if (found := self.blocks(item)))
                return prose.ItemList(kept, ordered) if kept else None
            case prose.Table():
                return self._table(block)
            case prose.Properties():
                rows = self.rows(block)
                return prose.Properties(rows) if rows else None
            case prose.Quote(blocks, beside):
                inner = self.blocks(blocks)
                return prose.Quote(inner, beside) if inner else None
            case prose.Callout(label, blocks):
                return prose.Callout(_line(label) or "Note", self.blocks(blocks))
            case prose.Section(title, blocks):
                anchor = next(self._next)
                named = self.inlines(title, breaks=False) or (prose.Text(UNTITLED),)
                return prose.Section(named, self.blocks(blocks), anchor)

    def _table(self, table: prose.Table) -> prose.Table | None:
        if not _is_kept(table):
            return None
        anchor = next(self._next)
        fits = len(table.widths) == len(table.header) and min(table.widths) > 0
        return prose.Table(
            header=tuple(self.inlines(cell) for cell in table.header),
            rows=tuple(tuple(self.inlines(cell) for cell in row) for row in table.rows),
            caption=self.inlines(table.caption, breaks=False),
            widths=table.widths if fits else (1,) * len(table.header),
            row_headers=table.row_headers,
            anchor=anchor,
        )

    def rows(self, properties: prose.Properties) -> tuple[tuple[str, prose.Inlines], ...]:
        return tuple((_line(name), self.inlines(value)) for name, value in properties.rows)

    def inlines(self, inlines: prose.Inlines, *, breaks: bool = True) -> prose.Inlines:
        return _nested(_runs(_flat(inlines, _Style(), self._address), breaks=breaks))

    def _address(self, address: str) -> str | None:
        if address.startswith("#"):
            name = address[1:]
            found = self._by_name.get(name) or (name if name in self._taken else None)
            return f"#{found}" if found else None
        return web_address(address)


def _is_kept(target: prose.Section | prose.Table) -> bool:
    """Whether it stays in the tidy tree: a table without columns shows nothing."""
    return isinstance(target, prose.Section) or bool(target.header)


def _name(target: prose.Section | prose.Table) -> str:
    return prose.plain(target.title if isinstance(target, prose.Section) else target.caption).lower()


# -- inlines ------------------------------------------------------------------------------------------------


class _Style(NamedTuple):
    """How words look, from the outside in: inlines nest in the order of these fields."""

    strong: bool = False
    emphasis: bool = False
    address: str = ""


class _Run(NamedTuple):
    """A stretch of one kind ("text", "code", "space" or "break") in one style."""

    kind: str
    text: str
    style: _Style


def _flat(inlines: prose.Inlines, style: _Style, leads_to: Callable[[str], str | None]) -> Iterator[_Run]:
    """Each piece of text with the style that the inlines around it give it; links that lead nowhere go."""
    for inline in inlines:
        match inline:
            case prose.Text(text):
                yield _Run("text", clean(text), style)
            case prose.Code(text):
                yield _Run("code", clean(text), style)
            case prose.LineBreak():
                yield _Run("break", "\n", style)
            case prose.Strong(children):
                yield from _flat(children, style._replace(strong=True), leads_to)
            case prose.Emphasis(children):
                yield from _flat(children, style._replace(emphasis=True), leads_to)
            case prose.Link(children, address):
                found = leads_to(address)
                yield from _flat(children, style._replace(address=found) if found else style, leads_to)


def _runs(flat: Iterable[_Run], *, breaks: bool) -> list[_Run]:
    """The runs with spaces only where they count, and no two neighbours alike."""
    split = [part for run in flat for part in _split(run)]
    groups: list[_Run] = []
    for is_gap, group in groupby(split, lambda run: run.kind in ("space", "break")):
        parts = list(group)
        groups.extend(_one_gap(parts, breaks=breaks) if is_gap else parts)
    while groups and groups[0].kind in ("space", "break"):
        del groups[0]
    while groups and groups[-1].kind in ("space", "break"):
        del groups[-1]
    styled = [
        run if run.kind in ("text", "code") else run._replace(style=_style_of_gap(groups, n))
        for n, run in enumerate(groups)
    ]
    out: list[_Run] = []
    for run in styled:
        kind = "text" if run.kind == "space" else run.kind
        if out and kind != "break" and (out[-1].kind, out[-1].style) == (kind, run.style):
            # An accent may follow its letter only now.
            joined = unicodedata.normalize("NFC", out[-1].text + run.text)
            out[-1] = _Run(kind, joined, run.style)
        else:
            out.append(_Run(kind, run.text, run.style))
    return out


def _split(run: _Run) -> Iterator[_Run]:
    """The run with the space at its ends apart: Markdown cannot stress a space, and no one can see it."""
    if run.kind == "break":
        yield run
        return
    core = run.text.strip()
    if not core:
        if run.text:
            yield run._replace(kind="space")
        return
    before, _, after = run.text.partition(core)
    if before:
        yield _Run("space", before, run.style)
    yield run._replace(text=core)
    if after:
        yield _Run("space", after, run.style)


def _one_gap(parts: list[_Run], *, breaks: bool) -> list[_Run]:
    """Neighbouring spaces and line breaks as one space, or as line breaks."""
    common = _common(*(part.style for part in parts))
    only_breaks = [part._replace(style=common) for part in parts if part.kind == "break"]
    if only_breaks and breaks:
        return only_breaks
    text = re.sub(" +", " ", "".join(" " if part.kind == "break" else part.text for part in parts))
    return [_Run("space", text, common)]


def _style_of_gap(runs: list[_Run], at: int) -> _Style:
    """The style that a gap shares with the words on both sides: no stressed passage ends in a space."""
    left = next(run.style for run in reversed(runs[:at]) if run.kind in ("text", "code"))
    right = next(run.style for run in runs[at + 1 :] if run.kind in ("text", "code"))
    return _common(left, runs[at].style, right)


def _common(*styles: _Style) -> _Style:
    """What all have in common, from the outside in: where they part, nothing inside can be shared."""
    first = styles[0]
    if any(each.strong != first.strong for each in styles):
        return _Style()
    if any(each.emphasis != first.emphasis for each in styles):
        return _Style(first.strong)
    if any(each.address != first.address for each in styles):
        return _Style(first.strong, first.emphasis)
    return first


def _nested(runs: Iterable[_Run]) -> prose.Inlines:
    """The runs as inlines: strong outside, then emphasis, then links."""

    def leaves(inside: Iterable[_Run]) -> prose.Inlines:
        return tuple(
            prose.LineBreak()
            if run.kind == "break"
            else prose.Code(run.text)
            if run.kind == "code"
            else prose.Text(run.text)
            for run in inside
        )

    def links(inside: Iterable[_Run]) -> prose.Inlines:
        return _wrapped(inside, 2, leaves, lambda words, style: prose.Link(words, style.address))

    def emphases(inside: Iterable[_Run]) -> prose.Inlines:
        return _wrapped(inside, 1, links, lambda words, _: prose.Emphasis(words))

    return _wrapped(runs, 0, emphases, lambda words, _: prose.Strong(words))


def _wrapped(
    runs: Iterable[_Run],
    level: int,
    within: Callable[[Iterable[_Run]], prose.Inlines],
    wrap: Callable[[prose.Inlines, _Style], prose.Inline],
) -> prose.Inlines:
    out: list[prose.Inline] = []
    for value, group in groupby(runs, lambda run: run.style[level]):
        members = list(group)
        inlines = within(members)
        out.extend([wrap(inlines, members[0].style)] if value else inlines)
    return tuple(out)


def strong(inlines: prose.Inlines) -> prose.Inlines:
    """Tidy inlines, all of them strong."""
    return _nested(_runs(_flat(inlines, _Style(strong=True), lambda address: address), breaks=True))


def without_links(inlines: prose.Inlines) -> prose.Inlines:
    """The inlines with links as plain words, for a table of contents, whose entries are links themselves."""
    out: list[prose.Inline] = []
    for inline in inlines:
        match inline:
            case prose.Link(children):
                out.extend(without_links(children))
            case prose.Strong(children) | prose.Emphasis(children):
                out.append(replace(inline, children=without_links(children)))
            case _:
                out.append(inline)
    return tuple(out)
