"""Leaves out the tests that need the official texts where nobody has attached them, and says so at the end of the run.

They are not skipped: CI fails on skips, and a machine without the texts can do nothing about it. They are not passed
either: they are not collected, and the terminal's summary has a line on it. CI sets COMPLIANCE_SOURCES.
"""

import pytest

from tests.catalogs.sources import VARIABLE, attached

NEEDING_SOURCES = "test_*_source.py"

collect_ignore_glob = [] if attached() else [NEEDING_SOURCES]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say that the catalogs were not compared with the official texts."""
    if not attached():
        terminalreporter.write_sep(
            "!", "THE CATALOGS WERE NOT COMPARED WITH THE OFFICIAL TEXTS", yellow=True, bold=True
        )
        terminalreporter.write_line(
            f"{VARIABLE} is not set, so tests/catalogs/{NEEDING_SOURCES} were not collected. "
            "Set it to the folder of the texts (us-ca/sb-53.md, anthropic/rsp-3.0.md, ...).",
            yellow=True,
        )
