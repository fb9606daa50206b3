"""Do comparisons of laws claim no more than the definitions that their provisions rest on allow?

A duty to report incidents is not equal to another where the two laws do not mean the same by an incident. What counts
are the terms that stand in a duty or above it; what these rest on in turn is weighed where they are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from compliance.diagnostics import Diagnostic, Related, Rule, Severity
from compliance.model.corpus import Corpus
from compliance.model.crosswalks import Comparison, Relation
from compliance.model.identifiers import Identifier, document_of
from compliance.model.instruments import DEFINING

if TYPE_CHECKING:
    from compliance.graph import KnowledgeGraph

NOT_EQUAL_TERMS = Rule(
    "C521",
    "equal-despite-terms",
    Severity.WARNING,
    "Two provisions are called equal, and a definition that they rest on is not equal in the two laws.",
    "Whoever meets the one would not always meet the other: its words mean something else.",
    "- relation: equal, where the definition of an incident is a 'subset' of the other law's",
    "- relation: subset\n- differs: the other law counts more as an incident",
)
CAPPED_BY_TERMS = Rule(
    "C522",
    "nested-despite-terms",
    Severity.WARNING,
    "One provision is said to include the other, and a definition that they rest on only overlaps.",
    "Neither includes the other where their words mean different things both ways.",
    "- relation: superset, where the definitions of an incident 'intersect'",
    "- relation: intersects\n- differs: each law counts incidents that the other does not",
)

_NESTED = (Relation.EQUAL, Relation.SUBSET, Relation.SUPERSET)


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """Comparisons that claim more than their definitions allow."""
    if not corpus.comparisons:
        return
    # The graph takes a moment to import, and content without comparisons need not wait for it.
    from compliance.graph import KnowledgeGraph

    graph = KnowledgeGraph(corpus)
    terms = _terms(corpus)
    for each in corpus.comparisons:
        if each.relation in _NESTED and each.against:
            yield from _claims_too_much(graph, each, terms)


def _terms(corpus: Corpus) -> Mapping[tuple[Identifier, Identifier], Comparison]:
    """The comparisons of definitions, by the definition and the other law, from both sides."""
    found: dict[tuple[Identifier, Identifier], Comparison] = {}
    for each in corpus.comparisons:
        provision = corpus.provisions.get(each.provision)
        if provision is None or provision.kind not in DEFINING:
            continue
        other = next((law for law in each.instruments if law != document_of(each.provision)), "")
        found.setdefault((each.provision, other), each)
        if each.against:
            found.setdefault((each.against, document_of(each.provision)), each)
    return found


def _claims_too_much(
    graph: KnowledgeGraph, comparison: Comparison, terms: Mapping[tuple[Identifier, Identifier], Comparison]
) -> Iterator[Diagnostic]:
    provision = graph.corpus.provisions.get(comparison.provision)
    if provision is None or not provision.is_obligation:
        return
    other = document_of(comparison.against)
    for definition in (*graph.definitions_named(provision), *graph.roles_bound(provision)):
        term = terms.get((definition.identifier, other))
        if term is None or term.relation is Relation.EQUAL:
            continue
        only_overlaps = term.relation in (Relation.INTERSECTS, Relation.NONE)
        if comparison.relation is Relation.EQUAL or only_overlaps:
            rule = NOT_EQUAL_TERMS if comparison.relation is Relation.EQUAL else CAPPED_BY_TERMS
            yield rule.at(
                comparison.place_of("relation"),
                f"'{comparison.relation}', and '{definition.statement}', on which {provision.citation} rests, "
                f"is '{term.relation}'",
                "say 'intersects'" if only_overlaps else "say 'subset', 'superset' or 'intersects'",
                length=len(comparison.relation),
                related=(Related(term.place_of("relation"), f"the comparison of '{definition.statement}'"),),
            )
            return
