"""Compares the provisions of a catalog with the labelled subdivisions of the official text, both ways.

The rule. A labelled subdivision of the text is covered where

1. a provision stands at its label, or provisions stand there with a bracket of ours (``[publish]``), which is left out;
2. or the label has no words of its own in the text, and something below it is covered;
3. or it is a mere heading in the catalog, and every label below it in the text is covered, of which there is at least
   one. (Its own words then only lead in to what stands below.)

And every provision of the catalog, brackets left out, stands at a label that the text has.
"""

from __future__ import annotations

from collections.abc import Iterable

from compliance.model.corpus import Corpus
from compliance.model.identifiers import Identifier, slug
from compliance.model.instruments import Provision
from tests.catalogs.labels import Found


def pinpoint_of(provision: Provision) -> str:
    """The official pinpoint of a provision: its identifier without document, version, and bracket at the end."""
    pinpoint = provision.identifier.partition("#")[2].partition("@")[0]
    bracket = slug(provision.bracket)
    return pinpoint.removesuffix(f".{bracket}") if bracket else pinpoint


def provisions_of(corpus: Corpus, instrument: Identifier) -> list[Provision]:
    """The provisions of an instrument."""
    return [each for each in corpus.provisions.values() if each.document == instrument]


def not_in_catalog(found: Iterable[Found], catalog: Iterable[Provision]) -> list[str]:
    """The labelled subdivisions of the text that the catalog does not cover."""
    texts = {each.pinpoint: each for each in found}
    stands = {pinpoint_of(each) for each in catalog}

    def is_covered(pinpoint: str) -> bool:
        if pinpoint in stands:
            return True
        # § 1107.1 is a section and no part of § 1107.
        inner = [
            is_covered(name)
            for name, each in texts.items()
            if name.rpartition(".")[0] == pinpoint and not each.is_section
        ]
        return bool(inner) and (all(inner) if texts[pinpoint].text else any(inner))

    return [each for each in texts if not is_covered(each)]


def not_in_text(found: Iterable[Found], catalog: Iterable[Provision]) -> list[str]:
    """The provisions whose label the text does not have."""
    texts = {each.pinpoint for each in found}
    return [each.identifier for each in catalog if pinpoint_of(each) not in texts]
