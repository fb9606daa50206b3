"""Do we say it in our own words? No run of ten words is shared with the official text, names and terms left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from compliance.diagnostics import Rule, Severity
from compliance.model.conditions import Quoted, leaves
from compliance.model.corpus import Corpus
from compliance.model.figures import figures, without_citations
from compliance.model.identifiers import Identifier
from compliance.model.instruments import DEFINING, Provision
from compliance.model.prose import plain
from compliance.model.terms import TermKind
from compliance.sources.subdivisions import Check, Finding, Subdivision

LONGEST = 10
"""So many words in a row, names, terms, figures and citations not counted, are a copy."""

COPIED = Rule(
    "V601",
    "words-copied",
    Severity.ERROR,
    "A provision repeats ten or more words in a row of the official text.",
    "The catalogs restate in words of their own; copied ones go out of date unseen, and may not be ours to copy.",
    "- duty: (the sentence of the law, as printed)",
    "- duty: (what it asks, in other words and in another order)",
)

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAME = re.compile(r"\b[A-Z][\w&.-]*(?:\s+(?:(?:of|and|the|for|on|&)\s+){0,2}[A-Z][\w&.-]*)+")


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


def terms_of(corpus: Corpus, instrument: Identifier) -> frozenset[str]:
    """The names that may carry over from an official text: its defined terms, the bodies, and its own title."""
    found = {
        each.statement for each in corpus.provisions.values() if each.document == instrument and each.kind in DEFINING
    }
    found |= {each.name for each in corpus.terms.values() if each.kind is TermKind.BODY}
    record = corpus.instruments.get(instrument)
    return frozenset(found | ({record.title} if record else set()))


def wording(terms: Collection[str], official: Iterable[str]) -> Check:
    """The check, for one official text.

    Args:
        terms: defined terms and names, which may carry over; they neither break a run nor add to its length.
        official: the paragraphs or subdivisions of the whole official text.
    """
    taken_out = _terms(terms)
    known: set[tuple[str, ...]] = set()
    for text in official:
        known |= {each for _, each in _runs(_tokens(text, taken_out))}

    def check(subdivision: Subdivision) -> Iterator[Finding]:
        for provision in subdivision.provisions:
            told: set[str] = set()
            for name, text in _texts(provision):
                for shared in _shared(text, _tokens(text, taken_out), known):
                    if shared in told:
                        continue
                    told.add(shared)
                    yield Finding(
                        COPIED,
                        provision,
                        shared,
                        f"'{name}' has the words of the official text: \"{shared}\"",
                        "say it in other words, or write 'departs: words \"…\", because …'",
                        _official_words(subdivision.words, shared, taken_out),
                    )

    return check


def _texts(provision: Provision) -> Iterator[tuple[str, str]]:
    yield str(provision.kind), provision.statement
    yield "means", provision.means
    yield "title", provision.title
    for condition in (provision.when, provision.unless):
        for leaf in leaves(condition) if condition is not None else ():
            if isinstance(leaf, Quoted):
                yield "condition", leaf.words
    for note in provision.note:
        yield "note", note
    for block in provision.notes:
        yield "notes", plain(block)


def _terms(terms: Collection[str]) -> re.Pattern[str]:
    longest = sorted({" ".join(each.split()) for each in terms if each.strip()}, key=lambda each: (-len(each), each))
    one_of = "|".join(_inflected(each) for each in longest)
    return re.compile(rf"(?<![\w-])(?:{one_of})(?![\w-])", re.IGNORECASE) if longest else re.compile(r"(?!)")


def _inflected(term: str) -> str:
    """A term in singular, plural and genitive."""
    words = re.escape(term).replace(r"\ ", r"\s+")
    plural = rf"(?:{words}(?:e?s)?|{words[:-1]}ies)" if term.endswith("y") else rf"{words}(?:e?s)?"
    return rf"{plural}(?:['’]s?)?"


def _tokens(text: str, terms: re.Pattern[str]) -> list[_Token]:
    """The words of a text in small letters, without terms, names, figures and citations, each with its place."""
    rest = without_citations(text)
    for figure in figures(text):
        if figure.asked:
            rest = rest[: figure.start] + " " * len(figure.printed) + rest[figure.start + len(figure.printed) :]
    rest = terms.sub(lambda match: " " * len(match[0]), rest)
    rest = _NAME.sub(lambda match: " " * len(match[0]), rest)
    return [
        _Token(match[0].lower().replace("’", "'"), match.start(), match.end())
        for match in _WORD.finditer(rest)
        if not match[0].isdigit()
    ]


def _runs(tokens: list[_Token]) -> Iterator[tuple[int, tuple[str, ...]]]:
    words = [each.word for each in tokens]
    for start in range(len(words) - LONGEST + 1):
        yield start, tuple(words[start : start + LONGEST])


def _shared(text: str, tokens: list[_Token], known: Collection[tuple[str, ...]]) -> Iterator[str]:
    """The longest stretches of a text all of whose runs the official text has."""
    starts = [start for start, run in _runs(tokens) if run in known]
    while starts:
        first = last = starts.pop(0)
        while starts and starts[0] == last + 1:
            last = starts.pop(0)
        yield " ".join(text[tokens[first].start : tokens[last + LONGEST - 1].end].lower().split())


def _official_words(official: str, shared: str, terms: re.Pattern[str]) -> str:
    """The official words that were copied, where they stand in this subdivision."""
    wanted = {run for _, run in _runs(_tokens(shared, terms))}
    tokens = _tokens(official, terms)
    starts = [start for start, run in _runs(tokens) if run in wanted]
    return official[tokens[starts[0]].start : tokens[starts[-1] + LONGEST - 1].end] if starts else ""
