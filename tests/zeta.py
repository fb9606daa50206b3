"""An invented law with an invented official text, and a developer that it binds; no official words stand in tests."""

from pathlib import Path

from compliance.model.fields import Source
from compliance.sources.attached import AttachedText, path_of, write_attached
from compliance.sources.segments import Segment
from tests.acme import write

LAW = "us-zz/zeta-act"
SOURCE = "- source: <https://example.org/zeta>, retrieved 2026-01-31"
CHAPEAU = "Every zeta operator keeps a <b>ledger</b> | with *stars*, # signs, [links](x), _bars_, `ticks` & more:"
ORDER = "First zeta paragraph: \\ stands for itself, and so do {{ braces }}, $sums$ and @names."
LEVELS = "Second zeta paragraph of the levels."
TERM = "Zeta danger means what the zeta office calls so."


def zeta(root: Path) -> Path:
    """A content folder with the law, and a developer with a policy and a crosswalk to it."""
    write(
        root / "frameworks/us-zz/zeta-act.md",
        f"""# Zeta Act

- kind: statute
- jurisdiction: us-zz
- citation: Zeta Act
- cite as: Zeta Act § …
- in force: from 2026-01-01
{SOURCE}

## § 1 Definitions

### (a) Operator

- role: zeta operator
- of: developer
- means: whoever runs a zeta

### (b) Danger

- definition: zeta danger
- of: risk
- means: whatever the office calls a danger

## § 2 Transparency

- bearer: zeta operator
- topic: framework

### (a) [write] Write it

- duty: write a zeta framework

### (a) [publish] Publish it

- duty: publish its zeta framework
- to: public

### (a)(1) Order

- content: how it keeps order under zeta danger
- part of: 2.a.write

### (a)(2) Levels

- content: which levels it has
- part of: 2.a.write
""",
    )
    write(
        root / "frameworks/zed/developer.md",
        f"# Zed\n\n- kind: developer\n\n## [status] Status\n\n- {LAW}#1.a: yes\n- basis: invented\n{SOURCE}\n",
    )
    write(
        root / "frameworks/zed/policy.md",
        f"""# Zed's Policy

- kind: policy
- developer: zed
- version: 1
- cite as: Zed § …
- in force: from 2026-01-01
{SOURCE}

## 1 Order

- commitment: keep order
- track: unilateral
- strength: will
- topic: framework

## 2 Danger

- definition: zeta danger
- of: risk
- means: what Zed itself fears
- topic: framework
""",
    )
    return root


def text(**others: object) -> AttachedText:
    """The invented official text of the law."""
    segments = (
        Segment(("1", "b"), (TERM,), ""),
        Segment(("2", "a"), (CHAPEAU,), ""),
        Segment(("2", "a", "1"), (ORDER, LEVELS), ""),
    )
    values = {
        "instrument": LAW,
        "edition": "bill print",
        "file": "zeta-act.original.txt",
        "sha256": "ab" * 32,
        "source": Source.parse("<https://example.org/bill>, retrieved 2026-11-22"),
        "on": None,
        "segments": segments,
    }
    return AttachedText(**(values | others))  # type: ignore[arg-type]  # the values are those of its fields


def attached(root: Path) -> Path:
    """A folder that holds nothing but the attached text."""
    write(path_of(root, LAW), write_attached(text()))
    return root
