"""An invented developer, with a policy that is its framework, and a crosswalk to SB 53."""

from pathlib import Path

import pytest


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
