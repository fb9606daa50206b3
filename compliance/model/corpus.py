"""The whole content, by identifier: immutable, and with the place of every record and field."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from compliance.diagnostics import Place
from compliance.model.crosswalks import Comparison, Crosswalk
from compliance.model.crosswalks import Mapping as Judgement
from compliance.model.fields import Record
from compliance.model.identifiers import Identifier, Path
from compliance.model.instruments import Instrument, Provision
from compliance.model.outlines import Outline, OutlineSection
from compliance.model.policies import Change, Commitment, Developer, Evidence, Fact, Policy, Thing
from compliance.model.terms import Term, Topic


@dataclass(frozen=True, slots=True)
class Heading:
    """A labelled heading that is no thing itself, such as a subdivision that only holds others.

    Attributes:
        identifier: what its labels make.
        title: the rest of it.
        citation: the official citation of its pinpoint.
        place: where it stands.
    """

    identifier: Identifier
    title: str
    citation: str
    place: Place


@dataclass(frozen=True)
class Corpus:
    """Everything that was read.

    Mappings are in reading order, which is the order of files by path and of headings in a file.

    Attributes:
        instruments, provisions: the laws, and what they say.
        policies, commitments: the developers' documents, and what they say.
        changes: dated changes to goals.
        developers, things, facts, evidence: who the developers are and what they did; ``developers`` by name.
        crosswalks, mappings: judgements of policies against laws.
        comparisons: judgements of laws against laws.
        outlines, outline_sections: plans of filings.
        terms, topics: by name.
        headings: labelled headings that are no things.
        paths: the labels that make each identifier of a law or policy, without versions.
    """

    instruments: Mapping[Identifier, Instrument] = field(default_factory=dict)
    provisions: Mapping[Identifier, Provision] = field(default_factory=dict)
    policies: Mapping[Identifier, Policy] = field(default_factory=dict)
    commitments: Mapping[Identifier, Commitment] = field(default_factory=dict)
    changes: Mapping[Identifier, Change] = field(default_factory=dict)
    developers: Mapping[str, Developer] = field(default_factory=dict)
    things: Mapping[Identifier, Thing] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    evidence: Mapping[Identifier, Evidence] = field(default_factory=dict)
    crosswalks: Mapping[Identifier, Crosswalk] = field(default_factory=dict)
    mappings: tuple[Judgement, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    outlines: Mapping[Identifier, Outline] = field(default_factory=dict)
    outline_sections: Mapping[Identifier, OutlineSection] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    headings: Mapping[Identifier, Heading] = field(default_factory=dict)
    paths: Mapping[Identifier, Path] = field(default_factory=dict)

    def find(self, identifier: Identifier) -> Record | None:
        """The record of that identifier; ``None`` if there is none."""
        for records in self._by_identifier:
            if identifier in records:
                return records[identifier]
        return None

    def exists(self, reference: Identifier) -> bool:
        """Whether a reference means anything: a record, a heading, or a prefix of one."""
        return self.find(reference) is not None or reference in self.headings or bool(self.below(reference))

    def below(self, reference: Identifier) -> tuple[Identifier, ...]:
        """The identifiers of the thing itself and of everything below it, in reading order."""
        keys = self._sorted_identifiers
        found: list[Identifier] = []
        start = bisect_left(keys, reference)
        if start < len(keys) and keys[start] == reference:
            found.append(reference)
        for mark, after in ((".", "/"), ("#", "$"), ("@", "A")):
            found.extend(keys[bisect_left(keys, reference + mark) : bisect_left(keys, reference + after)])
        return tuple(sorted(found, key=self._position.__getitem__))

    def provisions_below(self, reference: Identifier) -> tuple[Provision, ...]:
        """The provisions that a reference means, in reading order."""
        return tuple(self.provisions[each] for each in self.below(reference) if each in self.provisions)

    def expand(self, references: Iterable[Identifier]) -> tuple[Provision, ...]:
        """The provisions that several references mean, without repeats."""
        found = {each.identifier: each for reference in references for each in self.provisions_below(reference)}
        return tuple(found.values())

    def place_of(self, identifier: Identifier) -> Place | None:
        """Where a thing or a labelled heading stands."""
        record = self.find(identifier)
        if record is not None:
            return record.place
        heading = self.headings.get(identifier)
        return heading.place if heading else None

    def citation_of(self, identifier: Identifier) -> str:
        """The printed citation of a thing or labelled heading; the identifier itself where it has none."""
        record = self.find(identifier) or self.headings.get(identifier)
        for name in ("citation", "title", "name"):
            if value := getattr(record, name, ""):
                return str(value)
        return identifier

    def facts_about(self, identifier: Identifier) -> tuple[Fact, ...]:
        """The facts recorded of an entity, model or event."""
        return self._facts_about.get(identifier, ())

    def records(self) -> Iterator[Record]:
        """Every record."""
        for records in self._by_identifier:
            yield from records.values()
        yield from self.facts
        yield from self.terms.values()
        yield from self.topics.values()
        yield from self.developers.values()

    @cached_property
    def mappings_by_identifier(self) -> Mapping[Identifier, Judgement]:
        """The judgements by their own identifiers."""
        return {each.identifier: each for each in self.mappings}

    @cached_property
    def _facts_about(self) -> Mapping[Identifier, tuple[Fact, ...]]:
        found: dict[Identifier, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.about or fact.developer, []).append(fact)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def _by_identifier(self) -> tuple[Mapping[Identifier, Record], ...]:
        return (
            self.provisions,
            self.commitments,
            self.changes,
            self.evidence,
            self.things,
            self.instruments,
            self.policies,
            self.crosswalks,
            self.mappings_by_identifier,
            {each.identifier: each for each in self.comparisons},
            self.outlines,
            self.outline_sections,
        )

    @cached_property
    def _position(self) -> Mapping[Identifier, int]:
        ordered = sorted(
            (record for records in self._by_identifier for record in records.values()),
            key=lambda each: each.order,
        )
        return {record.identifier: position for position, record in enumerate(ordered)}

    @cached_property
    def _sorted_identifiers(self) -> list[Identifier]:
        return sorted(self._position)

    def stamp_of(self, judgement: Judgement | Comparison) -> str:
        """The hash of what a reviewer approves: the texts and fields at both ends, and the reasoning.

        Returns:
            Eight hexadecimal digits.
        """
        parts: list[tuple[str, str]] = [
            (name, value) for name, value in judgement.content() if name not in ("reviewed", "identifier", "notes")
        ]
        if isinstance(judgement, Comparison):
            ends: tuple[Identifier, ...] = (judgement.provision, judgement.against)
        else:
            ends = (judgement.obligation, *judgement.met_by, *judgement.helped_by)
        for end in ends:
            for identifier in self.below(end) or (end,):
                record = self.find(identifier)
                parts.append(("end", identifier))
                parts.extend(record.content() if record else ())
        normal = "\n".join(f"{name}: {' '.join(value.split())}" for name, value in parts)
        return hashlib.sha256(normal.encode()).hexdigest()[:8]
