"""Reads the verdict cases that lawyers write, `tests/verdicts/*.md`; tests/verdicts/README.md says how they look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from compliance.analyses.applicability import Status
from compliance.analyses.coverage import Flag, Verdict
from compliance.content.workspace import shipped_root

FOLDER = Path(__file__).resolve().parent.parent / "verdicts"
NEEDED = ("as of", "developer", "obligation", "applicability", "verdict", "flags")
OPTIONAL = ("gap", "because", "check", "from", "policies")
NOTHING = "-"
LONGEST = 155
"""Lines; a longer page does not fit a tall screen."""


class Content(StrEnum):
    """What a page reads besides its own blocks."""

    SHIPPED = "the shipped frameworks and this page"
    PAGE = "this page alone"


class PageError(Exception):
    """Something in a page that means nothing here."""


@dataclass(frozen=True)
class Row:
    """One row of the table of expected results: its line in the file, and its cells by column."""

    line: int
    cells: dict[str, str]

    def list_of(self, column: str) -> list[str]:
        """The parts of a cell with commas between."""
        cell = self.cells.get(column, NOTHING)
        return [] if cell == NOTHING else [each.strip() for each in cell.split(",")]

    @property
    def as_of(self) -> date:
        """The day of the analysis."""
        return date.fromisoformat(self.cells["as of"])


@dataclass(frozen=True)
class Page:
    """One case: what it reads, its files by path, and what is expected."""

    path: Path
    title: str
    content: Content
    files: dict[str, str]
    rows: tuple[Row, ...]

    def write(self, folder: Path) -> list[Path]:
        """The content folders to load: the shipped frameworks without the shipped judgements, and the page's files."""
        for path, text in self.files.items():
            file = folder / "page" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        if self.content is Content.PAGE:
            return [folder / "page"]
        shipped = folder / "shipped"
        shipped.mkdir()
        (shipped / "frameworks").symlink_to(shipped_root() / "frameworks", target_is_directory=True)
        return [shipped, folder / "page"]


def pages(folder: Path = FOLDER) -> list[Path]:
    """The files of all cases."""
    return sorted(each for each in folder.glob("*.md") if each.name != "README.md")


def read(path: Path) -> Page:
    """The case in a file.

    Raises:
        PageError: something in it has another form than the README says.
    """
    text = path.read_text(encoding="utf-8")
    try:
        page = _read(path, text)
    except PageError as problem:
        raise PageError(f"{path.name}: {problem}") from None
    lines = text.count("\n")
    if lines > LONGEST:
        raise PageError(f"{path.name}: {lines} lines do not fit one screen; split the case")
    return page


def _read(path: Path, text: str) -> Page:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    if not tokens or tokens[0].type != "heading_open" or tokens[0].tag != "h1":
        raise PageError("a page begins with '# ' and what the case is about")
    if sum(each.type == "heading_open" for each in tokens) > 1:
        raise PageError("a page has one heading and is one case")
    tables = [number for number, each in enumerate(tokens) if each.type == "table_open"]
    if len(tables) != 1 or tokens[-1].type != "table_close":
        raise PageError("a page ends with its one table of expected results")
    return Page(
        path,
        tokens[1].content,
        _content(tokens),
        dict(_files(tokens)),
        tuple(_rows(tokens[tables[0] :])),
    )


def _content(tokens: list[Token]) -> Content:
    shape = "; ".join(f"'- reads: {each}'" for each in Content)
    if tokens[3].type != "bullet_list_open":
        raise PageError(f"the heading is followed by one of {shape}")
    end = next(number for number, each in enumerate(tokens) if each.type == "bullet_list_close")
    items = [each.content for each in tokens[3:end] if each.type == "inline"]
    for each in Content:
        if items == [f"reads: {each}"]:
            return each
    raise PageError(f"{items} is none of {shape}")


def _files(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for number, token in enumerate(tokens):
        if token.type == "code_block":
            raise PageError(f"line {_line(token)}: an indented block is not read; write a fence")
        if token.type != "fence":
            continue
        if token.info.strip() != "markdown":
            raise PageError(f"line {_line(token)}: a fence opens with '```markdown', not '```{token.info}'")
        before = tokens[number - 2] if tokens[number - 1].type == "paragraph_close" else None
        inline = before.children if before is not None and before.type == "inline" else None
        if not inline or len(inline) != 1 or inline[0].type != "code_inline":
            raise PageError(f"line {_line(token)}: the line above a fence is a path in backticks and nothing else")
        path = inline[0].content
        if not path.startswith(("frameworks/", "mappings/")) or not path.endswith(".md") or ".." in path:
            raise PageError(f"line {_line(token)}: '{path}' is not the path of a content file")
        if path in seen:
            raise PageError(f"line {_line(token)}: '{path}' stands twice")
        seen.add(path)
        yield path, token.content
    if not seen:
        raise PageError("the page has no file of its own")


def _rows(tokens: list[Token]) -> Iterator[Row]:
    columns: tuple[str, ...] = ()
    cells: list[str] = []
    line = 0
    for token in tokens:
        match token.type:
            case "tr_open":
                cells, line = [], _line(token)
            case "inline":
                cells.append("".join(each.content for each in token.children or ()).strip())
            case "tr_close" if not columns:
                columns = tuple(cells)
                _check_columns(columns)
            case "tr_close":
                row = Row(line, dict(zip(columns, cells, strict=True)))
                _check_row(row)
                yield row
    if not cells or columns == tuple(cells):
        raise PageError("the table has no row")


def _check_columns(columns: tuple[str, ...]) -> None:
    unknown = [each for each in columns if each not in (*NEEDED, *OPTIONAL)]
    lacking = [each for each in NEEDED if each not in columns]
    if unknown or lacking or len(set(columns)) < len(columns):
        raise PageError(
            f"the columns are {', '.join(NEEDED)}, and as wanted {', '.join(OPTIONAL)}; "
            f"unknown: {', '.join(unknown) or 'none'}; lacking: {', '.join(lacking) or 'none'}"
        )


def _check_row(row: Row) -> None:
    def one_of(column: str, words: list[str], known: list[str]) -> None:
        for each in words:
            if each not in known:
                raise PageError(f"line {row.line}: '{each}' is no {column}; known: {', '.join(known)}")

    try:
        _ = row.as_of
    except ValueError:
        raise PageError(f"line {row.line}: '{row.cells['as of']}' is not a date") from None
    for column in ("from", "as of"):
        if (cell := row.cells.get(column, NOTHING)) != NOTHING:
            try:
                date.fromisoformat(cell)
            except ValueError:
                raise PageError(f"line {row.line}: '{cell}' is not a date") from None
    one_of("applicability", [row.cells["applicability"]], [*map(str, Status), "not yet, unknown"])
    one_of("verdict", [row.cells["verdict"]], [*map(str, Verdict), NOTHING])
    one_of("flag", row.list_of("flags"), list(map(str, Flag)))
    if "gap" in row.cells:
        one_of("gap", [row.cells["gap"]], ["yes", "no"])
    if not row.cells["developer"] or "#" not in row.cells["obligation"]:
        raise PageError(f"line {row.line}: a row names a developer and the whole identifier of an obligation")
    if row.cells.get("because") == "":
        raise PageError(f"line {row.line}: an empty cell is written '{NOTHING}'")


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0
