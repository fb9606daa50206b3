"""Is the content sound? One module a question; each finds what is wrong and never writes.

A check is a module with a docstring, its rules, and the one function of :class:`Check`. A new check is a new file here,
or a module of an installed package announced under the entry-point group ``compliance.checks``.
Checks read no file and no clock: whatever they say follows from the corpus alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from compliance.content import reading, records, sections
from compliance.diagnostics import Diagnostic, Rule, in_order, rules_in
from compliance.model.corpus import Corpus
from compliance.plugins import modules_in


class Check(Protocol):
    """What a module of this folder must have, besides its docstring and the rules that it declares."""

    @staticmethod
    def check(corpus: Corpus) -> Iterator[Diagnostic]:
        """What is wrong with the content, in any order."""


def check_all(corpus: Corpus) -> tuple[Diagnostic, ...]:
    """What every check finds, in order of place."""
    return in_order(found for module in modules_in(__name__) for found in module.check(corpus))


def all_rules() -> dict[str, Rule]:
    """Every rule of reading, of the checks and of verification, by code: what ``compliance explain`` explains.

    Raises:
        ValueError: two rules share a code.
    """
    # Only whoever asks for the rules needs these; "compliance check" need not wait for them.
    from compliance.sources import bearers, figures, force, verification, wording

    verifying = (verification, figures, force, bearers, wording)
    return rules_in((reading, sections, records, *modules_in(__name__), *verifying))
