"""Which obligations bind a developer on a day, and why: roles, thresholds, facts and dates, in three values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from compliance.diagnostics import ComplianceError, did_you_mean
from compliance.graph import KnowledgeGraph
from compliance.model.conditions import (
    Compared,
    Condition,
    Dated,
    Finding,
    Leaf,
    Named,
    OfModels,
    Quoted,
    Truth,
    Worded,
    both,
    compare,
    compare_days,
    either,
    evaluate,
    missing,
    proviso,
    provisos,
    with_exception,
)
from compliance.model.facts import InYear, OnTheDay, Since
from compliance.model.identifiers import Identifier
from compliance.model.instruments import Provision
from compliance.model.periods import Period, day_of
from compliance.model.policies import Commitment, Developer, Fact, Thing, ThingKind
from compliance.model.reasons import Reason
from compliance.model.terms import COMPUTED, TermKind


class Status(StrEnum):
    """Whether an obligation binds on the day."""

    APPLIES = "applies"
    NOT_YET = "not yet"
    NO_LONGER = "no longer"
    DOES_NOT_APPLY = "does not apply"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether one obligation binds a developer on a day.

    Attributes:
        obligation: the obligation.
        status: the answer.
        is_uncertain: whether it is ``not yet`` and it is not known either whether it will bind.
        starts: the first day on which it binds, where that is to come or known.
        ends: the first day on which it no longer binds, if any.
        because: why, as a tree.
        missing: the facts that would settle an ``unknown``, in words.
        provisos: what is printed and not computed.
        check: exemptions that may hold, and are not known to.
    """

    obligation: Identifier
    status: Status
    is_uncertain: bool = False
    starts: date | None = None
    ends: date | None = None
    because: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    provisos: tuple[str, ...] = ()
    check: tuple[Identifier, ...] = ()

    @property
    def words(self) -> str:
        """The status as reports print it, such as ``not yet, unknown``."""
        return f"{self.status}, unknown" if self.is_uncertain else str(self.status)

    @property
    def counts(self) -> bool:
        """Whether a verdict is due: it applies, will apply or may apply."""
        return self.status in (Status.APPLIES, Status.NOT_YET, Status.UNKNOWN)


def developer_named(graph: KnowledgeGraph, name: str) -> Developer:
    """The developer of that name.

    Raises:
        ComplianceError: there is none, with the nearest known name as a hint.
    """
    known = graph.corpus.developers
    if name in known:
        return known[name]
    listed = ", ".join(known) or "none"
    raise ComplianceError(
        f"there is no developer '{name}' in the content",
        did_you_mean(name, known, otherwise=f"known developers: {listed}"),
    )


@dataclass
class Applicabilities:
    """Answers for one developer on one day; what was found once is not looked up again.

    Attributes:
        graph: the knowledge graph.
        developer: the developer's name.
        as_of: the day.
    """

    graph: KnowledgeGraph
    developer: str
    as_of: date
    _held: dict[tuple[Identifier, Identifier], Finding] = field(default_factory=dict, init=False, repr=False)
    _open: set[tuple[Identifier, Identifier]] = field(default_factory=set, init=False, repr=False)

    def of(self, obligation: Provision) -> Applicability:
        """Whether an obligation binds the developer on the day."""
        status, starts, ends, dated = self._dates(obligation)
        if status is Status.NO_LONGER:
            return Applicability(obligation.identifier, status, starts=starts, ends=ends, because=dated)
        findings = list(self._grounds(obligation))
        truth = both(*(_settled(each) for each in findings))
        because = (*dated, *(self._reason(each) for each in findings))
        exempt, check, exempt_until = self._exemptions(obligation)
        if exempt:
            because = (*because, *(self._reason(each) for each in exempt))
        for_good = exempt and (exempt_until is None or (ends is not None and ends <= exempt_until))
        if truth is Truth.FALSE or for_good:
            return Applicability(
                obligation.identifier, Status.DOES_NOT_APPLY, starts=starts, ends=ends, because=because
            )
        if exempt_until is not None:
            status, starts = Status.NOT_YET, max(filter(None, (starts, exempt_until)))
        hangs_on = self._open_start(obligation)
        uncertain = truth is Truth.UNKNOWN or bool(hangs_on)
        if status is not Status.NOT_YET:
            status = Status.UNKNOWN if uncertain else Status.APPLIES
        return Applicability(
            obligation.identifier,
            status,
            is_uncertain=uncertain and status is Status.NOT_YET,
            starts=starts,
            ends=ends,
            because=because,
            missing=_once((*hangs_on, *(self._missing_words(each) for found in findings for each in missing(found)))),
            provisos=_once(each.condition_text for found in findings for each in provisos(found)),
            check=check,
        )

    # -- dates -----------------------------------------------------------------------------------------------------

    def _dates(self, obligation: Provision) -> tuple[Status, date | None, date | None, tuple[Reason, ...]]:
        instrument = self.graph.corpus.instruments[obligation.document]
        period = obligation.in_force or instrument.in_force
        place = obligation.place_of("in force") if obligation.in_force else instrument.place_of("in force")
        name = obligation.citation if obligation.in_force else instrument.citation
        starts, ends = period.start, period.until
        reasons = [Reason(f"{name} is in force {period}", place=place)]
        application = obligation.applies or instrument.applies
        if application is not None:
            first, last = application.starts_between(self._moment)
            applies_from = obligation if obligation.applies else instrument
            reasons.append(Reason(f"it applies {application}", place=applies_from.place_of("applies")))
            known = [day for day in (starts, first or last) if day]
            starts = max(known) if known else None
            ends = min((day for day in (ends, application.until) if day), default=None)
            if application.holds_on(self.as_of, self._moment) is Truth.UNKNOWN:
                # It hangs on a moment of which nothing is recorded, and may have begun.
                return Status.NOT_YET, starts if starts and starts > self.as_of else None, ends, tuple(reasons)
        if ends and starts and ends <= starts:
            # Repealed before it came to apply: on no day does it bind, and none is to be waited for.
            return Status.NO_LONGER, None, ends, (*reasons, Reason("it ends before it begins to apply"))
        if ends and ends <= self.as_of:
            return Status.NO_LONGER, starts, ends, tuple(reasons)
        if starts and self.as_of < starts:
            return Status.NOT_YET, starts, ends, tuple(reasons)
        return Status.APPLIES, starts, ends, tuple(reasons)

    def _open_start(self, obligation: Provision) -> tuple[str, ...]:
        """The moments on which it hangs whether the obligation applies already, and of which nothing is recorded."""
        application = obligation.applies or self.graph.corpus.instruments[obligation.document].applies
        if application is None or application.holds_on(self.as_of, self._moment) is not Truth.UNKNOWN:
            return ()
        return tuple(f"{name} (no day recorded)" for name, _ in application.moments() if self._moment(name) is None)

    def _moment(self, name: str) -> date | datetime | None:
        """When a moment of the developer or one of its entities happened; the first time, if more than once."""
        found = [
            fact.value.moment.when
            for fact in self.graph.corpus.facts
            if fact.developer == self.developer and fact.name == name and fact.value.moment is not None
        ]
        return min(found, key=lambda each: (day_of(each), str(each))) if found else None

    # -- grounds ---------------------------------------------------------------------------------------------------

    def _grounds(self, obligation: Provision) -> Iterator[Finding]:
        roles = self.graph.roles_bound(obligation)
        findings = tuple(self.holds(role, self.developer) for role in roles)
        if len(findings) == 1:
            yield findings[0]
        elif findings:
            # A duty on "A and B", or on "A or B", binds whoever is any of them.
            truth = either(*(_settled(each) for each in findings))
            yield Finding(f"it is a {' or '.join(role.statement for role in roles)}", truth, findings)
        condition = with_exception(obligation.when, obligation.unless)
        if condition is not None:
            yield self.judge(condition, obligation, self.developer)

    def judge(self, condition: Condition, user: Provision | Commitment, subject: Identifier) -> Finding:
        """What is found of a condition that ``user`` uses, for the developer, one of its entities or models."""
        return evaluate(condition, lambda leaf: self._leaf(leaf, user, subject))

    def holds(self, definition: Provision, subject: Identifier) -> Finding:
        """Whether a defined term or role holds of the developer, an entity or a model."""
        key = (definition.identifier, subject)
        if key in self._held:
            return self._held[key]
        if key in self._open:
            return Finding(
                f"{definition.statement}, as {definition.citation} defines it", Truth.UNKNOWN, note="a cycle"
            )
        self._open.add(key)
        try:
            self._held[key] = self._hold(definition, subject)
        finally:
            self._open.discard(key)
        return self._held[key]

    def _hold(self, definition: Provision, subject: Identifier) -> Finding:
        text = f"{definition.statement} ({definition.citation})"
        account = self._own_account(definition, subject)
        meant = self.graph.resolved(definition)
        condition = with_exception(meant.when, meant.unless)
        computed = self.judge(condition, meant, subject) if condition is not None else None
        if account is not None:
            truth = account.value.truth or Truth.UNKNOWN
            note = "recorded as the developer's own account"
            if computed is not None and computed.truth not in (Truth.UNKNOWN, truth):
                note += f"; the recorded facts say {computed.truth}"
            if truth is not Truth.UNKNOWN:
                return Finding(text, truth, (computed,) if computed else (), note=note, source=account)
        if computed is not None:
            return Finding(text, computed.truth, (computed,), computed.computed, source=meant)
        if meant.statement in self.graph.corpus.terms:
            # A definition without a test that can be computed: the terms have a fact of its name to record the answer.
            return self._fact_finding(Named(meant.statement), subject)
        return Finding(text, Truth.UNKNOWN, note="no fact says whether it is one", source=meant)

    def _own_account(self, definition: Provision, subject: Identifier) -> Fact | None:
        """A fact keyed by the identifier of a role, or of the one that it means the same as."""
        names = {definition.identifier, self.graph.resolved(definition).identifier}
        return self._fact(names, self._subjects(subject))

    # -- leaves ----------------------------------------------------------------------------------------------------

    def _leaf(self, leaf: Leaf, user: Provision | Commitment, subject: Identifier) -> Finding:
        match leaf:
            case Quoted():
                return proviso(leaf)
            case OfModels(quantifier, name):
                models = self._models()
                if not models:
                    return Finding(str(leaf), Truth.UNKNOWN, note="no model of the developer is recorded")
                found = tuple(self._named(Named(name), user, model.identifier) for model in models)
                join = either if quantifier == "some" else both
                return Finding(str(leaf), join(*(_settled(each) for each in found)), found)
            case Named():
                return self._named(leaf, user, subject)
            case _:
                return self._fact_finding(leaf, subject)

    def _named(self, leaf: Named, user: Provision | Commitment, subject: Identifier) -> Finding:
        definition = self.graph.definition_of(leaf.name, user)
        if definition is None:
            return self._fact_finding(leaf, subject)
        if definition.of == "model" and subject not in self.graph.corpus.things:
            return self._leaf(OfModels("some", leaf.name), user, subject)
        finding = self.holds(definition, subject)
        name = self._name(subject)
        return Finding(
            f"{name}: {finding.condition_text}",
            finding.truth,
            finding.because,
            finding.computed,
            finding.note,
            finding.source,
        )

    def _fact_finding(self, leaf: Leaf, subject: Identifier) -> Finding:
        name = leaf.name if not isinstance(leaf, Quoted) else ""
        term = self.graph.corpus.terms.get(name)
        if term is not None and term.kind is TermKind.FACT and term.of not in COMPUTED:
            return proviso(leaf, note=f"a fact of the {term.of} in question")
        if term is not None and term.of == "model" and subject not in self.graph.corpus.things and self._models():
            found = tuple(self._fact_finding(leaf, model.identifier) for model in self._models())
            return Finding(f"some model: {leaf}", either(*(_settled(each) for each in found)), found)
        entities = tuple(each.identifier for each in self._things(ThingKind.ENTITY))
        if term is not None and term.of == "entity" and entities and subject not in entities:
            found = tuple(self._fact_finding(leaf, entity) for entity in entities)
            if len(found) == 1:
                return found[0]
            return Finding(f"some entity: {leaf}", either(*(_settled(each) for each in found)), found)
        year = self.as_of.year - 1 if isinstance(leaf, Compared) and leaf.reckoning else None
        fact = self._fact({name}, self._subjects(subject), year=year)
        text = f"{self._name(subject)}: {leaf}"
        if fact is None:
            if term is not None and term.default and isinstance(leaf, Named):
                return Finding(
                    text,
                    Truth(term.default),
                    note=f"taken to be '{term.default}' where nothing is recorded",
                    source=term,
                )
            when = f" for {year}" if year else ""
            return Finding(text, Truth.UNKNOWN, note=f"no fact recorded{when}", source=term)
        return Finding(text, _truth(leaf, fact, self.as_of), note=f"recorded: {fact.value}", source=fact)

    def _subjects(self, subject: Identifier) -> tuple[tuple[Identifier, ...], ...]:
        """Where a name is looked up, from the inside out: the model or event, then the entities, then the developer."""
        entities = tuple(each.identifier for each in self._things(ThingKind.ENTITY))
        if subject == self.developer:
            return ((self.developer,), entities)
        if subject in entities:
            return ((subject,), (self.developer,))
        return ((subject,), entities, (self.developer,))

    def _fact(
        self, names: Iterable[str], levels: Iterable[tuple[Identifier, ...]], year: int | None = None
    ) -> Fact | None:
        """The fact of one of these names that holds on the day, of the nearest level.

        Of several about one subject the one that holds since the latest day counts; of several entities, one that
        says yes before one that says no.
        """
        wanted = frozenset(names)
        for subjects in levels:
            found: list[Fact] = []
            for subject in subjects:
                about = self.graph.corpus.facts_about(subject)
                if held := [each for each in about if self._holds(each, wanted, year)]:
                    found.append(max(held, key=_recency))
            if found:
                return max(found, key=_affirmation)
        return None

    def _holds(self, fact: Fact, names: frozenset[str], year: int | None) -> bool:
        """Whether a fact has one of these names and speaks of the year, or else of the day.

        The undated facts of a model hold from the earliest day that is recorded of it.
        """
        if fact.developer != self.developer or fact.name not in names:
            return False
        if year is not None:
            return fact.value.in_year == year
        if fact.value.is_dated or fact.value.moment is not None or fact.about not in self._first_days:
            return fact.value.holds_on(self.as_of)
        return self._first_days[fact.about] <= self.as_of

    @cached_property
    def _first_days(self) -> dict[Identifier, date]:
        """The earliest day that is recorded of each model."""
        found: dict[Identifier, date] = {}
        for model in self._models():
            days = [_start_of(each) for each in self.graph.corpus.facts_about(model.identifier)]
            if known := [day for day in days if day is not None]:
                found[model.identifier] = min(known)
        return found

    def _models(self) -> tuple[Thing, ...]:
        return self._things(ThingKind.MODEL)

    def _things(self, kind: ThingKind) -> tuple[Thing, ...]:
        things = self.graph.corpus.things.values()
        return tuple(each for each in things if each.developer == self.developer and each.kind is kind)

    def _name(self, subject: Identifier) -> str:
        thing = self.graph.corpus.things.get(subject)
        developer = self.graph.corpus.developers.get(self.developer)
        return thing.title if thing else developer.title if developer else self.developer

    # -- exemptions ------------------------------------------------------------------------------------------------

    def _exemptions(self, obligation: Provision) -> tuple[tuple[Finding, ...], tuple[Identifier, ...], date | None]:
        """The exemptions that are known to hold, those that someone must check, and the end of the former.

        The end is that of the last of them; ``None`` where one has none.
        """
        hold: list[Finding] = []
        check: list[Identifier] = []
        ends: list[date | None] = []
        for each in self.graph.exemptions_from(obligation.identifier):
            if self._dates(each)[0] is not Status.APPLIES:
                continue
            condition = with_exception(each.when, each.unless)
            finding = self.judge(condition, each, self.developer) if condition is not None else None
            if finding is not None and finding.truth is Truth.TRUE and finding.computed:
                hold.append(Finding(f"exempt: {each.statement} ({each.citation})", Truth.TRUE, (finding,), source=each))
                own = (each.in_force.until if each.in_force else None, each.applies.until if each.applies else None)
                ends.append(min(filter(None, own), default=None))
            elif finding is None or finding.truth is not Truth.FALSE:
                check.append(each.identifier)
        known = [each for each in ends if each is not None]
        return tuple(hold), tuple(check), max(known) if known and len(known) == len(ends) else None

    # -- reasons ---------------------------------------------------------------------------------------------------

    def _reason(self, finding: Finding) -> Reason:
        words = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "not known"}[finding.truth]
        if not finding.computed:
            words = "to be judged case by case"
        text = f"{finding.condition_text}: {words}" + (f" ({finding.note})" if finding.note else "")
        source = finding.source
        because = tuple(self._reason(each) for each in finding.because)
        if isinstance(source, Fact):
            if source.basis:
                because = (*because, Reason(f"basis: {source.basis}", place=source.place_of("basis")))
            return Reason(text, because, source.identifier, source.source, source.place)
        if isinstance(source, Provision):
            return Reason(text, because, source.identifier, place=source.place)
        return Reason(text, because)

    def _missing_words(self, finding: Finding) -> str:
        return f"{finding.condition_text}" + (f" ({finding.note})" if finding.note else "")


def _start_of(fact: Fact) -> date | None:
    """The day on which a fact begins to hold, or its moment happened; ``None`` where it says none."""
    match fact.value.span:
        case Since(day) | OnTheDay(day) | Period(start=day):
            return day
        case InYear(year):
            return date(year, 1, 1)
    return day_of(fact.value.moment.when) if fact.value.moment else None


def _recency(fact: Fact) -> tuple[date, int, str]:
    """A key that puts the fact that holds since the latest day last, whatever the order of files."""
    start = _start_of(fact) if fact.value.is_dated else None
    return (start or date.min, *_affirmation(fact))


def _affirmation(fact: Fact) -> tuple[int, str]:
    truths = (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)
    return (truths.index(fact.value.truth) if fact.value.truth else 0, f"{fact.value} {fact.identifier}")


def _settled(finding: Finding) -> Truth:
    """The truth of a finding as a part of another: provisos do not stand in the way."""
    return finding.truth if finding.computed else Truth.TRUE


def _truth(leaf: Leaf, fact: Fact, as_of: date) -> Truth:
    """What a fact says of a leaf on a day."""
    value = fact.value
    match leaf:
        case Named():
            if value.moment is not None:
                # Whoever knows the day on which something happened knows that it had not before.
                return Truth.TRUE if day_of(value.moment.when) <= as_of else Truth.FALSE
            return value.truth or Truth.UNKNOWN
        case Compared(_, operator, number, unit):
            if value.range is None or value.unit != unit:
                return Truth.UNKNOWN
            return compare(value.range, operator, number)
        case Dated(_, relation, day):
            return compare_days(day_of(value.moment.when) if value.moment else None, relation, day)
        case Worded(_, words):
            if value.words is None:
                return Truth.UNKNOWN
            return Truth.TRUE if value.words == words else Truth.FALSE
        case _:
            return Truth.UNKNOWN


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def analyse(
    graph: KnowledgeGraph, developer: str, as_of: date, instruments: Iterable[Identifier] = ()
) -> tuple[Applicability, ...]:
    """Whether each obligation binds a developer on a day, in reading order.

    Raises:
        ComplianceError: there is no such developer.
    """
    answers = Applicabilities(graph, developer_named(graph, developer).name, as_of)
    return tuple(answers.of(each) for each in graph.obligations(instruments))
