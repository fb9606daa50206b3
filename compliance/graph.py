"""The corpus as a knowledge graph, with the questions that the analyses ask of it; the one reader of networkx.

Things are nodes, by identifier. Edges carry one of the relations of :class:`Edge`. A reference to a subdivision is
an edge to everything it means, so that a penalty for "§ 22757.12(a)" reaches each duty below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property

import networkx as nx

from compliance.model.conditions import OfModels, Quoted, leaves
from compliance.model.corpus import Corpus
from compliance.model.crosswalks import Mapping
from compliance.model.identifiers import Identifier
from compliance.model.instruments import DEFINING, Provision, ProvisionKind
from compliance.model.policies import Commitment, Evidence, Policy


class Edge(StrEnum):
    """How one thing is linked to another, read from the first to the second."""

    BELONGS_TO = "belongs to"
    STANDS_UNDER = "stands under"
    CONTENT_OF = "is content of"
    SATISFIES = "satisfies"
    EXEMPTS = "exempts from"
    REPLACES = "is another way to meet"
    PENALISES = "penalises"
    IS_RULE_FOR = "is a rule for"
    IMPLEMENTS = "implements"
    RESTS_ON = "rests on"
    IS_REPLACED_BY = "is replaced by"
    SAME_AS = "means the same as"
    USES = "uses the term"
    JUDGES = "judges"
    NEEDS = "needs"
    IS_HELPED_BY = "is helped by"
    RESTATES = "restates"
    SHOWS = "shows"
    SERVES = "serves"
    IS_FILED_UNDER = "is filed under"


_TARGET_EDGES = {
    ProvisionKind.EXEMPTION: Edge.EXEMPTS,
    ProvisionKind.ALTERNATIVE: Edge.REPLACES,
    ProvisionKind.PENALTY: Edge.PENALISES,
}


class KnowledgeGraph:
    """A corpus with its links.

    Attributes:
        corpus: what the graph was made of.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._add_provisions()
        self._add_policies()
        self._add_judgements()

    # -- building --------------------------------------------------------------------------------------------------

    def _link(self, subject: Identifier, edge: Edge, target: Identifier) -> None:
        self._graph.add_edge(subject, target, key=edge)

    def _link_all(self, subject: Identifier, edge: Edge, references: Iterable[Identifier]) -> None:
        for reference in references:
            for identifier in self.corpus.below(reference):
                if identifier != subject:
                    self._link(subject, edge, identifier)

    def _add_provisions(self) -> None:
        for each in self.corpus.provisions.values():
            self._graph.add_node(each.identifier)
            self._link(each.identifier, Edge.BELONGS_TO, each.document)
            if each.parent:
                self._link(each.identifier, Edge.STANDS_UNDER, each.parent)
            for topic in each.topics:
                self._link(each.identifier, Edge.IS_FILED_UNDER, f"topics#{topic}")
            self._link_all(each.identifier, _TARGET_EDGES.get(each.kind, Edge.IS_RULE_FOR), each.targets)
            self._link_all(each.identifier, Edge.IMPLEMENTS, each.implements)
            self._link_all(each.identifier, Edge.RESTS_ON, each.rests_on)
            self._link_all(each.identifier, Edge.IS_REPLACED_BY, each.replaced_by)
            for option in each.satisfied_by:
                self._link_all_to(option, Edge.SATISFIES, each.identifier)
            if each.same_as in self.corpus.provisions:
                self._link(each.identifier, Edge.SAME_AS, each.same_as)
        for each in self.corpus.provisions.values():
            if each.kind is ProvisionKind.CONTENT and (duty := self._duty_of_content(each)):
                self._link(each.identifier, Edge.CONTENT_OF, duty)
            for name in _terms_used(each):
                if term := self.definition_of(name, each):
                    self._link(each.identifier, Edge.USES, term.identifier)

    def _link_all_to(self, reference: Identifier, edge: Edge, target: Identifier) -> None:
        for option in self.corpus.below(reference):
            self._link(option, edge, target)

    def _duty_of_content(self, content: Provision) -> Identifier | None:
        """The duty whose document a content belongs to: as said, else the duty above, else the first one before it."""
        if content.part_of:
            duties = [each for each in self.corpus.provisions_below(content.part_of) if each.kind in _DOCUMENT_DUTIES]
            return duties[0].identifier if duties else None
        above = content.parent
        while above:
            provision = self.corpus.provisions[above]
            if provision.kind in _DOCUMENT_DUTIES:
                return above
            above = provision.parent
        container = content.identifier.rpartition(".")[0]
        before = (
            each.identifier
            for each in self.corpus.provisions_below(container)
            if each.kind in _DOCUMENT_DUTIES and each.order < content.order
        )
        return next(before, None)

    def _add_policies(self) -> None:
        for commitment in self.corpus.commitments.values():
            self._link(commitment.identifier, Edge.BELONGS_TO, commitment.document)
            for topic in commitment.topics:
                self._link(commitment.identifier, Edge.IS_FILED_UNDER, f"topics#{topic}")
            self._link_all(commitment.identifier, Edge.RESTATES, commitment.restates)
        for policy in self.corpus.policies.values():
            self._graph.add_node(policy.identifier)
            self._link_all(policy.identifier, Edge.SERVES, policy.serves)
        for evidence in self.corpus.evidence.values():
            self._link_all(evidence.identifier, Edge.SHOWS, evidence.shows)

    def _add_judgements(self) -> None:
        for mapping in self.corpus.mappings:
            for judged in self._judged(mapping):
                self._link(mapping.identifier, Edge.JUDGES, judged)
            self._link_all(mapping.identifier, Edge.NEEDS, mapping.met_by)
            self._link_all(mapping.identifier, Edge.IS_HELPED_BY, mapping.helped_by)

    def _judged(self, mapping: Mapping) -> Iterator[Identifier]:
        """What a judgement speaks of: the provision itself and nothing below it.

        On a heading that is no provision it speaks of all below that have no judgement of their own in the crosswalk.
        """
        if mapping.obligation in self.corpus.provisions:
            yield mapping.obligation
            return
        for each in self.corpus.below(mapping.obligation):
            if (mapping.crosswalk, each) not in self._own_judgements:
                yield each

    @cached_property
    def _own_judgements(self) -> frozenset[tuple[Identifier, Identifier]]:
        """Which provisions have a judgement of their own, by crosswalk."""
        return frozenset((each.crosswalk, each.obligation) for each in self.corpus.mappings)

    # -- asking ----------------------------------------------------------------------------------------------------

    def _before(self, identifier: Identifier, edge: Edge) -> tuple[Identifier, ...]:
        """The things that are linked to this one by ``edge``, in reading order."""
        if identifier not in self._graph:
            return ()
        found = [each for each, _, key in self._graph.in_edges(identifier, keys=True) if key == edge]
        return tuple(sorted(found, key=self._order))

    def _after(self, identifier: Identifier, edge: Edge) -> tuple[Identifier, ...]:
        """The things that this one is linked to by ``edge``, in reading order."""
        if identifier not in self._graph:
            return ()
        found = [each for _, each, key in self._graph.out_edges(identifier, keys=True) if key == edge]
        return tuple(sorted(found, key=self._order))

    def _order(self, identifier: Identifier) -> tuple[int, str]:
        record = self.corpus.find(identifier)
        return (record.order if record else 0, identifier)

    def _provisions(self, identifiers: Iterable[Identifier]) -> tuple[Provision, ...]:
        return tuple(self.corpus.provisions[each] for each in identifiers if each in self.corpus.provisions)

    def obligations(self, instruments: Iterable[Identifier] = ()) -> tuple[Provision, ...]:
        """What binds developers, in reading order: duties, contents and prohibitions that a role bears.

        Args:
            instruments: only those of these instruments; of all if there are none.
        """
        wanted = frozenset(instruments)
        return tuple(
            each
            for each in self.corpus.provisions.values()
            if each.is_obligation and (not wanted or each.document in wanted) and self.roles_bound(each)
        )

    def roles_bound(self, provision: Provision) -> tuple[Provision, ...]:
        """The roles that bear a provision; none where only public bodies do."""
        names = provision.bearer.names if provision.bearer else ()
        found = (self.definition_of(name, provision) for name in names)
        return tuple(each for each in found if each is not None and each.kind in DEFINING)

    def duty_of(self, content: Identifier) -> Provision | None:
        """The duty whose document must have this content."""
        return next(iter(self._provisions(self._after(content, Edge.CONTENT_OF))), None)

    def contents_of(self, duty: Identifier) -> tuple[Provision, ...]:
        """What the document that a duty asks for must say."""
        return self._provisions(self._before(duty, Edge.CONTENT_OF))

    def options_of(self, duty: Identifier) -> tuple[Provision, ...]:
        """The provisions any one of which satisfies a duty."""
        return self._provisions(self._before(duty, Edge.SATISFIES))

    def is_option(self, identifier: Identifier) -> bool:
        """Whether a provision is one of several ways to satisfy another."""
        return bool(self._after(identifier, Edge.SATISFIES))

    def penalties_for(self, obligation: Identifier) -> tuple[Provision, ...]:
        """The penalties for breaking an obligation, nested heads among them."""
        return self._provisions(self._before(obligation, Edge.PENALISES))

    def exemptions_from(self, obligation: Identifier) -> tuple[Provision, ...]:
        """The exemptions that could take an obligation away."""
        return self._provisions(self._before(obligation, Edge.EXEMPTS))

    def alternatives_to(self, obligation: Identifier) -> tuple[Provision, ...]:
        """Other ways to meet an obligation."""
        return self._provisions(self._before(obligation, Edge.REPLACES))

    def implementing(self, obligation: Identifier) -> tuple[Provision, ...]:
        """The measures of codes of practice that serve an obligation."""
        return self._provisions(self._before(obligation, Edge.IMPLEMENTS))

    def mappings_of(self, obligation: Identifier) -> tuple[Mapping, ...]:
        """The judgements of policies against an obligation."""
        found = self.corpus.mappings_by_identifier
        return tuple(found[each] for each in self._before(obligation, Edge.JUDGES) if each in found)

    def needs_of(self, mapping: Mapping) -> tuple[Identifier, ...]:
        """The commitments, definitions and evidence that a judgement needs, groups resolved."""
        return self._after(mapping.identifier, Edge.NEEDS)

    def helpers_of(self, mapping: Mapping) -> tuple[Identifier, ...]:
        """What helps a judgement and does not count."""
        return self._after(mapping.identifier, Edge.IS_HELPED_BY)

    def judgements_using(self, identifier: Identifier) -> tuple[Mapping, ...]:
        """The judgements that need or are helped by a commitment."""
        found = self.corpus.mappings_by_identifier
        both = (*self._before(identifier, Edge.NEEDS), *self._before(identifier, Edge.IS_HELPED_BY))
        return tuple(found[each] for each in sorted(set(both), key=self._order) if each in found)

    def evidence_for(self, obligation: Identifier) -> tuple[Evidence, ...]:
        """The evidence that speaks to an obligation."""
        return tuple(self.corpus.evidence[each] for each in self._before(obligation, Edge.SHOWS))

    def policies_serving(self, provision: Identifier) -> tuple[Policy, ...]:
        """The policies that are meant to be the document which a provision asks for."""
        return tuple(self.corpus.policies[each] for each in self._before(provision, Edge.SERVES))

    def commitments_on(self, topic: str) -> tuple[Commitment, ...]:
        """The commitments filed under a topic."""
        found = self._before(f"topics#{topic}", Edge.IS_FILED_UNDER)
        return tuple(self.corpus.commitments[each] for each in found if each in self.corpus.commitments)

    def definition_of(self, name: str, user: Provision | Commitment) -> Provision | None:
        """The definition or role that a name means where ``user`` uses it.

        It is looked up in the user's own code, then its instrument, then its jurisdiction. Where the first of these
        that knows the name has two candidates, the earlier one is taken; a check reports it.
        """
        candidates = self._definitions.get(name, ())
        if not candidates:
            return None
        code = getattr(user, "code", "")
        document = user.document
        jurisdiction = self._jurisdiction(document)
        reaches = (
            lambda each: bool(code) and each.code == code,
            lambda each: each.document == document,
            lambda each: bool(jurisdiction) and self._jurisdiction(each.document) == jurisdiction,
        )
        for within in reaches:
            if found := [each for each in candidates if within(each)]:
                return found[0]
        return None

    def resolved(self, definition: Provision) -> Provision:
        """The definition that a definition takes over by reference, however often; itself if it takes over none."""
        seen: set[Identifier] = set()
        while definition.same_as in self.corpus.provisions and definition.identifier not in seen:
            seen.add(definition.identifier)
            definition = self.corpus.provisions[definition.same_as]
        return definition

    def definitions_behind(self, obligation: Provision) -> tuple[Provision, ...]:
        """The definitions that an obligation rests on: those it names, those it says it rests on, and theirs.

        A term counts as named where it stands in the statement or in a heading above, within the same code.
        """
        found: dict[Identifier, Provision] = {}
        queue: list[Provision] = [obligation]
        while queue:
            each = queue.pop(0)
            for definition in (
                *self.definitions_named(each),
                *self._provisions(self._after(each.identifier, Edge.USES)),
                *self._provisions(self._after(each.identifier, Edge.SAME_AS)),
            ):
                if definition.identifier not in found and definition.identifier != obligation.identifier:
                    found[definition.identifier] = definition
                    queue.append(definition)
        return tuple(sorted(found.values(), key=lambda each: each.order))

    def definitions_named(self, provision: Provision) -> tuple[Provision, ...]:
        """The definitions that a provision names, in its words or above, or rests on; not what these rest on."""
        found = (
            *self._terms_named(provision),
            *(
                one
                for one in self._provisions(self._after(provision.identifier, Edge.RESTS_ON))
                if one.kind in DEFINING
            ),
        )
        return tuple({each.identifier: each for each in found}.values())

    def _terms_named(self, provision: Provision) -> Iterator[Provision]:
        words = [provision.statement, provision.means]
        if provision.is_obligation:
            above = provision.parent
            while above:
                words.append(self.corpus.provisions[above].statement)
                above = self.corpus.provisions[above].parent
        text = " ".join(words).lower()
        pattern = self._term_patterns.get(provision.code)
        for name in sorted(set(pattern.findall(text))) if pattern else ():
            definition = self._by_code_and_name[provision.code, name]
            if definition.identifier != provision.identifier:
                yield definition

    def affected_by(self, identifier: Identifier) -> tuple[Identifier, ...]:
        """Everything whose meaning or judgement may change when this thing changes, in reading order."""
        if identifier not in self._graph:
            return ()
        links = frozenset(
            map(str, (Edge.STANDS_UNDER, Edge.CONTENT_OF, Edge.RESTS_ON, Edge.SAME_AS, Edge.USES, Edge.JUDGES,
            Edge.NEEDS, Edge.IS_HELPED_BY, Edge.RESTATES, Edge.IMPLEMENTS, Edge.SHOWS))
        )  # fmt: skip
        kept = nx.subgraph_view(self._graph, filter_edge=lambda _, __, key: str(key) in links)
        return tuple(sorted(nx.ancestors(kept, identifier), key=self._order))

    def links(self) -> Iterator[tuple[Identifier, Edge, Identifier]]:
        """Every link, in a fixed order."""
        yield from sorted((subject, Edge(key), target) for subject, target, key in self._graph.edges(keys=True))

    # -- looking up ------------------------------------------------------------------------------------------------

    def _jurisdiction(self, document: Identifier) -> str:
        instrument = self.corpus.instruments.get(document)
        return instrument.jurisdiction if instrument else ""

    @cached_property
    def _definitions(self) -> dict[str, tuple[Provision, ...]]:
        found: dict[str, list[Provision]] = {}
        for each in self.corpus.provisions.values():
            if each.kind in DEFINING:
                found.setdefault(each.statement, []).append(each)
        return {name: tuple(each) for name, each in found.items()}

    @cached_property
    def _by_code_and_name(self) -> dict[tuple[str, str], Provision]:
        found: dict[tuple[str, str], Provision] = {}
        for name, definitions in self._definitions.items():
            for each in definitions:
                found.setdefault((each.code, name.lower()), each)
        return found

    @cached_property
    def _term_patterns(self) -> dict[str, re.Pattern[str]]:
        names: dict[str, list[str]] = {}
        for code, name in self._by_code_and_name:
            names.setdefault(code, []).append(name)
        return {
            code: re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?=s?\b)")
            for code, known in names.items()
        }


_DOCUMENT_DUTIES = (ProvisionKind.DUTY, ProvisionKind.AUTHORITY_DUTY)


def _terms_used(provision: Provision) -> Iterator[str]:
    """The names in a provision's conditions and of its bearers."""
    for condition in (provision.when, provision.unless):
        for leaf in leaves(condition) if condition is not None else ():
            if isinstance(leaf, OfModels) or not isinstance(leaf, Quoted):
                yield leaf.name
    if provision.bearer:
        yield from provision.bearer.names
