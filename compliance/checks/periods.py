"""Do the days fit: versions, what they replace, and what was read when?"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.diagnostics import Diagnostic, Rule, Severity
from compliance.model.corpus import Corpus
from compliance.model.instruments import Instrument, Provision
from compliance.model.policies import Commitment, Policy

OUTSIDE = Rule(
    "C801",
    "never-in-force",
    Severity.WARNING,
    "A provision or a commitment has days in force none of which lies in those of its document.",
    "It would never count.",
    "- duty: report\n- in force: until 2025-06-01",
    "- duty: report\n- in force: until 2027-06-01",
)
NEVER_TOGETHER = Rule(
    "C802",
    "never-in-force-together",
    Severity.WARNING,
    "A crosswalk judges a policy against a law that ended before the policy began.",
    "A law that has ended binds nobody, so none of the judgements will ever count.",
    "a crosswalk of a policy 'from 2026-02-24' and a law 'until 2026-01-01'",
    "a crosswalk of the law that took its place",
)
BOTH_IN_FORCE = Rule(
    "C803",
    "both-in-force",
    Severity.ERROR,
    "A document is still in force on a day on which the one that supersedes it already is.",
    "Both versions would be counted on that day.",
    "- supersedes: anthropic/rsp-3.0\n- in force: from 2026-04-02",
    "- supersedes: anthropic/rsp-3.0\n- in force: from 2026-07-01",
)
ONLY_OLD_VERSION = Rule(
    "C804",
    "only-old-version-judged",
    Severity.NOTE,
    "A superseded version of a policy is judged against a law, and the version that supersedes it is not.",
    "From the change on, everything under that law is 'not assessed'.",
    "mappings/acme/policy-1/us-ca-sb-53.md alone, where acme/policy-2 supersedes acme/policy-1",
    "mappings/acme/policy-2/us-ca-sb-53.md beside it",
)
READ_BEFORE = Rule(
    "C805",
    "read-before-it-happened",
    Severity.WARNING,
    "A source was read before the day that it is said to show.",
    "It cannot show what had not happened yet.",
    "- covers: 2026-07-24\n- source: <https://example.org/log>, retrieved 2026-05-01",
    "- covers: 2026-07-24\n- source: <https://example.org/log>, retrieved 2026-11-22",
)


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """Where days do not fit."""
    parts: list[Provision | Commitment] = [*corpus.provisions.values(), *corpus.commitments.values()]
    for record in parts:
        whole = corpus.instruments.get(record.document) or corpus.policies.get(record.document)
        if record.in_force is not None and whole is not None and not record.in_force.meets(whole.in_force):
            yield OUTSIDE.at(
                record.place_of("in force"),
                f"'{record.in_force}' lies outside the days of its document, '{whole.in_force}'",
                "correct one of the two",
                length=len(str(record.in_force)),
            )
    yield from _versions(corpus)
    yield from _crosswalks(corpus)
    yield from _read_before(corpus)


def _versions(corpus: Corpus) -> Iterator[Diagnostic]:
    documents: list[Instrument | Policy] = [*corpus.instruments.values(), *corpus.policies.values()]
    for record in documents:
        before = corpus.instruments.get(record.supersedes) or corpus.policies.get(record.supersedes)
        if before is not None and before.in_force.meets(record.in_force):
            start = record.in_force.start
            yield BOTH_IN_FORCE.at(
                record.place_of("in force"),
                f"'{before.identifier}', which this supersedes, is still in force then ({before.in_force})",
                f"end it: 'until {start}' in {before.place.file}" if start else "say from when this is in force",
                length=len(str(record.in_force)),
            )


def _crosswalks(corpus: Corpus) -> Iterator[Diagnostic]:
    later = {each.supersedes: each for each in corpus.policies.values() if each.supersedes}
    pairs = {(each.policy, each.instrument) for each in corpus.crosswalks.values()}
    for crosswalk in corpus.crosswalks.values():
        policy, instrument = corpus.policies.get(crosswalk.policy), corpus.instruments.get(crosswalk.instrument)
        if policy is None or instrument is None:
            continue
        starts, ended = policy.in_force.start, instrument.in_force.until
        # A law that is still to come is worth judging: the verdict says "not yet".
        if starts and ended and ended <= starts:
            yield NEVER_TOGETHER.at(
                crosswalk.place_of("policy"),
                f"the policy is in force {policy.in_force}, and the law {instrument.in_force}",
                "judge the policy against the law that took its place",
                length=len(crosswalk.policy),
            )
        newer = later.get(policy.identifier)
        if newer is not None and (newer.identifier, instrument.identifier) not in pairs:
            yield ONLY_OLD_VERSION.at(
                crosswalk.place_of("policy"),
                f"'{newer.identifier}' supersedes this policy and is not judged against {instrument.identifier}",
                f"add a crosswalk of it: 'compliance new crosswalk {newer.identifier} {instrument.identifier}'",
                length=len(crosswalk.policy),
            )


def _read_before(corpus: Corpus) -> Iterator[Diagnostic]:
    for evidence in corpus.evidence.values():
        first = evidence.covers.first
        if first is not None and evidence.source.retrieved < first:
            yield READ_BEFORE.at(
                evidence.place_of("covers"),
                f"the source was read on {evidence.source.retrieved}, before the day that it is said to show",
                "correct one of the two days",
                length=len(str(evidence.covers)),
            )
    for fact in corpus.facts:
        moment = fact.value.moment
        if moment is not None and fact.source is not None and fact.source.retrieved < moment.day:
            yield READ_BEFORE.at(
                fact.place,
                f"the source was read on {fact.source.retrieved}, before {moment.day}",
                "correct one of the two days",
            )
