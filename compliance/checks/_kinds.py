"""What sort of thing a record is, in the words of messages, and which sorts a field may point at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from compliance.diagnostics import LONGEST_WORD, nearest
from compliance.model.corpus import Corpus
from compliance.model.fields import Record
from compliance.model.identifiers import Identifier, document_of
from compliance.model.instruments import DEFINING, Instrument, Provision, ProvisionKind
from compliance.model.outlines import Outline, OutlineSection
from compliance.model.policies import Change, Commitment, Evidence, Policy, Thing

Fits: TypeAlias = Callable[[Corpus, Record], bool]
"""Whether a thing is of a sort that a field may point at."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of thing, for people and as a test.

    Attributes:
        words: such as "a commitment or evidence".
        fits: whether a record is one.
    """

    words: str
    fits: Fits


def kind_of(record: Record) -> str:
    """What a record is, with its article: "a duty", "an entity"."""
    match record:
        case Provision():
            word = str(record.kind)
        case Thing():
            word = str(record.kind)
        case Commitment():
            word = "commitment"
        case Evidence():
            return "evidence"
        case Instrument():
            word = str(record.kind)
        case Policy():
            word = "policy"
        case Change():
            word = "change"
        case Outline():
            word = "outline"
        case OutlineSection():
            word = "section of an outline"
        case _:
            word = type(record).__name__.lower()
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _in_policy(corpus: Corpus, record: Record) -> bool:
    return isinstance(record, Provision) and record.document in corpus.policies


PROVISION = Sort(
    "a provision of a law", lambda corpus, each: isinstance(each, Provision) and not _in_policy(corpus, each)
)
OBLIGATION = Sort("a duty, content or prohibition", lambda _, each: isinstance(each, Provision) and each.is_obligation)
DUTY = Sort(
    "a duty",
    lambda _, each: isinstance(each, Provision) and each.kind in (ProvisionKind.DUTY, ProvisionKind.AUTHORITY_DUTY),
)
DEFINITION = Sort("a definition or role", lambda _, each: isinstance(each, Provision) and each.kind in DEFINING)
_JUDGED_BESIDE = (ProvisionKind.PERMISSION, ProvisionKind.ALTERNATIVE)
JUDGED = Sort(
    "a duty, content, prohibition, permission, alternative or definition",
    lambda corpus, each: (
        isinstance(each, Provision)
        and not _in_policy(corpus, each)
        and (each.is_obligation or each.kind in _JUDGED_BESIDE or each.kind in DEFINING)
    ),
)
COMMITMENT = Sort("a commitment", lambda _, each: isinstance(each, Commitment))
EARLIER = Sort(
    "a commitment or definition of a policy",
    lambda corpus, each: isinstance(each, Commitment) or _in_policy(corpus, each),
)
SUPPORT = Sort(
    "a commitment, a definition of a policy, or evidence",
    lambda corpus, each: isinstance(each, Commitment | Evidence) or _in_policy(corpus, each),
)
SUBJECT = Sort("a model or an entity", lambda _, each: isinstance(each, Thing) and each.kind != "event")
INSTRUMENT = Sort("a law or code", lambda _, each: isinstance(each, Instrument))
POLICY = Sort("a policy", lambda _, each: isinstance(each, Policy))


def means(corpus: Corpus, reference: Identifier, sort: Sort) -> bool:
    """Whether a reference means something of that sort: the thing itself, or one below a heading."""
    record = corpus.find(reference)
    if record is not None and sort.fits(corpus, record):
        return True
    below = (corpus.find(each) for each in corpus.below(reference))
    return any(sort.fits(corpus, each) for each in below if each is not None)


_MOST = 400
"""Among how many identifiers the nearest is sought; a whole catalog would take too long when much is wrong."""


def nearest_identifier(corpus: Corpus, reference: Identifier, sort: Sort) -> Identifier | None:
    """The identifier of that sort that the author may have meant: one that shares the longest beginning."""
    document, _, pinpoint = reference.partition("#")
    known = {*corpus.instruments, *corpus.policies, *(document_of(each) for each in corpus.evidence)}
    if document not in known:
        found = nearest(document, (each for each in known if pinpoint or means(corpus, each, sort)))
        return reference.replace(document, found[0], 1) if found else None
    wanted = pinpoint
    while pinpoint and len(wanted) <= LONGEST_WORD:
        pinpoint = pinpoint.rpartition(".")[0]
        below = corpus.below(f"{document}#{pinpoint}" if pinpoint else document)
        known_here = [each for each in below if (record := corpus.find(each)) and sort.fits(corpus, record)][:_MOST]
        if found := nearest(wanted, (each.partition("#")[2] for each in known_here)):
            return f"{document}#{found[0]}"
    return None
