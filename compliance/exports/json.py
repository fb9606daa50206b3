"""JSON: the whole corpus in one document, for programs; its JSON Schema is published beside it (:func:`schema`).

There is one list for each kind of record, in reading order. Every record has every key of its kind, in one order:
a value that is not there is ``null``, a list that is empty is ``[]``. Values such as deadlines and conditions stand
in the words of the content grammar, so ``within 72 hours of discovery`` stays that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, TypeVar

from compliance.diagnostics import ComplianceError, Place
from compliance.exports import BASE, Format, known_base, known_format, review_state
from compliance.model import prose
from compliance.model.corpus import Corpus, Heading
from compliance.model.crosswalks import Comparison, Crosswalk
from compliance.model.crosswalks import Mapping as Judgement
from compliance.model.fields import Record, Source
from compliance.model.identifiers import document_of
from compliance.model.instruments import Instrument, Provision
from compliance.model.outlines import Outline, OutlineSection
from compliance.model.policies import Change, Commitment, Developer, Evidence, Fact, Policy, Thing
from compliance.model.terms import Term, Topic

__all__ = ["FORMATS", "SCHEMA", "VERSION", "schema", "write"]

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({"json": Format(".json", "application/json")})
"""The one format that :func:`write` knows."""

VERSION = 1
"""The version of the document's shape; it changes when a program that reads the document might have to."""

SCHEMA = f"{BASE}schema/corpus-{VERSION}.json"
"""The name of the schema, which every document bears; nothing needs to answer at this address."""

Object = dict[str, Any]
R = TypeVar("R", bound=Record | Heading)


def write(corpus: Corpus, *, format: str = "json", base: str = BASE) -> bytes:
    """The whole corpus as one JSON document.

    Args:
        corpus: what is exported.
        format: ``json``.
        base: what a program puts before identifiers to get the IRIs of the RDF export; the document bears it.

    Raises:
        ComplianceError: there is no such format, ``base`` is no base, or a text is not Unicode.
    """
    known_format(format, FORMATS)
    text = json.dumps(document_of_corpus(corpus, base=known_base(base)), ensure_ascii=False, indent=1)
    try:
        return f"{text}\n".encode()
    except UnicodeEncodeError as error:
        raise ComplianceError(f"the content holds half of a character: {error}") from error


def schema() -> bytes:
    """The JSON Schema (2020-12) of what :func:`write` writes."""
    return (files("compliance.exports") / "data" / "schema.json").read_bytes()


def document_of_corpus(corpus: Corpus, *, base: str = BASE) -> Object:
    """The document as plain values, before it is written."""
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "base": base,
        "instruments": _each(corpus.instruments.values(), _instrument),
        "provisions": _each(corpus.provisions.values(), lambda each: _provision(corpus, each)),
        "headings": _each(corpus.headings.values(), _heading),
        "policies": _each(corpus.policies.values(), _policy),
        "commitments": _each(corpus.commitments.values(), lambda each: _commitment(corpus, each)),
        "changes": _each(corpus.changes.values(), _change),
        "developers": _each(corpus.developers.values(), _developer),
        "things": _each(corpus.things.values(), _thing),
        "facts": _each(corpus.facts, _fact),
        "evidence": _each(corpus.evidence.values(), _evidence),
        "crosswalks": _each(corpus.crosswalks.values(), _crosswalk),
        "mappings": _each(corpus.mappings, lambda each: _mapping(corpus, each)),
        "comparisons": _each(corpus.comparisons, lambda each: _comparison(corpus, each)),
        "outlines": _each(corpus.outlines.values(), _outline),
        "outline_sections": _each(corpus.outline_sections.values(), _outline_section),
        "terms": _each(corpus.terms.values(), _term),
        "topics": _each(corpus.topics.values(), _topic),
    }


def _each(records: Iterable[R], make: Callable[[R], Object]) -> list[Object]:
    return [{"id": each.identifier, **make(each), "place": _place(each.place)} for each in records]


def _text(value: object) -> str | None:
    """The canonical text of a value; ``None`` where there is none."""
    return str(value) if value is not None and value != "" else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _place(place: Place) -> Object:
    return {"file": place.file, "line": place.line, "column": place.column}


def _source(source: Source | None) -> Object | None:
    if source is None:
        return None
    return {
        "address": source.address,
        "retrieved": _day(source.retrieved),
        "second_hand": source.second_hand,
    }


def _notes(record: Record, *, prose_too: bool = True) -> list[str]:
    """The short notes, then the prose block by block, without markup."""
    blocks = (prose.plain(block) for block in record.notes) if prose_too else ()
    return [*record.note, *(each for each in blocks if each)]


def _instrument(each: Instrument) -> Object:
    return {
        "citation": each.citation,
        "title": each.title,
        "kind": str(each.kind),
        "jurisdiction": each.jurisdiction,
        "cite_as": each.cite_as,
        "in_force": str(each.in_force),
        "applies": _text(each.applies),
        "status": each.status,
        "supersedes": _text(each.supersedes),
        "source": _source(each.source),
        "notes": _notes(each),
    }


def _provision(corpus: Corpus, each: Provision) -> Object:
    whole = corpus.instruments.get(each.document)
    in_force = each.in_force or getattr(whole or corpus.policies.get(each.document), "in_force", None)
    return {
        "citation": each.citation,
        "bracket": _text(each.bracket),
        "title": _text(each.title),
        "document": each.document,
        "parent": _text(each.parent),
        "kind": str(each.kind),
        "statement": each.statement,
        "bearer": _text(each.bearer),
        "when": _text(each.when),
        "unless": _text(each.unless),
        "on": list(each.on),
        "due": [str(deadline) for deadline in each.due],
        "every": _text(each.every),
        "keep_for": _text(each.keep_for),
        "to": _text(each.to),
        "filing": _text(each.filing),
        "amount": _text(each.amount),
        "asks_for": _text(each.asks_for),
        "strength": _text(each.strength),
        "topics": list(each.topics),
        "in_force": _text(in_force),
        "applies": _text(each.applies or (whole.applies if whole else None)),
        "part_of": _text(each.part_of),
        "satisfied_by": list(each.satisfied_by),
        "implements": list(each.implements),
        "for": list(each.targets),
        "means": _text(each.means),
        "of": _text(each.of),
        "same_as": _text(each.same_as),
        "rests_on": list(each.rests_on),
        "replaced_by": list(each.replaced_by),
        "known_by": list(each.known_by),
        "departures": [str(one) for one in each.departs],
        "formerly": list(each.formerly),
        "notes": _notes(each),
    }


def _heading(each: Heading) -> Object:
    return {
        "citation": _text(each.citation),
        "title": _text(each.title),
        "document": document_of(each.identifier),
    }


def _policy(each: Policy) -> Object:
    return {
        "title": each.title,
        "developer": each.developer,
        "version": each.version,
        "cite_as": each.cite_as,
        "in_force": str(each.in_force),
        "status": each.status,
        "supersedes": _text(each.supersedes),
        "serves": list(each.serves),
        "source": _source(each.source),
        "notes": _notes(each),
    }


def _commitment(corpus: Corpus, each: Commitment) -> Object:
    policy = corpus.policies.get(each.document)
    return {
        "citation": each.citation,
        "bracket": _text(each.bracket),
        "title": _text(each.title),
        "document": each.document,
        "statement": each.statement,
        "track": str(each.track),
        "strength": each.strength,
        "when": _text(each.when),
        "unless": _text(each.unless),
        "on": list(each.on),
        "due": [str(deadline) for deadline in each.due],
        "every": _text(each.every),
        "keep_for": _text(each.keep_for),
        "to": _text(each.to),
        "responsible": _text(each.responsible),
        "topics": list(each.topics),
        "in_force": _text(each.in_force or (policy.in_force if policy else None)),
        "restates": list(each.restates),
        "continues": list(each.continues),
        "target": _text(each.target),
        "reached_when": _text(each.reached_when),
        "state": _text(each.state),
        "confidence": _text(each.confidence),
        "formerly": list(each.formerly),
        "notes": _notes(each),
    }


def _change(each: Change) -> Object:
    return {
        "title": _text(each.title),
        "commitment": _text(each.commitment),
        "change": each.change,
        "because": _text(each.because),
        "notes": _notes(each),
    }


def _developer(each: Developer) -> Object:
    return {"name": each.name, "title": each.title, "notes": _notes(each)}


def _thing(each: Thing) -> Object:
    return {
        "title": each.title,
        "developer": each.developer,
        "kind": str(each.kind),
        "statement": each.statement,
        "about": list(each.about),
        "source": _source(each.source),
        "notes": _notes(each),
    }


def _fact(each: Fact) -> Object:
    return {
        "developer": each.developer,
        "about": _text(each.about),
        "name": each.name,
        "value": str(each.value),
        "basis": _text(each.basis),
        "source": _source(each.source),
        "notes": _notes(each),
    }


def _evidence(each: Evidence) -> Object:
    return {
        "title": each.title,
        "developer": each.developer,
        "event": _text(each.event),
        "statement": each.statement,
        "shows": list(each.shows),
        "covers": str(each.covers),
        "short_of": _text(each.short_of),
        "source": _source(each.source),
        "notes": _notes(each),
    }


def _crosswalk(each: Crosswalk) -> Object:
    return {
        "title": each.title,
        "policy": each.policy,
        "instrument": each.instrument,
        "notes": _notes(each),
    }


def _mapping(corpus: Corpus, each: Judgement) -> Object:
    return {
        "title": _text(each.title),
        "crosswalk": each.crosswalk,
        "policy": each.policy,
        "instrument": each.instrument,
        "obligation": each.obligation,
        "met_by": list(each.met_by),
        "helped_by": list(each.helped_by),
        "extent": str(each.extent),
        "missing": _text(each.missing),
        "reason": _text(each.reason),
        "review": _review(corpus, each),
        "notes": _notes(each, prose_too=False),
    }


def _comparison(corpus: Corpus, each: Comparison) -> Object:
    return {
        "document": each.document,
        "instruments": list(each.instruments),
        "provision": each.provision,
        "against": _text(each.against),
        "relation": str(each.relation),
        "differs": _text(each.differs),
        "stricter": _text(each.stricter),
        "reason": _text(each.reason),
        "review": _review(corpus, each),
        "notes": _notes(each, prose_too=False),
    }


def _review(corpus: Corpus, each: Judgement | Comparison) -> Object:
    review = each.reviewed
    return {
        "state": review_state(corpus, each),
        "on": _day(review.on) if review else None,
        "by": review.by if review else None,
        "stamp": review.stamp if review else None,
    }


def _outline(each: Outline) -> Object:
    return {
        "title": each.title,
        "developer": each.developer,
        "version": _text(each.version),
        "serves": list(each.serves),
        "approved": _text(each.approved),
        "notes": _notes(each),
    }


def _outline_section(each: OutlineSection) -> Object:
    return {
        "title": each.title,
        "document": each.document,
        "depth": each.depth,
        "answers": list(each.answers),
        "draws_on": list(each.draws_on),
        "redact": _text(each.redact),
        "justification": _text(each.justification),
        "notes": _notes(each),
    }


def _term(each: Term) -> Object:
    return {
        "name": each.name,
        "kind": str(each.kind),
        "statement": each.statement,
        "of": each.of,
        "value": _text(each.value),
        "default": _text(each.default),
        "notes": _notes(each),
    }


def _topic(each: Topic) -> Object:
    return {"name": each.name, "means": each.means, "notes": _notes(each)}
