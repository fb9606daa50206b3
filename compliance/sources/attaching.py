"""Attaches an official text: reads the file, tells it apart by the catalog's labels, and refuses the wrong law."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from compliance.diagnostics import ComplianceError, did_you_mean
from compliance.model.corpus import Corpus
from compliance.model.departures import Departing
from compliance.model.fields import Source
from compliance.model.identifiers import Identifier
from compliance.sources.attached import AttachedText, digest
from compliance.sources.fingerprints import Lock, fingerprint
from compliance.sources.paragraphs import Paragraph, read_paragraphs
from compliance.sources.segments import Labels, Parts, Segment, labels_of, segment
from compliance.sources.verification import parts_of, provisions_on

ENOUGH_LABELS = 0.5
"""The share of a catalog's labels that a text must have to be taken for that law."""
ENOUGH_WORDS = 0.25
"""The share of subdivisions whose words must be those that the catalog restates."""


def attach(
    corpus: Corpus,
    instrument: Identifier,
    data: bytes,
    name: str,
    *,
    lock: Lock | None = None,
    edition: str = "official",
    source: Source | None = None,
    on: date | None = None,
) -> AttachedText:
    """An official text, told apart by pinpoint.

    Args:
        corpus: the content, which has the instrument's catalog.
        instrument: whose text it is.
        data: the file.
        name: the file's name.
        lock: the fingerprints of the text that the catalog restates, if there are any.
        edition: which print or consolidation it is.
        source: where it was downloaded, and when.
        on: the day whose wording it is, for a law with several.

    Raises:
        ComplianceError: there is no such instrument, the file cannot be read, or it is another law or version.
    """
    if instrument not in corpus.instruments:
        raise ComplianceError(
            f"there is no law '{instrument}' in the content",
            did_you_mean(instrument, corpus.instruments, otherwise=f"known: {', '.join(corpus.instruments)}"),
        )
    paragraphs = read_paragraphs(data, name)
    segments = segments_of(corpus, instrument, paragraphs, on)
    _refuse_another_law(corpus, instrument, name, paragraphs, segments, on)
    if lock is not None and lock.editions:
        _refuse_another_version(corpus, instrument, name, paragraphs, segments, lock)
    return AttachedText(instrument, edition, name, digest(data), source, on, segments)


def segments_of(
    corpus: Corpus, instrument: Identifier, paragraphs: Sequence[Paragraph], on: date | None = None
) -> tuple[Segment, ...]:
    """The labelled subdivisions of a text, by the labels of an instrument's catalog."""
    return segment(paragraphs, labels_of(corpus, instrument, on), whole=_undivided(corpus, instrument, on))


def _undivided(corpus: Corpus, instrument: Identifier, on: date | None) -> list[Parts]:
    """The subdivisions whose labels are not told apart, as their author says."""
    return [
        parts_of(corpus, each)
        for each in provisions_on(corpus, instrument, on)
        if any(one.what is Departing.LABELS_BELOW for one in each.departs)
    ]


def _share(labels: Labels, segments: Iterable[Segment], whole: Collection[Parts] = ()) -> float:
    """The share of a catalog's labels that a text has; those below an undivided one are not asked for."""
    have = {each.parts for each in segments}
    asked = {each for each in labels.known if not any(each[: len(one)] == one and each != one for one in whole)}
    return len(have & asked) / max(1, len(asked))


def _refuse_another_law(
    corpus: Corpus,
    instrument: Identifier,
    name: str,
    paragraphs: Sequence[Paragraph],
    segments: tuple[Segment, ...],
    on: date | None,
) -> None:
    labels = labels_of(corpus, instrument, on)
    share = _share(labels, segments, _undivided(corpus, instrument, on))
    if share >= ENOUGH_LABELS:
        return
    others = {
        other: _share(labels_of(corpus, other), segments_of(corpus, other, paragraphs))
        for other in corpus.instruments
        if other != instrument
    }
    best = max(others, key=lambda each: others[each], default="")
    met = round(share * len(labels.known))
    raise ComplianceError(
        f"'{name}' does not look like {instrument}: {met} of its {len(labels.known)} labelled subdivisions were found",
        f"it looks like {best}: attach it as that"
        if best and others[best] >= ENOUGH_LABELS
        else "take the whole text of the law, not a summary, a list of contents or a part",
    )


def _refuse_another_version(
    corpus: Corpus,
    instrument: Identifier,
    name: str,
    paragraphs: Sequence[Paragraph],
    segments: tuple[Segment, ...],
    lock: Lock,
) -> None:
    same = [each for each in segments if lock.edition_of(each.pinpoint, fingerprint(each.words))]
    if len(same) >= ENOUGH_WORDS * len(segments):
        return
    text = " ".join(each.text for each in paragraphs).lower()
    repealed = next(
        (
            (each, mark)
            for each in corpus.provisions.values()
            if any(one.startswith(f"{instrument}#") for one in each.replaced_by)
            for mark in each.known_by
            if (words := re.sub(r"[\"“”]", "", mark).lower()) and words != mark.lower() and words in text
        ),
        None,
    )
    raise ComplianceError(
        f"'{name}' has the labels of {instrument}, and other words: {len(same)} of {len(segments)} subdivisions are "
        "those that the catalog restates",
        f"it speaks of {repealed[1]}, as the repealed {repealed[0].document} does: take the current text"
        if repealed
        else f"is it another version? 'compliance sources diff {instrument} {name}' says what differs",
    )
