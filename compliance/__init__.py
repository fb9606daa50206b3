"""Links a frontier-AI developer's published commitments to the obligations that bind it.

The library on one screen::

    from datetime import date
    import compliance

    reading = compliance.load()  # the shipped catalogs; load(["my-content"]) adds yours
    problems = (*reading.diagnostics, *compliance.check(reading.corpus))
    graph = compliance.KnowledgeGraph(reading.corpus)
    analysis = compliance.analyse(graph, "anthropic", date(2026, 3, 31))
    for gap in analysis.gaps:
        print(gap.obligation.citation, gap.verdict_words, gap.closing)
    document = compliance.compose_framework(graph, analysis)
    pdf = compliance.write(document, "pdf")

    official = Path("S8828.pdf").read_bytes()  # the law's own text, which the catalogs do not hold
    text = compliance.attach(reading.corpus, "us-ny/raise-act", official, "S8828.pdf")
    disagreements = compliance.verify(reading.corpus, text)

What this module lists is the public interface; everything else may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compliance.analyses.applicability import Applicability, Status
    from compliance.analyses.applicability import analyse as applicability
    from compliance.analyses.coverage import Covered, Flag, Verdict
    from compliance.analyses.gaps import Finding, GapAnalysis, analyse
    from compliance.checks import check_all as check
    from compliance.content.reading import Reading, load
    from compliance.diagnostics import ComplianceError, Diagnostic, Place, Rule, Severity
    from compliance.documents.framework import Edition
    from compliance.documents.framework import compose as compose_framework
    from compliance.documents.gap_report import compose as compose_gap_report
    from compliance.formats import write
    from compliance.graph import KnowledgeGraph
    from compliance.model.corpus import Corpus
    from compliance.model.instruments import Instrument, Provision, ProvisionKind
    from compliance.model.policies import Commitment, Developer, Policy, Track
    from compliance.sources.attached import AttachedText, attached_texts
    from compliance.sources.attaching import attach
    from compliance.sources.quoting import quotations
    from compliance.sources.verification import verify

# Names are looked up when they are first used, so that "compliance --help" does not wait for what it does not need.
_WHERE = {
    # reading and checking
    "load": "content.reading",
    "Reading": "content.reading",
    "check": "checks:check_all",
    "Diagnostic": "diagnostics",
    "Place": "diagnostics",
    "Rule": "diagnostics",
    "Severity": "diagnostics",
    "ComplianceError": "diagnostics",
    # the content
    "Corpus": "model.corpus",
    "Instrument": "model.instruments",
    "Provision": "model.instruments",
    "ProvisionKind": "model.instruments",
    "Policy": "model.policies",
    "Commitment": "model.policies",
    "Track": "model.policies",
    "Developer": "model.policies",
    # analysing
    "KnowledgeGraph": "graph",
    "applicability": "analyses.applicability:analyse",
    "Applicability": "analyses.applicability",
    "Status": "analyses.applicability",
    "analyse": "analyses.gaps",
    "GapAnalysis": "analyses.gaps",
    "Finding": "analyses.gaps",
    "Covered": "analyses.coverage",
    "Verdict": "analyses.coverage",
    "Flag": "analyses.coverage",
    # official texts
    "attach": "sources.attaching",
    "AttachedText": "sources.attached",
    "attached_texts": "sources.attached",
    "verify": "sources.verification",
    "quotations": "sources.quoting",
    # writing
    "Edition": "documents.framework",
    "compose_framework": "documents.framework:compose",
    "compose_gap_report": "documents.gap_report:compose",
    "write": "formats",
}

__all__ = [
    "load", "Reading", "check", "Diagnostic", "Place", "Rule", "Severity", "ComplianceError",
    "Corpus", "Instrument", "Provision", "ProvisionKind", "Policy", "Commitment", "Track", "Developer",
    "KnowledgeGraph", "applicability", "Applicability", "Status", "analyse", "GapAnalysis", "Finding", "Covered",
    "Verdict", "Flag",
    "attach", "AttachedText", "attached_texts", "verify", "quotations",
    "Edition", "compose_framework", "compose_gap_report", "write",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    from importlib import import_module
    from importlib.metadata import version

    if name == "__version__":
        return version("compliance")
    where = _WHERE.get(name)
    if where is None:
        raise AttributeError(f"module 'compliance' has no attribute '{name}'")
    module, _, attribute = where.partition(":")
    return getattr(import_module(f"compliance.{module}"), attribute or name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
