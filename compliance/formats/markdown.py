"""Markdown: CommonMark with the tables of GitHub, for reviews and for people who read plain text.

There is no HTML in it. A link inside the document leads to the heading's address as GitHub computes it; a
link to a table leads to the heading that it stands under, for a table has no address in Markdown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from compliance.formats import _tree
from compliance.model import prose

SUFFIX = ".md"
MEDIA_TYPE = "text/markdown"

CONTENTS = "Contents"


def write(document: prose.Document) -> bytes:
    """The document as UTF-8 Markdown with line feeds."""
    document = _tree.tidy(document)
    writer = _Writer(_addresses(document))
    parts = [f"# {writer.heading((prose.Text(document.title),))}"]
    if document.subtitle:
        parts.append(writer.paragraph((prose.Emphasis((prose.Text(document.subtitle),)),)))
    if document.version_block.rows:
        parts.append(writer.properties(document.version_block, "-"))
    if entries := _tree.contents(document):
        parts.append(f"## {CONTENTS}")
        parts.append(
            "\n".join(
                f"{'  ' * (depth - 1)}- [{writer.link_text(section.title)}](#{writer.slugs[section.anchor]})"
                for depth, section in entries
            )
        )
    after_list = "-" if document.version_block.rows or entries else ""
    parts.extend(writer.blocks(document.blocks, 2, after_list))
    return ("\n\n".join(parts) + "\n").encode()


# -- addresses of headings ----------------------------------------------------------------------------------


def _addresses(document: prose.Document) -> dict[str, str]:
    """For each anchor, the address that GitHub gives the heading."""
    known: dict[str, int] = {}
    here = _slug(document.title, known)
    if _tree.contents(document):
        _slug(CONTENTS, known)
    return dict(_addresses_in(document.blocks, here, known))


def _addresses_in(blocks: Iterable[prose.Block], here: str, known: dict[str, int]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        match block:
            case prose.Section(title, inner, anchor):
                own = _slug(prose.plain(title), known)
                yield anchor, own
                yield from _addresses_in(inner, own, known)
            case prose.Table():
                yield block.anchor, here
            case prose.Quote(inner) | prose.Callout(_, inner):
                yield from _addresses_in(inner, here, known)
            case prose.ItemList(items):
                for item in items:
                    yield from _addresses_in(item, here, known)
            case _:
                pass


def _slug(title: str, known: dict[str, int]) -> str:
    """The heading's address: lower case, hyphens for spaces, no punctuation, a number if it is taken."""
    base = "".join(
        "-" if char == " " else char
        for char in title.lower()
        if char in " -" or unicodedata.category(char) in _WORD or char == "_"
    )
    found = base
    while found in known:
        known[base] += 1
        found = f"{base}-{known[base]}"
    known[found] = 0
    return found


_WORD = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Pc"))


# -- blocks -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes blocks and inlines; knows where links inside the document lead."""

    slugs: dict[str, str]

    def blocks(self, blocks: Iterable[prose.Block], level: int, marker: str = "") -> Generator[str, None, str]:
        """Each block as text without a blank line around it.

        ``marker`` is the mark of a list that stands just before; what is returned, of one that stands last.
        """
        for block in blocks:
            # Two lists in a row would be one, so every other one gets another mark.
            marker = _other_marker(block, marker)
            match block:
                case prose.Paragraph(children):
                    yield self.paragraph(children)
                case prose.ItemList():
                    yield self._list(block, marker, level)
                case prose.Table():
                    yield self._table(block)
                case prose.Properties():
                    yield self.properties(block, marker)
                case prose.Quote(inner):
                    yield _quoted(self.blocks(inner, level))
                case prose.Callout(label, inner):
                    said = self.paragraph((prose.Strong((prose.Text(label),)),))
                    yield _quoted([said, *self.blocks(inner, level)])
                case prose.Section(title, inner):
                    yield f"{'#' * min(level, 6)} {self.heading(title)}"
                    marker = yield from self.blocks(inner, level + 1)
        return marker

    def _list(self, block: prose.ItemList, marker: str, level: int) -> str:
        tight = all(_is_tight(item) for item in block.items)
        out = []
        for number, item in enumerate(block.items, 1):
            mark = f"{number}{marker} " if block.ordered else f"{marker} "
            body = ("\n" if tight else "\n\n").join(self.blocks(item, level))
            out.append(mark + _indented(body, " " * len(mark)))
        return ("\n" if tight else "\n\n").join(out)

    def properties(self, block: prose.Properties, marker: str) -> str:
        """The named values as a list."""
        return "\n".join(
            f"{marker} "
            + _indented(
                self.paragraph((prose.Strong((prose.Text(f"{name}:"),)), prose.Text(" "), *value)).rstrip(),
                "  ",
            )
            for name, value in block.rows
        )

    def _table(self, table: prose.Table) -> str:
        lines = [self._row(table.header), "|" + " --- |" * len(table.header)]
        lines.extend(self._row(row) for row in table.rows)
        caption = f"{self.paragraph(_tree.strong(table.caption))}\n\n" if table.caption else ""
        return caption + "\n".join(lines)

    def _row(self, cells: Iterable[prose.Inlines]) -> str:
        return "|" + "".join(f" {text} |" if (text := self._cell(cell)) else "  |" for cell in cells)

    # -- inlines

    def paragraph(self, inlines: prose.Inlines) -> str:
        """The words, with nothing at the start of a line that would make it something else."""
        return "\n".join(_plain_start(line) for line in self._inlines(inlines).split("\n"))

    def heading(self, inlines: prose.Inlines) -> str:
        """The words on one line, without the ``#`` at the end that Markdown would leave out."""
        return re.sub("(#+)$", r"\\\1", self._inlines(inlines))

    def link_text(self, inlines: prose.Inlines) -> str:
        """The words as they may stand between the brackets of a link."""
        return self._inlines((prose.Link(_tree.without_links(inlines), ""),))[1:-3]

    def _cell(self, inlines: prose.Inlines) -> str:
        # A cell is one line, and HTML is not ours to write here: a dot keeps the lines apart.
        return self._inlines(inlines, cell=True).replace("\\\n", " · ")

    def _inlines(self, inlines: prose.Inlines, *, cell: bool = False) -> str:
        tokens = list(self._tokens(inlines, cell=cell, in_link=False))
        _guard_delimiters(tokens)
        return "".join(token.source for token in tokens)

    def _tokens(self, inlines: prose.Inlines, *, cell: bool, in_link: bool) -> Iterator[_Token]:
        for at, inline in enumerate(inlines):
            match inline:
                case prose.Text(text):
                    before_link = at + 1 < len(inlines) and isinstance(inlines[at + 1], prose.Link)
                    yield from _text(text, cell=cell, in_link=in_link, before_link=before_link)
                case prose.Code(text):
                    yield from _code(text, cell=cell, in_link=in_link)
                case prose.LineBreak():
                    yield _Token("\\\n")
                case prose.Strong(children):
                    yield _Token("**", "open")
                    yield from self._tokens(children, cell=cell, in_link=in_link)
                    yield _Token("**", "close")
                case prose.Emphasis(children):
                    yield _Token("_", "open")
                    yield from self._tokens(children, cell=cell, in_link=in_link)
                    yield _Token("_", "close")
                case prose.Link(children, address):
                    yield _Token("[")
                    yield from self._tokens(children, cell=cell, in_link=True)
                    yield _Token(f"]({self._destination(address)})")

    def _destination(self, address: str) -> str:
        if address.startswith("#"):
            return f"#{self.slugs[address[1:]]}"
        address = re.sub("&(?=#|[A-Za-z0-9]+;)", r"\\&", address)
        return f"<{address}>" if "(" in address or ")" in address else address


def _other_marker(block: prose.Block, before: str) -> str:
    """The mark of a list: not the one of the list just before it; empty for what is no list."""
    match block:
        case prose.ItemList(_, True):
            return ")" if before == "." else "."
        case prose.ItemList() | prose.Properties():
            return "*" if before == "-" else "-"
        case _:
            return ""


def _is_tight(item: tuple[prose.Block, ...]) -> bool:
    """Whether an item reads well without blank lines: one paragraph, then at most lists."""
    first, *others = item
    return isinstance(first, prose.Paragraph) and (
        not others or (len(others) == 1 and isinstance(others[0], prose.ItemList) and _all_tight(others[0]))
    )


def _all_tight(block: prose.ItemList) -> bool:
    return all(_is_tight(item) for item in block.items)


def _indented(text: str, by: str) -> str:
    """The text with every line but the first moved right; blank lines stay blank."""
    return "\n".join(line if number == 0 or not line else by + line for number, line in enumerate(text.split("\n")))


def _quoted(blocks: Iterable[str]) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in "\n\n".join(blocks).split("\n"))


# -- escapes ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Token:
    """A character of text as written, or a piece of markup."""

    source: str
    side: str = ""  # "open" or "close" for the marks of strong and emphasis
    char: str = ""  # for text, the character that `source` stands for


_ALWAYS = frozenset("\\`*_[<~")
_LINE_START = re.compile(r"(?P<mark>>|[-+=:#|](?![A-Za-z0-9(]))")
_NUMBER_START = re.compile(r"(?P<digits>[0-9]{1,9})(?P<mark>[.)])(?=\s|$)")


def _text(text: str, *, cell: bool, in_link: bool, before_link: bool) -> Iterator[_Token]:
    for at, char in enumerate(text):
        following = text[at + 1 : at + 2]
        special = (
            char in _ALWAYS
            or (char == "&" and (not following or following == "#" or following.isalnum()))
            or (char == "]" and in_link)
            or (char == "|" and cell)
            or (char == "!" and before_link and not following)
        )
        yield _Token(f"\\{char}" if special else char, char=char)


def _code(text: str, *, cell: bool, in_link: bool) -> Iterator[_Token]:
    if cell and "\\|" in text:
        # Programs disagree on which of the two characters a table takes away, so this is written as plain
        # text.
        yield from _text(text, cell=cell, in_link=in_link, before_link=False)
        return
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    yield _Token(f"{fence}{pad}{text.replace('|', chr(92) + '|') if cell else text}{pad}{fence}")


def _plain_start(line: str) -> str:
    """The line, escaped if its first characters would make it a heading, a list, a quote or a rule."""
    if _LINE_START.match(line):
        return f"\\{line}"
    return _NUMBER_START.sub(r"\g<digits>\\\g<mark>", line, count=1) if _NUMBER_START.match(line) else line


def _guard_delimiters(tokens: list[_Token]) -> None:
    """Make sure that every ``**`` and ``_`` is read as the mark that it is.

    Markdown decides by the characters on both sides. Where they would mislead it, the outer one is written
    by its number: the reader of the page sees no difference. This happens only where marks touch letters,
    as in ``**(a)**b``.
    """
    changed = True
    while changed:
        changed = False
        for at, token in enumerate(tokens):
            if not token.side:
                continue
            outer, inner = (at - 1, at + 1) if token.side == "open" else (at + 1, at - 1)
            if not 0 <= outer < len(tokens):
                continue
            beside = tokens[outer]
            near = beside.source[-1 if token.side == "open" else 0]
            inside = tokens[inner].source[0 if token.side == "open" else -1]
            if near.isspace() or _is_mark(near) or (token.source == "**" and _is_wordlike(inside)):
                continue
            beside.source = f"&#{ord(beside.char)};"
            changed = True


def _is_mark(char: str) -> bool:
    """Whether every version of CommonMark takes the character for punctuation."""
    return unicodedata.category(char)[0] == "P" or char in "$+<=>^`|~"


def _is_wordlike(char: str) -> bool:
    """Whether no version of CommonMark takes the character for punctuation or space."""
    return unicodedata.category(char)[0] not in "PSZ"
