"""What a developer says and does: its policies, its commitments, and dated facts about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from compliance.diagnostics import ValueProblem
from compliance.model.facts import FactValue
from compliance.model.fields import (
    DeadlineField,
    IntervalField,
    Names,
    PartiesField,
    PeriodField,
    Record,
    References,
    RetentionField,
    SourceField,
    Vocabulary,
    When,
    Words,
    choice,
    read_date,
    reader,
)
from compliance.model.periods import Period


class Track(StrEnum):
    """What a policy's own structure makes of a commitment."""

    UNILATERAL = "unilateral"
    CONTINGENT = "contingent"
    RECOMMENDATION = "recommendation"
    GOAL = "goal"
    DESCRIPTIVE = "descriptive"

    @property
    def meaning(self) -> str:
        """The track in a few words, for readers of documents."""
        return _MEANINGS[self]


_MEANINGS = {
    Track.UNILATERAL: "kept whatever others do",
    Track.CONTINGENT: "kept if something named happens",
    Track.RECOMMENDATION: "what the industry should do",
    Track.GOAL: "public and graded, not promised",
    Track.DESCRIPTIVE: "binds nobody",
}


class Policy(Record):
    """A published policy of a developer.

    Attributes:
        title: its name.
        developer: the name of the developer, such as ``anthropic``.
        version: as printed on it.
        cite_as: the pattern of pinpoint citations, with ``…`` for the pinpoint.
        in_force: the days on which it is the developer's policy.
        source: where the text was found.
        supersedes: the version before.
        serves: provisions that ask for a document which this policy is meant to be.
        status: ``complete`` or ``partial``.
    """

    title: Words
    developer: Words
    version: Words
    cite_as: Words = "…"
    in_force: PeriodField
    source: SourceField
    supersedes: Words = ""
    serves: References = ()
    status: Annotated[str, choice({"complete": "complete", "partial": "partial"}, "status")] = "complete"


class Commitment(Record):
    """One separable promise, recommendation, goal or statement of force.

    Attributes:
        document: the identifier of its policy.
        statement: what it says, in our words.
        track: what the policy's structure makes of it.
        strength: the text's own verb.
        responsible: the body of the developer that is to do it.
        restates: what it repeats.
        continues: what it takes over from earlier versions.
        target, reached_when, state, confidence: of a goal.

    The other fields mean what they mean on a :class:`~compliance.model.instruments.Provision`.
    """

    document: str
    statement: Words
    title: Words = ""
    citation: Words
    bracket: Words = ""
    track: Annotated[Track, choice({str(track): track for track in Track}, "track")]
    strength: Words
    when: When | None = None
    unless: When | None = None
    on: Names = ()
    due: tuple[DeadlineField, ...] = ()
    every: IntervalField | None = None
    keep_for: RetentionField | None = None
    to: PartiesField | None = None
    responsible: PartiesField | None = None
    restates: References = ()
    continues: References = ()
    target: Words = ""
    reached_when: Words = ""
    state: Words = ""
    confidence: Words = ""
    topics: Names = ()
    in_force: PeriodField | None = None
    formerly: References = ()

    @property
    def label(self) -> str:
        """The citation with our bracket beside it, as tables show it."""
        return f"{self.citation} [{self.bracket}]" if self.bracket else self.citation


COMMITMENT_FIELDS = frozenset(
    {
        "track", "strength", "when", "unless", "on", "due", "every", "keep for", "to", "responsible", "restates",
        "continues", "target", "reached when", "state", "confidence", "topic", "id", "formerly", "citation", "in force",
        "note",
    }
)  # fmt: skip
"""The fields that a commitment may have, by the names that authors write."""


class Change(Record):
    """A dated change to a goal.

    Attributes:
        commitment: the identifier of the goal.
        change: what was changed.
        because: why.
    """

    commitment: str
    title: Words = ""
    change: Words
    because: Words = ""


class Developer(Record):
    """A developer of frontier AI models, as one file of facts describes it.

    Attributes:
        name: what commands and policies call it: the folder of its file.
        title: its name for readers.
    """

    name: str
    title: Words


class ThingKind(StrEnum):
    """What a heading in a developer's file is about."""

    ENTITY = "entity"
    MODEL = "model"
    EVENT = "event"


class EventKind(StrEnum):
    """What sort of thing happened."""

    DEPLOYMENT = "deployment"
    FRAMEWORK_CHANGE = "framework change"
    INCIDENT = "incident"
    NOTIFICATION = "notification"
    FILING = "filing"
    STATEMENT = "statement"


class Thing(Record):
    """A legal entity, a model or an event of a developer.

    Attributes:
        developer: the name of the developer.
        kind: entity, model or event.
        title: its name.
        statement: what it is; of an event, which sort of event.
        about: the models or entities that an event concerns.
        source: where the facts under the heading were found.
    """

    developer: str
    kind: ThingKind
    title: Words
    statement: Words
    about: References = ()
    source: SourceField | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The days that a piece of evidence speaks of: one day, or a period."""

    day: date | None = None
    period: Period | None = None

    def __str__(self) -> str:
        return str(self.day or self.period)

    @property
    def first(self) -> date | None:
        """Its first day; ``None`` if it has no beginning."""
        return self.day or (self.period.start if self.period else None)

    def holds_on(self, day: date) -> bool:
        """Whether it speaks of this day."""
        return self.day == day if self.day else bool(self.period and self.period.holds_on(day))

    @classmethod
    def parse(cls, text: str) -> Cover:
        """Reads a date or a period.

        Raises:
            ValueProblem: it is neither.
        """
        if text.startswith(("from ", "until ")):
            return cls(period=Period.parse(text))
        try:
            return cls(day=read_date(text))
        except ValueProblem as problem:
            raise ValueProblem(
                f"'{text}' is neither a date nor a period",
                0,
                length=len(text),
                hint="write 2026-01-31 or 'from 2026-01-31'",
            ) from problem


class Evidence(Record):
    """Something that shows what a developer did.

    Attributes:
        developer: the name of the developer.
        statement: what it is.
        event: the event it stands under, if any.
        shows: the obligations it speaks to.
        covers: the day or days it speaks of.
        short_of: what it shows to be lacking, late or wrong.
        source: where it was found.
    """

    developer: str
    title: Words
    statement: Words
    event: str = ""
    shows: References
    covers: Annotated[Cover, reader(lambda text, _: Cover.parse(text))]
    short_of: Words = ""
    source: SourceField


def _read_fact(text: str, _: Vocabulary) -> FactValue:
    return FactValue.parse(text)


class Fact(Record):
    """One dated fact.

    Attributes:
        developer: the name of the developer.
        name: a fact or moment of the terms, or the identifier of a role (the developer's own account of its status).
        value: what is known.
        about: the identifier of the entity, model or event; empty for the developer.
        basis: what the fact rests on.
        source: where it was found.
    """

    developer: str
    name: str
    value: Annotated[FactValue, reader(_read_fact)]
    about: str = ""
    basis: Words = ""
    source: SourceField | None = None
