"""What each obligation's verdict is on a day, and why: the verdict table of the grammar, row by row.

A mapping judges; this module weighs what the mapping needs, looks for evidence and occasions, and takes the first row
of the table that fits. Nothing here is a matter of degree: every verdict carries the reasons it was reached by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from compliance.analyses.applicability import Applicabilities, Applicability, Status, developer_named
from compliance.diagnostics import ComplianceError, did_you_mean
from compliance.graph import KnowledgeGraph
from compliance.model.conditions import Truth, negated
from compliance.model.crosswalks import Extent, Mapping
from compliance.model.identifiers import Identifier, covers
from compliance.model.instruments import AsksFor, Provision, ProvisionKind
from compliance.model.periods import DeadlineKind, day_of, due, later
from compliance.model.policies import Commitment, Evidence, Policy, Thing, ThingKind, Track
from compliance.model.reasons import Reason
from compliance.model.strengths import Force, force_of, speaks_of_effort


class Verdict(StrEnum):
    """What is to be said of an obligation, worst first."""

    BREACHED = "breached"
    CONFLICT = "conflict"
    NOT_ASSESSED = "not assessed"
    NOT_MET = "not met"
    RECOMMENDED_ONLY = "recommended only"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    PARTLY_MET = "partly met"
    STATED = "stated"
    NO_BREACH_RECORDED = "no breach recorded"
    MET = "met"

    @property
    def rank(self) -> int:
        """0 for the worst; of several mappings for one obligation, the one with the highest rank counts."""
        return list(Verdict).index(self)


class Flag(StrEnum):
    """What is said beside a verdict."""

    DRAFT = "draft"
    STALE = "stale"
    NO_OCCASION = "no occasion yet"
    OTHER_ROUTE = "by the other route"
    THROUGH_CODE = "through the Code"
    OPTION = "one of several ways"
    EVIDENCE_UNUSED = "evidence on file, not judged"
    UNKNOWN = "unknown"


class Weight(StrEnum):
    """What a commitment is worth for an obligation, weakest first."""

    NOTHING = "nothing"
    RECOMMENDED = "recommended"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    BINDING = "binding"

    @property
    def rank(self) -> int:
        """0 for the weakest."""
        return list(Weight).index(self)


_BY_WEIGHT = {
    Weight.NOTHING: Verdict.NOT_MET,
    Weight.RECOMMENDED: Verdict.RECOMMENDED_ONLY,
    Weight.CONDITIONAL: Verdict.CONDITIONAL,
    Weight.PLANNED: Verdict.PLANNED,
}


def weight_of_verb(strength: str, obligation: Provision) -> Weight:
    """What a unilateral commitment with this verb is worth.

    Args:
        strength: the text's own verb, such as ``will`` or ``expect``.
        obligation: what it is to meet; one that asks for efforts itself is met by a promise of efforts.
    """
    match force_of(strength):
        case Force.NOTHING:
            return Weight.NOTHING
        case Force.PLAN:
            return Weight.PLANNED
        case Force.EFFORT:
            return Weight.BINDING if speaks_of_effort(obligation.strength) else Weight.PLANNED
        case Force.PROMISE:
            return Weight.BINDING


@dataclass(frozen=True, slots=True)
class Judged:
    """What one mapping comes to on the day.

    Attributes:
        mapping: the judgement.
        verdict: what it comes to; ``None`` for a void one.
        weight: of the weakest of what it needs.
        flags: what is said beside it.
        because: why.
    """

    mapping: Mapping
    verdict: Verdict | None
    weight: Weight = Weight.BINDING
    flags: tuple[Flag, ...] = ()
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """The verdict on one obligation.

    Attributes:
        obligation: what is judged.
        applicability: whether it binds on the day.
        verdict: what is to be said of it; ``None`` where it does not bind and will not.
        flags: what is said beside the verdict.
        judged: what each mapping comes to, the deciding one first.
        because: why, as a tree.
        is_option: whether it is one of several ways to satisfy another obligation, which then has the gap.
    """

    obligation: Provision
    applicability: Applicability
    verdict: Verdict | None
    flags: tuple[Flag, ...] = ()
    judged: tuple[Judged, ...] = ()
    because: tuple[Reason, ...] = ()
    is_option: bool = False

    @property
    def mapping(self) -> Mapping | None:
        """The judgement that decided, if any."""
        return self.judged[0].mapping if self.judged else None

    @property
    def is_gap(self) -> bool:
        """Whether something is left to do: it binds, will or may, and is neither met nor free of occasion."""
        if self.verdict is None or self.is_option:
            return False
        if self.verdict in (Verdict.MET, Verdict.NO_BREACH_RECORDED):
            return False
        return not (self.verdict is Verdict.STATED and Flag.NO_OCCASION in self.flags)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time that the moment of an obligation happened.

    Attributes:
        thing: the event or model that it happened to.
        moment: its name.
        when: the day or time; ``None`` where it is known to have happened, or may have, on a day that is not known.
    """

    thing: Identifier
    moment: str
    when: date | datetime | None


@dataclass
class Coverage:
    """Verdicts for one developer and some of its policies on one day.

    Attributes:
        graph: the knowledge graph.
        developer: the developer's name.
        as_of: the day.
        policies: the policies whose mappings count.
    """

    graph: KnowledgeGraph
    developer: str
    as_of: date
    policies: tuple[Identifier, ...]
    _answers: Applicabilities = field(init=False, repr=False)
    _done: dict[Identifier, Covered] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self._answers = Applicabilities(self.graph, self.developer, self.as_of)

    def of(self, obligation: Provision) -> Covered:
        """The verdict on an obligation; each is reached once."""
        if obligation.identifier not in self._done:
            # Guards against a duty that is, through others, its own option.
            applicability = self._answers.of(obligation)
            self._done[obligation.identifier] = Covered(obligation, applicability, Verdict.NOT_ASSESSED)
            self._done[obligation.identifier] = self._cover(obligation, applicability)
        return self._done[obligation.identifier]

    def _cover(self, obligation: Provision, applicability: Applicability) -> Covered:
        is_option = self.graph.is_option(obligation.identifier)
        flags: list[Flag] = [Flag.OPTION] if is_option else []
        if not applicability.counts:
            return Covered(obligation, applicability, None, tuple(flags), is_option=is_option)
        if applicability.status is Status.UNKNOWN or applicability.is_uncertain:
            flags.append(Flag.UNKNOWN)
        judged = sorted(
            self._judgements(obligation),
            # Of equals the one with the fewest flags, then by name, so that the order of files decides nothing.
            key=lambda each: (
                each.verdict is None,
                -_preference(each.verdict),
                len(each.flags),
                each.flags,
                each.mapping.identifier,
            ),
        )
        found = self._verdict(obligation, [each for each in judged if each.verdict is not None])
        return Covered(
            obligation,
            applicability,
            found.verdict,
            tuple(dict.fromkeys((*flags, *found.flags))),
            tuple(judged),
            found.because,
            is_option,
        )

    # -- the table -------------------------------------------------------------------------------------------------

    def _verdict(self, obligation: Provision, judged: list[Judged]) -> _Found:
        """The first row of the table that fits."""
        breaches = tuple(self._breaches(obligation))
        if breaches:
            return _Found(Verdict.BREACHED, because=breaches)
        best = judged[0] if judged else None
        if best is not None and best.verdict is Verdict.CONFLICT:
            return _Found(Verdict.CONFLICT, best.flags, best.because)
        if obligation.kind is ProvisionKind.PROHIBITION:
            silent = Reason(
                "nothing recorded breaks it, and nothing in force contradicts it; no promise is needed for that"
            )
            return _Found(
                Verdict.NO_BREACH_RECORDED,
                best.flags if best else (),
                (silent, *(best.because if best else ())),
            )
        options = [self.of(each) for each in self.graph.options_of(obligation.identifier)]
        routes = [self._route(each) for each in self.graph.alternatives_to(obligation.identifier)]
        candidates = [
            *([_Found(best.verdict, best.flags, best.because)] if best and best.verdict else []),
            # That nothing breaks a prohibition does not show that a duty beside it was done.
            *(
                self._by_option(each, obligation)
                for each in options
                if each.verdict not in (None, Verdict.NO_BREACH_RECORDED)
            ),
            *(each for each in (*routes, self._through_code(obligation)) if each is not None),
        ]
        if not candidates:
            return self._not_assessed(obligation)
        found = max(candidates, key=lambda each: each.verdict.rank)
        found = self._elements(obligation, found)
        if found.verdict is Verdict.NOT_ASSESSED:
            return self._not_assessed(obligation)
        return found

    def _not_assessed(self, obligation: Provision) -> _Found:
        policies = ", ".join(self.graph.corpus.policies[each].title for each in self.policies)
        reasons = [
            Reason(
                f"no judgement of {policies} against it is in force" if policies else "no policy is in force to judge"
            )
        ]
        flags: tuple[Flag, ...] = ()
        if evidence := self._evidence(obligation):
            flags = (Flag.EVIDENCE_UNUSED,)
            reasons.extend(
                Reason(f"on file, not judged: {each.statement}", identifier=each.identifier, place=each.place)
                for each in evidence
            )
        return _Found(Verdict.NOT_ASSESSED, flags, tuple(reasons))

    def _by_option(self, option: Covered, obligation: Provision) -> _Found:
        assert option.verdict is not None  # the caller passes only what has one
        reason = Reason(
            f"one way to satisfy it is {option.obligation.citation}, which is {option.verdict}",
            option.because,
            option.obligation.identifier,
            place=option.obligation.place,
        )
        # An option may wait for its own occasion; a duty that knows of none does not wait with it.
        dropped = {Flag.OPTION} if self._moments(obligation) else {Flag.OPTION, Flag.NO_OCCASION}
        return _Found(option.verdict, tuple(flag for flag in option.flags if flag not in dropped), (reason,))

    def _route(self, alternative: Provision) -> _Found | None:
        """Another way to meet an obligation, where it is taken and met."""
        judged = [each for each in self._judgements(alternative) if each.verdict is Verdict.MET]
        if not judged or self._answers.of(alternative).status is not Status.APPLIES:
            return None
        if self._taken(alternative) is not Truth.TRUE:
            return None
        reason = Reason(
            f"met by the other route that {alternative.citation} opens",
            judged[0].because,
            alternative.identifier,
            place=alternative.place,
        )
        return _Found(Verdict.MET, (*judged[0].flags, Flag.OTHER_ROUTE), (reason,))

    def _through_code(self, obligation: Provision) -> _Found | None:
        """The worst of the measures by which a code that the developer has signed implements an obligation.

        A code often names an article as a whole. Of such measures those count that share a topic with the obligation,
        if any does: how models are tested says nothing of how incidents are reported. A prohibition among them that
        nothing breaks says nothing either way.
        """
        measures = [self.of(each) for each in self.graph.implementing(obligation.identifier) if each.is_obligation]
        judged = [
            (each.verdict, each)
            for each in measures
            if each.applicability.status in (Status.APPLIES, Status.UNKNOWN)
            and each.verdict is not None
            and each.verdict is not Verdict.NO_BREACH_RECORDED
            and not each.is_option
        ]
        if not judged:
            return None
        topics = set(obligation.topics)
        judged = [each for each in judged if topics & set(each[1].obligation.topics)] or judged
        verdict, worst = min(judged, key=lambda pair: (pair[0].rank, pair[1].obligation.identifier))
        words = (
            f"through {worst.obligation.citation}, the worst of the measures that implement it, which is {verdict}; "
        )
        if verdict in (Verdict.BREACHED, Verdict.CONFLICT):
            # To leave a code aside is no infringement: it only means that the code does not show the article to be met.
            words += "that is no breach of the article itself, which the code then does not show to be met; "
            verdict = Verdict.NOT_MET
        reason = Reason(
            f"{words}keeping to a code is no proof of conformity",
            worst.because,
            worst.obligation.identifier,
            place=worst.obligation.place,
        )
        return _Found(verdict, (*worst.flags, Flag.THROUGH_CODE), (reason,))

    def _taken(self, alternative: Provision) -> Truth:
        if alternative.when is None:
            return Truth.TRUE
        return self._answers.judge(alternative.when, alternative, self.developer).truth

    def _elements(self, obligation: Provision, found: _Found) -> _Found:
        """A document duty is at most partly met while one of its elements is not, and stated while one is only that."""
        if found.verdict not in (Verdict.MET, Verdict.STATED):
            return found
        contents = [self.of(each) for each in self.graph.contents_of(obligation.identifier)]
        lacking = [
            each for each in contents if each.verdict is not None and each.verdict not in (Verdict.MET, Verdict.STATED)
        ]
        verdict = Verdict.PARTLY_MET
        if not lacking and found.verdict is Verdict.MET:
            # It is in full what it should be, but what makes one of its elements count is not there.
            lacking = [each for each in contents if each.verdict is Verdict.STATED and each.is_gap]
            verdict = Verdict.STATED
        if not lacking:
            return found
        reasons = tuple(
            Reason(
                f"its element {each.obligation.citation} is {each.verdict}",
                identifier=each.obligation.identifier,
            )
            for each in lacking
        )
        return _Found(verdict, found.flags, (*reasons, *found.because))

    # -- mappings --------------------------------------------------------------------------------------------------

    def _judgements(self, obligation: Provision) -> Iterator[Judged]:
        for mapping in self.graph.mappings_of(obligation.identifier):
            if mapping.policy in self.policies:
                yield self._judge(mapping, obligation)

    def _judge(self, mapping: Mapping, obligation: Provision) -> Judged:
        flags = self._review_flags(mapping)
        said = Reason(
            f"{self._title(mapping.policy)} against {obligation.citation}: {mapping.extent}"
            + (f"; missing: {mapping.missing}" if mapping.missing else ""),
            identifier=mapping.identifier,
            place=mapping.place,
        )
        policy = self.graph.corpus.policies[mapping.policy]
        if not policy.in_force.holds_on(self.as_of):
            gone = Reason(
                f"{policy.title} is in force {policy.in_force}, so its judgement does not count",
                place=policy.place_of("in force"),
            )
            return Judged(mapping, None, flags=flags, because=(gone,))
        needs = self.graph.needs_of(mapping)
        lost = [each for each in mapping.met_by if not self.graph.corpus.below(each)]
        lost += [each for each in needs if not self._is_in_force(each)]
        if lost or (mapping.extent in (Extent.FULL, Extent.PARTIAL) and not needs):
            what = ", ".join(lost) or "anything"
            return Judged(
                mapping,
                None,
                flags=flags,
                because=(Reason(f"void: it needs {what}, which is not in force"), said),
            )
        if mapping.extent is Extent.CONFLICT:
            reasons = (said, *(self._need_reason(each, None) for each in needs))
            return Judged(mapping, Verdict.CONFLICT, flags=flags, because=reasons)
        if mapping.extent is Extent.NONE:
            return Judged(mapping, Verdict.NOT_MET, Weight.NOTHING, flags, (said,))
        weighed = [(each, *self.weigh(each, obligation)) for each in needs]
        weakest = min((weight for _, weight, _ in weighed), key=lambda each: each.rank)
        reasons = (said, *(self._need_reason(each, weight, why) for each, weight, why in weighed))
        done, done_reasons = self._done_and_evidenced(obligation, mapping)
        if weakest in _BY_WEIGHT and not done:
            return Judged(mapping, _BY_WEIGHT[weakest], weakest, flags, reasons)
        if mapping.extent is Extent.PARTIAL:
            return Judged(mapping, Verdict.PARTLY_MET, weakest, flags, (*reasons, *done_reasons))
        verdict, more_flags, why_not = self._stated_or_met(obligation, mapping, done)
        return Judged(mapping, verdict, weakest, (*flags, *more_flags), (*reasons, *done_reasons, *why_not))

    def _review_flags(self, mapping: Mapping) -> tuple[Flag, ...]:
        if mapping.reviewed is None:
            return (Flag.DRAFT,)
        return () if self.graph.corpus.stamp_of(mapping) == mapping.reviewed.stamp else (Flag.STALE,)

    def _is_in_force(self, identifier: Identifier) -> bool:
        """Whether a commitment or definition is in force: its policy, and it too where it has days of its own."""
        corpus = self.graph.corpus
        need = corpus.commitments.get(identifier) or corpus.provisions.get(identifier)
        policy = corpus.policies.get(need.document) if need is not None else None
        periods = (policy.in_force if policy else None, need.in_force if need else None)
        return all(each.holds_on(self.as_of) for each in periods if each is not None)

    def weigh(self, identifier: Identifier, obligation: Provision) -> tuple[Weight, str]:
        """What one need is worth for an obligation, and why."""
        corpus = self.graph.corpus
        if identifier in corpus.evidence:
            return Weight.BINDING, "evidence of what was done"
        if identifier in corpus.commitments:
            return self._weigh_commitment(corpus.commitments[identifier], obligation)
        if obligation.asks_for is AsksFor.CONTENT:
            return Weight.BINDING, "a definition, which describes"
        return Weight.NOTHING, "a definition promises no conduct"

    def _weigh_commitment(self, commitment: Commitment, obligation: Provision) -> tuple[Weight, str]:
        verb = weight_of_verb(commitment.strength, obligation)
        said = f"{commitment.track} track, '{commitment.strength}'"
        match commitment.track:
            case Track.UNILATERAL:
                conditions = _conditions_in_words(commitment)
                return verb, said + (f"; only {conditions}" if conditions else "")
            case Track.CONTINGENT:
                known = self._condition_known(commitment)
                if known is Truth.TRUE:
                    return verb, f"{said}; its condition is known to hold"
                return Weight.CONDITIONAL, f"{said}; its condition is not known to hold"
            case Track.RECOMMENDATION:
                return Weight.RECOMMENDED, f"{said}: what the industry should do"
            case Track.GOAL:
                return Weight.PLANNED, f"{said}: public and graded, not promised"
            case _:
                if obligation.asks_for is AsksFor.CONTENT:
                    return Weight.BINDING, f"{said}; it describes, which is what a content asks for"
                return Weight.NOTHING, f"{said}: it binds nobody"

    def _condition_known(self, commitment: Commitment) -> Truth:
        """Whether the conditions of a contingent commitment are known to hold; words that nobody computed are not."""
        if commitment.when is None:
            return Truth.UNKNOWN
        finding = self._answers.judge(commitment.when, commitment, self.developer)
        if commitment.unless is not None:
            # Words after "unless" that nobody computed are printed; only what is known to hold takes the promise back.
            exception = self._answers.judge(commitment.unless, commitment, self.developer)
            if exception.computed and exception.truth is not Truth.FALSE:
                return negated(exception.truth)
        return finding.truth if finding.computed else Truth.UNKNOWN

    def _need_reason(self, identifier: Identifier, weight: Weight | None, why: str = "") -> Reason:
        record = self.graph.corpus.find(identifier)
        statement = str(getattr(record, "statement", ""))
        citation = self.graph.corpus.citation_of(identifier)
        weighs = f" ({why}: weighs as {weight})" if weight else ""
        return Reason(f"{citation}: {statement}{weighs}", identifier=identifier, place=record.place if record else None)

    def _title(self, identifier: Identifier) -> str:
        policy = self.graph.corpus.policies.get(identifier)
        return policy.title if policy else identifier

    # -- what makes it count ---------------------------------------------------------------------------------------

    def _stated_or_met(
        self, obligation: Provision, mapping: Mapping, done: bool
    ) -> tuple[Verdict, tuple[Flag, ...], tuple[Reason, ...]]:
        if done:
            return Verdict.MET, (), ()
        is_content = obligation.asks_for is AsksFor.CONTENT
        if is_content and self._serves(mapping, obligation):
            return Verdict.MET, (), ()
        moments = self._moments(obligation)
        if moments and not self.occasions(obligation):
            return (
                Verdict.STATED,
                (Flag.NO_OCCASION,),
                (Reason(f"no {' or '.join(moments)} is on record up to {self.as_of}"),),
            )
        if is_content:
            title = self._title(mapping.policy)
            return (
                Verdict.STATED,
                (),
                (Reason(f"{title} is not the document that {self._asked_by(obligation)} asks for"),),
            )
        return (
            Verdict.STATED,
            (),
            (Reason(f"no evidence on file shows that it was done and covers {self.as_of}"),),
        )

    def _serves(self, mapping: Mapping, obligation: Provision) -> bool:
        """Whether what is needed stands in a document that is meant to be the one the law asks for."""
        documents = {commitment.document for commitment in self._commitments(mapping)} or {mapping.policy}
        return all(
            any(covers(served, obligation.identifier) for served in self.graph.corpus.policies[each].serves)
            for each in documents
        )

    def _commitments(self, mapping: Mapping) -> Iterator[Commitment]:
        for each in self.graph.needs_of(mapping):
            if each in self.graph.corpus.commitments:
                yield self.graph.corpus.commitments[each]

    def _asked_by(self, obligation: Provision) -> str:
        duty = self.graph.duty_of(obligation.identifier)
        return duty.citation if duty else obligation.citation

    def _moments(self, obligation: Provision) -> tuple[str, ...]:
        """The moments that set an obligation off.

        Where it has none of its own, a content has those of the duty whose document it stands in, and another route
        those of the obligations that it is a route to.
        """
        if obligation.on:
            return obligation.on
        if obligation.kind is ProvisionKind.CONTENT:
            duty = self.graph.duty_of(obligation.identifier)
            return duty.on if duty else ()
        if obligation.kind is ProvisionKind.ALTERNATIVE:
            met = self.graph.corpus.expand(obligation.targets)
            return tuple(dict.fromkeys(moment for each in met if each.is_obligation for moment in each.on))
        return ()

    def occasions(self, obligation: Provision) -> tuple[Occasion, ...]:
        """The times up to the day that a moment of the obligation happened, or may have happened on an unknown day.

        What happened before the obligation began to bind is no occasion for it.
        """
        moments = self._moments(obligation)
        starts = self._answers.of(obligation).starts
        found: list[Occasion] = []
        for thing in self._things():
            for fact in self.graph.corpus.facts_about(thing.identifier):
                if fact.name not in moments:
                    continue
                if fact.value.moment is not None:
                    when = fact.value.moment.when
                    if (starts is None or starts <= day_of(when)) and day_of(when) <= self.as_of:
                        found.append(Occasion(thing.identifier, fact.name, when))
                elif fact.value.truth is not Truth.FALSE:
                    found.append(Occasion(thing.identifier, fact.name, None))
        return tuple(found)

    def _things(self) -> tuple[Thing, ...]:
        kinds = (ThingKind.EVENT, ThingKind.MODEL)
        return tuple(
            each
            for each in self.graph.corpus.things.values()
            if each.developer == self.developer and each.kind in kinds
        )

    def _evidence(self, obligation: Provision) -> tuple[Evidence, ...]:
        """What the developer had on file about it on the day."""
        return tuple(
            each
            for each in self.graph.evidence_for(obligation.identifier)
            if each.developer == self.developer and self._is_past(each)
        )

    def _is_past(self, evidence: Evidence) -> bool:
        return evidence.covers.first is None or evidence.covers.first <= self.as_of

    def _done_and_evidenced(self, obligation: Provision, mapping: Mapping) -> tuple[bool, tuple[Reason, ...]]:
        """Whether evidence shows that the obligation was kept on the day, on every occasion that there was."""
        if obligation.asks_for is AsksFor.CONTENT and not any(
            each in self.graph.corpus.evidence for each in self.graph.needs_of(mapping)
        ):
            return False, ()
        evidence = self._evidence(obligation)
        needed = [
            self.graph.corpus.evidence[each]
            for each in self.graph.needs_of(mapping)
            if each in self.graph.corpus.evidence and self._is_past(self.graph.corpus.evidence[each])
        ]
        evidence = tuple(dict.fromkeys((*evidence, *needed)))
        occasions = self.occasions(obligation)
        if self._moments(obligation):
            if not occasions or any(each.when is None for each in occasions):
                return False, ()
            used = [self._shown(each, evidence, obligation, occasions) for each in occasions]
            if not all(used):
                return False, ()
            found = tuple(dict.fromkeys(each for each in used if each))
        else:
            found = tuple(each for each in evidence if self._covers_day(each, obligation))
            if not found:
                return False, ()
        return True, tuple(
            Reason(
                f"evidence: {each.statement} (covers {each.covers})",
                identifier=each.identifier,
                source=each.source,
                place=each.place,
            )
            for each in found
        )

    def _shown(
        self, occasion: Occasion, evidence: Iterable[Evidence], obligation: Provision, occasions: Iterable[Occasion]
    ) -> Evidence | None:
        """The evidence that something was done on an occasion.

        What stands under another occasion shows nothing of this one, unless it is about the same thing; and what was
        over before it happened shows nothing, unless the law asks for something before it.
        """
        day = day_of(occasion.when) if occasion.when else None
        others = {each.thing for each in occasions} - {occasion.thing}
        # One incident may have two moments, such as belief and determination: what follows the first is in time.
        earliest = min(
            (day_of(each.when) for each in occasions if each.thing == occasion.thing and each.when), default=day
        )
        before = any(each.kind in _AHEAD for each in obligation.due)
        for each in evidence:
            own = each.event == occasion.thing
            if not own and each.event in others and not self._is_about(each.event, occasion.thing):
                continue
            if earliest is not None and not before and _is_over(each, earliest):
                continue
            if own or (day and each.covers.holds_on(day)):
                return each
        return None

    def _is_about(self, event: Identifier, thing: Identifier) -> bool:
        found = self.graph.corpus.things.get(event)
        return found is not None and thing in found.about

    def _covers_day(self, evidence: Evidence, obligation: Provision) -> bool:
        if evidence.covers.holds_on(self.as_of):
            return True
        done = evidence.covers.day
        if done is None or done > self.as_of or obligation.every is None:
            return False
        until = later(done, obligation.every.longest())
        return day_of(until) >= self.as_of

    def _breaches(self, obligation: Provision) -> Iterator[Reason]:
        """What shows that it was not done, or late, on any occasion up to the day."""
        happened: dict[Identifier, dict[str, date | datetime]] = {}
        for occasion in self.occasions(obligation):
            if occasion.when is not None:
                happened.setdefault(occasion.thing, {})[occasion.moment] = occasion.when
        starts = self._answers.of(obligation).starts
        for each in self._evidence(obligation):
            first = each.covers.first
            if starts is not None and _is_over(each, starts):
                continue  # nothing is broken before it binds
            if each.short_of:
                yield Reason(
                    f"{each.statement}: short of {each.short_of}",
                    identifier=each.identifier,
                    source=each.source,
                    place=each.place,
                )
            moments = happened.get(each.event, {})
            if first is None:
                continue
            for deadline in obligation.due:
                if deadline.of and not moments:
                    continue
                last = due(deadline, moments.get)
                if not deadline.of and last is not None and self._was_in_time(obligation, day_of(last)):
                    continue
                if last is not None and first > day_of(last):
                    yield Reason(
                        f"{each.statement} is dated {first}; it was due {deadline}, by {day_of(last)}",
                        identifier=each.identifier,
                        source=each.source,
                        place=each.place,
                    )

    def _was_in_time(self, obligation: Provision, last: date) -> bool:
        """Whether some evidence shows it by a fixed day; what is dated later is then another time."""
        return any(each.covers.first is None or each.covers.first <= last for each in self._evidence(obligation))


_AHEAD = (
    DeadlineKind.ON_OR_BEFORE,
    DeadlineKind.BEFORE,
    DeadlineKind.AT_LEAST_BEFORE,
    DeadlineKind.AT_MOST_BEFORE,
)
"""The deadlines that lie before their moment."""


def _conditions_in_words(commitment: Commitment) -> str:
    """The conditions of a promise, which its reader must know."""
    when = f"when {commitment.when}" if commitment.when is not None else ""
    unless = f"unless {commitment.unless}" if commitment.unless is not None else ""
    return " and ".join(each for each in (when, unless) if each)


@dataclass(frozen=True, slots=True)
class _Found:
    verdict: Verdict
    flags: tuple[Flag, ...] = ()
    because: tuple[Reason, ...] = ()


def _is_over(evidence: Evidence, day: date) -> bool:
    """Whether everything that the evidence speaks of lies before a day."""
    covers = evidence.covers
    if covers.day is not None:
        return covers.day < day
    return covers.period is not None and covers.period.is_over(day)


def _preference(verdict: Verdict | None) -> int:
    """Of several mappings: a conflict first, then the best."""
    if verdict is None:
        return -1
    return len(Verdict) if verdict is Verdict.CONFLICT else verdict.rank


def policies_considered(
    graph: KnowledgeGraph, developer: str, as_of: date, policies: Iterable[Identifier] = ()
) -> tuple[Policy, ...]:
    """The policies that an analysis looks at: those named, or all of the developer that are in force on the day.

    Raises:
        ComplianceError: a named policy does not exist or is another developer's.
    """
    known = {each.identifier: each for each in graph.corpus.policies.values() if each.developer == developer}
    named = tuple(dict.fromkeys(policies))
    for each in named:
        if each not in known:
            raise ComplianceError(
                f"{developer} has no policy '{each}' in the content",
                did_you_mean(each, known, otherwise=f"known policies: {', '.join(known) or 'none'}"),
            )
    if named:
        return tuple(known[each] for each in named)
    return tuple(each for each in known.values() if each.in_force.holds_on(as_of))


def known_instruments(graph: KnowledgeGraph, instruments: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """The laws and codes that were named, if the content has all of them.

    Raises:
        ComplianceError: it lacks one, with the nearest as a hint.
    """
    wanted = tuple(instruments)
    for each in wanted:
        if each not in graph.corpus.instruments:
            known = graph.corpus.instruments
            raise ComplianceError(
                f"there is no law or code '{each}' in the content",
                did_you_mean(each, known, otherwise=f"known: {', '.join(known) or 'none'}"),
            )
    return wanted


def analyse(
    graph: KnowledgeGraph,
    developer: str,
    as_of: date,
    *,
    policies: Iterable[Identifier] = (),
    instruments: Iterable[Identifier] = (),
) -> tuple[Covered, ...]:
    """The verdict on every obligation, in reading order; permissions only where a policy conflicts with them.

    Args:
        graph: the knowledge graph.
        developer: the developer's name.
        as_of: the day.
        policies: the policies to look at; all that are in force on the day, if none is named.
        instruments: only obligations of these; of all, if none is named.

    Raises:
        ComplianceError: the developer, a policy or an instrument is not known.
    """
    name = developer_named(graph, developer).name
    wanted = known_instruments(graph, instruments)
    considered = policies_considered(graph, name, as_of, policies)
    coverage = Coverage(graph, name, as_of, tuple(each.identifier for each in considered))
    found = [coverage.of(each) for each in graph.obligations(wanted)]
    found.extend(
        covered
        for permission in _permissions(graph, wanted)
        if (covered := coverage.of(permission)).verdict is Verdict.CONFLICT
    )
    return tuple(sorted(found, key=lambda each: each.obligation.order))


def _permissions(graph: KnowledgeGraph, instruments: tuple[Identifier, ...]) -> Iterator[Provision]:
    for each in graph.corpus.provisions.values():
        looked_at = each.kind is ProvisionKind.PERMISSION and (not instruments or each.document in instruments)
        if looked_at and any(mapping.extent is Extent.CONFLICT for mapping in graph.mappings_of(each.identifier)):
            yield each
