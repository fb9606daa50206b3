"""Which official words may stand beside which provision, and the text that they are quoted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from compliance.model.corpus import Corpus
from compliance.model.identifiers import Identifier
from compliance.sources.attached import AttachedText
from compliance.sources.verification import official_words, parts_of, provisions_on


@dataclass(frozen=True)
class Quotation:
    """The official words of one subdivision.

    Attributes:
        words: a string for each paragraph, as the text has them.
        pinpoint: the subdivision; provisions that share it share the words.
        text: the attached text that they are quoted from.
    """

    words: tuple[str, ...]
    pinpoint: str
    text: AttachedText

    @property
    def origin(self) -> str:
        """Which print they are from and where that was found: ``bill print, <https://…>, retrieved 2026-11-22``."""
        wording = f", wording of {self.text.on}" if self.text.on else ""
        return f"{self.text.edition}{wording}, {self.text.source or 'source not recorded'}"


NONE: Mapping[Identifier, Quotation] = MappingProxyType({})
"""What may be quoted where no text is attached."""


def quotations(corpus: Corpus, texts: Iterable[AttachedText], as_of: date = date.max) -> Mapping[Identifier, Quotation]:
    """The official words of each provision that an attached text has words for.

    A provision that was amended has several wordings, and each gets the words of a text of its own time only: those of
    another wording would mislead whoever reads them beside ours. Texts of laws that the content lacks are passed over.

    Args:
        corpus: the content.
        texts: what is attached; of several that have a provision's words, the latest is quoted.
        as_of: a text of a later day is not quoted; without a day every text may be.
    """
    found: dict[Identifier, Quotation] = {}
    for text in sorted(texts, key=lambda each: each.on or date.min):
        if text.instrument not in corpus.instruments:
            continue
        words = official_words(corpus, (text,), as_of)
        for provision in provisions_on(corpus, text.instrument, text.on):
            if own := words.get(provision.identifier):
                found[provision.identifier] = Quotation(own, ".".join(parts_of(corpus, provision)), text)
    return found
