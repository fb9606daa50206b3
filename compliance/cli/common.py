"""What commands share: options, loading, and how errors are told."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance.diagnostics import ComplianceError, Diagnostic, Severity, as_text, did_you_mean, in_order

if TYPE_CHECKING:
    from rich.console import Console

    from compliance.analyses.gaps import GapAnalysis
    from compliance.content.reading import Progress, Reading
    from compliance.graph import KnowledgeGraph
    from compliance.model.corpus import Corpus
    from compliance.model.identifiers import Identifier
    from compliance.sources.quoting import Quotation

SOUND = 0
"""Exit code: nothing to report."""
FINDINGS = 1
"""Exit code: the content is not sound, or what was asked for with ``--fail-on`` was found."""
WRONG_USAGE = 2
"""Exit code: an option has a wrong value, or something cannot be read or written."""

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A date such as 2026-01-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date, or say how to write one."""
        if isinstance(value, date):
            return value
        from compliance.model.fields import read_date

        try:
            return read_date(str(value))
        except ValueError as problem:
            self.fail(f"{problem}; write it as 2026-01-31", param, ctx)


class Word(click.Choice[str]):
    """One of a few words; a wrong one is answered with the nearest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the word, or offer the nearest one."""
        choices = [str(each) for each in self.choices]
        if value not in choices:
            near = did_you_mean(str(value), choices, otherwise="")
            listed = ", ".join(f"'{each}'" for each in choices)
            self.fail(f"'{value}' is none of {listed}" + (f"; {near}" if near else ""), param, ctx)
        return str(value)


def option_content(function: F) -> F:
    """``--content``."""
    return click.option(
        "--content",
        multiple=True,
        metavar="FOLDER",
        help="Your own content: a folder with 'frameworks', 'mappings' or 'sources', laid over the shipped catalogs. "
        "Repeatable.",
    )(function)


def option_subject(function: F) -> F:
    """``--as-of``, ``--developer``, ``--policy`` and ``--instrument``."""
    for option in (
        click.option(
            "--instrument", "instruments", multiple=True, metavar="LAW", help="Only this law or code. Repeatable."
        ),
        click.option(
            "--policy",
            "policies",
            multiple=True,
            metavar="POLICY",
            help="Only this policy; without it, all that are in force on the day. Repeatable.",
        ),
        click.option("--developer", metavar="NAME", help="The developer; not needed where there is only one."),
        click.option("--as-of", type=Day(), metavar="DATE", help="The day to answer for. Default: today."),
    ):
        function = option(function)
    return function


def option_fail_on(default: str = "error") -> Callable[[F], F]:
    """``--fail-on``."""
    return click.option(
        "--fail-on",
        type=Word(["error", "warning", "gap"]),
        default=default,
        show_default=True,
        help="What makes the exit code 1.",
    )


def option_output(function: F) -> F:
    """``--output``."""
    return click.option(
        "--output", metavar="FILE", default="-", show_default=True, help="Where to write; '-' is standard output."
    )(function)


def option_talk(function: F) -> F:
    """``-q`` and ``-v``."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, help="Say more on standard error."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but errors."),
    ):
        function = option(function)
    return function


def telling_errors(function: F) -> F:
    """Turns the library's errors into one sentence with a hint, and exit code 2; the one place where that is done."""

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except ComplianceError as error:
            fail(str(error), error.hint)
        except BrokenPipeError:
            # The reader of our output, such as "head", has seen enough.
            sys.stderr.close()
            sys.exit(SOUND)
        except OSError as error:
            fail(f"{error.filename or 'a file'}: {error.strerror or error}", "check that it exists and may be used")

    return run  # type: ignore[return-value]  # functools.wraps keeps the signature


def fail(message: str, hint: str | None = None) -> None:
    """Says what went wrong on standard error, and exits with code 2."""
    click.echo(f"error: {message}", err=True)
    if hint:
        click.echo(f"  = help: {hint}", err=True)
    sys.exit(WRONG_USAGE)


@dataclass(frozen=True)
class Talk:
    """How much to say on standard error."""

    quiet: bool = False
    verbose: bool = False

    def say(self, message: str) -> None:
        """Says something unless asked to be quiet."""
        if not self.quiet:
            click.echo(message, err=True)

    def say_more(self, message: str) -> None:
        """Says something only when asked to say more."""
        if self.verbose:
            click.echo(message, err=True)

    @contextlib.contextmanager
    def progress(self) -> Iterator[Progress]:
        """A progress bar on standard error while something long is done; none where nobody would see it."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda *_: None
            return
        from rich.progress import BarColumn, Progress, TextColumn

        with Progress(
            TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"),
            console=console(stderr=True), transient=True,
        ) as bar:  # fmt: skip
            tasks: dict[str, Any] = {}

            def report(what: str, done: int, of: int) -> None:
                if what not in tasks:
                    tasks[what] = bar.add_task(what, total=of)
                bar.update(tasks[what], completed=min(done + 1, of))

            yield report


def console(*, stderr: bool = False) -> Console:
    """A console that is as wide as the terminal, or 120 columns where there is none."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, width=None if stream.isatty() else 120, highlight=False, soft_wrap=False)


def trimmed(text: str) -> str:
    """The text without the blanks that a console puts at the ends of lines."""
    return "\n".join(line.rstrip() for line in text.split("\n"))


def load(content: tuple[str, ...], talk: Talk) -> Reading:
    """Reads the shipped catalogs and the user's folders."""
    from compliance.content.reading import load as read

    with talk.progress() as progress:
        reading = read(content, progress=progress)
    talk.say_more(f"read {len(reading.files)} files: {len(list(reading.corpus.records()))} records")
    return reading


def load_sound(content: tuple[str, ...], talk: Talk) -> KnowledgeGraph:
    """Reads the content, and stops with its errors where it is not sound: no verdict rests on faulty content."""
    from compliance.graph import KnowledgeGraph

    reading = load(content, talk)
    stop_at_errors(reading, problems(reading), talk)
    return KnowledgeGraph(reading.corpus)


def official_of(content: tuple[str, ...], corpus: Corpus, as_of: date = date.max) -> Mapping[Identifier, Quotation]:
    """The official words from the texts that lie in the user's folders, for what can be quoted on a day."""
    from compliance.sources.attached import attached_texts
    from compliance.sources.quoting import quotations

    return quotations(corpus, attached_texts(content), as_of)


def problems(reading: Reading) -> tuple[Diagnostic, ...]:
    """What is wrong with the form of the content, and with what it says."""
    from compliance.checks import check_all

    return in_order((*reading.diagnostics, *check_all(reading.corpus)))


def stop_at_errors(reading: Reading, found: tuple[Diagnostic, ...], talk: Talk) -> None:
    """Prints the diagnostics to standard error, and exits with code 1 if an error is among them."""
    errors = [each for each in found if each.severity is Severity.ERROR]
    shown = found if talk.verbose else errors
    if shown:
        click.echo(as_text(shown, reading.line_at), err=True)
    if errors:
        number = len(errors)
        click.echo(f"{number} error{'s' if number > 1 else ''} in the content; nothing was written", err=True)
        sys.exit(FINDINGS)


def developer_of(graph: KnowledgeGraph, name: str | None) -> str:
    """The developer that is meant: the one named, or the only one there is."""
    from compliance.analyses.applicability import developer_named

    if name:
        return developer_named(graph, name).name
    known = list(graph.corpus.developers)
    if len(known) == 1:
        return known[0]
    raise ComplianceError(
        "several developers are in the content" if known else "no developer is in the content",
        f"say which with --developer: {', '.join(known)}" if known else "add one: 'compliance new developer --help'",
    )


def gap_analysis(
    graph: KnowledgeGraph,
    developer: str | None,
    as_of: date | None,
    policies: tuple[str, ...],
    instruments: tuple[str, ...],
    talk: Talk,
) -> GapAnalysis:
    """The findings that a command asked for; says on standard error for which day, and what to beware of."""
    from compliance.analyses.gaps import analyse

    name = developer_of(graph, developer)
    when = as_of or today()
    analysis = analyse(graph, name, when, policies=policies, instruments=instruments)
    titles = ", ".join(graph.corpus.policies[each].title for each in analysis.policies) or "no policy"
    talk.say(f"{graph.corpus.developers[name].title}, as of {when}: {titles}")
    for warning in analysis.warnings:
        talk.say(f"warning: {warning}")
    if analysis.warnings and (day := last_day_in_force(graph, name, when)):
        talk.say(f"  = help: ask for a day on which it was in force, such as --as-of {day}")
    return analysis


def last_day_in_force(graph: KnowledgeGraph, developer: str, as_of: date) -> date | None:
    """The last day before ``as_of`` on which a judged policy of the developer was in force, if none is on the day."""
    from datetime import timedelta

    judged = {each.policy for each in graph.corpus.mappings}
    periods = [
        each.in_force
        for each in graph.corpus.policies.values()
        if each.developer == developer and each.identifier in judged
    ]
    if any(each.holds_on(as_of) for each in periods):
        return None
    ends = [each.until for each in periods if each.until is not None and each.until <= as_of]
    return max(ends) - timedelta(days=1) if ends else None


def today() -> date:
    """The day, by this machine's clock."""
    return date.today()


def write_output(data: bytes, output: str) -> None:
    """Writes to standard output, or a whole file or none of it."""
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from compliance.content.writing import replace_file

    replace_file(Path(output), data)
