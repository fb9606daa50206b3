"""Is every reviewed judgement still what its reviewer approved?"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.diagnostics import Diagnostic, Rule, Severity
from compliance.model.corpus import Corpus
from compliance.model.crosswalks import Comparison, Mapping

STALE = Rule(
    "C601",
    "stale-review",
    Severity.WARNING,
    "A judgement, or what it judges, was changed after it was reviewed.",
    "Nobody has approved it as it stands now.",
    "- extent: full\n- reviewed: 2026-11-10 by counsel, stamp 00000000",
    "- extent: full\n- reviewed: 2026-11-20 by counsel, stamp 3f9a1c2b",
)


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """The stale judgements and comparisons; one without a review is a draft, which is no fault."""
    judgements: list[Mapping | Comparison] = [*corpus.mappings, *corpus.comparisons]
    for judgement in judgements:
        if judgement.reviewed is None:
            continue
        stamp = corpus.stamp_of(judgement)
        if stamp != judgement.reviewed.stamp:
            yield STALE.at(
                judgement.place_of("reviewed"),
                f"this was changed since {judgement.reviewed.by} reviewed it on {judgement.reviewed.on}",
                f"read it again with both texts, then run 'compliance review {judgement.identifier}'",
                length=len(str(judgement.reviewed)),
            )
