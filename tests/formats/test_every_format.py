"""What holds for each format: its interface, its loading and its determinism."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.formats import Format
from compliance.plugins import module_in, names_in
from tests.formats.sample import sample

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = names_in("compliance.formats")
LIBRARIES = {"markdown": None, "html": "jinja2", "docx": "docx", "pdf": "typst"}

WRITE = """
import hashlib
from compliance.plugins import modules_in
from tests.formats.sample import sample
for module in modules_in("compliance.formats"):
    print(module.__name__, hashlib.sha256(module.write(sample())).hexdigest())
"""


def test_ours_are_found() -> None:
    """The four formats are found by looking into the folder, and what they share is not taken for one."""
    assert set(LIBRARIES) <= set(NAMES)
    assert not [name for name in NAMES if name.startswith("_")]


@pytest.mark.parametrize("name", NAMES)
def test_interface(name: str) -> None:
    """A format has a docstring, a suffix, a media type and a writer that gives bytes."""
    module = module_in("compliance.formats", name)

    assert module.__doc__
    assert all(hasattr(module, member) for member in ("SUFFIX", "MEDIA_TYPE", "write"))
    assert {"SUFFIX", "MEDIA_TYPE", "write"} <= set(dir(Format))
    assert module.SUFFIX.startswith(".")
    assert "/" in module.MEDIA_TYPE
    assert isinstance(module.write(sample(3)), bytes)


@pytest.mark.parametrize("name", sorted(LIBRARIES))
def test_only_its_own_library_is_loaded(name: str) -> None:
    """Loading a format loads its library and none of the others."""
    code = (
        "import sys; from compliance.plugins import module_in; "
        f"module_in('compliance.formats', {name!r}); "
        "print(*(each for each in ('docx', 'jinja2', 'typst') if each in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == (LIBRARIES[name] or "")


def test_same_tree_same_bytes(tmp_path: Path) -> None:
    """Hash seed, time zone, locale and working directory change nothing."""
    seen = set()
    for seed, zone, locale, folder in (("1", "UTC", "C", ROOT), ("2", "Asia/Tokyo", "tr_TR.UTF-8", tmp_path)):
        environment = os.environ | {
            "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT), "HOME": str(folder),
        }  # fmt: skip
        environment.pop("SOURCE_DATE_EPOCH", None)
        done = subprocess.run(
            [sys.executable, "-c", WRITE], cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
        seen.add(done.stdout)

    assert len(seen) == 1
    assert all(f"compliance.formats.{name} " in done.stdout for name in LIBRARIES)


@pytest.mark.parametrize("name", NAMES)
def test_twice_in_one_run(name: str) -> None:
    """A second call gives the bytes of the first: nothing is kept between them."""
    module = module_in("compliance.formats", name)

    assert module.write(sample()) == module.write(sample())
