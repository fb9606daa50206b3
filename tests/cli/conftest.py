"""The program as its users run it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs ``compliance`` in an empty folder; gives its output and exit code, and never a traceback."""

    def compliance(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "compliance", *arguments],
            cwd=cwd or tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return compliance


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A content folder with an invented developer, its policy, and a crosswalk to SB 53."""
    root = tmp_path / "mine"
    write(
        root / "frameworks/acme/developer.md",
        """# Acme AI

- kind: developer

## [status] Status

- us-ca/sb-53#22757.11.h: yes
- us-ca/sb-53#22757.11.j: yes
- basis: invented for a test
- source: <https://example.org/>, retrieved 2026-01-01
""",
    )
    write(
        root / "frameworks/acme/policy.md",
        """# Acme Safety Policy

- kind: policy
- developer: acme
- version: 1
- cite as: Acme § …
- in force: from 2026-01-01
- source: <https://example.org/>, retrieved 2026-01-01
- serves: us-ca/sb-53#22757.12.a

## 1 Governance

- commitment: a board committee sees to it that all of this is carried out
- track: unilateral
- strength: will
- topic: governance
""",
    )
    write(
        root / "mappings/acme/policy/us-ca-sb-53.md",
        """# Acme's policy against SB 53

- kind: crosswalk
- policy: acme/policy
- instrument: us-ca/sb-53

## 22757.12.a.9

- met by: 1
- extent: full

The committee is the practice that the paragraph asks about.
""",
    )
    return root


def write(path: Path, text: str) -> None:
    """Writes a file, making its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
