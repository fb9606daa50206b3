"""Does every identifier in a field name a thing that is there, and of the right sort?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from compliance.checks._kinds import (
    COMMITMENT,
    DEFINITION,
    DUTY,
    EARLIER,
    INSTRUMENT,
    JUDGED,
    OBLIGATION,
    POLICY,
    PROVISION,
    SUBJECT,
    SUPPORT,
    Sort,
    kind_of,
    means,
    nearest_identifier,
)
from compliance.diagnostics import Diagnostic, Place, Rule, Severity, did_you_mean
from compliance.model.corpus import Corpus
from compliance.model.crosswalks import Comparison, Crosswalk
from compliance.model.crosswalks import Mapping as Judgement
from compliance.model.fields import Record
from compliance.model.identifiers import Identifier, document_of
from compliance.model.instruments import Instrument, Provision
from compliance.model.outlines import Outline, OutlineSection
from compliance.model.policies import Commitment, Evidence, Fact, Policy, Thing

UNKNOWN_IDENTIFIER = Rule(
    "C101",
    "unknown-identifier",
    Severity.ERROR,
    "An identifier names nothing in the content.",
    "Whatever hangs on it would be lost without a word.",
    "- met by: 4.77",
    "- met by: 4.7",
)
WRONG_SORT = Rule(
    "C102",
    "wrong-sort-of-thing",
    Severity.ERROR,
    "An identifier names a thing of another sort than the field takes.",
    "A judgement that rests on a definition of the law, say, says nothing of what the developer promised.",
    "- met by: us-ca/sb-53#22757.12.a.1",
    "- met by: anthropic/rsp-3.0#4.7",
)
UNKNOWN_DEVELOPER = Rule(
    "C103",
    "unknown-developer",
    Severity.ERROR,
    "A policy or an outline names a developer that has no file.",
    "Without the developer's file nobody can say which laws bind it.",
    "- developer: anthropc",
    "- developer: anthropic",
)
OTHER_DOCUMENT = Rule(
    "C104",
    "other-document",
    Severity.ERROR,
    "A judgement or a comparison speaks of a law that its file is not about.",
    "It would be counted for the wrong law, or for none.",
    "- instrument: us-ca/sb-53\n\n## us-ny/raise-act#1421.1",
    "- instrument: us-ny/raise-act\n\n## 1421.1",
)
NAME_IN_USE = Rule(
    "C105",
    "former-name-in-use",
    Severity.ERROR,
    "A former identifier is the identifier of another thing.",
    "A reference written before the change would now mean the wrong thing.",
    "## (b) Publishing\n\n- duty: publish it\n- formerly: 12.a",
    "## (b) Publishing\n\n- duty: publish it\n- formerly: 12.a.publish",
)
OTHER_DEVELOPER = Rule(
    "C106",
    "other-developer",
    Severity.ERROR,
    "A judgement of one developer's policy rests on what another developer says or does.",
    "Nobody meets a law by what somebody else promises.",
    "- policy: anthropic/rsp-3.0\n\n## 22757.12.a.1\n\n- met by: acme/policy#2",
    "- policy: anthropic/rsp-3.0\n\n## 22757.12.a.1\n\n- met by: 4.7",
)

FIELDS: Mapping[type[Record], Mapping[str, Sort]] = {
    Instrument: {"supersedes": INSTRUMENT},
    Provision: {
        "for": PROVISION,
        "satisfied by": OBLIGATION,
        "implements": PROVISION,
        "rests on": DEFINITION,
        "replaced by": PROVISION,
        "part of": DUTY,
        "same as": DEFINITION,
    },
    Policy: {"supersedes": POLICY, "serves": PROVISION},
    Commitment: {"restates": COMMITMENT, "continues": EARLIER},
    Thing: {"about": SUBJECT},
    Evidence: {"shows": OBLIGATION},
    Crosswalk: {"policy": POLICY, "instrument": INSTRUMENT},
    Judgement: {"met by": SUPPORT, "helped by": SUPPORT},
    Comparison: {"against": PROVISION, "stricter": INSTRUMENT},
    Outline: {"serves": PROVISION},
    OutlineSection: {"answers": PROVISION, "draws on": SUPPORT},
}
"""What the fields of each sort of record may point at; anything below it will do as well."""

_ATTRIBUTES = {"for": "targets"}


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """What is wrong with the identifiers in the fields of every record."""
    finder = _Finder(corpus)
    for record in corpus.records():
        for name, sort in FIELDS.get(type(record), {}).items():
            for number, reference in enumerate(references_in(record, name)):
                place = record.places.get(f"{name}[{number}]") or record.place_of(name)
                yield from finder.wrong(reference, sort, name, place, document_of(record.identifier))
        yield from _of_one(corpus, finder, record)
    yield from _former_names(corpus)


def references_in(record: Record, name: str) -> tuple[Identifier, ...]:
    """The identifiers in a field."""
    value = getattr(record, _ATTRIBUTES.get(name, name.replace(" ", "_")))
    values = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in values if each and " " not in each)


class _Finder:
    """Looks references up, and remembers what it found: the same few stand in thousands of fields."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.means = lru_cache(maxsize=None)(lambda reference, sort: means(corpus, reference, sort))
        self.exists = lru_cache(maxsize=None)(corpus.exists)
        self.nearest = lru_cache(maxsize=None)(lambda reference, sort: nearest_identifier(corpus, reference, sort))

    def wrong(
        self, reference: Identifier, sort: Sort, name: str, place: Place, home: Identifier
    ) -> Iterator[Diagnostic]:
        """What is wrong with one reference, if anything."""
        if self.means(reference, sort):
            return
        shown = _shown(reference, home)
        if not self.exists(reference):
            near = self.nearest(reference, sort)
            hint = f"did you mean '{_shown(near, home)}'?" if near else f"name {sort.words}"
            yield UNKNOWN_IDENTIFIER.at(place, f"'{shown}' names nothing in the content", hint, length=len(shown))
            return
        record = self.corpus.find(reference)
        says = f"'{shown}' is {kind_of(record)}" if record else f"'{shown}' is only a heading"
        yield WRONG_SORT.at(place, f"{says}, and '{name}' takes {sort.words}", f"name {sort.words}", length=len(shown))


def _shown(identifier: Identifier, home: Identifier) -> str:
    """An identifier as the author would write it in this document."""
    document, _, pinpoint = identifier.partition("#")
    return pinpoint if document == home and pinpoint else identifier


def _of_one(corpus: Corpus, finder: _Finder, record: Record) -> Iterator[Diagnostic]:
    match record:
        case Policy() | Outline() if record.developer not in corpus.developers:
            hint = did_you_mean(
                record.developer, corpus.developers, otherwise=f"add frameworks/{record.developer}/developer.md"
            )
            yield UNKNOWN_DEVELOPER.at(
                record.place_of("developer"),
                f"'{record.developer}' is no developer in the content",
                hint,
                length=len(record.developer),
            )
        case Fact() if "#" in record.name:
            yield from finder.wrong(record.name, DEFINITION, "a fact about a role", record.place, "")
        case Judgement():
            yield from _judgement(corpus, finder, record)
        case Comparison():
            yield from _comparison(corpus, finder, record)
        case _:
            pass


def _judgement(corpus: Corpus, finder: _Finder, mapping: Judgement) -> Iterator[Diagnostic]:
    if mapping.instrument not in corpus.instruments:
        return  # The crosswalk's own field is reported.
    if document_of(mapping.obligation) != mapping.instrument:
        yield OTHER_DOCUMENT.at(
            mapping.place,
            f"'{mapping.obligation}' does not belong to {mapping.instrument}, which this crosswalk is about",
            "move the section to a crosswalk of that law",
            length=len(mapping.obligation),
        )
        return
    yield from finder.wrong(mapping.obligation, JUDGED, "the heading of a judgement", mapping.place, mapping.instrument)
    policy = corpus.policies.get(mapping.policy)
    for name, references in (("met by", mapping.met_by), ("helped by", mapping.helped_by)):
        for number, reference in enumerate(references):
            developer = _developer_of(corpus, reference)
            if policy and developer and developer != policy.developer:
                place = mapping.places.get(f"{name}[{number}]") or mapping.place_of(name)
                yield OTHER_DEVELOPER.at(
                    place,
                    f"'{reference}' is {developer}'s, and the judgement is about {policy.developer}",
                    f"name what {policy.developer} itself says or does",
                    length=len(reference),
                )


def _developer_of(corpus: Corpus, reference: Identifier) -> str | None:
    policy = corpus.policies.get(document_of(reference))
    if policy:
        return policy.developer
    evidence = corpus.evidence.get(reference)
    return evidence.developer if evidence else None


def _comparison(corpus: Corpus, finder: _Finder, comparison: Comparison) -> Iterator[Diagnostic]:
    for instrument in comparison.instruments:
        yield from finder.wrong(instrument, INSTRUMENT, "instruments", Place(comparison.place.file), "")
    known = set(comparison.instruments) & set(corpus.instruments)
    ends = [(comparison.provision, comparison.place)]
    if comparison.against:
        ends.append((comparison.against, comparison.place_of("against")))
    for end, place in ends:
        if known and document_of(end) not in comparison.instruments:
            yield OTHER_DOCUMENT.at(
                place,
                f"'{end}' belongs to neither {' nor '.join(comparison.instruments)}",
                "name a provision of one of the two laws that the file compares",
                length=len(end),
            )
    if document_of(comparison.provision) in known:
        yield from finder.wrong(
            comparison.provision, PROVISION, "the heading of a comparison", comparison.place, comparison.instruments[0]
        )
    if comparison.against and document_of(comparison.against) == document_of(comparison.provision):
        yield OTHER_DOCUMENT.at(
            comparison.place_of("against"),
            f"'{comparison.against}' belongs to the same law as '{comparison.provision}'",
            "name a provision of the other law",
            length=len(comparison.against),
        )


def _former_names(corpus: Corpus) -> Iterator[Diagnostic]:
    taken: dict[Identifier, Identifier] = {}
    for record in corpus.records():
        for former in getattr(record, "formerly", ()):
            whole = former if "#" in former else f"{document_of(record.identifier)}#{former}"
            other = whole if corpus.find(whole) else taken.setdefault(whole, record.identifier)
            if other != record.identifier:
                yield NAME_IN_USE.at(
                    record.place_of("formerly"),
                    f"'{former}' is the name of {'another thing' if other == whole else other}",
                    "take it out, or write the identifier that the thing had before",
                    length=len(former),
                )
