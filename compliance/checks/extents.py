"""Can each judgement be as good as it says, going by the values at both ends?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from compliance.diagnostics import Diagnostic, Rule, Severity
from compliance.model.corpus import Corpus
from compliance.model.crosswalks import Extent, Mapping
from compliance.model.identifiers import Identifier
from compliance.model.instruments import AsksFor, Provision
from compliance.model.periods import Deadline, DeadlineKind, is_longer
from compliance.model.policies import Commitment, Track
from compliance.model.strengths import Force, force_of

TOO_SLOW = Rule(
    "C511",
    "promise-too-slow",
    Severity.WARNING,
    "A judgement is full, and what meets the obligation is promised less often or later than the law asks.",
    "A promise to report every three to six months is one of six, and does not meet a duty to report every three.",
    "- met by: 3.1\n- extent: full",
    "- met by: 3.1\n- extent: partial\n- missing: the promise leaves up to six months where the law leaves three",
)
PROMISES_NOTHING = Rule(
    "C512",
    "promises-nothing",
    Severity.WARNING,
    "A judgement of full or partial needs something that promises nothing.",
    "A judgement weighs as the weakest of what it needs, so it comes to 'not met' whatever its extent says.",
    "- met by: 3.5.may-redact\n- extent: full",
    "- met by: 4.7\n- helped by: 3.5.may-redact\n- extent: full",
)
RESTS_ON_PARTIAL = Rule(
    "C513",
    "rests-on-partial-definition",
    Severity.WARNING,
    "A judgement is full, and the obligation rests on a definition that the policy's own meets only in part.",
    "A promise about fewer risks than the law means is not a full answer.",
    "## 22757.11.c.1\n\n- met by: footnote-1\n- extent: partial\n\n## 22757.12.a.2\n\n- met by: 1\n- extent: full",
    "## 22757.11.c.1\n\n- met by: footnote-1\n- extent: partial\n\n## 22757.12.a.2\n\n- met by: 1\n- extent: partial",
)


_force = lru_cache(maxsize=1000)(force_of)


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """The judgements that are better than the values allow."""
    partial: dict[Identifier, list[Provision]] = defaultdict(list)
    for mapping in corpus.mappings:
        if mapping.extent is not Extent.FULL:
            term = corpus.provisions.get(mapping.obligation)
            if term is not None and term.means and mapping.extent is not Extent.NONE:
                partial[mapping.policy].append(term)
    for mapping in corpus.mappings:
        obligation = corpus.provisions.get(mapping.obligation)
        if obligation is None:
            continue
        needs = [each for reference in mapping.met_by if (each := corpus.commitments.get(reference))]
        if mapping.extent in (Extent.FULL, Extent.PARTIAL):
            yield from _promises_nothing(mapping, obligation, needs)
        if mapping.extent is Extent.FULL and obligation.is_obligation:
            yield from _too_slow(mapping, obligation, needs)
            yield from _rests_on_partial(corpus, mapping, obligation, partial[mapping.policy])


def _promises_nothing(mapping: Mapping, obligation: Provision, needs: list[Commitment]) -> Iterator[Diagnostic]:
    if not obligation.is_obligation:
        return
    for need in needs:
        describes = need.track is Track.DESCRIPTIVE
        if describes and obligation.asks_for is AsksFor.CONTENT:
            continue
        if not describes and (need.track is not Track.UNILATERAL or _force(need.strength) is not Force.NOTHING):
            continue
        why = "describes and promises nothing" if describes else f"promises nothing: its verb is '{need.strength}'"
        number = mapping.met_by.index(need.identifier)
        pinpoint = need.identifier.partition("#")[2]
        yield PROMISES_NOTHING.at(
            mapping.places.get(f"met by[{number}]") or mapping.place_of("met by"),
            f"'{pinpoint}' {why}, so the judgement comes to 'not met'",
            "put it under 'helped by', or write 'extent: none'",
            length=len(pinpoint),
        )


def _too_slow(mapping: Mapping, obligation: Provision, needs: list[Commitment]) -> Iterator[Diagnostic]:
    """Warns only where every promise that says how often, or by when, is certainly slower than the law."""
    at = mapping.place_of("extent")
    often = [each.every for each in needs if each.every is not None]
    asked = obligation.every
    if asked is not None and often and all(is_longer(each.longest(), asked.longest()) for each in often):
        yield TOO_SLOW.at(
            at,
            f"the law asks for this every {asked}, and the policy promises it every {often[0]}",
            "write 'extent: partial' and what is missing",
            length=len(mapping.extent),
        )
    for due in obligation.due:
        promised = [promise for each in needs for promise in each.due if _same_clock(due, promise)]
        if promised and all(_is_later(promise, due) for promise in promised):
            yield TOO_SLOW.at(
                at,
                f"the law says '{due}', and the policy '{promised[0]}'",
                "write 'extent: partial' and what is missing",
                length=len(mapping.extent),
            )


def _same_clock(asked: Deadline, promised: Deadline) -> bool:
    """Whether two deadlines run from the same moments, so that they can be compared."""
    if asked.kind is not promised.kind:
        return False
    return asked.kind is DeadlineKind.BY or (asked.of, asked.which) == (promised.of, promised.which)


def _is_later(promised: Deadline, asked: Deadline) -> bool:
    """Whether a deadline is certainly later than another that runs from the same moment."""
    if promised.day is not None and asked.day is not None:
        return promised.day > asked.day
    if promised.duration is None or asked.duration is None:
        return False
    if asked.kind is DeadlineKind.WITHIN:
        return is_longer(promised.duration, asked.duration) is True
    if asked.kind is DeadlineKind.AT_LEAST_BEFORE:
        return is_longer(asked.duration, promised.duration) is True
    return False


def _rests_on_partial(
    corpus: Corpus, mapping: Mapping, obligation: Provision, partial: list[Provision]
) -> Iterator[Diagnostic]:
    for term in partial:
        if term.identifier in obligation.rests_on or _names(corpus, obligation, term):
            yield RESTS_ON_PARTIAL.at(
                mapping.place_of("extent"),
                f"'{term.statement}' ({term.identifier}), on which this rests, is met only in part",
                "write 'extent: partial', or say in the reason why the difference does not matter here",
                length=len(mapping.extent),
            )


def _names(corpus: Corpus, obligation: Provision, term: Provision) -> bool:
    """Whether a term stands in the statement, or in that of a thing above, within the same code."""
    if term.code != obligation.code:
        return False
    above: Provision | None = obligation
    while above is not None:
        if term.statement.lower() in above.statement.lower():
            return True
        above = corpus.provisions.get(above.parent)
    return False
