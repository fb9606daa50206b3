"""Makes skipped tests loud, and fatal where COMPLIANCE_NO_SKIP=1."""

from collections.abc import Iterator
from itertools import groupby

import pytest

from tests.tools import need, skipping_is_failing

pytest_plugins = ["tests.acme"]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Find the programs that the test says it needs."""
    for marker in item.iter_markers("needs"):
        for name in marker.args:
            need(name)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the session if anything was skipped and nothing may be."""
    if skipping_is_failing() and session.exitstatus == pytest.ExitCode.OK and any(skipped(session.config)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """List what was skipped, by reason."""
    pairs = sorted(skipped(config))
    if not pairs:
        return
    fatal = skipping_is_failing()
    colour = {"red" if fatal else "yellow": True, "bold": True}
    terminalreporter.write_sep("!", f"{len(pairs)} SKIPPED, NOT CHECKED", **colour)
    for reason, group in groupby(pairs, key=lambda pair: pair[0]):
        terminalreporter.write_line(reason, **colour)
        for _, test in group:
            terminalreporter.write_line(f"    {test}")
    if fatal:
        terminalreporter.write_line("COMPLIANCE_NO_SKIP=1: the run fails because of these.", **colour)
    terminalreporter.write_sep("!", **colour)


def skipped(config: pytest.Config) -> Iterator[tuple[str, str]]:
    """The reason and the name of each test, or file of tests, that was skipped."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    for report in reporter.stats.get("skipped", []) if reporter else []:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        yield reason.removeprefix("Skipped: "), report.nodeid
