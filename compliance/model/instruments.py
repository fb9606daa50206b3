"""What laws and codes of practice say: instruments and their provisions.

A provision is one of thirteen kinds; the obligations among them are duties, contents and prohibitions.
Which fields a provision of each kind may and must have is in :data:`FIELDS_OF_KIND`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from compliance.model.fields import (
    Alternatives,
    AmountField,
    ApplicationField,
    DeadlineField,
    DepartureField,
    IntervalField,
    Names,
    Parties,
    PartiesField,
    PeriodField,
    Record,
    References,
    RetentionField,
    SourceField,
    When,
    Words,
    choice,
)


class InstrumentKind(StrEnum):
    """What sort of text an instrument is."""

    STATUTE = "statute"
    REGULATION = "regulation"
    CODE_OF_PRACTICE = "code of practice"
    GUIDELINES = "guidelines"


class ProvisionKind(StrEnum):
    """The thirteen kinds of provision; a heading has one of them as a field whose value is the statement."""

    DUTY = "duty"
    CONTENT = "content"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    EXEMPTION = "exemption"
    ALTERNATIVE = "alternative"
    DEFINITION = "definition"
    ROLE = "role"
    RULE = "rule"
    EXAMPLE = "example"
    PENALTY = "penalty"
    AUTHORITY_DUTY = "authority duty"
    AUTHORITY_POWER = "authority power"


OBLIGATIONS = frozenset({ProvisionKind.DUTY, ProvisionKind.CONTENT, ProvisionKind.PROHIBITION})
"""The kinds that bind a developer."""

DEFINING = frozenset({ProvisionKind.DEFINITION, ProvisionKind.ROLE})
"""The kinds that give a term its meaning."""


class AsksFor(StrEnum):
    """What an obligation asks for, which decides what makes it count as met."""

    CONTENT = "content"
    PUBLICATION = "publication"
    FILING = "filing"
    RECORD = "record"
    CONDUCT = "conduct"
    RESTRAINT = "restraint"


class Instrument(Record):
    """A law, regulation, code of practice or guidelines.

    Attributes:
        title: its name.
        kind: what sort of text it is.
        jurisdiction: whose it is, such as ``us-ca``.
        citation: how it is cited as a whole.
        cite_as: the pattern of pinpoint citations, with ``…`` for the pinpoint.
        in_force: the days on which the text is law.
        applies: from when its obligations apply, if later than in force.
        source: where the text was found.
        status: ``complete`` or ``partial``.
        supersedes: what it replaces.
    """

    title: Words
    kind: InstrumentKind
    jurisdiction: Words
    citation: Words
    cite_as: Words = "…"
    in_force: PeriodField
    applies: ApplicationField | None = None
    source: SourceField
    status: Annotated[str, choice({"complete": "complete", "partial": "partial"}, "status")] = "complete"
    supersedes: Words = ""


class Provision(Record):
    """One provision of an instrument, or a definition in a policy.

    Attributes:
        document: the identifier of the instrument or policy it belongs to.
        kind: which of the thirteen kinds.
        statement: what it says, in our words; of a definition or role, the term.
        title: the rest of its heading.
        citation: the official citation of the pinpoint.
        bracket: our label for one part of a subdivision, which tables show beside the citation.
        code: the group of headings within which its terms are looked up first, such as one code of a bill.
        parent: the provision above it, if any.
        bearer: who is bound or empowered.
        when: what must hold for it to bind.
        unless: what must not hold.
        on: the moments that set it off; any one of them does.
        due: its deadlines.
        every: its interval.
        keep_for: how long a record is to be kept.
        to: who is to be told or sent something.
        filing: the name of the filing that it asks for.
        strength: how strongly it binds; empty in a law means "must".
        part_of: the duty whose document it belongs to, if that is not the provision above.
        satisfied_by: provisions any one of which satisfies it.
        implements: what a code's measure serves.
        targets: what an exemption, alternative, penalty or rule is for.
        means: the meaning of a defined term.
        of: what a definition or role is about.
        same_as: the definition that it takes over.
        rests_on: definitions that it depends on and does not name.
        amount: of a penalty.
        topics: where reports list it.
        in_force: the days on which this wording is law, if not those of the instrument.
        applies: from when it applies, if not from when the instrument does.
        formerly: earlier identifiers.
        replaced_by: of a repealed provision: what holds now.
        known_by: of a repealed provision: quoted words and figures by which it is recognised where it is still cited.
        departs: where the restatement departs from the official text on purpose, each with the reason.
    """

    document: str
    kind: ProvisionKind
    statement: Words
    title: Words = ""
    citation: Words
    bracket: Words = ""
    code: str = ""
    parent: str = ""
    bearer: PartiesField | None = None
    when: When | None = None
    unless: When | None = None
    on: Names = ()
    due: tuple[DeadlineField, ...] = ()
    every: IntervalField | None = None
    keep_for: RetentionField | None = None
    to: PartiesField | None = None
    filing: Words = ""
    strength: Words = ""
    part_of: Words = ""
    satisfied_by: Alternatives = ()
    implements: References = ()
    targets: References = ()
    means: Words = ""
    of: Words = ""
    same_as: Words = ""
    rests_on: References = ()
    amount: AmountField | None = None
    topics: Names = ()
    in_force: PeriodField | None = None
    applies: ApplicationField | None = None
    formerly: References = ()
    replaced_by: References = ()
    known_by: Names = ()
    departs: tuple[DepartureField, ...] = ()

    @property
    def is_obligation(self) -> bool:
        """Whether it binds a developer to do, say or refrain from something."""
        return self.kind in OBLIGATIONS

    @property
    def asks_for(self) -> AsksFor | None:
        """What it asks for; ``None`` unless it is an obligation."""
        match self.kind:
            case ProvisionKind.CONTENT:
                return AsksFor.CONTENT
            case ProvisionKind.PROHIBITION:
                return AsksFor.RESTRAINT
            case ProvisionKind.DUTY:
                return self._duty_asks_for()
            case _:
                return None

    def _duty_asks_for(self) -> AsksFor:
        if self.keep_for:
            return AsksFor.RECORD
        if is_public(self.to):
            return AsksFor.PUBLICATION
        if self.filing or self.to:
            return AsksFor.FILING
        return AsksFor.CONDUCT

    @property
    def label(self) -> str:
        """The citation with our bracket beside it, as tables show it."""
        return f"{self.citation} [{self.bracket}]" if self.bracket else self.citation


def is_public(to: Parties | None) -> bool:
    """Whether something is to be made public."""
    return to is not None and "public" in to.names


_COMMON = frozenset(
    {
        "strength", "when", "unless", "rests on", "implements", "citation", "in force", "applies", "note",
        "replaced by", "known by", "departs",
    }
)  # fmt: skip
_COMMON_EVERYWHERE = frozenset({"id", "formerly", "topic"})
_TIMED = frozenset({"on", "due", "every"})

FIELDS_OF_KIND: Mapping[ProvisionKind, frozenset[str]] = {
    kind: own | _COMMON | _COMMON_EVERYWHERE
    for kind, own in {
        ProvisionKind.DUTY: _TIMED | {"bearer", "keep for", "to", "filing", "part of", "satisfied by"},
        ProvisionKind.CONTENT: _TIMED | {"bearer", "to", "part of", "satisfied by"},
        ProvisionKind.PROHIBITION: _TIMED | {"bearer", "to"},
        ProvisionKind.PERMISSION: _TIMED | {"bearer", "to", "filing"},
        ProvisionKind.EXEMPTION: frozenset({"for", "bearer"}),
        ProvisionKind.ALTERNATIVE: frozenset({"for", "bearer"}),
        ProvisionKind.DEFINITION: frozenset({"means", "of", "same as"}),
        ProvisionKind.ROLE: frozenset({"means", "of", "same as"}),
        ProvisionKind.RULE: _TIMED | {"for", "bearer", "to"},
        ProvisionKind.EXAMPLE: frozenset({"for"}),
        ProvisionKind.PENALTY: frozenset({"for", "bearer", "amount"}),
        ProvisionKind.AUTHORITY_DUTY: _TIMED | {"bearer", "to", "filing", "keep for", "part of", "satisfied by"},
        ProvisionKind.AUTHORITY_POWER: _TIMED | {"bearer", "to", "filing", "for"},
    }.items()
}
"""The fields that a provision of each kind may have, by the names that authors write."""

NEEDED_FIELDS: Mapping[ProvisionKind, frozenset[str]] = {
    ProvisionKind.DUTY: frozenset({"bearer", "topic"}),
    ProvisionKind.CONTENT: frozenset({"bearer", "topic"}),
    ProvisionKind.PROHIBITION: frozenset({"bearer", "topic"}),
    ProvisionKind.PERMISSION: frozenset({"bearer", "topic"}),
    ProvisionKind.EXEMPTION: frozenset({"for"}),
    ProvisionKind.ALTERNATIVE: frozenset({"for"}),
    ProvisionKind.PENALTY: frozenset({"bearer", "for or amount"}),
    ProvisionKind.AUTHORITY_DUTY: frozenset({"bearer", "topic"}),
    ProvisionKind.AUTHORITY_POWER: frozenset({"bearer", "topic"}),
    ProvisionKind.DEFINITION: frozenset({"means or same as", "of"}),
    ProvisionKind.ROLE: frozenset({"means or same as", "of"}),
}
"""The fields that a provision of each kind must have, its own or handed down."""

HANDED_DOWN = frozenset(
    {"cite as", "in force", "applies", "topic", "bearer", "when", "unless", "to", "filing", "implements", "part of"}
)
"""The fields that a heading hands down to the headings below it."""
