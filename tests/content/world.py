"""The shipped files as raw material, and small helpers to read text as content."""

from pathlib import Path

from compliance.content.reading import Reading, load
from compliance.content.workspace import content_files

SHIPPED = tuple(content_files())
LAW = """# Act

- kind: statute
- jurisdiction: us-ca
- citation: Act
- cite as: § …
- in force: from 2026-01-01
- source: <https://example.org/>, retrieved 2026-01-31
"""


def read_files(folder: Path, files: dict[str, str | bytes]) -> Reading:
    """What is read of these files, by their paths in a content folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return load([folder], shipped=False)


def found(reading: Reading) -> list[str]:
    """The diagnostics as `line:column code`."""
    return [f"{each.place.line}:{each.place.column} {each.rule.code}" for each in reading.diagnostics]
