"""How documents say things: days, sentences, citations, verdicts and tracks in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from compliance.analyses.gaps import Finding, GapAnalysis
from compliance.graph import KnowledgeGraph
from compliance.model import prose
from compliance.model.fields import Source
from compliance.model.identifiers import Identifier
from compliance.model.instruments import Provision
from compliance.model.policies import Commitment, Policy
from compliance.model.reasons import Reason

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

DRAFT = (
    "The judgements in this document are drafts: counsel has not reviewed them. "
    "They restate the law and the policy in the catalog's own words; the texts themselves govern."
)
"""What every output says while a judgement in it has not been reviewed."""


def day(when: date) -> str:
    """A day as documents print it, whatever the locale: 31 March 2026."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def sentence(text: str) -> str:
    """The words as a sentence: a capital at the start, a full stop at the end."""
    words = " ".join(text.split())
    if not words:
        return ""
    words = words[0].upper() + words[1:]
    return words if words.endswith((".", "?", "!", ".”", ":")) else words + "."


def first_sentence(text: str) -> str:
    """The first sentence of several."""
    head, stop, _ = " ".join(text.split()).partition(". ")
    return head + stop.strip()


def amount_words(amount: str) -> str:
    """A penalty's amount as people print it: up to USD 1,000,000 per violation."""
    return re.sub(r"\b(\d+) (USD|EUR)\b", lambda found: f"{found[2]} {int(found[1]):,}", amount)


def listed(words: Iterable[str], joiner: str = "and") -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    found = tuple(words)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {joiner} {found[-1]}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 gap", "3 gaps"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def anchor(identifier: Identifier, prefix: str = "") -> str:
    """A name for a section or row about a thing, good as an address within a document."""
    kept = "".join(ch if ch.isalnum() else "-" for ch in identifier.lower())
    return f"{prefix}{kept}"


def commitment_words(commitment: Commitment) -> prose.Inlines:
    """A commitment as a sentence with its pinpoint, track and verb."""
    return prose.words(
        sentence(commitment.statement),
        " (",
        commitment.citation,
        f"; {commitment.track}, “{commitment.strength}”{_only(commitment)})",
    )


def _only(commitment: Commitment) -> str:
    """The conditions on which a commitment hangs."""
    when = f"; only when {commitment.when}" if commitment.when is not None else ""
    unless = f"; unless {commitment.unless}" if commitment.unless is not None else ""
    return when + unless


def need_words(graph: KnowledgeGraph, identifier: Identifier) -> prose.Inlines:
    """A commitment, a definition of a policy or a piece of evidence, as a sentence with its pinpoint."""
    corpus = graph.corpus
    if identifier in corpus.commitments:
        return commitment_words(corpus.commitments[identifier])
    if identifier in corpus.provisions:
        definition = corpus.provisions[identifier]
        return prose.words(
            sentence(f"It defines “{definition.statement}” as {definition.means}"),
            f" ({definition.citation}; definition)",
        )
    evidence = corpus.evidence[identifier]
    return prose.words(sentence(evidence.statement), f" (evidence; covers {evidence.covers})")


def duty_words(provision: Provision) -> str:
    """What an obligation asks of whom, as a sentence: "A frontier developer must …"."""
    names = provision.bearer.names if provision.bearer else ()
    bearer = listed((f"a {name}" for name in names), provision.bearer.joiner if provision.bearer else "and") or "One"
    match str(provision.kind):
        case "prohibition":
            return sentence(f"{bearer} {_verb(provision)} not{_joint(provision.statement)}")
        case "content":
            return sentence(f"the document {_verb(provision)} {_said(provision.statement)}")
        case "permission":
            return sentence(f"{bearer} may{_joint(provision.statement)}")
        case _:
            return sentence(f"{bearer} {_verb(provision)}{_joint(provision.statement)}")


def _verb(provision: Provision) -> str:
    """The verb of an obligation: "must", unless the text has another, as a code to which signatories will keep."""
    strength = provision.strength.lower()
    if re.match(r"will\b|commit", strength):
        return "will"
    return "should" if re.match(r"should\b|encourag|recommend", strength) else "must"


_ASKS = re.compile(
    r"(?:(?:in detail|at a high level|for|at|by|to|in|under),? )?"
    r"(?:how|what|which|whether|that|who|whom|when|where|why)\b"
)


def _said(statement: str) -> str:
    """The statement of a content behind its verb: the document says how something is done, and contains a list."""
    return f"say {statement}" if _ASKS.match(statement) else f"contain {statement}"


def _joint(statement: str) -> str:
    """A statement behind its verb; a condition that opens it is set off by a comma."""
    return f", {statement}" if statement.startswith(("if ", "once ", "where ", "when ")) else f" {statement}"


def is_draft(findings: Iterable[Finding]) -> bool:
    """Whether any judgement behind the findings has not been reviewed."""
    return any(finding.covered.mapping and finding.covered.mapping.reviewed is None for finding in findings)


def why(finding: Finding) -> tuple[prose.Block, ...]:
    """Why an obligation got its verdict: the judgement's own prose, then what the verdict adds to it.

    What was weighed is left out, because documents list it with its pinpoints.
    """
    mapping = finding.covered.mapping
    known = {*finding.commitments, *finding.helpers, mapping.identifier if mapping else ""}
    added = [
        sentence(each.text) for each in finding.covered.because if not each.identifier or each.identifier not in known
    ]
    if finding.covered.applicability.missing:
        unknown = "; ".join(finding.covered.applicability.missing)
        added.append(sentence(f"it is not known whether it applies: {unknown}"))
    own = mapping.notes if mapping else ()
    return (*own, prose.paragraph(" ".join(added))) if added else own


def policies_of(graph: KnowledgeGraph, analysis: GapAnalysis) -> tuple[Policy, ...]:
    """The policies that an analysis looked at."""
    return tuple(graph.corpus.policies[each] for each in analysis.policies)


def source_words(source: Source | None) -> prose.Inlines:
    """Where something was found, as a link with the day on which it was read there; nothing without a source."""
    if source is None:
        return ()
    second_hand = ", second-hand" if source.second_hand else ""
    return prose.words(prose.link(source.address, source.address), f", retrieved {source.retrieved}{second_hand}")


def reason_list(reasons: Iterable[Reason], depth: int = 20) -> prose.ItemList | None:
    """Reasons as a nested list to a depth, each with its source; ``None`` if there are none."""
    items = tuple(_reason_item(each, depth) for each in reasons)
    return prose.ItemList(items) if items else None


def _reason_item(reason: Reason, depth: int) -> tuple[prose.Block, ...]:
    words = prose.words(sentence(reason.text))
    if reason.source:
        words = (*words, *prose.words(" Source: ", source_words(reason.source), "."))
    below = reason_list(reason.because, depth - 1) if depth > 1 else None
    return (prose.Paragraph(words), below) if below else (prose.Paragraph(words),)
