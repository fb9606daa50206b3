"""Finds the labelled subdivisions of an official text: sections, and (a), (1), (A), (i) below them.

Run it to see them: ``python -m tests.catalogs.labels us-ca/sb-53.md`` with COMPLIANCE_SOURCES set.

A law prints its labels at the start of paragraphs, several in one line where a subdivision has no words of its own:
``(c) (1) “Catastrophic risk” means``. Which level a label belongs to is told by its sort (small letter, figure,
capital, small Roman numeral). ``(i)`` may be a letter or a numeral: it is the letter where it follows ``(h)`` and the
paragraph before it opens no list, and the numeral where it begins or goes on with a list on the level above which the
numerals stand.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum


class Sort(Enum):
    """The sorts of label, with what one of them looks like."""

    LETTER = r"[a-z]{1,2}"
    FIGURE = r"\d+[a-z]?"
    CAPITAL = r"[A-Z]{1,2}"
    NUMERAL = r"[ivxl]+"

    def successor(self, label: str) -> str:
        """The label after this one; after an empty one, the first."""
        match self:
            case Sort.FIGURE:
                return str(int(re.sub(r"\D", "", label) or 0) + 1)
            case Sort.NUMERAL:
                return _roman(_number(label) + 1)
            case Sort.LETTER | Sort.CAPITAL:
                first = "a" if self is Sort.LETTER else "A"
                if not label:
                    return first
                return chr(ord(label[-1]) + 1) * len(label) if label[-1] not in "zZ" else first * (len(label) + 1)


_ROMAN = {"x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1}


def _roman(number: int) -> str:
    found = ""
    for letters, value in _ROMAN.items():
        while number >= value:
            found, number = found + letters, number - value
    return found


def _number(label: str) -> int:
    return next((number for number in range(1, 60) if _roman(number) == label), 0)


@dataclass(frozen=True)
class Style:
    """How an instrument prints its labels.

    Attributes:
        sections: what opens a section, at the start of a paragraph; the first group is its number.
        levels: the sorts of label below a section, outermost first.
        forms: how a label of each level is printed, ``(…)`` or ``….``.
        passed_over: paragraphs that are no text of the law, such as headings of chapters.
        ends: where the law ends; what follows is not read.
    """

    sections: tuple[str, ...]
    levels: tuple[Sort, ...]
    forms: tuple[str, ...] = ()
    passed_over: str = r"(?!)"
    ends: str = r"(?!)"

    def form(self, level: int) -> str:
        """How a label of a level is printed."""
        return self.forms[level] if level < len(self.forms) else "(…)"


CALIFORNIA = Style(
    sections=(r"(?:SECTION|SEC\.) (\d+)\.", r"(\d{4,5}(?:\.\d+)?)\."),
    levels=(Sort.LETTER, Sort.FIGURE, Sort.CAPITAL, Sort.NUMERAL),
    passed_over=r"CHAPTER \d|#|---$|The people of the State of California",
    ends=r"\(APPENDIX — not law\)",
)
NEW_YORK = Style(
    sections=(r"§ (\d+)\.",),
    levels=(Sort.FIGURE, Sort.LETTER, Sort.NUMERAL),
    forms=("….",),
)
ILLINOIS = Style(
    sections=(r"(?:\(\d+ ILCS \d+/\d+\)\s*)?Sec\. (\d+)\.",),
    levels=(Sort.LETTER, Sort.FIGURE, Sort.LETTER, Sort.NUMERAL),
)


@dataclass
class Found:
    """One labelled subdivision of an official text.

    Attributes:
        pinpoint: as identifiers write it: ``22757.12.a.1``.
        text: its own words, without those of the subdivisions below it; empty for a bare label.
        is_section: whether it is a section, which stands under no other label.
    """

    pinpoint: str
    text: str = ""
    is_section: bool = False


@dataclass
class _State:
    style: Style
    section: str = ""
    path: list[str] = field(default_factory=list)
    opens_list: bool = False

    def level_of(self, paragraph: str) -> tuple[int, str, str] | None:
        """The level and label that open a paragraph, and the rest; ``None`` if it opens with none that fits here."""
        candidates: list[tuple[tuple[bool, int], int, str, str]] = []
        for level, sort in enumerate(self.style.levels):
            before, _, after = self.style.form(level).partition("…")
            pattern = rf"{re.escape(before)}({sort.value}){re.escape(after)}(?=\s|\(|$)\s*"
            match = re.match(pattern, paragraph)
            if not match or level > len(self.path):
                continue
            last = self.path[level] if level < len(self.path) else ""
            if match[1] != sort.successor(last):
                continue
            # A list that was just opened goes down; otherwise the innermost level that goes on.
            goes_down = level == len(self.path)
            rank = (goes_down != self.opens_list, len(self.path) - level)
            candidates.append((rank, level, match[1], paragraph[match.end() :]))
        if not candidates:
            return None
        _, level, label, rest = min(candidates)
        return level, label, rest


def labels(text: str, style: Style) -> list[Found]:
    """The labelled subdivisions of a text, in its order.

    Args:
        text: the official text, a paragraph a line.
        style: how the instrument prints its labels.
    """
    state = _State(style)
    found: list[Found] = []
    for paragraph in (line.strip() for line in text.split("\n")):
        if re.match(style.ends, paragraph):
            break
        if not paragraph or re.match(style.passed_over, paragraph):
            continue
        found.extend(_read(paragraph, state, found))
    return found


def _read(paragraph: str, state: _State, before: list[Found]) -> Iterator[Found]:
    rest = paragraph
    new: list[Found] = []
    for pattern in state.style.sections:
        if match := re.match(pattern, paragraph):
            state.section, state.path, state.opens_list = match[1], [], True
            rest = paragraph[match.end() :].strip()
            new.append(Found(match[1].lower(), is_section=True))
            break
    while state.section and (opened := state.level_of(rest)):
        level, label, rest = opened
        state.path[level:] = [label]
        # Another label in the same line is one level down.
        state.opens_list = True
        new.append(Found(".".join((state.section, *state.path)).lower()))
    state.opens_list = rest.endswith((":", "—"))
    if new:
        new[-1].text = rest
        yield from new
    elif before:
        before[-1].text = f"{before[-1].text} {rest}".strip()


def repeated(found: Iterable[Found]) -> list[str]:
    """The pinpoints that were found twice, which no text may have."""
    names = [each.pinpoint for each in found]
    return sorted({name for name in names if names.count(name) > 1})


def main() -> None:
    """Print the labels of a text of California."""
    from tests.catalogs.sources import text_of

    for each in labels(text_of(sys.argv[1]), CALIFORNIA):
        print(f"{each.pinpoint:22} {each.text[:90]}")


if __name__ == "__main__":
    main()
