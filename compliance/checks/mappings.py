"""Does each judgement have the shape that its extent needs, a reason, and counts each thing once?"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.diagnostics import Diagnostic, Rule, Severity
from compliance.model.corpus import Corpus
from compliance.model.crosswalks import Comparison, Extent, Mapping, Relation
from compliance.model.identifiers import Identifier

NO_REASON = Rule(
    "C501",
    "no-reason",
    Severity.ERROR,
    "A judgement or a comparison does not say why.",
    "A reviewer can approve reasons, not bare verdicts.",
    "## 22757.12.a.1\n\n- extent: none",
    "## 22757.12.a.1\n\n- extent: none\n\nThe policy says nothing about standards.",
)
NOTHING_MISSING = Rule(
    "C502",
    "nothing-missing",
    Severity.ERROR,
    "A judgement is partial and does not say what is missing.",
    "What is missing is what the developer has to do.",
    "- met by: 4.7\n- extent: partial",
    "- met by: 4.7\n- extent: partial\n- missing: that it is conspicuous on the developer's own website",
)
FULL_AND_MISSING = Rule(
    "C503",
    "full-and-missing",
    Severity.ERROR,
    "A judgement is full and says that something is missing.",
    "Both cannot be true.",
    "- met by: 4.7\n- extent: full\n- missing: the website",
    "- met by: 4.7\n- extent: partial\n- missing: the website",
)
MET_BY_NOTHING = Rule(
    "C504",
    "met-by-nothing",
    Severity.ERROR,
    "A judgement of full, partial or conflict does not say what meets or contradicts the obligation.",
    "Without it nobody could check the judgement, and a change to the policy would not make it stale.",
    "- extent: full",
    "- met by: 4.7\n- extent: full",
)
NONE_AND_MET = Rule(
    "C505",
    "none-and-met",
    Severity.ERROR,
    "A judgement is none and names what meets the obligation.",
    "If something meets it in part, the extent is partial; what only helps stands under 'helped by'.",
    "- met by: 4.7\n- extent: none",
    "- helped by: 4.7\n- extent: none",
)
JUDGED_TWICE = Rule(
    "C506",
    "judged-twice",
    Severity.ERROR,
    "One obligation is judged twice for the same policy.",
    "The better of the two would count, whichever its author meant.",
    "## 22757.12.a.1\n\n- extent: none\n\n## us-ca/sb-53#22757.12.a.1\n\n- met by: 4.7\n- extent: full",
    "## 22757.12.a.1\n\n- met by: 4.7\n- extent: full",
)
COUNTED_TWICE = Rule(
    "C507",
    "counted-twice",
    Severity.ERROR,
    "A judgement names the same thing twice.",
    "It is either needed or only a help.",
    "- met by: 4.7\n- helped by: 4.7",
    "- met by: 4.7",
)
NO_DIFFERENCE = Rule(
    "C508",
    "no-difference",
    Severity.ERROR,
    "A comparison has not the fields that its relation needs.",
    "Readers must see which other provision is meant, unless there is none, and what differs, unless they are equal.",
    "- against: us-ny/raise-act#1421.1\n- relation: subset",
    "- against: us-ny/raise-act#1421.1\n- relation: subset\n- differs: New York asks for a signature as well",
)


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """What is wrong with the shape of judgements and comparisons."""
    judged: dict[tuple[Identifier, Identifier], Mapping] = {}
    for mapping in corpus.mappings:
        yield from _shape(mapping)
        yield from _counted_twice(mapping)
        first = judged.setdefault((mapping.policy, mapping.obligation), mapping)
        if first is not mapping:
            yield JUDGED_TWICE.at(
                mapping.place,
                f"'{mapping.obligation}' is judged already at {first.place}",
                "join the two judgements",
                length=len(mapping.obligation.partition("#")[2]),
            )
    for comparison in corpus.comparisons:
        yield from _comparison(comparison)


def _shape(mapping: Mapping) -> Iterator[Diagnostic]:
    extent, at = mapping.extent, mapping.place_of("extent")
    if not mapping.reason.strip() and not mapping.note:
        yield NO_REASON.at(
            mapping.place, "this judgement does not say why", "write the reason as prose under its fields"
        )
    if extent is Extent.PARTIAL and not mapping.missing:
        yield NOTHING_MISSING.at(
            at, "'partial', and nothing is said to be missing", "add '- missing: …'", length=len(extent)
        )
    if extent is Extent.FULL and mapping.missing:
        yield FULL_AND_MISSING.at(
            mapping.place_of("missing"),
            "the judgement is full, so nothing is missing",
            "write 'extent: partial', or take this line out",
        )
    if extent is Extent.NONE and mapping.met_by:
        yield NONE_AND_MET.at(
            mapping.place_of("met by"),
            "the judgement is none, so nothing meets the obligation",
            "write 'helped by', or another extent",
        )
    if extent is not Extent.NONE and not mapping.met_by:
        what = "contradicts" if extent is Extent.CONFLICT else "meets"
        yield MET_BY_NOTHING.at(
            at,
            f"'{extent}', and nothing is said about what {what} the obligation",
            f"add '- met by: …' with what {what} it",
            length=len(extent),
        )


def _counted_twice(mapping: Mapping) -> Iterator[Diagnostic]:
    seen: set[Identifier] = set()
    for name, references in (("met by", mapping.met_by), ("helped by", mapping.helped_by)):
        for number, reference in enumerate(references):
            if reference in seen:
                yield COUNTED_TWICE.at(
                    mapping.places.get(f"{name}[{number}]") or mapping.place_of(name),
                    f"'{reference}' is named twice in this judgement",
                    "name it once: under 'met by' if it is needed",
                )
            seen.add(reference)


def _comparison(comparison: Comparison) -> Iterator[Diagnostic]:
    relation, at = comparison.relation, comparison.place_of("relation")
    if (
        not comparison.reason.strip()
        and not comparison.note
        and not comparison.differs
        and relation is not Relation.NONE
    ):
        yield NO_REASON.at(
            comparison.place, "this comparison does not say why", "write the reason as prose under its fields"
        )
    if relation is not Relation.NONE and not comparison.against:
        yield NO_DIFFERENCE.at(at, f"'{relation}' of what is not said", "add '- against: …'", length=len(relation))
    if relation is Relation.NONE and comparison.against:
        yield NO_DIFFERENCE.at(
            at, "'none', and yet another provision is named", "take 'against' out", length=len(relation)
        )
    if relation not in (Relation.EQUAL, Relation.NONE) and not comparison.differs:
        yield NO_DIFFERENCE.at(
            at, f"'{relation}', and what differs is not said", "add '- differs: …'", length=len(relation)
        )
    if relation is Relation.EQUAL and comparison.differs:
        yield NO_DIFFERENCE.at(at, "'equal', and yet something differs", "take 'differs' out", length=len(relation))
