"""Tells the paragraphs of an official text apart by the instrument's own labels: sections, and (a), (1), (i) below.

How a law prints its labels is read from its catalog, so that a new law needs no program: the catalog's headings say
which sections there are, which labels stand below them, and whether terms in quotation marks or unnumbered paragraphs
count. A label of the text that the catalog lacks is found as well, where it goes on with a list (``(11)`` after
``(10)``) or opens one; a label that only looks like one, such as ``(b)`` in the middle of a sentence, is passed over.

Labels can be ambiguous: ``(i)`` is a letter after ``(h)`` and a numeral under ``(a)``. Within a section all readings
are followed, and the one whose labels run on best, and are best known, wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache

from compliance.model.corpus import Corpus
from compliance.model.identifiers import Identifier, Label, LabelSort, document_of, slug
from compliance.sources.paragraphs import Paragraph

Parts = tuple[str, ...]
"""The parts of a pinpoint, outermost first: ``("22757.12", "a", "1")``."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One labelled subdivision of an official text.

    Attributes:
        parts: the parts of its pinpoint.
        paragraphs: its own words, without those of the subdivisions below it; none for a bare label.
        at: where it begins in the file, for people.
    """

    parts: Parts
    paragraphs: tuple[str, ...]
    at: str = ""

    @property
    def pinpoint(self) -> str:
        """As identifiers write it: ``22757.12.a.1``."""
        return ".".join(self.parts)

    @property
    def words(self) -> str:
        """Its own words in one line."""
        return " ".join(self.paragraphs)


@dataclass(frozen=True)
class Labels:
    """The labels that a catalog has, whatever bracket of ours stands below them.

    Attributes:
        known: every pinpoint of the catalog, and whatever stands above one, with its last label.
    """

    known: Mapping[Parts, Label]

    @cached_property
    def sections(self) -> tuple[Parts, ...]:
        """The outermost labels, in the catalog's order."""
        return tuple(each for each in self.known if len(each) == 1)

    @cached_property
    def below(self) -> Mapping[Parts, tuple[Parts, ...]]:
        """The labels directly below each."""
        found: dict[Parts, list[Parts]] = {}
        for each in self.known:
            found.setdefault(each[:-1], []).append(each)
        return {parts: tuple(each) for parts, each in found.items()}

    def below_of_sort(self, parts: Parts, sort: LabelSort) -> tuple[Parts, ...]:
        """The labels of one sort directly below another."""
        return tuple(each for each in self.below.get(parts, ()) if self.known[each].sort is sort)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that open worded sections, in small letters: ``measure``, ``annex``."""
        sections = [self.known[each] for each in self.sections]
        return frozenset(each.printed.rpartition(" ")[0].lower() for each in sections if each.worded)


def labels_of(corpus: Corpus, instrument: Identifier, on: date | None = None) -> Labels:
    """The labels of an instrument's catalog.

    Args:
        corpus: the content.
        instrument: whose catalog.
        on: the day whose wording is meant, for a law with several; labels that no wording of that day has are left out.
    """
    known: dict[Parts, Label] = {}
    for identifier, path in corpus.paths.items():
        labels = path.official.labels
        if document_of(identifier) != instrument or _is_structure(labels) or not _is_in_force(corpus, identifier, on):
            continue
        for length in range(1, len(labels) + 1):
            known.setdefault(tuple(label.part for label in labels[:length]), labels[length - 1])
    return Labels(known)


def _is_structure(labels: Sequence[Label]) -> bool:
    """Whether a heading is a chapter or the like, which holds sections and is none."""
    return len(labels) == 1 and labels[0].part.partition("-")[0] in ("chapter", "title", "part", "division", "book")


def _is_in_force(corpus: Corpus, identifier: Identifier, on: date | None) -> bool:
    """Whether a labelled heading has a wording on a day: of its own, or of anything below it."""
    if on is None:
        return True
    whole = corpus.instruments[document_of(identifier)].in_force
    below = corpus.provisions_below(identifier)
    return not below or any((each.in_force or whole).holds_on(on) for each in below)


# -- sorts of label ----------------------------------------------------------------------------------------------------


class Sort(Enum):
    """What a label in parentheses, or before a full stop, can be."""

    FIGURE = "figure"
    LETTER = "letter"
    NUMERAL = "numeral"
    OTHER = "other"


_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(number: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        while number >= value:
            found, number = found + letters, number - value
    return found


_NUMERALS = {_roman(number): number for number in range(1, 150)}


@dataclass(frozen=True, slots=True)
class _Token:
    """A label as a text prints it: what it says, and whether in capitals, which make another level."""

    part: str
    capital: bool = False

    def rank(self, sort: Sort) -> int:
        """Its number in a list of that sort, from 1; 0 if it cannot stand in one."""
        match sort:
            case Sort.FIGURE:
                found = re.match(r"\d+", self.part)
                return int(found[0]) if found else 0
            case Sort.LETTER:
                if not re.fullmatch(r"([a-z])\1?", self.part):
                    return 0
                return ord(self.part[0]) - ord("a") + 1 + 26 * (len(self.part) - 1)
            case Sort.NUMERAL:
                return _NUMERALS.get(self.part, 0)
            case _:
                return 0

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """The sorts of list in which it can stand."""
        return tuple(sort for sort in (Sort.FIGURE, Sort.LETTER, Sort.NUMERAL) if self.rank(sort))


_LABEL = re.compile(
    r"(?:\[?\((?P<inner>\d{1,3}[a-z]{0,2}|[a-zA-Z]{1,2}|[ivxlc]{1,7}|[IVXLC]{1,7})\)\]?"
    r"|(?P<before>\d{1,3}[a-z]?|[a-zA-Z]|[ivxlc]{2,7})(?:\.|\))(?=\s))\s*"
)
_SIGN = r"(?:§§?|SECTION|Section|SEC\.|Sec\.|ARTICLE|Article|Art\.)"
_NUMBER = r"\d+[A-Za-z]{0,3}(?:[.-]\d+[A-Za-z]{0,3})*"
_SECTION = re.compile(rf"(?P<sign>{_SIGN})\s*(?P<number>{_NUMBER})(?:\.(?=\s|$)|(?=$|\s*\())\s*")
_SECTION_HEADING = re.compile(rf"(?P<sign>{_SIGN})\s*(?P<number>{_NUMBER})\.?(?=\s|$)[\s–—:-]*")
_BARE_SECTION = re.compile(r"(?P<number>\d{4,}(?:\.\d+)*|\d{2,}(?:\.\d+)+)\.?(?=\s)\s*")
_WORDED = re.compile(
    r"(?P<word>[A-Za-z][A-Za-z-]*)\s+(?P<number>[\d.]*\d[a-z]?|[IVXLC]+|[A-Z])(?=$|[\s:.,–—-])[.:]?\s*"
)
_TITLE = re.compile(r"[^.(]{1,150}\.\s+(?=\(?(?:1|a|A|i)[.)])")
_TERM = re.compile(r"[\"“‘'](?P<term>[^\"”’']{2,80})[\"”’']")


def _token(text: str) -> tuple[_Token, str] | None:
    match = _LABEL.match(text)
    if not match:
        return None
    printed = match["inner"] or match["before"]
    return _Token(printed.lower(), printed != printed.lower()), text[match.end() :]


# -- what is no text of the law ----------------------------------------------------------------------------------------

_EDITORIAL = re.compile(
    r"\(Source: .*\)$"  # Illinois: which public act a section comes from
    r"|\(\d+ ILCS [\d/. -]+(?: new)?\)$"
    r"|\(This Section may contain .*\)$|\(Text of Section .*\)$"
    r"|\((?:Added|Amended|Repealed) .*\)$"  # California's codes: history of a section
    r"|\* ?NB .*$"  # New York's codes: notes of the editors
    r"|[⁰¹²³⁴⁵⁶⁷⁸⁹]+ |ELI: http\S+$|ISSN [\dX-]+ \(.*\)$"  # the Official Journal: footnotes, and its imprint
)
_STRUCTURE = re.compile(
    r"(?:CHAPTER|Chapter|TITLE|Title|PART|Part|DIVISION|Division|ARTICLE|SECTION) [\dIVXLC]\w*(?:[.-]\w+)*"
    r"\.?(?!\s+(?:of|shall)\b|\w)[^.;:]{0,120}\.?$"
)
_LISTED = r"(?:indent|bullet|item)"
"""Ordinals that count the items of a list."""
_APPARATUS = re.compile(r"[A-Z][A-Z ]+: ")
"""Words such as "LEGAL TEXT: Articles …", which belong to a unit and are no paragraph of it."""
_INSETS = ("figure", "table", "box")
"""Units of one paragraph that stand inside another unit, which goes on after them."""
_END = re.compile(r"(?:\([^)]*\) )?LEGISLATIVE COUNSEL['’]S DIGEST|EXPLANATION ?--", re.IGNORECASE)


def _is_passed_over(paragraph: Paragraph) -> bool:
    """Whether a paragraph is no text of the law: an editor's note, or a heading in capitals."""
    text = paragraph.text
    is_heading = 3 < len(text) < 120 and text.upper() == text and not any(char.isdigit() for char in text)
    return not text or is_heading or bool(_EDITORIAL.match(text))


# -- sections ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Opening:
    """A paragraph that may open a section: its place among the paragraphs, the section, and the words after it."""

    index: int
    part: str
    rest: str
    bare: bool = False


def _opening(index: int, paragraph: Paragraph, labels: Labels) -> _Opening | None:
    text = paragraph.text
    if match := (_SECTION_HEADING if paragraph.heading else _SECTION).match(text):
        part = match["number"].lower()
        label = labels.known.get((part,))
        if label is None or _is_article(label.sign) is _is_article(match["sign"]) or not label.sign:
            return _Opening(index, part, text[match.end() :])
    if match := _BARE_SECTION.match(text):
        return _Opening(index, match["number"].lower(), text[match.end() :], bare=True)
    match = _WORDED.match(text)
    if match and match["word"].lower() in labels.words:
        return _Opening(index, f"{match['word']}-{match['number']}".lower(), text[match.end() :])
    if paragraph.heading or _TERM.match(text):
        for parts in labels.below_of_sort((), LabelSort.QUOTED):
            is_named = paragraph.heading and slug(text).endswith(parts[0])
            if is_named or _after_term(text, labels.known[parts]) is not None:
                return _Opening(index, parts[0], text)
    return None


def _is_article(sign: str) -> bool:
    """Whether a section is called an article, and not a section: annexes have sections beside the articles."""
    return sign.strip().lower() in ("article", "art.")


def _openings(paragraphs: Sequence[Paragraph], labels: Labels) -> tuple[list[_Opening], frozenset[int]]:
    """The paragraphs that open the sections, in the text's order: each section once; and those that only list them.

    A table of contents names sections too, and so does a law that amends another: the fullest place is taken, where
    most of the labels are that the catalog has below the section.
    """
    found = [each for index, paragraph in enumerate(paragraphs) if (each := _opening(index, paragraph, labels))]
    known = [each for each in found if (each.part,) in labels.known]
    best: dict[str, tuple[tuple[int, int], _Opening]] = {}
    for number, each in enumerate(known):
        after = next((later.index for later in known[number + 1 :] if later.part != each.part), len(paragraphs))
        span = [each.rest, *(paragraph.text for paragraph in paragraphs[each.index + 1 : after])]
        fullness = (_labels_met(span, labels, each.part), sum(len(text.split()) for text in span))
        if each.part not in best or fullness > best[each.part][0]:
            best[each.part] = (fullness, each)
    chosen = sorted((each for _, each in best.values()), key=lambda each: each.index)
    opened = sorted([*chosen, *_unknown_sections(found, chosen, labels)], key=lambda each: each.index)
    return opened, _contents(known, chosen)


_LONGEST_TITLE = 15
"""Words; whatever is longer is no line of a table of contents."""


def _contents(known: Sequence[_Opening], chosen: Sequence[_Opening]) -> frozenset[int]:
    """The lines of a table of contents: sections that open elsewhere, several in a row, with a title each."""
    elsewhere = {each.index for each in known if each not in chosen and len(each.rest.split()) <= _LONGEST_TITLE}
    return frozenset(index for index in elsewhere if {index - 1, index + 1} & elsewhere)


def _labels_met(span: Iterable[str], labels: Labels, section: str) -> int:
    """How many of the labels right below a section, or in its terms, open a paragraph of a span."""
    wanted = {parts[1] for parts in labels.below.get((section,), ())}
    met = set()
    for text in span:
        title = _TITLE.match(text)
        for start in {0, title.end() if title else 0}:
            if token := _token(text[start:]):
                met.add(token[0].part)
        if term := _TERM.match(text):
            met.add(slug(term["term"]))
    return len(wanted & met)


def _unknown_sections(found: Iterable[_Opening], chosen: Sequence[_Opening], labels: Labels) -> Iterator[_Opening]:
    """Sections that the catalog lacks: numbered like the one before and after, and between them."""
    for each in found:
        if (each.part,) in labels.known:
            continue
        if each.part.partition("-")[0] in labels.words and len(each.rest.split()) <= _LONGEST_TITLE:
            yield each  # "ANNEX I": another of the catalog's worded sections
            continue
        before = next((one for one in reversed(chosen) if one.index < each.index), None)
        after = next((one for one in chosen if one.index > each.index), None)
        if before is None or not _is_alike(before.part, each.part) or _value(each.part) <= _value(before.part):
            continue
        if after is not None and _is_alike(after.part, each.part) and _value(after.part) <= _value(each.part):
            continue
        if after is None or _is_alike(after.part, each.part):
            yield each


def _is_alike(one: str, other: str) -> bool:
    """Whether two section numbers are of one shape, such as ``22757.12`` and ``22757.13``."""

    def shape(part: str) -> str:
        plain = re.sub(r"(?<=\d)[a-z]+$", "", part)  # an inserted section, such as 75a
        return re.sub(r"\d+", lambda match: "9" * len(match[0]) if len(match[0]) > 2 else "9", plain)

    return shape(one) == shape(other)


def _value(part: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(number), letters) for number, letters in re.findall(r"(\d+)([a-z]*)", part))


# -- labels below a section --------------------------------------------------------------------------------------------

_KNOWN = 1.0
_JUMPS = 0.7
"""A known label that leaves out some before it, which may have been repealed."""
_GOES_ON = 0.15
_OPENS = 0.14
_PASSED_OVER = -0.6
"""What looks like a label and is read as words."""
_WIDTH = 32
"""How many readings are followed at once."""
_BEHIND = 4.0
"""How far a reading may be behind the best before it is given up."""


@dataclass(frozen=True, slots=True)
class _Node:
    part: str
    sort: Sort = Sort.OTHER
    capital: bool = False
    paragraphs: int = 0
    """How many paragraphs without a label were met right below it."""


@dataclass(frozen=True, slots=True)
class _Reading:
    path: tuple[_Node, ...]
    score: float = 0.0
    made: tuple[_Reading, tuple[_Step, ...], str] | None = None
    """The reading before, what the paragraph opened or went on with, and where it stands."""

    @property
    def parts(self) -> Parts:
        return tuple(node.part for node in self.path)


_Step = tuple[Parts, str]
"""A subdivision, and words that belong to it."""


def _read_section(opening: _Opening, paragraphs: Sequence[Paragraph], labels: Labels) -> list[tuple[Parts, str, str]]:
    """The subdivisions of one section: parts, words and place, one for each paragraph or label in the text's order."""
    readings: list[_Reading] = [_Reading((_Node(opening.part),))]
    first = True
    for paragraph in paragraphs:
        text = opening.rest if first else paragraph.text
        following: dict[tuple[_Node, ...], _Reading] = {}
        for reading in readings:
            for path, gain, steps in _ways(reading.path, text, labels, heading=paragraph.heading, opens=first):
                new = _Reading(path, reading.score + gain, (reading, steps, paragraph.at))
                if path not in following or new.score > following[path].score:
                    following[path] = new
        ranked = sorted(following.values(), key=lambda each: -each.score)[:_WIDTH]
        readings = [each for each in ranked if each.score > ranked[0].score - _BEHIND]
        first = False
    return _steps_of(readings[0])


def _steps_of(reading: _Reading) -> list[tuple[Parts, str, str]]:
    found: list[tuple[Parts, str, str]] = []
    while reading.made is not None:
        before, steps, at = reading.made
        found.extend((parts, words, at) for parts, words in reversed(steps))
        reading = before
    return found[::-1]


_Way = tuple[tuple[_Node, ...], float, tuple[_Step, ...]]


def _ways(path: tuple[_Node, ...], text: str, labels: Labels, *, heading: bool, opens: bool) -> Iterator[_Way]:
    """All readings of one paragraph: the path that it leaves, what the reading gains, and the words of each label."""
    start: tuple[_Step, ...] = ((_parts(path), ""),) if opens else ()
    if opens and (title := _TITLE.match(text)):
        head = ((_parts(path), text[: title.end()].strip()),)
        for way in _labelled(path, text[title.end() :], labels):
            yield way[0], way[1], (*head, *way[2])
    for way in _labelled(path, text, labels):
        yield way[0], way[1], (*start, *way[2])
    looks = _token(text) is not None and not opens
    yield from (
        (new, gain + (_PASSED_OVER if looks else 0.0), (*start, step))
        for new, gain, step in _unlabelled(path, text, labels, heading=heading, opens=opens)
    )


def _parts(path: Iterable[_Node]) -> Parts:
    return tuple(node.part for node in path)


def _labelled(path: tuple[_Node, ...], text: str, labels: Labels, depth: int = 0) -> Iterator[_Way]:
    """The readings in which the words open with one label or several."""
    if depth > 5:
        return
    for new, gain, rest in _next(path, text, labels):
        opened = ((_parts(new), ""),)
        for way in _labelled(new, rest, labels, depth + 1):
            yield way[0], gain + way[1], (*opened, *way[2])
        # A second label right behind the first is one, too, unless it only looks like it.
        waits = _PASSED_OVER if _token(rest) and any(True for _ in _next(new, rest, labels)) else 0.0
        counted = (*new[:-1], _Node(new[-1].part, new[-1].sort, new[-1].capital, 1 if rest else 0))
        yield counted, gain + waits, ((_parts(new), rest),)


def _next(path: tuple[_Node, ...], text: str, labels: Labels) -> Iterator[tuple[tuple[_Node, ...], float, str]]:
    """The labels that the words may open with here: the path with the label, what that gains, and the rest."""
    if token := _token(text):
        yield from _tokens(path, token[0], token[1], labels)
    for depth in range(len(path), 0, -1):
        above = path[:depth]
        for child in labels.below.get(_parts(above), ()):
            label = labels.known[child]
            if label.sort is LabelSort.QUOTED:
                rest = _after_term(text, label)
                if rest is None and depth > 1:
                    rest = _after_term_and_words(text, above[-1].part, label)
                if rest is not None:
                    yield (*above, _Node(child[-1])), _KNOWN, text
            elif label.sort is LabelSort.NUMBERED:
                printed = re.match(rf"{re.escape(label.printed)}\b[.:]?\s*", text, re.IGNORECASE)
                if printed:
                    yield (*above, _Node(child[-1])), _KNOWN, text[printed.end() :]
    yield from _unknown_terms(path, text, labels)


def _tokens(
    path: tuple[_Node, ...], token: _Token, rest: str, labels: Labels
) -> Iterator[tuple[tuple[_Node, ...], float, str]]:
    for depth in range(len(path), 0, -1):
        above, last = path[:depth], path[depth] if depth < len(path) else None
        is_known = (*_parts(above), token.part) in labels.known
        for sort in token.sorts:
            rank = token.rank(sort)
            node = _Node(token.part, sort, token.capital)
            if last is None:
                if is_known:
                    yield (*above, node), _KNOWN if rank == 1 else _JUMPS, rest
                elif rank == 1 and not _is_lettered_twice(token):
                    yield (*above, node), _OPENS, rest
            elif last.sort is sort and last.capital == token.capital:
                before = _Token(last.part).rank(sort)
                if rank == before + 1 or (rank == before and token.part != last.part):
                    yield (*above, node), _KNOWN if is_known else _GOES_ON, rest
                elif rank > before and is_known:
                    yield (*above, node), _JUMPS, rest
            elif is_known and last.sort is Sort.OTHER:
                yield (*above, node), _KNOWN if rank == 1 else _JUMPS, rest


def _is_lettered_twice(token: _Token) -> bool:
    return len(token.part) > 1 and not token.part.isdigit()


def _unknown_terms(
    path: tuple[_Node, ...], text: str, labels: Labels
) -> Iterator[tuple[tuple[_Node, ...], float, str]]:
    """A term in quotation marks that the catalog lacks, where it has others."""
    match = _TERM.match(text)
    if not match or not re.match(r"[^.;:]{0,80}\b(?:means?|includes?|has the|shall mean)\b", text[match.end() :]):
        return
    for depth in range(len(path), 0, -1):
        above = _parts(path[:depth])
        if labels.below_of_sort(above, LabelSort.QUOTED) and (*above, slug(match["term"])) not in labels.known:
            yield (*path[:depth], _Node(slug(match["term"]))), _GOES_ON, text
            return


@lru_cache(maxsize=4096)
def _after_term(text: str, label: Label) -> str | None:
    """What follows a term at the start of the words; ``None`` if they do not start with it."""
    term = label.printed.strip("“”")
    if " | " in text:  # a row of a table, one of whose cells is the term
        cells = [slug(cell) for cell in text.split(" | ")]
        return text if any(cell == label.part or cell.startswith(f"{label.part}-") for cell in cells) else None
    if match := _TERM.match(text):
        return text[match.end() :] if slug(match["term"]) == label.part else None
    if text.lower().startswith(term.lower()) and re.match(r"$|[\s.:,;|]", text[len(term) :]) and len(text) > 0:
        return text[len(term) :] or " "
    return None


def _after_term_and_words(text: str, term: str, label: Label) -> str | None:
    """What follows ``"Term" does not include``, where the label is ``does not include``."""
    match = _TERM.match(text)
    if match and slug(match["term"]) == term:
        rest = text[match.end() :]
        words = label.printed.strip("“”")
        if rest.strip().lower().startswith(words.lower()):
            return rest.strip()[len(words) :]
    return None


def _unlabelled(
    path: tuple[_Node, ...], text: str, labels: Labels, *, heading: bool, opens: bool
) -> Iterator[tuple[tuple[_Node, ...], float, _Step]]:
    """The readings of words without a label: more of the subdivision, or a paragraph that the catalog counts."""
    if opens:
        counted = (*path[:-1], _Node(path[-1].part, path[-1].sort, path[-1].capital, 1 if text and not heading else 0))
        yield counted, 0.0, (_parts(path), text)
        return
    resumes = heading or text[:1].islower() or bool(_APPARATUS.match(text))
    for depth in range(len(path), 0, -1):
        above = path[:depth]
        ordinals = {each[-1]: each for each in labels.below_of_sort(_parts(above), LabelSort.ORDINAL)}
        counting = [each for each in ordinals if re.match(rf"(?:para|subpara|{_LISTED})-\d", each)]
        is_list = bool(counting) and bool(re.match(_LISTED, counting[0]))
        if not counting or (resumes and not (is_list and not heading)):
            continue
        owner = _Node(above[-1].part, above[-1].sort, above[-1].capital, above[-1].paragraphs + 1)
        # The paragraph that leads in to a list is none of its items.
        number = above[-1].paragraphs if is_list else owner.paragraphs
        unit = counting[0].rpartition("-")[0]
        if f"{unit}-{number}" in ordinals:
            yield (
                (*above[:-1], owner, _Node(f"{unit}-{number}")),
                _KNOWN,
                (
                    (*_parts(above), f"{unit}-{number}"),
                    text,
                ),
            )
        else:
            yield (*above[:-1], owner), 0.0, (_parts(above), text)
        return
    yield path, 0.0, (_parts(path), text)


# -- the whole ---------------------------------------------------------------------------------------------------------


@dataclass
class _Gathered:
    parts: Parts
    at: str
    paragraphs: list[str] = field(default_factory=list)


def segment(paragraphs: Iterable[Paragraph], labels: Labels, *, whole: Iterable[Parts] = ()) -> tuple[Segment, ...]:
    """The labelled subdivisions of an official text, in its order.

    Args:
        paragraphs: the text.
        labels: those of the instrument's catalog.
        whole: sections whose labels are not told apart, such as one that restates other acts.

    Returns:
        Each subdivision once. What stands before the first section is left out.
    """
    kept = [
        each
        for each in _until_the_end(paragraphs)
        if not (_is_passed_over(each) or _STRUCTURE.match(each.text)) or _opening(0, each, labels)
    ]
    inset = {
        index: found
        for index, each in enumerate(kept)
        if (found := _opening(index, each, labels)) and found.part.partition("-")[0] in _INSETS
    }
    kept = [each for index, each in enumerate(kept) if index not in inset]
    openings, listed = _openings(kept, labels)
    undivided = set(whole)
    gathered: dict[Parts, _Gathered] = {
        (each.part,): _Gathered((each.part,), "", [each.rest]) for each in inset.values()
    }
    steps: list[tuple[Parts, str, str]]
    for number, opening in enumerate(openings):
        end = openings[number + 1].index if number + 1 < len(openings) else len(kept)
        span = [each for index, each in enumerate(kept[opening.index : end], opening.index) if index not in listed]
        span = span[: _end_of_section(opening, span, labels)]
        if (opening.part,) in undivided:
            texts = (opening.rest, *(each.text for each in span[1:]))
            steps = [((opening.part,), text, each.at) for text, each in zip(texts, span, strict=True)]
        else:
            steps = _read_section(opening, span, labels)
        for parts, words, at in steps:
            one = gathered.setdefault(parts, _Gathered(parts, at))
            if words:
                one.paragraphs.append(words)
    split = (
        piece
        for each in gathered.values()
        for piece in ((each,) if each.parts in undivided else _split(each, labels, gathered))
    )
    return tuple(Segment(each.parts, tuple(each.paragraphs), each.at) for each in split)


def _end_of_section(opening: _Opening, span: Sequence[Paragraph], labels: Labels) -> int:
    """Where a section ends before the next one opens: at a heading that is neither a label nor the title of one."""
    below = [label for parts, label in labels.known.items() if parts[0] == opening.part and len(parts) > 1]
    for index in range(1, len(span)):
        if not span[index].heading or span[index - 1].heading:
            continue
        text = span[index].text
        if _token(text) or _TERM.match(text):
            continue
        if not any(_opens_with(text, label) for label in below):
            return index
    return len(span)


def _opens_with(text: str, label: Label) -> bool:
    printed = label.printed.strip("“”")
    is_named = label.sort is LabelSort.QUOTED and label.part in slug(text)
    return is_named or bool(re.match(rf"{re.escape(printed)}(?!\w)", text, re.IGNORECASE))


def _until_the_end(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs without an appendix of the publisher's: a digest before the law is left out anyway."""
    is_law = True
    for each in paragraphs:
        if _END.match(each.text):
            is_law = False
        elif not is_law and _SECTION.match(each.text):
            is_law = True
        if is_law:
            yield each


# -- subdivisions inside a paragraph -----------------------------------------------------------------------------------

_CITED = re.compile(
    r"\b(?:points?|(?:sub)?paragraphs?|(?:sub)?divisions?|(?:sub)?sections?|articles?|letters?|items?|and|or|to|under)\s*$"
    r"|\)\s*$",
    re.IGNORECASE,
)
"""What stands before a label that is cited and opens nothing."""
_SENTENCE = re.compile(r"(?<=[a-z\d)”’\"][.!?])\s+(?=[A-Z“‘\"(])")


def _split(one: _Gathered, labels: Labels, gathered: Mapping[Parts, _Gathered]) -> Iterator[_Gathered]:
    """A subdivision, and those that the catalog has inside its paragraphs: sentences, inline lists, second meanings."""
    below = [each for each in labels.below.get(one.parts, ()) if each not in gathered]
    # "(4) (a) one; (b) two" opens (a) at the start of the paragraph, and goes on inside it.
    beside = labels.below.get(one.parts[:-1], ()) if len(one.parts) > 1 else ()
    after = beside[beside.index(one.parts) + 1 :] if one.parts in beside else ()
    below += [each for each in after if each not in gathered and labels.known[each].sort is LabelSort.PARENTHESISED]
    text = "\n".join(one.paragraphs)
    cuts: list[tuple[int, int, Parts]] = []
    position = 0
    for parts in below:
        label = labels.known[parts]
        found = _inside(text, position, label, one.parts[-1])
        if found:
            cuts.append((*found, parts))
            position = found[1]
    # One label inside a sentence may be a cross-reference; a list has two, and the first opens it.
    lists = [cut for cut in cuts if labels.known[cut[2]].sort is LabelSort.PARENTHESISED]
    opens = [cut for cut in lists if cut[2][:-1] == one.parts]
    if len(lists) == 1 and opens and (_CITED.search(text[: lists[0][0]]) or lists[0][2][-1] not in ("a", "1", "i")):
        cuts = [cut for cut in cuts if cut not in lists]
    if lists and not opens and not re.search(r"[;,]\s*(?:and|or|and/or)?\s*$", text[: lists[0][0]]):
        cuts = [cut for cut in cuts if cut not in lists]  # not the end of an item, so a cross-reference
    if not cuts:
        yield one
        return
    cuts.sort()
    end_of_list = len(text)
    if lists and cuts[-1] == lists[-1] and (sentence := _SENTENCE.search(text, cuts[-1][1])):
        # A list inside a paragraph ends with its sentence; what follows belongs to the paragraph again.
        end_of_list = sentence.start()
    yield _Gathered(one.parts, one.at, _lines(text[: cuts[0][0]]) + _lines(text[end_of_list:]))
    for number, (_, start, parts) in enumerate(cuts):
        end = cuts[number + 1][0] if number + 1 < len(cuts) else end_of_list
        inner = _Gathered(parts, one.at, _lines(text[start:end]))
        yield from _split(inner, labels, gathered)


def _lines(text: str) -> list[str]:
    return [each.strip() for each in text.split("\n") if each.strip()]


def _inside(text: str, position: int, label: Label, above: str) -> tuple[int, int] | None:
    """Where a label's words begin inside a text, with and without the label."""
    match label.sort:
        case LabelSort.PARENTHESISED:
            found = re.compile(rf"(?<=\s)\({re.escape(label.part)}\)\s+", re.IGNORECASE).search(text, position)
            return (found.start(), found.end()) if found else None
        case LabelSort.QUOTED:
            words = re.escape(label.printed.strip("“”"))
            or_else = r"(?:\s+or\s+[\"“][^\"”]{1,40}[\"”])?"
            for found in re.compile(rf"{_TERM.pattern}{or_else}\s+{words}\b", re.IGNORECASE).finditer(text, position):
                if slug(found["term"]) == above and found.start():
                    return found.start(), found.start()
            return None
        case LabelSort.ORDINAL:
            unit, _, number = label.part.rpartition("-")
            if unit != "sentence":
                return None
            starts = [0, *(each.end() for each in _SENTENCE.finditer(text))]
            index = int(number) - 1
            return (starts[index], starts[index]) if index < len(starts) else None
        case _:
            return None
