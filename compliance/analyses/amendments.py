"""What an amended text touches: provisions, obligations, judgements, comparisons, sections of filings; a work list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compliance.graph import KnowledgeGraph
from compliance.model.identifiers import Identifier, covers
from compliance.sources.differences import Difference


@dataclass(frozen=True, slots=True)
class Amendment:
    """One subdivision that differs, and what hangs on it.

    Attributes:
        difference: the subdivision and its words.
        citation: how it is cited; the pinpoint where the catalog does not have it.
        provisions: the provisions that restate it, or, of an added one, none.
        obligations: those among them that bind, and those that rest on a definition among them.
        judgements: what judges a policy against any of these.
        comparisons: what compares any of these with another law; ``heading against``.
        sections: the sections of filings that answer any of them.
    """

    difference: Difference
    citation: str
    provisions: tuple[Identifier, ...]
    obligations: tuple[Identifier, ...]
    judgements: tuple[Identifier, ...]
    comparisons: tuple[Identifier, ...]
    sections: tuple[Identifier, ...]


def amendments(
    graph: KnowledgeGraph, instrument: Identifier, differences: Iterable[Difference]
) -> tuple[Amendment, ...]:
    """What each difference touches, in the order of the differences.

    Args:
        graph: the content.
        instrument: whose text it is.
        differences: what differs.
    """
    return tuple(_amendment(graph, instrument, each) for each in differences)


def _amendment(graph: KnowledgeGraph, instrument: Identifier, difference: Difference) -> Amendment:
    corpus = graph.corpus
    provisions = [
        each
        for identifier, each in corpus.provisions.items()
        if each.document == instrument
        and tuple(label.part for label in corpus.paths[identifier.partition("@")[0]].official.labels)
        == difference.parts
    ]
    own = {each.identifier for each in provisions}
    resting = [
        each
        for each in graph.obligations()
        if own & {definition.identifier for definition in graph.definitions_behind(each)}
    ]
    obligations = sorted(
        {each.identifier: each.order for each in (*provisions, *resting) if each.is_obligation}.items(),
        key=lambda item: item[1],
    )
    touched = {*own, *(identifier for identifier, _ in obligations)}
    judgements = {mapping.identifier: mapping.order for each in touched for mapping in graph.mappings_of(each)}
    comparisons = [
        each.identifier
        for each in corpus.comparisons
        if any(covers(end, one) for end in (each.provision, each.against) if end for one in own)
    ]
    sections = [
        each.identifier
        for each in corpus.outline_sections.values()
        if any(covers(answered, one) for answered in each.answers for one in touched)
    ]
    heading = f"{instrument}#{difference.pinpoint}"
    return Amendment(
        difference,
        provisions[0].citation if provisions else corpus.citation_of(heading),
        tuple(each.identifier for each in provisions),
        tuple(identifier for identifier, _ in obligations),
        tuple(sorted(judgements, key=lambda each: judgements[each])),
        tuple(dict.fromkeys(comparisons)),
        tuple(sections),
    )
