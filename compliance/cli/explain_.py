"""``compliance explain``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.common import (
    Talk,
    console,
    developer_of,
    load_sound,
    option_content,
    option_subject,
    option_talk,
    telling_errors,
    today,
    trimmed,
    write_output,
)
from compliance.diagnostics import ComplianceError, Rule, nearest

if TYPE_CHECKING:
    from compliance.graph import KnowledgeGraph
    from compliance.model.reasons import Reason


@click.command("explain")
@click.argument("what", metavar="IDENTIFIER|RULE")
@option_subject
@option_content
@option_talk
@telling_errors
def command(
    what: str,
    as_of: date | None,
    developer: str | None,
    policies: tuple[str, ...],
    instruments: tuple[str, ...],
    content: tuple[str, ...],
    quiet: bool,
    verbose: bool,
) -> None:
    """Say why an obligation applies and how it got its verdict, or what a rule of 'check' means.

    For an obligation: the tree of why it binds, each leaf a fact or a missing fact with its source; then the verdict
    and its reasons. For anything else: what depends on it.

    \b
    compliance explain us-ca/sb-53#22757.12.a.2 --as-of 2026-03-31
    compliance explain anthropic/rsp-3.0#4.7.publish
    compliance explain F203
    """
    if "#" not in what and "/" not in what:
        write_output(_rule_text(what).encode(), "-")
        return
    talk = Talk(quiet, verbose)
    graph = load_sound(content, talk)
    wanted = known_identifier(graph, what)
    view = console()
    with view.capture() as captured:
        provision = graph.corpus.provisions.get(wanted)
        if provision is not None and (graph.roles_bound(provision) or graph.mappings_of(wanted)):
            _explain_obligation(view, graph, wanted, developer_of(graph, developer), as_of or today(), policies)
        else:
            _explain_other(view, graph, wanted)
    write_output(trimmed(captured.get()).encode(), "-")


def known_identifier(graph: KnowledgeGraph, what: str) -> str:
    """The identifier itself, if the content has it.

    Raises:
        ComplianceError: it has not, with the nearest as a hint.
    """
    if graph.corpus.exists(what):
        return what
    known = [each.identifier for each in graph.corpus.records()]
    document, _, pinpoint = what.partition("#")
    within = [each for each in known if each.startswith(f"{document}#")] if pinpoint else known
    near = nearest(what, within or known, most=3)
    hint = f"did you mean {', '.join(near)}?" if near else "'compliance show LAW' lists what a law has"
    raise ComplianceError(f"nothing in the content is called '{what}'", hint)


def _rule_text(code: str) -> str:
    from compliance.checks import all_rules

    rules: dict[str, Rule] = all_rules()
    by_name = {rule.name: rule for rule in rules.values()}
    rule = rules.get(code.upper()) or by_name.get(code)
    if rule is None:
        near = nearest(code.upper(), rules, most=3) or nearest(code, by_name, most=3)
        listed = f"did you mean {', '.join(near)}?" if near else f"known rules: {', '.join(rules)}"
        raise ComplianceError(f"there is no rule or identifier '{code}'", listed)

    def indented(text: str) -> str:
        return "\n".join(f"    {line}" for line in text.splitlines())

    return (
        f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.what}\n{rule.why}\n\n"
        f"Wrong:\n{indented(rule.wrong)}\n\nRight:\n{indented(rule.right)}\n"
    )


def _explain_obligation(
    view: Any, graph: KnowledgeGraph, identifier: str, developer: str, as_of: date, policies: tuple[str, ...]
) -> None:
    from rich.tree import Tree

    from compliance.analyses.gaps import analyse_one
    from compliance.documents.gap_report import behind_words
    from compliance.documents.wording import amount_words

    finding = analyse_one(graph, developer, as_of, identifier, policies=policies)
    obligation, covered = finding.obligation, finding.covered
    title = graph.corpus.developers[developer].title
    view.print(f"{obligation.label}  {obligation.title}", style="bold", markup=False)
    view.print(obligation.statement, markup=False)
    view.print(f"{title}, as of {as_of}", style="dim", markup=False)
    view.print()
    applies = Tree(_escaped(f"Does it bind? {covered.applicability.words}"))
    seen: set[str] = set()
    for reason in covered.applicability.because:
        _grow(applies, reason, seen)
    for name, words in (("not known", covered.applicability.missing), ("only where", covered.applicability.provisos)):
        if words:
            branch = applies.add(name)
            for each in words:
                branch.add(_escaped(each))
    if covered.applicability.check:
        branch = applies.add("exemptions to check")
        for each in covered.applicability.check:
            exemption = graph.corpus.provisions[each]
            branch.add(_escaped(f"{exemption.citation}: {exemption.statement}"))
    view.print(applies)
    view.print()
    flags = ", ".join(str(each) for each in covered.flags)
    verdict = Tree(_escaped(f"Verdict: {finding.verdict_words}" + (f" ({flags})" if flags else "")))
    if covered.mapping and covered.mapping.reason:
        verdict.add(_escaped(" ".join(covered.mapping.reason.split())))
    for reason in covered.because:
        _grow(verdict, reason, seen)
    for other in covered.judged[1:]:
        branch = verdict.add(_escaped(f"also judged: {other.verdict or 'void'}"))
        for reason in other.because:
            _grow(branch, reason, seen)
    view.print(verdict)
    if finding.severity:
        view.print()
        amount = f"; penalty {amount_words(finding.severity.amount)}" if finding.severity.amount else ""
        view.print(f"Severity: {finding.severity.level}{amount}{behind_words(graph, finding)}", markup=False)
        view.print(f"To close: {finding.closing}", markup=False)


def _grow(tree: Any, reason: Reason, seen: set[str]) -> None:
    """Adds a reason and those below; what was shown already is not shown again."""
    if reason.text.startswith("basis: ") and reason.text in seen:
        tree.add("basis: as above")
        return
    words = reason.text
    if reason.source:
        words += f"\n  source: {reason.source}"
    if reason.place:
        words += f"\n  at {reason.place}"
    again = bool(reason.because) and reason.text in seen
    branch = tree.add(_escaped(words + ("\n  (as above)" if again else "")))
    if again:
        return
    seen.add(reason.text)
    for each in reason.because:
        _grow(branch, each, seen)


def _explain_other(view: Any, graph: KnowledgeGraph, identifier: str) -> None:
    from rich.tree import Tree

    corpus = graph.corpus
    record = corpus.find(identifier)
    statement = str(getattr(record, "statement", "") or getattr(record, "title", ""))
    tree = Tree(_escaped(f"{corpus.citation_of(identifier)}  {statement}"))
    judgements = graph.judgements_using(identifier)
    if judgements:
        branch = tree.add("used by the judgements of")
        for mapping in judgements:
            needed = "needed" if identifier in graph.needs_of(mapping) else "helps"
            branch.add(_escaped(f"{corpus.citation_of(mapping.obligation)}: {mapping.extent} ({needed})"))
    affected = [each for each in graph.affected_by(identifier) if each not in {each.identifier for each in judgements}]
    if affected:
        branch = tree.add("what may change when it changes")
        for each in affected:
            branch.add(_escaped(f"{corpus.citation_of(each)}  {each}"))
    if not judgements and not affected:
        tree.add("nothing depends on it")
    view.print(tree)


def _escaped(words: str) -> Any:
    from rich.text import Text

    return Text(words)
