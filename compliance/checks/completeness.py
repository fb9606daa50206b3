"""Is everything there that a thing needs: bearers, topics, sources, targets, the duty that a content belongs to?"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from compliance.model.corpus import Corpus
from compliance.model.instruments import HANDED_DOWN, NEEDED_FIELDS, Provision, ProvisionKind
from compliance.model.policies import Commitment, ThingKind

NEEDED = Rule(
    "C401",
    "needed-field",
    Severity.ERROR,
    "A provision lacks a field that its kind needs, of its own or handed down from a heading above.",
    "A duty without a bearer binds nobody, and one without a topic stands in no report.",
    "## (a)\n\n- duty: publish the framework",
    "## (a)\n\n- duty: publish the framework\n- bearer: frontier developer\n- topic: framework",
)
UNKNOWN_TOPIC = Rule(
    "C402",
    "unknown-topic",
    Severity.ERROR,
    "A topic is not in topics.md.",
    "Reports list things by topic; this one would stand in none of them.",
    "- topic: incident reportng",
    "- topic: incident reporting",
)
NO_SOURCE = Rule(
    "C403",
    "no-source",
    Severity.ERROR,
    "A fact or an event has no source.",
    "Nobody could check what the verdicts rest on.",
    "- annual gross revenue: > 500000000 USD in 2025",
    "- annual gross revenue: > 500000000 USD in 2025\n- source: <https://example.org/report>, retrieved 2026-01-31",
)
CONTENT_OF_NOTHING = Rule(
    "C404",
    "content-of-nothing",
    Severity.ERROR,
    "A content belongs to no duty.",
    "What a document must say can be judged only where some duty asks for the document.",
    "## (1)\n\n- content: how it tests its models",
    "## (1)\n\n- content: how it tests its models\n- part of: 2.write",
)
PENALTY_FOR_NOTHING = Rule(
    "C405",
    "penalty-for-nothing",
    Severity.ERROR,
    "Neither a penalty nor a penalty above or below it says what it is for.",
    "No gap would show that it is at stake.",
    "## (a)\n\n- penalty: a civil penalty\n- amount: up to 1000000 USD per violation",
    "## (a)\n\n- penalty: a civil penalty\n- for: all\n- amount: up to 1000000 USD per violation",
)
ONE_WAY = Rule(
    "C406",
    "one-way",
    Severity.ERROR,
    "A duty can be satisfied by one way only.",
    "With one way there is no choice; most likely another one was forgotten.",
    "- satisfied by: any of 1107.1.d.1",
    "- satisfied by: any of 1107.1.d.1, 1107.1.d.2",
)
NO_TOPIC = Rule(
    "C407",
    "no-topic",
    Severity.WARNING,
    "A commitment has no topic.",
    "It would not be offered to whoever looks for what could close a gap.",
    "- commitment: publish each Risk Report\n- track: unilateral\n- strength: will",
    "- commitment: publish each Risk Report\n- track: unilateral\n- strength: will\n- topic: risk assessment",
)

_ATTRIBUTES = {"topic": "topics", "for": "targets", "same as": "same_as"}


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """What is missing."""
    penalised = _with_targets(corpus)
    for provision in corpus.provisions.values():
        yield from _needed(corpus, provision)
        yield from _topics(corpus, provision)
        if provision.kind is ProvisionKind.CONTENT and not _has_duty(corpus, provision):
            yield CONTENT_OF_NOTHING.at(
                provision.place_of("content"),
                "no duty stands above this content or before it under the same heading",
                "put it under the duty whose document must say it, or add '- part of: …' with that duty",
            )
        if provision.kind is ProvisionKind.PENALTY and provision.amount and provision.identifier not in penalised:
            yield PENALTY_FOR_NOTHING.at(
                provision.place_of("penalty"),
                "this penalty does not say for which breaches it is, nor does one above or below it",
                "add '- for: all', or the identifiers of the duties",
            )
        if len(provision.satisfied_by) == 1:
            yield ONE_WAY.at(
                provision.place_of("satisfied by"), "only one way to satisfy this duty is named", "name the others, too"
            )
    for commitment in corpus.commitments.values():
        yield from _topics(corpus, commitment)
        if not commitment.topics:
            yield NO_TOPIC.at(commitment.place, "this commitment has no topic", "add '- topic: …' from topics.md")
    yield from _sources(corpus)


def _needed(corpus: Corpus, provision: Provision) -> Iterator[Diagnostic]:
    for needed in sorted(NEEDED_FIELDS.get(provision.kind, ())):
        names = needed.split(" or ")
        if any(getattr(provision, _ATTRIBUTES.get(name, name)) for name in names):
            continue
        if provision.document in corpus.policies and needed in ("bearer", "topic"):
            continue
        shown = " and no ".join(f"'{name}'" for name in names)
        lines = " or ".join(f"'- {name}: …'" for name in names)
        yield NEEDED.at(
            provision.place,
            f"this {provision.kind} has no {shown}"
            + (", of its own or handed down" if names[0] in HANDED_DOWN else ""),
            f"add {lines}" + (" to it or to a heading above" if names[0] in HANDED_DOWN else ""),
        )


def _topics(corpus: Corpus, record: Provision | Commitment) -> Iterator[Diagnostic]:
    for number, topic in enumerate(record.topics):
        if topic not in corpus.topics:
            place = record.places.get(f"topic[{number}]") or record.place_of("topic")
            hint = did_you_mean(topic, corpus.topics, otherwise="use a topic of topics.md, or add it there")
            yield UNKNOWN_TOPIC.at(place, f"'{topic}' is not a topic", hint, length=len(topic))


def _has_duty(corpus: Corpus, content: Provision) -> bool:
    """Whether some duty asks for the document that a content belongs to."""
    if content.part_of:
        return True  # Whether it is a duty is the question of another check.
    above = corpus.provisions.get(content.parent)
    while above is not None:
        if above.kind in _DUTIES or above.part_of:
            return True
        above = corpus.provisions.get(above.parent)
    container = content.identifier.rpartition(".")[0]
    return bool(container) and any(
        each.kind in _DUTIES and each.order < content.order for each in corpus.provisions_below(container)
    )


_DUTIES = (ProvisionKind.DUTY, ProvisionKind.AUTHORITY_DUTY)


def _with_targets(corpus: Corpus) -> frozenset[str]:
    """The penalties that say what they are for, and those above and below them."""
    penalties = {each.identifier: each for each in corpus.provisions.values() if each.kind is ProvisionKind.PENALTY}
    found = {identifier for identifier, each in penalties.items() if each.targets}
    for identifier in tuple(found):
        above = penalties.get(penalties[identifier].parent)
        while above is not None:
            found.add(above.identifier)
            above = penalties.get(above.parent)
    for identifier, each in penalties.items():  # in reading order, so that what stands above comes first
        if each.parent in found:
            found.add(identifier)
    return frozenset(found)


def _sources(corpus: Corpus) -> Iterator[Diagnostic]:
    for fact in corpus.facts:
        if fact.source is None:
            yield NO_SOURCE.at(fact.place, f"the fact '{fact.name}' has no source", "add '- source: <…>, retrieved …'")
    for thing in corpus.things.values():
        if thing.kind is ThingKind.EVENT and thing.source is None:
            yield NO_SOURCE.at(
                thing.place, f"the event '{thing.title}' has no source", "add '- source: <…>, retrieved …'"
            )
