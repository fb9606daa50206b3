"""Cases of the rules: content and what is to be found in it, in one file that can be read on one screen.

A case is a Markdown file, `<code>-<name>.md`, with fenced blocks. A block with a path is a content file, laid over the
small sound content in `base/`. The block `expected` lists what is found: `file:line:column code`. The block `mended`
has two texts with a line `=>` between; where the first is replaced by the second nothing is found any more. It may be
left out where the rule's own example, `wrong` and `right`, stands in the case and does the same.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from compliance.checks import check_all
from compliance.content.reading import load
from compliance.diagnostics import Diagnostic, in_order

HERE = Path(__file__).parent
BASE = HERE / "base"
PATHS = tuple(sorted((HERE / "cases").glob("*.md")))


@dataclass(frozen=True)
class Case:
    """Content files by path, what is found in them, and how they are mended."""

    code: str
    files: dict[str, str]
    expected: tuple[str, ...]
    mended: tuple[str, str] | None


def read_case(path: Path) -> Case:
    """The case in a file."""
    blocks = re.findall(r"^~~~ (\S+)\n(.*?)^~~~$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    files = {name: text for name, text in blocks if "/" in name}
    others = {name: text for name, text in blocks if "/" not in name}
    before, arrow, after = others.get("mended", "").partition("=>\n")
    return Case(
        path.name.partition("-")[0],
        files,
        tuple(others["expected"].splitlines()),
        (before, after) if arrow else None,
    )


def found_in(files: dict[str, str], folder: Path) -> list[Diagnostic]:
    """Everything that reading and checking find in these files, laid over the sound content."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    reading = load([BASE, folder] if files else [BASE], shipped=False)
    return list(in_order((*reading.diagnostics, *check_all(reading.corpus))))


def shown(diagnostics: list[Diagnostic], folder: Path) -> tuple[str, ...]:
    """The diagnostics as the block `expected` writes them."""
    prefix = f"{folder.as_posix()}/"
    return tuple(f"{str(each.place).removeprefix(prefix)} {each.rule.code}" for each in diagnostics)
