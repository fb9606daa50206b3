"""What a name in a condition, a deadline or a bearer means where it stands: a definition in reach, or a term.

A defined term is looked up in the code of whoever uses it, then in the instrument, then in the jurisdiction; for a
policy, in the policy and then in the developer's other ones. Facts, moments and bodies of the term lists come last.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from compliance.model.conditions import names_in
from compliance.model.corpus import Corpus
from compliance.model.fields import Record
from compliance.model.identifiers import Identifier
from compliance.model.instruments import DEFINING, Instrument, Provision
from compliance.model.policies import Commitment
from compliance.model.terms import Term, TermKind


@dataclass
class Names:
    """The definitions of a corpus, by name and by where they reach.

    Attributes:
        corpus: whose they are.
    """

    corpus: Corpus
    _definitions: dict[str, list[Provision]] = field(default_factory=dict, init=False)
    _homes: dict[Identifier, str] = field(default_factory=dict, init=False)
    _found: dict[tuple[str, str, Identifier], tuple[Provision, ...]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for each in self.corpus.provisions.values():
            if each.kind in DEFINING:
                self._definitions.setdefault(each.statement, []).append(each)
        self._homes |= {each.identifier: each.jurisdiction for each in self.corpus.instruments.values()}
        self._homes |= {each.identifier: f"policies of {each.developer}" for each in self.corpus.policies.values()}

    def definitions(self, name: str, user: Record) -> tuple[Provision, ...]:
        """The definitions that a name could mean here: those of the nearest reach that has any."""
        document = user.identifier if isinstance(user, Instrument) else getattr(user, "document", "")
        code = getattr(user, "code", document)
        key = (name, code, document)
        if key not in self._found:
            self._found[key] = self._look_up(name, code, document)
        return self._found[key]

    def _look_up(self, name: str, code: str, document: Identifier) -> tuple[Provision, ...]:
        candidates = self._definitions.get(name, [])
        home = self._homes.get(document)
        return (
            tuple(each for each in candidates if each.code == code)
            or tuple(each for each in candidates if each.document == document)
            or tuple(each for each in candidates if home is not None and self._homes.get(each.document) == home)
        )

    def term(self, name: str) -> Term | None:
        """The fact, moment or body of that name."""
        return self.corpus.terms.get(name)

    def elsewhere(self, name: str) -> Provision | None:
        """A definition of that name, wherever it stands."""
        return next(iter(self._definitions.get(name, ())), None)

    def known(self, kinds: Container[TermKind], *, defined: bool) -> Iterator[str]:
        """The names of terms of these kinds, and of everything that is defined."""
        if defined:
            yield from self._definitions
        yield from (each.name for each in self.corpus.terms.values() if each.kind in kinds)


def in_conditions(record: Provision | Commitment) -> Iterator[tuple[str, str]]:
    """The names in a record's conditions, each with the key of its place."""
    for field_name, condition in (("when", record.when), ("unless", record.unless)):
        for number, (name, _) in enumerate(names_in(condition) if condition is not None else ()):
            yield name, f"{field_name}[{number}]"
