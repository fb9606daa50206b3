"""Does content still cite figures or terms of a law that was repealed?

A repealed provision that is kept as history says by which words and figures it is known (``known by``) and what holds
now (``replaced by``). Whatever speaks of that law, or belongs to its jurisdiction, is searched for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from compliance.diagnostics import Diagnostic, Rule, Severity
from compliance.model import prose
from compliance.model.corpus import Corpus
from compliance.model.crosswalks import Comparison, Mapping
from compliance.model.fields import Record
from compliance.model.identifiers import Identifier, covers, document_of
from compliance.model.instruments import Provision
from compliance.model.outlines import OutlineSection

REPEALED = Rule(
    "C806",
    "repealed-rule",
    Severity.WARNING,
    "Content cites a figure or a term of a rule that was repealed.",
    "Summaries of the old text still circulate; a filing that follows them follows no law.",
    "The penalty is up to 10 million dollars for a first violation, where the text that says so was repealed.",
    "The penalty is up to 1 million dollars for a first violation, as the text in force says.",
)
UNKNOWN_MARK = Rule(
    "C807",
    "unknown-mark",
    Severity.ERROR,
    "A mark by which a repealed rule is known is neither a figure nor words in quotation marks.",
    "It would be found nowhere.",
    "- known by: safety protocol",
    '- known by: "safety protocol", 10000000 USD',
)

_QUOTED = re.compile(r"[\"“](.+)[\"”]$")
_SAYS_SO = re.compile(r"\brepealed\b|\bsuperseded\b|\bno longer law\b|\bold law\b", re.IGNORECASE)
"""A text that says itself that it speaks of the old law does not mistake it for the new one."""


_MILLIONS = re.compile(r"illion|\d{1,3}(?:[, \u00a0]\d{3}){2}|\d{7}|\d ?M\b", re.IGNORECASE)
"""Without any of these no text has a figure of a million or more; reading all figures of all texts takes long."""


@dataclass(frozen=True, slots=True)
class _Mark:
    provision: Provision
    printed: str
    words: re.Pattern[str] | None
    figures: frozenset[str]

    def is_in(self, text: _Text) -> bool:
        if self.words is not None:
            return bool(self.words.search(text.words))
        is_large = all(re.match(r"\d{7}", each) for each in self.figures)
        return (not is_large or bool(_MILLIONS.search(text.words))) and bool(self.figures & text.figures)


@dataclass
class _Text:
    """What a record says, and its figures, which are read once and only if somebody asks."""

    words: str

    @cached_property
    def figures(self) -> frozenset[str]:
        from compliance.model.figures import figures_in  # its patterns take a moment to build

        return figures_in(self.words)


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """Marks that mean nothing, and content that cites what was repealed."""
    marks: list[_Mark] = []
    for provision in corpus.provisions.values():
        for printed in provision.known_by:
            mark = _mark(provision, printed)
            if mark is None:
                yield UNKNOWN_MARK.at(
                    provision.place_of("known by"),
                    f"'{printed}' is neither a figure nor words in quotation marks",
                    f'write "{printed}" in quotation marks',
                )
            elif provision.replaced_by:
                marks.append(mark)
    if marks:
        for record in corpus.records():
            yield from _cited(corpus, record, marks)


def _mark(provision: Provision, printed: str) -> _Mark | None:
    from compliance.model.figures import figures_in

    if match := _QUOTED.match(printed):
        words = r"\s+".join(map(re.escape, match[1].split()))
        return _Mark(provision, printed, re.compile(rf"\b{words}\b", re.IGNORECASE), frozenset())
    found = figures_in(printed)
    return _Mark(provision, printed, None, found) if found else None


def _cited(corpus: Corpus, record: Record, marks: list[_Mark]) -> Iterator[Diagnostic]:
    text = _Text("\n".join(_texts(record)))
    if _SAYS_SO.search(text.words):
        return
    about = {
        old: document_of(record.identifier) != old and _speaks_of(corpus, record, text.words, old)
        for old in {mark.provision.document for mark in marks}
    }
    for mark in marks:
        old = mark.provision.document
        if not about[old] or not mark.is_in(text):
            continue
        now = corpus.citation_of(mark.provision.replaced_by[0])
        yield REPEALED.at(
            record.place,
            f"{mark.printed} belongs to {mark.provision.citation} of {corpus.citation_of(old)}, which was repealed",
            f"what holds now is {now}: 'compliance show {mark.provision.replaced_by[0]}'",
        )
        return  # One finding a record: whoever mends it reads the whole of it again.


def _texts(record: Record) -> Iterator[str]:
    for name in ("statement", "means", "title", "missing", "differs", "reason", "basis", "justification"):
        yield str(getattr(record, name, "") or "")
    yield from record.note
    yield prose.plain(record.notes) if record.notes else ""
    if isinstance(record, Provision):
        for value in (record.amount, record.keep_for, *record.due):
            yield str(value or "")


def _speaks_of(corpus: Corpus, record: Record, text: str, old: Identifier) -> bool:
    """Whether a record is about the law that was repealed, or about the one that took its place."""
    jurisdiction = corpus.instruments[old].jurisdiction
    laws = [each.identifier for each in corpus.instruments.values() if each.jurisdiction == jurisdiction]
    about: tuple[Identifier, ...] = ()
    match record:
        case Provision():
            about = (record.document,)
        case Mapping():
            about = (record.instrument,)
        case Comparison():
            about = (record.provision, record.against)
        case OutlineSection():
            about = record.answers
    if any(covers(law, each) for each in about for law in laws):
        return True
    return any(name in text for law in laws for name in _names(corpus, law))


def _names(corpus: Corpus, law: Identifier) -> Iterator[str]:
    """What people call a law: its title, its citation's first words, the short name in brackets."""
    instrument = corpus.instruments[law]
    yield instrument.title
    yield instrument.citation.partition(",")[0]
    yield from re.findall(r"\(([A-Z]{3,})\)", instrument.title)
