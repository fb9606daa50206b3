"""How things are named: ``us-ca/sb-53#22757.12.a.1``, the labels that make such a name, and its official citation.

A heading opens with labels of five sorts; whatever follows is its title.
Labels of nested headings make the pinpoint, and the file's path makes the part before ``#``.
Identifiers are compared, never taken apart: a reference means a thing and everything below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from compliance.diagnostics import ValueProblem

Identifier = str
"""A whole identifier, ``document#pinpoint``, or the identifier of a document alone."""


class LabelSort(StrEnum):
    """The five sorts of label."""

    NUMBERED = "numbered"
    PARENTHESISED = "parenthesised"
    ORDINAL = "ordinal"
    QUOTED = "quoted"
    BRACKETED = "bracketed"


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a heading.

    Attributes:
        sort: which of the five sorts.
        printed: as a citation prints it, without the words that the citation pattern brings (§, Art., Sec.).
        part: its part of the identifier; empty never.
        worded: whether a numbered label has a word of its own (``Measure 1.1``), so that no sign is printed before it.
        sign: the word that the identifier leaves out (``Section``); printed where the citation pattern brings no sign.
        after_comma: whether it stands after a comma in the heading.
    """

    sort: LabelSort
    printed: str
    part: str
    worded: bool = False
    after_comma: bool = False
    sign: str = ""


@dataclass(frozen=True, slots=True)
class HeadingText:
    """A heading's words, read: its labels, and its title."""

    labels: tuple[Label, ...]
    title: str


_LEFT_OUT = {"§", "§§", "section", "sec.", "article", "art."}
_NUMBER = r"\d+[A-Za-z]{0,3}(?:\.\d+[A-Za-z]{0,3})*"
_END = r"(?=$|[\s,(\[])"
_BARE = re.compile(rf"(?:(§§?)\s*)?({_NUMBER})\.?{_END}")
_WORDED = re.compile(rf"([A-Za-z][A-Za-z-]*\.?)\s+({_NUMBER}){_END}")
_ROMAN = re.compile(
    rf"(Annex|Appendix|Book|Chapter|Division|Part|Schedule|Section|Title)\s+([IVXLC]+|[A-Z]){_END}",
    re.IGNORECASE,
)
_PARENTHESISED = re.compile(r"\((\d+[A-Za-z]{0,2}|[A-Za-z]{1,2}|[ivxlc]{1,7}|[IVXLC]{1,7})\)")
_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|‘([^’]+)’')
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_UNITS = {
    "paragraph": "para",
    "subparagraph": "subpara",
    "sentence": "sentence",
    "column": "column",
    "bullet": "bullet",
    "row": "row",
    "indent": "indent",
    "item": "item",
}
_ORDINAL = re.compile(rf"({'|'.join(_ORDINALS)})\s+({'|'.join(_UNITS)}){_END}", re.IGNORECASE)
_SPACE = re.compile(r"\s*")
_COMMA = re.compile(r"\s*,\s+")


def slug(words: str) -> str:
    """The part of an identifier that words make: small letters and digits with hyphens, ``&`` read as "and"."""
    lowered = words.lower().replace("&", " and ").replace("’", "").replace("'", "")
    return "-".join(re.findall(r"[^\W_]+", lowered))


def read_heading(text: str) -> HeadingText:
    """Reads the labels that open a heading.

    Args:
        text: the heading's words.

    Returns:
        Its labels, of which there may be none, and its title, which may be empty.

    Raises:
        ValueProblem: a bracket or quotation mark holds nothing that could name a thing.
    """
    labels: list[Label] = []
    position = 0
    after_comma = False
    while found := _label_at(text, position, first=not labels, after_comma=after_comma):
        label, end = found
        labels.append(label)
        comma = _COMMA.match(text, end)
        if comma and _label_at(text, comma.end(), first=False, after_comma=True):
            position, after_comma = comma.end(), True
            continue
        space = _SPACE.match(text, end)
        position, after_comma = (space.end() if space else end), False
    return HeadingText(tuple(labels), text[position:].lstrip(" ,").strip())


def _label_at(text: str, position: int, *, first: bool, after_comma: bool) -> tuple[Label, int] | None:
    if match := _PARENTHESISED.match(text, position):
        return Label(LabelSort.PARENTHESISED, match[0], match[1].lower(), after_comma=after_comma), match.end()
    if match := _BRACKETED.match(text, position):
        return _named(LabelSort.BRACKETED, match, match[1], after_comma), match.end()
    if not (first or after_comma):
        return None
    if match := _QUOTED.match(text, position):
        inner = match[1] or match[2] or match[3]
        return _named(LabelSort.QUOTED, match, inner, after_comma), match.end()
    if match := _ORDINAL.match(text, position):
        number = _ORDINALS.index(match[1].lower()) + 1
        part = f"{_UNITS[match[2].lower()]}-{number}"
        return Label(LabelSort.ORDINAL, f"{match[1]} {match[2]}".lower(), part, after_comma=after_comma), match.end()
    if match := _BARE.match(text, position):
        return Label(LabelSort.NUMBERED, match[2], match[2].lower(), after_comma=after_comma), match.end()
    if match := _WORDED.match(text, position) or _ROMAN.match(text, position):
        return _worded(match, after_comma), match.end()
    return None


def _worded(match: re.Match[str], after_comma: bool) -> Label:
    word, number = match[1], match[2]
    if word.lower() not in _LEFT_OUT:
        part = f"{word.rstrip('.').lower()}-{number.lower()}"
        return Label(LabelSort.NUMBERED, f"{word} {number}", part, worded=True, after_comma=after_comma)
    # A first "Section 1" takes its sign from the citation pattern; after a comma it must bring its own word.
    if after_comma:
        return Label(LabelSort.NUMBERED, f"{word} {number}", number.lower(), after_comma=True)
    return Label(LabelSort.NUMBERED, number, number.lower(), sign=f"{word} ")


def _named(sort: LabelSort, match: re.Match[str], inner: str, after_comma: bool) -> Label:
    part = slug(inner)
    if not part:
        raise ValueProblem(
            f"the label {match[0]} has no letter or digit to name the thing by",
            match.start(),
            length=len(match[0]),
            hint="put a short name in it, such as [publish]",
        )
    printed = inner if sort is LabelSort.BRACKETED else f"“{inner}”"
    return Label(sort, printed, part, after_comma=after_comma)


@dataclass(frozen=True, slots=True)
class Path:
    """The labels from the outermost heading to a thing: what makes its pinpoint and its printed form.

    Attributes:
        labels: official and bracketed labels, outermost first.
        overridden: the pinpoint that ``- id:`` gave to a heading on the way, and how many labels it stands for.
    """

    labels: tuple[Label, ...] = ()
    overridden: tuple[str, int] | None = None

    def extend(self, labels: tuple[Label, ...]) -> Path:
        """The path of a heading with these labels below this one."""
        path = self
        for position, label in enumerate(labels):
            if label.sort is LabelSort.NUMBERED and position == 0:
                path = Path((label,))
            elif label.sort is LabelSort.BRACKETED:
                path = Path((*path.labels, label), path.overridden)
            else:
                path = Path((*path.official.labels, label), path.overridden)
        return path

    @property
    def official(self) -> Path:
        """The path without bracketed labels, which are ours."""
        kept = tuple(label for label in self.labels if label.sort is not LabelSort.BRACKETED)
        return self if len(kept) == len(self.labels) else Path(kept, self.overridden)

    def renamed(self, pinpoint: str) -> Path:
        """This path with ``pinpoint`` in place of what its labels make."""
        return Path(self.labels, (pinpoint, len(self.labels)))

    @property
    def pinpoint(self) -> str:
        """The part of the identifier after ``#``."""
        if self.overridden:
            start, count = self.overridden
            return ".".join([start, *(label.part for label in self.labels[count:])])
        return ".".join(label.part for label in self.labels)

    @property
    def bracket(self) -> str:
        """The last bracketed label, which tables show beside the citation; empty where there is none."""
        last = self.labels[-1] if self.labels else None
        return last.printed if last and last.sort is LabelSort.BRACKETED else ""


_SIGNS = ("§§ ", "§ ", "Art. ", "Arts ", "Sec. ", "Section ", "/")


def cite(pattern: str, path: Path) -> str:
    """The official citation of a pinpoint.

    Args:
        pattern: the citation with ``…`` where the pinpoint goes, such as ``Cal. Lab. Code § …``.
        path: the labels.

    Returns:
        For example ``Cal. Bus. & Prof. Code § 22757.12(a)(1)``; brackets are not printed.
    """
    labels = path.official.labels
    head, _, tail = pattern.partition("…")
    if not labels:
        return (head + tail).strip()
    printed = "".join(_joined(labels))
    sign = next((each for each in _SIGNS if head.endswith(each)), "")
    if labels[0].worded or labels[0].sort is not LabelSort.NUMBERED:
        head = head.removesuffix(sign)
        head = head if not head or head.endswith(" ") else head + " "
    elif not sign:
        printed = labels[0].sign + printed
    if tail and not tail.startswith(",") and "," in printed:
        tail = "," + tail
    return (head + printed + tail).strip()


def _joined(labels: tuple[Label, ...]) -> Iterator[str]:
    before: Label | None = None
    loose = False
    for label in labels:
        direct = label.sort is LabelSort.PARENTHESISED and not loose
        if before is not None and not direct:
            yield ", "
        yield label.printed
        # "Section 1" after a comma, quoted words and ordinals keep what follows at a distance: "Section 1, (2)(d)".
        loose = label.sort in (LabelSort.QUOTED, LabelSort.ORDINAL) or (
            label.sort is LabelSort.NUMBERED and before is not None
        )
        before = label


def covers(reference: Identifier, identifier: Identifier) -> bool:
    """Whether a reference means this thing: it is the thing itself or something above it."""
    return identifier == reference or (
        identifier.startswith(reference) and identifier[len(reference) : len(reference) + 1] in (".", "#", "@")
    )


def document_of(identifier: Identifier) -> Identifier:
    """The document's part of an identifier."""
    return identifier.partition("#")[0]


def absolute(reference: str, document: Identifier) -> Identifier:
    """The whole identifier that a reference means in a field that supplies ``document``.

    ``4.7`` and ``#4.7`` take the document; ``rsp-3.4#3.3`` takes its folder; ``us-ca/sb-53#22757.12`` is whole.
    A bare name with a slash is a document.
    """
    before, mark, pinpoint = reference.partition("#")
    if not mark:
        return reference if "/" in reference else f"{document}#{reference}"
    if not before:
        return f"{document}#{pinpoint}"
    if "/" in before:
        return reference
    folder, slash, _ = document.rpartition("/")
    return f"{folder}{slash}{before}#{pinpoint}"
