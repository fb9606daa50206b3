"""Which provisions of several laws ask for the same thing, as the comparisons say, and whose wording governs.

One document can answer several laws. Provisions that a comparison links stand together; the one that includes all
others governs, for whoever meets it meets them. Where none does, the comparisons may still call one the strictest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from compliance.graph import KnowledgeGraph
from compliance.model.crosswalks import Comparison, Relation
from compliance.model.identifiers import Identifier
from compliance.model.instruments import Provision

_OTHER_WAY = {Relation.SUBSET: Relation.SUPERSET, Relation.SUPERSET: Relation.SUBSET}
_INCLUDES = (Relation.EQUAL, Relation.SUPERSET)


@dataclass(frozen=True, slots=True)
class Group:
    """Provisions that ask for the same thing, wholly or in part.

    Attributes:
        provisions: the one that governs first, if one does; the others in the order given.
        governs: whether the first includes all others: whoever meets it meets them.
        strictest: whether the comparisons call the first stricter than each of the others, or let it include them.
    """

    provisions: tuple[Provision, ...]
    governs: bool = False
    strictest: bool = False

    @property
    def first(self) -> Provision:
        """The one that governs, or whose wording is the strictest; else the first that was given."""
        return self.provisions[0]


@dataclass
class Overlaps:
    """What the comparisons of the content say of pairs of provisions."""

    graph: KnowledgeGraph

    @cached_property
    def _comparisons(self) -> Mapping[tuple[Identifier, Identifier], Comparison]:
        found: dict[tuple[Identifier, Identifier], Comparison] = {}
        for each in self.graph.corpus.comparisons:
            if each.against and each.relation is not Relation.NONE:
                found.setdefault((each.provision, each.against), each)
                found.setdefault((each.against, each.provision), each)
        return found

    def comparison(self, one: Provision, other: Provision) -> Comparison | None:
        """The comparison of two provisions, whichever of them it is written under."""
        return self._comparisons.get((one.identifier, other.identifier))

    def relation(self, one: Provision, other: Provision) -> Relation | None:
        """How the one relates to the other; ``None`` where nobody has compared them."""
        found = self.comparison(one, other)
        if found is None:
            return None
        return found.relation if found.provision == one.identifier else _OTHER_WAY.get(found.relation, found.relation)

    def includes(self, one: Provision, other: Provision) -> bool:
        """Whether whoever meets the one always meets the other."""
        return self.relation(one, other) in _INCLUDES

    def is_stricter(self, one: Provision, other: Provision) -> bool:
        """Whether the comparison calls the one's law the stricter one here."""
        found = self.comparison(one, other)
        return found is not None and found.stricter == one.document

    def groups(self, provisions: Sequence[Provision]) -> tuple[Group, ...]:
        """The provisions in groups that comparisons link, in the order in which the first of each was given."""
        left = list({each.identifier: each for each in provisions}.values())
        found: list[Group] = []
        while left:
            members = [left.pop(0)]
            for member in members:
                linked = [each for each in left if self.comparison(member, each) is not None]
                members.extend(linked)
                left = [each for each in left if each not in linked]
            given = list(provisions)
            found.append(self._group(sorted(members, key=given.index)))
        return tuple(found)

    def _group(self, members: list[Provision]) -> Group:
        def others(one: Provision) -> list[Provision]:
            return [each for each in members if each is not one]

        governing = next((one for one in members if all(self.includes(one, each) for each in others(one))), None)
        if governing is not None:
            return Group((governing, *others(governing)), governs=True, strictest=True)
        strictest = next(
            (
                one
                for one in members
                if all(self.includes(one, each) or self.is_stricter(one, each) for each in others(one))
            ),
            None,
        )
        if strictest is not None:
            return Group((strictest, *others(strictest)), strictest=True)
        return Group(tuple(members))
