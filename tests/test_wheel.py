"""The built wheel works with the source tree gone.

A copy of the tree is built and deleted, so that nothing but the wheel can answer. Third-party packages are
borrowed from the environment that runs the tests, so that no network is needed.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.tools import ROOT

pytestmark = pytest.mark.slow

EXAMPLE = ["--developer", "anthropic", "--as-of", "2026-03-31"]
SOURCES = [
    "compliance",
    "frameworks",
    "mappings",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "LICENSE-CONTENT",
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the tree that is then deleted."""
    tree = tmp_path_factory.mktemp("tree")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tree / name)
    dist = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", dist, tree], cwd=dist)
    shutil.rmtree(tree)
    [built] = dist.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `compliance` command of an environment that has the wheel and not the source tree."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, symlinks=True)
    python = home / "bin/python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    run([*pip, "install", "--quiet", "--no-index", "--no-deps", wheel], cwd=home)
    [packages] = home.glob("lib/python*/site-packages")
    # A folder named in a .pth file is searched last and its own .pth files, the editable install among them,
    # are not read.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin/compliance"


def run(command: list[str | Path], cwd: Path) -> str:
    """The command's standard output, after showing all it said if it failed."""
    ours = ("PYTHON", "COMPLIANCE_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(command, cwd=cwd, env=clean, check=False, capture_output=True, encoding="utf-8")

    assert done.returncode == 0, f"{command}\nexit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_wheel_carries_the_catalogs_as_they_are(wheel: Path) -> None:
    """Every file of frameworks/ and mappings/ is in the wheel, byte for byte, and nothing else."""
    shipped = "compliance/shipped/"
    expected = {
        shipped + path.relative_to(ROOT).as_posix(): path.read_bytes()
        for folder in ("frameworks", "mappings")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    with zipfile.ZipFile(wheel) as archive:
        actual = {name: archive.read(name) for name in archive.namelist() if name.startswith(shipped)}

    assert expected == actual


def test_the_wheel_stands_alone(program: Path, tmp_path: Path) -> None:
    """The module comes from the wheel's environment and not from this tree."""
    python = program.parent / "python"
    where = run([python, "-c", "import compliance; print(compliance.__file__)"], cwd=tmp_path)

    assert Path(where.strip()).is_relative_to(program.parent.parent)


def test_the_shipped_catalogs_are_sound(program: Path, tmp_path: Path) -> None:
    """`compliance check` finds the shipped catalogs and nothing wrong with them."""
    run([program, "check"], cwd=tmp_path)


def test_gaps_are_told(program: Path, tmp_path: Path) -> None:
    """`compliance gaps` reads the shipped example."""
    told = run([program, "gaps", *EXAMPLE], cwd=tmp_path)

    assert "us-ca/sb-53" in told


def test_documents_are_written(program: Path, tmp_path: Path) -> None:
    """`compliance build` writes every format, so that each one's data files are in the wheel."""
    run([program, "build", *EXAMPLE, "--output", tmp_path / "output"], cwd=tmp_path)
    written = {path.suffix for path in (tmp_path / "output").rglob("*") if path.is_file()}

    assert {".md", ".html", ".docx", ".pdf"} <= written
