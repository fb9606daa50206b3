"""What is left to do: every obligation without a good verdict, how much it matters, why, and what would close it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from compliance.analyses import coverage
from compliance.analyses.applicability import Status
from compliance.analyses.coverage import Coverage, Covered, Flag, Verdict
from compliance.graph import KnowledgeGraph
from compliance.model.identifiers import Identifier
from compliance.model.instruments import AsksFor, Provision
from compliance.model.periods import day_of, due
from compliance.model.reasons import Reason


class Level(StrEnum):
    """How much a gap matters, most first.

    ``critical``: recorded as broken, or contradicted, in force. ``high``: in force, with a money penalty.
    ``medium``: in force without a money penalty, or to come with one. ``low``: to come, or in doubt.
    """

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the one that matters most."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Severity:
    """How much a gap matters, and by what.

    Attributes:
        level: in one word.
        penalties: the provisions that threaten a penalty.
        amount: what they threaten, as the law says it; empty where no figure is named.
        deadline: the next day by which something is due, where one is fixed.
        days_left: the days until then from the day of the analysis; negative once it has passed.
        behind: of a code's measure, the penalties for the articles that it implements. They threaten whoever breaks the
            article, not whoever leaves the measure aside, and do not raise the level.
        behind_amount: what these threaten.
    """

    level: Level
    penalties: tuple[Identifier, ...] = ()
    amount: str = ""
    deadline: date | None = None
    days_left: int | None = None
    behind: tuple[Identifier, ...] = ()
    behind_amount: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be reported of one obligation.

    Attributes:
        covered: its verdict, with everything behind it.
        severity: how much a gap matters; ``None`` where there is none.
        reasons: why, in sentences, most telling first.
        missing: what is not there.
        closing: what would close the gap.
        commitments: what the deciding judgement needs.
        helpers: what helps it and does not count.
    """

    covered: Covered
    severity: Severity | None
    reasons: tuple[str, ...]
    missing: str
    closing: str
    commitments: tuple[Identifier, ...]
    helpers: tuple[Identifier, ...]

    @property
    def obligation(self) -> Provision:
        """The obligation."""
        return self.covered.obligation

    @property
    def verdict(self) -> Verdict | None:
        """Its verdict."""
        return self.covered.verdict

    @property
    def is_gap(self) -> bool:
        """Whether something is left to do."""
        return self.covered.is_gap

    @property
    def verdict_words(self) -> str:
        """The verdict as people read it: ``not met, if it applies`` or ``stated, no occasion yet``."""
        if self.verdict is None:
            return str(self.covered.applicability.words)
        words = str(self.verdict)
        if Flag.NO_OCCASION in self.covered.flags:
            words += f", {Flag.NO_OCCASION}"
        if Flag.OTHER_ROUTE in self.covered.flags:
            words += f", {Flag.OTHER_ROUTE}"
        if Flag.THROUGH_CODE in self.covered.flags:
            words += f", {Flag.THROUGH_CODE}"
        applicability = self.covered.applicability
        if applicability.status is Status.NOT_YET:
            words += f" [not yet: from {applicability.starts}]" if applicability.starts else " [not yet]"
        if applicability.status is Status.UNKNOWN or applicability.is_uncertain:
            words += ", if it applies"
        return words


@dataclass(frozen=True, slots=True)
class GapAnalysis:
    """The findings for a developer, some of its policies and a day.

    Attributes:
        developer: its name.
        as_of: the day.
        policies: the policies that were looked at.
        instruments: the laws and codes that were looked at.
        findings: one for every obligation, in reading order.
        warnings: what a reader must know before trusting them, such as that no policy was in force.
    """

    developer: str
    as_of: date
    policies: tuple[Identifier, ...]
    instruments: tuple[Identifier, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = ()

    @property
    def gaps(self) -> tuple[Finding, ...]:
        """The findings that leave something to do, those that matter most first."""
        return tuple(sorted((each for each in self.findings if each.is_gap), key=_gravity))


def _gravity(finding: Finding) -> tuple[int, int, int, int]:
    severity = finding.severity
    level = severity.level.rank if severity else len(Level)
    days = severity.days_left if severity and severity.days_left is not None else 10**6
    verdict = finding.verdict.rank if finding.verdict else len(Verdict)
    return (level, days, verdict, finding.obligation.order)


def analyse(
    graph: KnowledgeGraph,
    developer: str,
    as_of: date,
    *,
    policies: Iterable[Identifier] = (),
    instruments: Iterable[Identifier] = (),
) -> GapAnalysis:
    """The findings on every obligation of a developer on a day.

    Args:
        graph: the knowledge graph.
        developer: its name.
        as_of: the day.
        policies: the policies to look at; all that are in force on the day, if none is named.
        instruments: the laws and codes to look at; all, if none is named.

    Raises:
        ComplianceError: the developer, a policy or an instrument is not known.
    """
    wanted, named = tuple(instruments), tuple(policies)
    covered = coverage.analyse(graph, developer, as_of, policies=named, instruments=wanted)
    considered = coverage.policies_considered(graph, developer, as_of, named)
    occasions = Coverage(graph, developer, as_of, ())
    findings = tuple(_finding(graph, each, as_of, occasions) for each in covered)
    return GapAnalysis(
        developer,
        as_of,
        tuple(each.identifier for each in considered),
        wanted or tuple(dict.fromkeys(each.obligation.document for each in covered)),
        findings,
        tuple(_warnings(graph, developer, as_of, named)),
    )


def analyse_one(
    graph: KnowledgeGraph, developer: str, as_of: date, provision: Identifier, *, policies: Iterable[Identifier] = ()
) -> Finding:
    """The finding on one obligation of a developer on a day.

    Raises:
        ComplianceError: the developer or a policy is not known.
    """
    considered = coverage.policies_considered(graph, developer, as_of, policies)
    judge = Coverage(graph, developer, as_of, tuple(each.identifier for each in considered))
    return _finding(graph, judge.of(graph.corpus.provisions[provision]), as_of, judge)


def _warnings(graph: KnowledgeGraph, developer: str, as_of: date, named: tuple[Identifier, ...]) -> Iterable[str]:
    considered = coverage.policies_considered(graph, developer, as_of, named)
    judged = {each.policy for each in graph.corpus.mappings}
    in_force = [each for each in considered if each.in_force.holds_on(as_of)]
    for each in considered:
        if not each.in_force.holds_on(as_of):
            yield f"{each.title} is in force {each.in_force}, so no judgement of it counts on {as_of}"
    if not in_force and not named:
        last = [each for each in graph.corpus.policies.values() if each.developer == developer]
        dates = "; ".join(f"{each.title} is in force {each.in_force}" for each in last)
        yield f"no policy of {developer} in the content is in force on {as_of}" + (f" ({dates})" if dates else "")
    for each in in_force:
        if each.identifier not in judged:
            yield f"no crosswalk judges {each.title}"


def _finding(graph: KnowledgeGraph, covered: Covered, as_of: date, occasions: Coverage) -> Finding:
    mapping = covered.mapping
    missing = mapping.missing if mapping else ""
    return Finding(
        covered,
        _severity(graph, covered, as_of, occasions) if covered.is_gap else None,
        tuple(_sentences(covered)),
        missing,
        _closing(graph, covered) if covered.is_gap else "",
        graph.needs_of(mapping) if mapping else (),
        graph.helpers_of(mapping) if mapping else (),
    )


def _sentences(covered: Covered) -> Iterable[str]:
    """The judgement's own reasoning, then how the verdict was reached."""
    mapping = covered.mapping
    if mapping and mapping.reason:
        yield " ".join(mapping.reason.split())
    if covered.verdict is None:
        yield from (_sentence(each) for each in covered.applicability.because)
    for each in covered.because:
        if mapping is None or each.identifier != mapping.identifier:
            yield _sentence(each)
    if covered.applicability.missing:
        yield f"It is not known whether it applies: {'; '.join(covered.applicability.missing)}."


def _sentence(reason: Reason) -> str:
    text = reason.text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _severity(graph: KnowledgeGraph, covered: Covered, as_of: date, occasions: Coverage) -> Severity:
    penalties = graph.penalties_for(covered.obligation.identifier)
    figures = _amounts(graph, penalties)
    behind = () if penalties else _behind(graph, covered)
    deadline = _deadline(covered, as_of, occasions)
    binds = covered.applicability.status is Status.APPLIES
    if binds and covered.verdict in (Verdict.BREACHED, Verdict.CONFLICT):
        level = Level.CRITICAL
    elif binds and penalties:
        level = Level.HIGH
    elif binds or penalties:
        level = Level.MEDIUM
    else:
        level = Level.LOW
    return Severity(
        level,
        tuple(each.identifier for each in penalties),
        figures,
        deadline,
        (deadline - as_of).days if deadline else None,
        tuple(each.identifier for each in behind),
        _amounts(graph, behind),
    )


def _behind(graph: KnowledgeGraph, covered: Covered) -> tuple[Provision, ...]:
    """The penalties for what a code's measure implements."""
    served = graph.corpus.expand(covered.obligation.implements)
    found = {each.identifier: each for article in served for each in graph.penalties_for(article.identifier)}
    return tuple(sorted(found.values(), key=lambda each: each.order))


def _amounts(graph: KnowledgeGraph, penalties: Iterable[Provision]) -> str:
    """The amounts of the penalties, or of the heads that they stand under."""
    found: list[str] = []
    for each in penalties:
        head: Provision | None = each
        while head is not None and head.amount is None:
            head = graph.corpus.provisions.get(head.parent)
        if head is not None and head.amount is not None:
            found.append(str(head.amount))
    return "; ".join(dict.fromkeys(found))


def _deadline(covered: Covered, as_of: date, occasions: Coverage) -> date | None:
    """The next day by which something is due: the start of a duty to come, or the end of a running clock.

    Intervals give none: the laws do not say on which day "every three months" begins.
    """
    applicability, obligation = covered.applicability, covered.obligation
    if applicability.status is Status.NOT_YET:
        return applicability.starts
    days: list[date] = []
    for deadline in obligation.due:
        if not deadline.of:
            if (day := due(deadline, lambda _: None)) is not None:
                days.append(day_of(day))
            continue
        for occasion in occasions.occasions(obligation):
            when = occasion.when
            if when is None:
                continue
            last = due(deadline, lambda name, moment=occasion.moment, when=when: when if name == moment else None)  # type: ignore[misc]
            if last is not None:
                days.append(day_of(last))
    ahead = [day for day in days if day >= as_of]
    return min(ahead) if ahead else max(days, default=None)


_CLOSING = {
    Verdict.NOT_MET: "a commitment on the unilateral track, with a verb of promise, that meets it",
    Verdict.RECOMMENDED_ONLY: "a promise by the developer itself: what it recommends to the industry does not bind it",
    Verdict.CONDITIONAL: "a promise that does not depend on others, or proof that its condition holds",
    Verdict.PLANNED: "a promise in place of a goal or an intention, or evidence that it was done",
    Verdict.CONFLICT: "a change to the policy that takes the contradiction out",
    Verdict.BREACHED: "counsel's attention: cure what can be cured, and record it as evidence",
}


def _closing(graph: KnowledgeGraph, covered: Covered) -> str:
    """What would close the gap."""
    obligation, mapping = covered.obligation, covered.mapping
    match covered.verdict:
        case Verdict.NOT_ASSESSED:
            pinpoint = obligation.identifier.partition("#")[2]
            return f"a judgement: a section '{pinpoint}' in a crosswalk to {obligation.document}"
        case Verdict.PARTLY_MET if mapping and mapping.missing:
            return mapping.missing
        case Verdict.PARTLY_MET:
            return "each of its elements met"
        case Verdict.STATED if obligation.asks_for is AsksFor.CONTENT:
            duty = graph.duty_of(obligation.identifier)
            return f"saying it in the document that {duty.citation if duty else obligation.citation} asks for"
        case Verdict.STATED:
            return "evidence that it was done, covering the day"
        case Verdict.NOT_MET if mapping and mapping.missing:
            return mapping.missing
        case None:
            return ""
        case verdict:
            return _CLOSING.get(verdict, "")
