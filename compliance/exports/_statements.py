"""Corpus -> RDF statements, as plain words: what :mod:`compliance.exports.rdf` writes down in each syntax.

One function a kind of record. A statement is subject, property and object; the subject and an object that is a
thing are whole IRIs, the property is written with its prefix, and an object that is a value is a :class:`Value`.
Every value with parts (a deadline, a condition, an amount) is a thing with an IRI of its own below that of its
record, ``<record>/due/1``, and carries its canonical text, so that nothing depends on how it is taken apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from compliance.exports import BASE, iri_of, review_state
from compliance.model import prose
from compliance.model.amounts import Amount, Money, OneOfTwo, Share
from compliance.model.conditions import (
    All,
    AnyOf,
    Compared,
    Condition,
    Dated,
    Named,
    Not,
    Number,
    OfModels,
    Quoted,
    Truth,
    Worded,
)
from compliance.model.corpus import Corpus, Heading
from compliance.model.crosswalks import Comparison, Crosswalk, Relation, Review
from compliance.model.crosswalks import Mapping as Judgement
from compliance.model.facts import InWords, InYear, OnTheDay, Quantity, Since
from compliance.model.fields import Parties, Record, Source
from compliance.model.identifiers import Identifier, covers, document_of
from compliance.model.instruments import DEFINING, Instrument, InstrumentKind, Provision, ProvisionKind
from compliance.model.outlines import Outline, OutlineSection
from compliance.model.periods import (
    After,
    Application,
    Deadline,
    Duration,
    EarlierOf,
    Interval,
    LaterOf,
    MomentInTime,
    OnDay,
    Period,
    Retention,
    Unit,
)
from compliance.model.policies import Change, Commitment, Developer, Evidence, Fact, Policy, Thing, ThingKind
from compliance.model.terms import Term, TermKind, Topic

VOCABULARY = BASE + "vocabulary#"
"""The namespace of our own classes, properties and concepts; it does not follow the base of the things."""

PREFIXES: Mapping[str, str] = {
    "fc": VOCABULARY,
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The namespaces that the graph uses, by prefix."""


class Value(NamedTuple):
    """An object that is a value: its words exactly as they are, and its datatype; empty for plain words."""

    text: str
    datatype: str = ""


Statement: TypeAlias = tuple[str, str, str | Value]


class Description(NamedTuple):
    """What is stated of one record, and in which document it stands.

    Attributes:
        document: the identifier of the document, which names its graph; empty for what belongs to all of them.
        identifier: the record, for messages.
        statements: in the order in which a reader wants them.
    """

    document: Identifier
    identifier: Identifier
    statements: tuple[Statement, ...]


def describe(corpus: Corpus, base: str = BASE) -> Iterator[Description]:
    """Everything in the corpus, document by document in order, each from its first heading to its last."""
    yield from _Describer(corpus, base).all()


@lru_cache(maxsize=512)
def expanded(name: str) -> str:
    """The whole IRI of a name with a prefix."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def eli_of(instrument: Instrument, provision: Provision | None = None) -> str:
    """The European Legislation Identifier of an act, or of the article, annex or recital in which a provision stands.

    Empty where there is none: the text is no act of the Union, or the wording is later than the published act.
    """
    match = _ELI.match(instrument.source.address)
    if instrument.jurisdiction != "eu" or match is None:
        return ""
    if provision is None:
        return f"http://data.europa.eu/eli/{match[1]}/oj"
    own = provision.in_force
    if own and own.start and instrument.in_force.start and own.start > instrument.in_force.start:
        return ""
    for sort, pattern in _ELI_PARTS.items():
        if part := pattern.search(provision.citation):
            return f"http://data.europa.eu/eli/{match[1]}/{sort}_{part[1]}/oj"
    return ""


_ELI = re.compile(r"https?://(?:data\.europa\.eu|eur-lex\.europa\.eu)/eli/([a-z_]+/\d{4}/\d+)(?:/|$)")
_ELI_PARTS = {
    "art": re.compile(r"\bArt(?:icle|\.)\s+(\d+[a-z]*)\b"),
    "anx": re.compile(r"\bAnnex\s+([IVXLC]+)\b"),
    "rct": re.compile(r"\bRecital\s+(\d+)\b"),
}
_DURATIONS = {Unit.HOURS: "PT{}H", Unit.DAYS: "P{}D", Unit.MONTHS: "P{}M", Unit.YEARS: "P{}Y"}
_INSTRUMENTS: Mapping[InstrumentKind, tuple[str, ...]] = {
    InstrumentKind.STATUTE: ("fc:Statute", "fc:Instrument", "eli:LegalResource"),
    InstrumentKind.REGULATION: ("fc:Regulation", "fc:Instrument", "eli:LegalResource"),
    InstrumentKind.CODE_OF_PRACTICE: ("fc:CodeOfPractice", "fc:Instrument"),
    InstrumentKind.GUIDELINES: ("fc:Guidelines", "fc:Instrument"),
}
_LEGISLATION = frozenset({InstrumentKind.STATUTE, InstrumentKind.REGULATION})
_PROVISIONS: Mapping[ProvisionKind, tuple[str, ...]] = {
    ProvisionKind.DUTY: ("fc:Duty", "odrl:Duty"),
    ProvisionKind.CONTENT: ("fc:ContentDuty", "odrl:Duty"),
    ProvisionKind.PROHIBITION: ("fc:Prohibition", "odrl:Prohibition"),
    ProvisionKind.PERMISSION: ("fc:Permission", "odrl:Permission"),
    ProvisionKind.EXEMPTION: ("fc:Exemption",),
    ProvisionKind.ALTERNATIVE: ("fc:Alternative",),
    ProvisionKind.DEFINITION: ("fc:Definition",),
    ProvisionKind.ROLE: ("fc:Role",),
    ProvisionKind.RULE: ("fc:Rule",),
    ProvisionKind.EXAMPLE: ("fc:Example",),
    ProvisionKind.PENALTY: ("fc:Penalty",),
    ProvisionKind.AUTHORITY_DUTY: ("fc:AuthorityDuty", "odrl:Duty"),
    ProvisionKind.AUTHORITY_POWER: ("fc:AuthorityPower",),
}
_THINGS: Mapping[ThingKind, tuple[str, ...]] = {
    ThingKind.ENTITY: ("fc:LegalEntity", "prov:Organization"),
    ThingKind.MODEL: ("fc:Model", "prov:Entity"),
    ThingKind.EVENT: ("fc:Event", "prov:Activity"),
}
_TERMS = {TermKind.FACT: "fc:FactTerm", TermKind.MOMENT: "fc:Moment", TermKind.BODY: "fc:Body"}


def _sub(iri: str, *steps: object) -> str:
    """The IRI of a part of a thing: ``<thing>/due/1``."""
    return iri + ("" if "#" in iri else "#") + "".join(f"/{step}" for step in steps)


def _concept(scheme: str, value: str) -> str:
    """The IRI of one of our concepts: ``fc:extent-full``."""
    return f"{VOCABULARY}{scheme}-{value.replace(' ', '-')}"


def _decimal(number: Number) -> Value:
    return Value(str(Number(number.value)), "xsd:decimal")


def _day(day: date) -> Value:
    return Value(day.isoformat(), "xsd:date")


def _integer(number: int) -> Value:
    return Value(str(number), "xsd:integer")


def _boolean(value: bool) -> Value:
    return Value("true" if value else "false", "xsd:boolean")


class _Describer:
    """Describes the records of one corpus; holds what all of them share."""

    def __init__(self, corpus: Corpus, base: str) -> None:
        self.corpus = corpus
        self.base = base
        self.out: list[Statement] = []
        self.referred: dict[Identifier, None] = {}
        self.strengths: dict[str, None] = {}
        self.reviewers: dict[str, None] = {}
        self.schemes: dict[Identifier, None] = {}
        self.comparisons: dict[Identifier, None] = {}
        self.iris: dict[Identifier, str] = {}
        self.positions = self._count_positions()
        self.meanings = self._find_meanings()
        self.developers = {name: self.iri(each.identifier) for name, each in corpus.developers.items()}

    # -- order and names ---------------------------------------------------------------------------------------

    def _in_documents(self) -> dict[Identifier, list[tuple[int, int, Record | Heading]]]:
        """The records and headings of each document, with the line and the order by which they stand."""
        found: dict[Identifier, list[tuple[int, int, Record | Heading]]] = defaultdict(list)
        for record in self.corpus.records():
            found[document_of(record.identifier)].append((record.place.line, record.order, record))
        for heading in self.corpus.headings.values():
            found[document_of(heading.identifier)].append((heading.place.line, 0, heading))
        for records in found.values():
            records.sort(key=lambda each: each[:2])
        return dict(sorted(found.items()))

    def _count_positions(self) -> dict[Identifier, int]:
        self.documents = self._in_documents()
        return {
            identifier: position
            for records in self.documents.values()
            for position, identifier in enumerate(
                (each.identifier for _, _, each in records if "#" in each.identifier), 1
            )
        }

    def _find_meanings(self) -> dict[tuple[str, str], tuple[Identifier, ...]]:
        """The provisions that define a name, by where it is looked up: a code, a document, a jurisdiction, anywhere."""
        found: dict[tuple[str, str], list[Identifier]] = defaultdict(list)
        for each in self.corpus.provisions.values():
            if each.kind in DEFINING:
                for scope in dict.fromkeys((*self._scopes(each), "")):
                    found[scope, each.statement].append(each.identifier)
        return {key: tuple(value) for key, value in found.items()}

    def _scopes(self, record: Record) -> tuple[str, ...]:
        document = document_of(record.identifier)
        instrument = self.corpus.instruments.get(document)
        code = getattr(record, "code", "") or document
        return (code, document, *((f"in {instrument.jurisdiction}",) if instrument else ()))

    def named(self, name: str, record: Record) -> tuple[str, ...]:
        """What a name means where a record uses it: its definitions nearest to it, or a term of the terms files.

        A name that means nothing gets an IRI that nothing describes, so that the shapes find it.
        """
        for scope in self._scopes(record):
            if found := self.meanings.get((scope, name)):
                return tuple(self.iri(each) for each in found)
        if (term := self.corpus.terms.get(name)) is not None:
            return (self.iri(term.identifier),)
        if found := self.meanings.get(("", name)):
            return tuple(self.iri(each) for each in found)
        return (iri_of(f"unknown#{name}", self.base),)

    def iri(self, identifier: Identifier) -> str:
        """The IRI of a thing."""
        if (found := self.iris.get(identifier)) is None:
            found = self.iris[identifier] = iri_of(identifier, self.base)
        return found

    def refer(self, identifier: Identifier) -> str:
        """The IRI of a thing that something refers to."""
        self.referred[identifier] = None
        return self.iri(identifier)

    # -- statements --------------------------------------------------------------------------------------------

    def say(self, subject: str, name: str, *objects: str | Value) -> None:
        """States something; objects that are empty are left out."""
        self.out.extend((subject, name, each) for each in objects if each not in ("", _EMPTY))

    def types(self, subject: str, *names: str) -> None:
        self.out.extend((subject, "rdf:type", expanded(each)) for each in names)

    def words(self, subject: str, name: str, text: str) -> None:
        if text:
            self.out.append((subject, name, Value(text)))

    def references(self, subject: str, name: str, identifiers: Iterable[Identifier]) -> None:
        self.out.extend((subject, name, self.refer(each)) for each in dict.fromkeys(identifiers))

    def all(self) -> Iterator[Description]:
        yield self._taken("", "", self._whole)
        for document, records in self.documents.items():
            for _, _, record in records:
                yield self._taken(document, record.identifier, self.record, record)
        for reference in sorted(self.referred):
            if self.is_group(reference):
                yield self._taken(document_of(reference), reference, self._group, reference)
        for document in sorted(self.schemes):
            yield self._taken(document, document, self._scheme, document)
        for document in sorted(self.comparisons):
            yield self._taken(document, document, self._comparison_document, document)
        for name, class_, prefix in (
            *((each, "fc:Strength", "strengths") for each in sorted(self.strengths)),
            *((each, "fc:Reviewer", "reviewers") for each in sorted(self.reviewers)),
        ):
            yield self._taken("", name, self._shared, name, class_, prefix)

    def _taken(
        self, document: Identifier, identifier: Identifier, make: Callable[..., None], *arguments: object
    ) -> Description:
        """The statements that ``make`` makes, those about one subject together."""
        self.out = []
        make(*arguments)
        by_subject: dict[str, dict[Statement, None]] = {}
        for each in self.out:
            by_subject.setdefault(each[0], {})[each] = None
        return Description(document, identifier, tuple(one for each in by_subject.values() for one in each))

    def _whole(self) -> None:
        self.types(self.base, "fc:Corpus", "prov:Collection")
        self.words(self.base, "dcterms:title", "Obligations, commitments and how they meet")
        self.say(self.base, "dcterms:conformsTo", VOCABULARY.removesuffix("#"))
        for document in self.documents:
            self.say(self.base, "dcterms:hasPart", self.iri(document))

    def is_group(self, reference: Identifier) -> bool:
        """Whether a reference has no record or heading of its own, and things below it."""
        known = reference in self.positions or self.corpus.find(reference) is not None
        return not known and bool(self.corpus.below(reference))

    def _group(self, reference: Identifier) -> None:
        iri = self.iri(reference)
        self.types(iri, "fc:Group")
        self.words(iri, "dcterms:identifier", reference)
        self.say(iri, "fc:document", self.iri(document_of(reference)))

    def _scheme(self, document: Identifier) -> None:
        iri = self.iri(document)
        self.types(iri, "skos:ConceptScheme")
        self.words(iri, "dcterms:identifier", document)

    def _comparison_document(self, document: Identifier) -> None:
        iri = self.iri(document)
        self.types(iri, "fc:ComparisonDocument", "prov:Entity")
        self.words(iri, "dcterms:identifier", document)
        instruments = (each.instruments for each in self.corpus.comparisons if each.document == document)
        self.references(iri, "fc:instrument", sorted({each for both in instruments for each in both}))

    def _shared(self, name: str, class_: str, document: str) -> None:
        iri = iri_of(f"{document}#{name}", self.base)
        if class_ == "fc:Reviewer":
            self.types(iri, class_, "prov:Agent")
            self.words(iri, "rdfs:label", name)
        else:
            self.types(iri, class_, "skos:Concept")
            self.words(iri, "skos:prefLabel", name)
            self.say(iri, "skos:inScheme", VOCABULARY + "strengths")

    def record(self, record: Record | Heading) -> None:
        """States everything that a record says."""
        iri = self.iri(record.identifier)
        match record:
            case Instrument():
                self.instrument(iri, record)
            case Provision():
                self.provision(iri, record)
            case Policy():
                self.policy(iri, record)
            case Commitment():
                self.commitment(iri, record)
            case Change():
                self.change(iri, record)
            case Developer():
                self.developer(iri, record)
            case Thing():
                self.thing(iri, record)
            case Fact():
                self.fact(iri, record)
            case Evidence():
                self.evidence(iri, record)
            case Crosswalk():
                self.crosswalk(iri, record)
            case Judgement():
                self.mapping(iri, record)
            case Comparison():
                self.comparison(iri, record)
            case Outline():
                self.outline(iri, record)
            case OutlineSection():
                self.outline_section(iri, record)
            case Term():
                self.term(iri, record)
            case Topic():
                self.topic(iri, record)
            case Heading():
                self.heading(iri, record)
            case _:
                raise TypeError(f"nothing is known of a {type(record).__name__} in RDF")

    def notes(self, iri: str, record: Record) -> None:
        self.words(iri, "skos:note", "\n".join(record.note))
        if not isinstance(record, Judgement | Comparison):
            self.words(iri, "fc:prose", prose.plain(record.notes))

    def begin(self, iri: str, record: Record | Heading, *types: str) -> None:
        """What every record has: its types, identifier, title and place in the order."""
        self.types(iri, *types)
        self.words(iri, "dcterms:identifier", record.identifier)
        self.words(iri, "dcterms:title", getattr(record, "title", ""))

    def inside(self, iri: str, record: Record | Heading) -> None:
        """Where in its document it stands."""
        document = document_of(record.identifier)
        self.say(iri, "fc:document", self.iri(document))
        self.say(iri, "dcterms:isPartOf", self.iri(self.above(record, document)))
        self.words(iri, "fc:pinpoint", record.identifier.partition("#")[2])
        self.say(iri, "fc:position", _integer(self.positions[record.identifier]))

    def above(self, record: Record | Heading, document: Identifier) -> Identifier:
        """The nearest thing or labelled heading above; the document where there is none."""
        parent = str(getattr(record, "parent", "") or getattr(record, "event", ""))
        head = record.identifier.partition("@")[0]
        while "." in head:
            head = head.rpartition(".")[0]
            if "#" not in head or head == parent:
                break
            if head in self.corpus.headings or (not parent and head in self.positions):
                return head if not parent or covers(parent, head) else parent
        return parent if parent in self.positions else document

    def source(self, iri: str, source: Source | None) -> None:
        if source is None:
            return
        node = _sub(iri, "source")
        self.say(iri, "dcterms:source", web_iri(source.address))
        self.say(iri, "fc:source", node)
        self.types(node, "fc:SourceReading", "prov:Entity")
        self.say(node, "fc:address", Value(source.address, "xsd:anyURI"))
        self.say(node, "fc:retrieved", _day(source.retrieved))
        self.say(node, "fc:secondHand", _boolean(source.second_hand))

    def period(self, iri: str, period: Period | None) -> None:
        if period and period.start:
            self.say(iri, "fc:inForceFrom", _day(period.start))
        if period and period.until:
            self.say(iri, "fc:inForceUntil", _day(period.until))

    # -- laws --------------------------------------------------------------------------------------------------

    def instrument(self, iri: str, each: Instrument) -> None:
        self.begin(iri, each, *_INSTRUMENTS[each.kind])
        self.words(iri, "dcterms:bibliographicCitation", each.citation)
        self.words(iri, "fc:citationPattern", each.cite_as)
        self.words(iri, "fc:jurisdiction", each.jurisdiction)
        self.period(iri, each.in_force)
        if each.kind in _LEGISLATION and each.in_force.start:
            self.say(iri, "eli:first_date_entry_in_force", _day(each.in_force.start))
        self.application(iri, each.applies, each)
        self.say(iri, "fc:status", _concept("status", each.status))
        self.say(iri, "dcterms:replaces", self.iri(each.supersedes) if each.supersedes else "")
        self.say(iri, "fc:eli", eli_of(each))
        self.source(iri, each.source)
        self.notes(iri, each)

    def heading(self, iri: str, each: Heading) -> None:
        instrument = self.corpus.instruments.get(document_of(each.identifier))
        legal = instrument is not None and instrument.kind in _LEGISLATION
        self.begin(iri, each, "fc:Heading", *(("eli:LegalResourceSubdivision",) if legal else ()))
        self.words(iri, "dcterms:bibliographicCitation", each.citation)
        self.inside(iri, each)

    def provision(self, iri: str, each: Provision) -> None:
        instrument = self.corpus.instruments.get(each.document)
        legal = instrument is not None and instrument.kind in _LEGISLATION
        subdivision = ("eli:LegalResourceSubdivision",) if legal else ()
        sorts = _PROVISIONS[each.kind]
        self.begin(iri, each, sorts[0], "fc:Provision", *sorts[1:], *subdivision)
        self.words(iri, "dcterms:bibliographicCitation", each.citation)
        self.inside(iri, each)
        self.words(iri, "fc:statement", each.statement)
        self.words(iri, "fc:bracket", each.bracket)
        if len(sorts) > 1:
            self.say(iri, "odrl:action", VOCABULARY + "actAsStated")
        if each.asks_for:
            self.say(iri, "fc:asksFor", _concept("asks-for", each.asks_for))
        self.parties(iri, "bearer", each.bearer, each)
        self.shared_fields(iri, each)
        self.words(iri, "fc:filing", each.filing)
        self.references(iri, "fc:partOf", (each.part_of,) if each.part_of else ())
        self.references(iri, "fc:satisfiedBy", each.satisfied_by)
        self.references(iri, "fc:implements", each.implements)
        self.references(iri, "fc:for", each.targets)
        self.references(iri, "fc:restsOn", each.rests_on)
        self.references(iri, "fc:replacedBy", each.replaced_by)
        for mark in each.known_by:
            self.words(iri, "fc:knownBy", mark)
        for departure in each.departs:
            self.words(iri, "fc:departure", str(departure))
        self.definition(iri, each)
        self.amount(iri, each)
        self.application(iri, each.applies, each)
        if legal and each.in_force and each.in_force.start:
            self.say(iri, "eli:first_date_entry_in_force", _day(each.in_force.start))
        if instrument is not None:
            self.say(iri, "dcterms:source", web_iri(instrument.source.address))
            self.say(iri, "fc:eli", eli_of(instrument, each))
        self.notes(iri, each)

    def definition(self, iri: str, each: Provision) -> None:
        if each.kind not in DEFINING:
            return
        self.words(iri, "fc:of", each.of)
        concept = _sub(iri, "term")
        self.say(iri, "fc:defines", concept)
        same = each.same_as
        if " " in same or (same and "#" not in same):
            self.words(iri, "fc:sameAsCitation", same)
        else:
            self.references(iri, "fc:sameAs", (same,) if same else ())
        self.types(concept, "fc:DefinedTerm", "skos:Concept")
        self.words(concept, "skos:prefLabel", each.statement)
        self.words(concept, "skos:definition", each.means)
        for other in self.corpus.provisions_below(same) if same else ():
            if other.identifier == same and other.kind in DEFINING:
                self.say(concept, "skos:exactMatch", _sub(self.iri(other.identifier), "term"))

    def shared_fields(self, iri: str, each: Provision | Commitment) -> None:
        """The fields that provisions and commitments share."""
        self.condition(iri, "when", each.when, each)
        self.condition(iri, "unless", each.unless, each)
        for name in each.on:
            self.say(iri, "fc:on", *self.named(name, each))
        for number, deadline in enumerate(each.due, 1):
            self.deadline(iri, number, deadline, each)
        self.interval(iri, each.every, each)
        self.retention(iri, each.keep_for, each)
        self.parties(iri, "to", each.to, each)
        if each.strength:
            self.strengths[each.strength] = None
            self.say(iri, "fc:strength", iri_of(f"strengths#{each.strength}", self.base))
        for name in each.topics:
            topic = self.corpus.topics.get(name)
            self.say(iri, "dcterms:subject", self.iri(topic.identifier if topic else f"unknown#{name}"))
        self.period(iri, each.in_force)
        for name in each.formerly:
            self.words(iri, "fc:formerly", name)

    # -- values ------------------------------------------------------------------------------------------------

    def value(self, iri: str, name: str, value: object, classes: str, *steps: object) -> str:
        """Begins a value with parts, of one or several classes; gives its IRI."""
        node = _sub(iri, *steps)
        self.say(iri, f"fc:{name}", node)
        self.types(node, *(f"fc:{each}" for each in classes.split(" ")))
        self.words(node, "fc:text", str(value))
        return node

    def parties(self, iri: str, name: str, value: Parties | None, each: Record) -> None:
        if value is None:
            return
        node = self.value(iri, name, value, "Parties", name)
        for party in value.names:
            self.say(node, "fc:party", *self.named(party, each))
        if len(value.names) > 1:
            self.words(node, "fc:joiner", value.joiner)
        self.words(node, "fc:proviso", value.proviso)

    def duration(self, node: str, value: Duration | None) -> None:
        """A duration as the law counts it: the number and the unit, and in XML Schema's words where it has them.

        It has none for weeks, quarters and business days, and a duration is never converted.
        """
        if value is None:
            return
        if value.unit in _DURATIONS:
            self.say(node, "fc:duration", Value(_DURATIONS[value.unit].format(value.amount), "xsd:duration"))
        self.say(node, "fc:count", _integer(value.amount))
        self.words(node, "fc:unit", value.unit)

    def moments(self, node: str, names: Iterable[str], which: str | None, each: Record) -> None:
        for name in names:
            self.say(node, "fc:moment", *self.named(name, each))
        self.words(node, "fc:whichever", which or "")

    def deadline(self, iri: str, number: int, value: Deadline, each: Record) -> None:
        node = self.value(iri, "due", value, "Deadline", "due", number)
        self.say(node, "fc:position", _integer(number))
        self.words(node, "fc:deadlineKind", value.kind)
        self.duration(node, value.duration)
        self.moments(node, (moment.name for moment in value.of), value.which, each)
        if value.day:
            self.say(node, "fc:day", _day(value.day))

    def interval(self, iri: str, value: Interval | None, each: Record) -> None:
        if value is None:
            return
        node = self.value(iri, "every", value, "Interval", "every")
        self.duration(node, value.most)
        if value.least:
            self.say(node, "fc:leastCount", _integer(value.least.amount))
        self.say(node, "fc:isCalendarUnit", _boolean(value.calendar))
        self.words(node, "fc:hedge", value.hedge or "")
        self.moments(node, (value.start.name,) if value.start else (), None, each)
        if value.other_schedule is not None:
            self.words(node, "fc:otherSchedule", value.other_schedule)
            self.say(node, "fc:otherScheduleIsReasonable", _boolean(value.is_reasonable))

    def retention(self, iri: str, value: Retention | None, each: Record) -> None:
        if value is None:
            return
        node = self.value(iri, "keepFor", value, "Retention", "keep-for")
        self.duration(node, value.duration)
        self.say(node, "fc:isLeast", _boolean(value.at_least))
        self.moments(node, (moment.name for moment in value.start), value.which, each)
        self.words(node, "fc:asLongAs", value.while_ or "")

    def application(self, iri: str, value: Application | None, each: Record) -> None:
        if value is None:
            return
        node = self.value(iri, "applies", value, "Application", "applies")
        start = value.start
        if isinstance(start, LaterOf | EarlierOf):
            self.words(node, "fc:choice", "later" if isinstance(start, LaterOf) else "earlier")
        starts = (start.first, start.second) if isinstance(start, LaterOf | EarlierOf) else (start,)
        for number, one in enumerate(starts, 1):
            if one is None:
                continue
            part = self.value(node, "start", one, "Start", number)
            match one:
                case OnDay(day):
                    self.say(part, "fc:day", _day(day))
                case After(duration, moment):
                    self.duration(part, duration)
                    self.moments(part, (moment.name,), None, each)
        if value.until:
            self.say(node, "fc:until", _day(value.until))

    def condition(self, iri: str, name: str, value: Condition | None, each: Record) -> None:
        if value is not None:
            self.condition_part(iri, name, value, each, name)

    def condition_part(self, iri: str, name: str, value: Condition, each: Record, step: object) -> None:
        node = self.value(iri, name, value, f"{_condition_class(value)} Condition", step)
        match value:
            case Not(part):
                self.condition_part(node, "part", part, each, 1)
            case All(parts) | AnyOf(parts):
                for number, part in enumerate(parts, 1):
                    self.condition_part(node, "part", part, each, number)
            case Quoted():
                pass
            case _:
                self.say(node, "fc:term", *self.named(value.name, each))
        if isinstance(step, int):
            self.say(node, "fc:position", _integer(step))
        match value:
            case Compared():
                self.words(node, "fc:operator", value.operator)
                self.say(node, "fc:number", _decimal(value.number))
                self.words(node, "fc:unit", value.unit)
                self.words(node, "fc:reckoning", value.reckoning or "")
            case Dated():
                self.words(node, "fc:operator", value.relation)
                self.say(node, "fc:day", _day(value.day))
            case Worded(_, words) | Quoted(words):
                self.words(node, "fc:words", words)
            case OfModels():
                self.words(node, "fc:quantifier", value.quantifier)

    def amount(self, iri: str, each: Provision) -> None:
        value: Amount | None = each.amount
        if value is None:
            return
        node = self.value(iri, "amount", value, "Amount", "amount")
        for number, penalty in enumerate(value.parts, 1):
            part = self.value(node, "amountPart", penalty, "AmountPart", number)
            self.say(part, "fc:position", _integer(number))
            self.say(part, "fc:isMost", _boolean(penalty.is_most))
            self.words(part, "fc:countedBy", penalty.basis or "")
            figure = penalty.figure
            if isinstance(figure, OneOfTwo):
                self.words(part, "fc:choice", figure.choice)
            figures = (figure.first, figure.second) if isinstance(figure, OneOfTwo) else (figure,)
            for place, one in enumerate(figures, 1):
                self.figure(part, place, one, each)

    def figure(self, part: str, place: int, value: Money | Share, each: Record) -> None:
        node = self.value(part, "figure", value, "Sum" if isinstance(value, Money) else "Share", place)
        self.say(node, "fc:position", _integer(place))
        if isinstance(value, Money):
            self.say(node, "fc:number", _decimal(value.number))
            self.words(node, "fc:unit", value.currency)
        else:
            self.say(node, "fc:percent", _decimal(value.percent))
            self.say(node, "fc:term", *self.named(value.name, each))
            self.words(node, "fc:reckoning", value.reckoning or "")

    # -- developers --------------------------------------------------------------------------------------------

    def of_developer(self, iri: str, name: str) -> None:
        self.say(iri, "fc:developer", self.developers.get(name) or self.iri(f"unknown#{name}"))

    def policy(self, iri: str, each: Policy) -> None:
        self.begin(iri, each, "fc:Policy", "prov:Entity")
        self.of_developer(iri, each.developer)
        self.say(iri, "prov:wasAttributedTo", self.developers.get(each.developer, ""))
        self.words(iri, "fc:version", each.version)
        self.words(iri, "fc:citationPattern", each.cite_as)
        self.period(iri, each.in_force)
        self.say(iri, "fc:status", _concept("status", each.status))
        self.say(iri, "dcterms:replaces", self.iri(each.supersedes) if each.supersedes else "")
        self.references(iri, "fc:serves", each.serves)
        self.source(iri, each.source)
        self.notes(iri, each)

    def commitment(self, iri: str, each: Commitment) -> None:
        self.begin(iri, each, "fc:Commitment")
        self.words(iri, "dcterms:bibliographicCitation", each.citation)
        self.inside(iri, each)
        self.words(iri, "fc:statement", each.statement)
        self.words(iri, "fc:bracket", each.bracket)
        self.say(iri, "fc:track", _concept("track", each.track))
        self.shared_fields(iri, each)
        self.parties(iri, "responsible", each.responsible, each)
        self.references(iri, "fc:restates", each.restates)
        self.references(iri, "fc:continues", each.continues)
        self.words(iri, "fc:target", each.target)
        self.words(iri, "fc:reachedWhen", each.reached_when)
        self.words(iri, "fc:state", each.state)
        self.words(iri, "fc:confidence", each.confidence)
        self.notes(iri, each)

    def change(self, iri: str, each: Change) -> None:
        self.begin(iri, each, "fc:Change", "prov:Activity")
        self.inside(iri, each)
        self.references(iri, "fc:changes", (each.commitment,) if each.commitment else ())
        self.words(iri, "fc:statement", each.change)
        self.words(iri, "fc:because", each.because)
        self.notes(iri, each)

    def developer(self, iri: str, each: Developer) -> None:
        self.begin(iri, each, "fc:Developer", "prov:Organization")
        self.words(iri, "fc:name", each.name)
        self.notes(iri, each)

    def thing(self, iri: str, each: Thing) -> None:
        self.begin(iri, each, *_THINGS[each.kind])
        self.inside(iri, each)
        self.of_developer(iri, each.developer)
        if each.kind is ThingKind.EVENT:
            self.say(iri, "fc:eventKind", _concept("event", each.statement))
        else:
            self.words(iri, "fc:statement", each.statement)
        self.references(iri, "fc:about", each.about)
        self.source(iri, each.source)
        self.notes(iri, each)

    def evidence(self, iri: str, each: Evidence) -> None:
        self.begin(iri, each, "fc:Evidence", "prov:Entity")
        self.inside(iri, each)
        self.of_developer(iri, each.developer)
        self.words(iri, "fc:statement", each.statement)
        self.references(iri, "fc:event", (each.event,) if each.event else ())
        self.references(iri, "fc:shows", each.shows)
        if each.covers.day:
            self.say(iri, "fc:coversDay", _day(each.covers.day))
        if each.covers.period and each.covers.period.start:
            self.say(iri, "fc:coversFrom", _day(each.covers.period.start))
        if each.covers.period and each.covers.period.until:
            self.say(iri, "fc:coversUntil", _day(each.covers.period.until))
        self.words(iri, "fc:shortOf", each.short_of)
        self.source(iri, each.source)
        self.say(iri, "prov:wasDerivedFrom", _sub(iri, "source"))
        self.notes(iri, each)

    def fact(self, iri: str, each: Fact) -> None:
        self.begin(iri, each, "fc:Fact", "prov:Entity")
        document = document_of(each.identifier)
        self.say(iri, "fc:document", self.iri(document))
        self.say(iri, "fc:position", _integer(self.positions[each.identifier]))
        self.of_developer(iri, each.developer)
        about = self.refer(each.about) if each.about else self.developers.get(each.developer, "")
        self.say(iri, "fc:about", about)
        if "#" in each.name:
            self.references(iri, "fc:term", (each.name,))
        else:
            self.say(iri, "fc:term", *self.named(each.name, each))
        self.words(iri, "fc:text", str(each.value))
        self.fact_value(iri, each)
        self.words(iri, "fc:basis", each.basis)
        self.source(iri, each.source)
        self.say(iri, "prov:wasDerivedFrom", _sub(iri, "source") if each.source else "")
        self.notes(iri, each)

    def fact_value(self, iri: str, each: Fact) -> None:
        match each.value.value:
            case Truth() as truth:
                self.words(iri, "fc:truth", truth)
            case Quantity(range=known, unit=unit):
                if known.low is not None:
                    self.say(iri, "fc:low", _decimal(known.low))
                    self.say(iri, "fc:lowIncluded", _boolean(known.low_included))
                if known.high is not None:
                    self.say(iri, "fc:high", _decimal(known.high))
                    self.say(iri, "fc:highIncluded", _boolean(known.high_included))
                self.words(iri, "fc:unit", unit)
            case MomentInTime() as moment:
                self.say(iri, "fc:day", _day(moment.day))
                if moment.time is not None:
                    self.words(iri, "fc:timeOfDay", f"{moment.time:%H:%M}")
                    self.words(iri, "fc:timeZone", moment.zone or "")
            case InWords(words):
                self.words(iri, "fc:words", words)
        match each.value.span:
            case InYear(year):
                self.say(iri, "fc:holdsInYear", Value(f"{year:04}", "xsd:gYear"))
            case Since(day):
                self.say(iri, "fc:holdsFrom", _day(day))
            case OnTheDay(day):
                self.say(iri, "fc:holdsOn", _day(day))
            case Period(start=start, until=until):
                if start:
                    self.say(iri, "fc:holdsFrom", _day(start))
                if until:
                    self.say(iri, "fc:holdsUntil", _day(until))

    def term(self, iri: str, each: Term) -> None:
        self.types(iri, _TERMS[each.kind], "fc:Term", "skos:Concept")
        self.concept(iri, each, each.name, each.statement)
        self.words(iri, "fc:of", each.of)
        self.words(iri, "fc:valueKind", each.value)
        self.words(iri, "fc:default", each.default)
        self.notes(iri, each)

    def topic(self, iri: str, each: Topic) -> None:
        self.types(iri, "fc:Topic", "skos:Concept")
        self.concept(iri, each, each.name, each.means)
        self.notes(iri, each)

    def concept(self, iri: str, each: Term | Topic, name: str, means: str) -> None:
        document = document_of(each.identifier)
        self.schemes[document] = None
        self.words(iri, "dcterms:identifier", each.identifier)
        self.words(iri, "skos:prefLabel", name)
        self.words(iri, "skos:definition", means)
        self.say(iri, "skos:inScheme", self.iri(document))
        self.say(iri, "fc:position", _integer(self.positions[each.identifier]))

    # -- judgements --------------------------------------------------------------------------------------------

    def crosswalk(self, iri: str, each: Crosswalk) -> None:
        self.begin(iri, each, "fc:Crosswalk", "prov:Entity")
        self.references(iri, "fc:policy", (each.policy,))
        self.references(iri, "fc:instrument", (each.instrument,))
        self.notes(iri, each)

    def mapping(self, iri: str, each: Judgement) -> None:
        self.begin(iri, each, "fc:Mapping", "prov:Entity")
        self.say(iri, "fc:document", self.iri(each.crosswalk))
        self.say(iri, "fc:position", _integer(self.positions[each.identifier]))
        self.references(iri, "fc:policy", (each.policy,))
        self.references(iri, "fc:instrument", (each.instrument,))
        self.references(iri, "fc:obligation", (each.obligation,))
        self.references(iri, "fc:metBy", each.met_by)
        self.references(iri, "fc:helpedBy", each.helped_by)
        self.say(iri, "fc:extent", _concept("extent", each.extent))
        self.words(iri, "fc:missing", each.missing)
        self.judged(iri, each)

    def comparison(self, iri: str, each: Comparison) -> None:
        self.comparisons[each.document] = None
        self.begin(iri, each, "fc:Comparison", "prov:Entity")
        self.say(iri, "fc:document", self.iri(each.document))
        self.say(iri, "fc:position", _integer(self.positions[each.identifier]))
        self.references(iri, "fc:compares", (each.provision,))
        self.references(iri, "fc:against", (each.against,) if each.against else ())
        self.say(iri, "fc:relation", _concept("relation", each.relation))
        self.words(iri, "fc:differs", each.differs)
        self.references(iri, "fc:stricter", (each.stricter,) if each.stricter else ())
        self.judged(iri, each)
        one, other = (self.corpus.provisions.get(end) for end in (each.provision, each.against))
        if each.relation is Relation.EQUAL and one and other and {one.kind, other.kind} <= DEFINING:
            # Only here do the words of SKOS say exactly what the judgement says: two terms mean the same.
            terms = (_sub(self.iri(end.identifier), "term") for end in (one, other))
            self.say(next(terms), "skos:exactMatch", next(terms))

    def judged(self, iri: str, each: Judgement | Comparison) -> None:
        """Why a judgement was made, and who stands behind it."""
        self.words(iri, "fc:reason", each.reason)
        self.say(iri, "fc:reviewState", _concept("review", review_state(self.corpus, each)))
        review: Review | None = each.reviewed
        if review:
            self.reviewers[review.by] = None
            node = _sub(iri, "review")
            self.say(iri, "fc:review", node)
            self.types(node, "fc:Review", "prov:Activity")
            self.say(node, "fc:reviewedOn", _day(review.on))
            self.say(node, "prov:wasAssociatedWith", iri_of(f"reviewers#{review.by}", self.base))
            self.say(node, "prov:used", iri)
            self.words(node, "fc:stamp", review.stamp)
        self.notes(iri, each)

    # -- outlines ----------------------------------------------------------------------------------------------

    def outline(self, iri: str, each: Outline) -> None:
        self.begin(iri, each, "fc:Outline", "prov:Entity")
        self.of_developer(iri, each.developer)
        self.words(iri, "fc:version", each.version)
        self.references(iri, "fc:serves", each.serves)
        self.words(iri, "fc:approved", each.approved)
        self.notes(iri, each)

    def outline_section(self, iri: str, each: OutlineSection) -> None:
        self.begin(iri, each, "fc:OutlineSection")
        self.inside(iri, each)
        self.say(iri, "fc:depth", _integer(each.depth))
        self.references(iri, "fc:answers", each.answers)
        self.references(iri, "fc:drawsOn", each.draws_on)
        self.words(iri, "fc:redact", each.redact)
        self.words(iri, "fc:justification", each.justification)
        self.notes(iri, each)


_EMPTY = Value("")


def _condition_class(condition: Condition) -> str:
    match condition:
        case All():
            return "AllOf"
        case AnyOf():
            return "AnyOf"
        case Not():
            return "NotCondition"
        case Named():
            return "NamedCondition"
        case Compared():
            return "NumberCondition"
        case Dated():
            return "DateCondition"
        case Worded():
            return "WordCondition"
        case OfModels():
            return "ModelCondition"
        case Quoted():
            return "Proviso"


_IN_ADDRESS = re.compile(r"%(?![0-9A-Fa-f]{2})|[\x00-\x20<>\"{}|\\^`\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff]")


def web_iri(address: str) -> str:
    """A web address as an IRI: what an IRI cannot hold is percent-encoded."""
    head, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    path = path.replace("[", "%5B").replace("]", "%5D")
    before, hash_, fragment = path.partition("#")
    path = before + hash_ + fragment.replace("#", "%23")
    encoded = _IN_ADDRESS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), path)
    return head + mark + host + slash + encoded
