"""The folder of official texts that a user attaches, named by the environment variable COMPLIANCE_SOURCES."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "COMPLIANCE_SOURCES"


def attached() -> Path | None:
    """The folder; ``None`` where nobody has named one."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def text_of(name: str) -> str:
    """An official text, without the lines about it at its head.

    Args:
        name: its path in the folder, such as ``us-ca/sb-53.md``.
    """
    folder = attached()
    assert folder is not None, f"{VARIABLE} is not set, so this test should not have been collected"
    text = (folder / name).read_text(encoding="utf-8")
    if text.startswith("---\n"):
        text = text.partition("\n---\n")[2]
    return text
