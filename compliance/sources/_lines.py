"""Printed lines with their places on the page become paragraphs.

What a PDF shows, and what programs such as ``pdftotext -layout`` make of it, are lines: with numbers in the margin,
running heads, words broken at the line's end. Where a paragraph begins is told by where its lines stand, as a reader
does it, and by the words only where the places leave it open.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from compliance.sources.paragraphs import Paragraph, tidy


@dataclass(frozen=True, slots=True)
class Word:
    """Characters between blanks.

    Attributes:
        text: the characters.
        left: where it begins, from the left edge of the page.
        right: where it ends.
    """

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        words: its words from left to right; at least one.
        top: where its letters stand, from the upper edge of the page.
        size: the height of its letters.
        at: where it stands, for people.
        stretched: whether its blanks are wider than need be, as in justified text. Such a line is full.
        number: the number printed in the margin.
    """

    words: tuple[Word, ...]
    top: float
    size: float
    at: str
    stretched: bool = False
    number: int | None = None

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return self.words[-1].right

    @property
    def text(self) -> str:
        """Its words with single blanks."""
        return " ".join(word.text for word in self.words)


Page = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What holds for a whole file.

    Attributes:
        slack: how far apart two lines may begin and still count as beginning at the same place.
        spaced: whether blank lines stand between its paragraphs, so that a short line alone does not end one.
    """

    slack: float
    spaced: bool = False


def paragraphs_of(pages: Sequence[Page], layout: Layout) -> tuple[Paragraph, ...]:
    """The paragraphs of pages of lines, without line numbers, running heads and hyphens at line ends."""
    numbered = _without_line_numbers(pages, layout.slack)
    bodies = [page for page in _without_heads(numbered) if page]
    words = _vocabulary(bodies)
    return tuple(
        Paragraph(text, lines[0].at) for lines in _grouped(bodies, layout) if (text := tidy(_joined(lines, words)))
    )


# -- line numbers --------------------------------------------------------------------------------------------------

FEWEST_NUMBERS = 3
"""A shorter column of numbers says nothing by itself."""

FEWEST_NUMBERS_OF_ONE_PAGE = 10
"""On a single page no other page bears the column out, and a small table could look like one."""


def _without_line_numbers(pages: Sequence[Page], slack: float) -> list[Page]:
    """The pages with the numbers in the margin taken off the lines and remembered.

    A number is a line number by its place: it belongs to a column 1, 2, 3... that begins anew on each page and
    stands to the left of everything else. So "50 people" at the start of a line keeps its number.
    """
    columns = [_column(page, slack) for page in pages]
    long = [column for column in columns if len(column) >= FEWEST_NUMBERS]
    worth = [page for page in pages if len(page) > FEWEST_NUMBERS]
    if len(long) * 2 < len(worth) or not long:
        return list(pages)
    if len(worth) <= 1 and len(long[0]) < FEWEST_NUMBERS_OF_ONE_PAGE:
        return list(pages)
    edges = [page[i].words[0] for page, column in zip(pages, columns, strict=True) if column in long for i in column]
    right = statistics.median(edge.right for edge in edges)
    left = statistics.median(edge.left for edge in edges)
    result = []
    for page, column in zip(pages, columns, strict=True):
        if column:
            first = page[column[0]].words[0]
            if abs(first.right - right) > 2 * slack and abs(first.left - left) > 2 * slack:
                column = ()
        numbers = {index: n for n, index in enumerate(column, start=1)}
        # A line that is nothing but its number is an empty line of the print.
        result.append(
            tuple(
                replace(line, words=line.words[1:], number=numbers[i], at=_printed(line.at, numbers[i]))
                if i in numbers
                else replace(line, at=line.at.partition(", line")[0])
                if column and line.at.startswith("page ")
                else line
                for i, line in enumerate(page)
                if i not in numbers or len(line.words) > 1
            )
        )
    return result


def _printed(at: str, number: int) -> str:
    """The place with the number that is printed, where places are told by page."""
    page, comma, _ = at.partition(", line")
    return f"{page}, line {number}" if comma else at


def _column(page: Page, slack: float) -> tuple[int, ...]:
    """Which lines of the page bear the numbers 1, 2, 3... in a column at its left edge; empty where there is none."""
    candidates = [
        (index, int(line.words[0].text), line.words[0])
        for index, line in enumerate(page)
        if re.fullmatch(r"[0-9]{1,3}", line.words[0].text)
    ]
    best: tuple[int, ...] = ()
    ones = [start for start, (_, value, _) in enumerate(candidates) if value == 1]
    for start in ones[:EDGE]:  # The number of the page may stand before the column.
        top = candidates[start][2]
        found: list[int] = []
        for index, number, word in candidates[start:]:
            aligned = abs(word.right - top.right) <= slack or abs(word.left - top.left) <= slack
            if aligned and number == len(found) + 1:
                found.append(index)
        if len(found) > len(best):
            best = tuple(found)
    edge = max((page[index].words[0].right for index in best), default=0.0)
    for index, line in enumerate(page):
        rest = line.words[1:] if index in best else line.words
        if rest and rest[0].left < edge:
            return ()
    return best


# -- running heads and feet ----------------------------------------------------------------------------------------

EDGE = 3
"""So many lines at the top and at the bottom of a page may be a running head or foot."""

_FOOT = re.compile(r"EXPLANATION\s*--|LBD\s?\d|\[ ?\] is old law to be omitted")
"""What New York prints under the first page of a bill."""


def _without_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without the lines at their edges that recur with only their numbers changing."""
    seen: defaultdict[str, list[float]] = defaultdict(list)
    for page in pages:
        for signature, top in {(_signature(line), line.top) for line in (*page[:EDGE], *page[-EDGE:])}:
            seen[signature].append(top)
    numbered = [index for index, page in enumerate(pages) if any(line.number for line in page)]

    def runs(line: Line) -> bool:
        """Whether the line stands at the same place of enough pages."""
        tops = [top for top in seen[_signature(line)] if abs(top - line.top) <= line.size / 2]
        return len(tops) >= min(3, len(pages))

    result = []
    for index, page in enumerate(pages):
        body = list(page)
        if index in numbered:
            marked = [i for i, line in enumerate(body) if line.number]
            # A bill's lines are numbered from its first to its last; what stands outside is not part of it. Before
            # the first number of all stands its title, and after the last what comes at its end.
            if index != numbered[-1]:
                body = body[: marked[-1] + 1]
            if index != numbered[0]:
                body = body[marked[0] :]
            loose = {_signature(line) for i in numbered[1:] for line in pages[i][:EDGE] if not line.number}
            body = [line for line in body if line.number or not (_signature(line) in loose or _FOOT.search(line.text))]
        elif len(pages) > 1:
            for _ in range(EDGE):
                if body and runs(body[0]):
                    body.pop(0)
            for _ in range(EDGE):
                if body and runs(body[-1]):
                    body.pop()
        result.append(tuple(body))
    return result


def _signature(line: Line) -> str:
    """The letters of a line: what stays the same in a running head while its numbers change."""
    letters = "".join(character for character in line.text if character.isalpha()).casefold()
    return "" if re.fullmatch(r"[ivxlc]+", letters) else letters


# -- paragraphs ----------------------------------------------------------------------------------------------------

_LABEL = re.compile(
    r"(?:§+|(?:Sec|Art)\.|(?:Section|SECTION|Article|ARTICLE|Annex|ANNEX)(?=\s+[\dIVXLA-Z])"
    r"|[(\[]?(?:\d{1,4}[A-Za-z]?|[A-Za-z]{1,2}|[ivxlcIVXLC]{1,6})[)\].]|\d+(?:\.\d+)+\.?|[•▪◦‣·–—-])(?=[\s(]|$)"
)
_ENDED = re.compile(r"[.;:!?][\"'”’)\]]*(?:\s+(?:and|or|and/or))?$|[;,]\s+(?:and|or|and/or)$")
_QUOTE = ('"', "“", "‘", "'", "«", "„")


def _grouped(pages: Sequence[Page], layout: Layout) -> Iterable[list[Line]]:
    """The lines of each paragraph."""
    lines = [line for page in pages for line in page]
    breaks = {sum(len(page) for page in pages[:index]) for index in range(1, len(pages))}
    margins = [reach - 2 * layout.slack for reach in _right_margins(pages)]  # Words are squeezed now and then.
    step = _typical_step(pages)
    indents = _first_line_indents(lines, margins, layout.slack)
    paragraph: list[Line] = []
    for index, line in enumerate(lines):
        if not paragraph:
            paragraph = [line]
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        if _opens(
            paragraph[-1],
            line,
            after,
            first=len(paragraph) == 1,
            turned=index in breaks,
            step=step,
            margins=(margins[index - 1], margins[index]),
            indents=indents,
            layout=layout,
        ):
            yield paragraph
            paragraph = [line]
        else:
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _opens(
    before: Line,
    line: Line,
    after: Line | None,
    *,
    first: bool,
    turned: bool,
    step: float,
    margins: tuple[float, float],
    indents: frozenset[int],
    layout: Layout,
) -> bool:
    """Whether a line opens a paragraph.

    Args:
        before: the line before it.
        line: the line.
        after: the line after it.
        first: whether the line before is the first of its paragraph.
        turned: whether the page ends between the two.
        step: how far apart the lines of a paragraph stand.
        margins: how far right the lines around the two reach.
        indents: where first lines are seen to stand, in units of the slack.
        layout: what holds for the file.
    """
    if not turned and line.top - before.top > step * 1.35:
        return True
    if max(line.size, before.size) > 1.15 * min(line.size, before.size):
        return True
    text = line.text
    label = _LABEL.match(text) is not None
    ended = _ENDED.search(before.text) is not None
    if text[0].islower() and not label and not ended:
        return False
    short = _ends(before, line, margins[0])
    if turned and not short and not ended and not label:
        return False  # The pages of a book may have their text further left and right by turns.
    if line.left > before.left + layout.slack:
        hanging = first and not label and len(before.words) > 1 and _LABEL.match(before.text) is not None
        return not (hanging and abs(line.left - before.words[1].left) <= layout.slack)
    outdented = after is not None and after.left < line.left - layout.slack
    if line.left < before.left - layout.slack:
        if short or not first:
            return True
        # A first line that happens to be full looks like one that goes on; what follows may be seen to be a first line.
        return ended and (label or (outdented and not _ends(line, after, margins[1])))
    if short:
        return not layout.spaced or (label and ended)
    if first and round(before.left / layout.slack) in indents and not layout.spaced:
        return True
    if not first and ended and outdented:
        # The first line of a paragraph may stand where the lines of a deeper one do: then the next goes further left.
        return not _ends(line, after, margins[1]) or label or text.startswith(_QUOTE)
    return label and ended


def _ends(before: Line, line: Line | None, margin: float) -> bool:
    """Whether a line ends its paragraph: the first word of the next line would have fitted at its end."""
    if line is None:
        return True
    if before.stretched and before.right >= 0.9 * margin:
        return False
    word = line.words[0]
    return before.right + 0.3 * before.size + (word.right - word.left) <= margin


def _right_margins(pages: Sequence[Page]) -> list[float]:
    """For each line, how far right the lines of its page reach."""

    def reach(lines: Iterable[Line]) -> float:
        lines = list(lines)
        # A line that a program has stretched with blanks may seem to reach further than the print did.
        rights = sorted(line.right for line in lines if not line.stretched) or sorted(line.right for line in lines)
        return rights[max(0, round(len(rights) * 0.95) - 1)]

    everywhere = reach(line for page in pages for line in page) if pages else 0.0
    return [right for page in pages for right in [reach(page) if len(page) >= 20 else everywhere] * len(page)]


def _typical_step(pages: Sequence[Page]) -> float:
    """How far apart the lines of one paragraph stand, mostly."""
    steps = Counter(
        round(line.top - before.top) for page in pages for before, line in pairwise(page) if line.top - before.top >= 1
    )
    return float(min(steps, key=lambda step: (-steps[step], step))) + 0.5 if steps else float("inf")


def _first_line_indents(lines: Sequence[Line], margins: Sequence[float], slack: float) -> frozenset[int]:
    """Where lines stand that are followed, in mid-sentence, by one further left."""
    seen = Counter(
        round(line.left / slack)
        for line, after, margin in zip(lines, lines[1:], margins, strict=False)
        if after.left < line.left - slack and after.text[0].islower() and not _ends(line, after, margin)
    )
    return frozenset(at + off for at, count in seen.items() if count >= 3 for off in (-1, 0, 1))


# -- words ---------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_REST = re.compile(r"[^\W\d_]+")


def _vocabulary(pages: Sequence[Page]) -> Counter[str]:
    """The words that the document writes unbroken, and how often."""
    words: Counter[str] = Counter()
    broken = False
    for line in (line for page in pages for line in page):
        text = line.text
        if broken:
            text = text.partition(" ")[2]
        broken = _BROKEN.search(text) is not None
        if broken:
            text = text.rpartition(" ")[0]
        for word in _WORD.findall(text.casefold()):
            words[word] += 1
            if "-" in word:
                words.update(word.split("-"))
    return words


def _joined(lines: Sequence[Line], words: Counter[str]) -> str:
    """The text of a paragraph's lines, with the words mended that were broken at a line's end."""
    parts = [lines[0].text]
    for line in lines[1:]:
        rest = line.text
        last = parts[-1]
        if last.endswith("\N{SOFT HYPHEN}"):
            parts[-1] = last[:-1]
        elif (broken := _BROKEN.search(last)) and (follows := _REST.match(rest)):
            parts[-1] = last if _hyphenated(broken[1], follows[0], words) else last[:-1]
        elif not last.endswith("-") or last.endswith(" -"):
            parts.append(" ")
        parts.append(rest)
    return "".join(parts)


def _hyphenated(left: str, right: str, words: Counter[str]) -> bool:
    """Whether a word broken at a line's end has a hyphen of its own, by what the document writes elsewhere."""
    if right[0].isupper():
        return not left.isupper()
    left, right = left.casefold(), right.casefold()
    joined, hyphenated = words[left + right], words[f"{left}-{right}"]
    if joined or hyphenated:
        return hyphenated > joined
    return bool(words[left] and words[right])
