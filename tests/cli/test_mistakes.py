"""A user's mistake gets a sentence, a hint and exit code 1 or 2; never a traceback, and nothing is half written."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run

DAY = ("--as-of", "2026-03-31")
CROSSWALK = "mappings/anthropic/rsp-3.0/us-ca-sb-53"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("gap",), "did you mean 'gaps'?"),
        (("gaps", "--as-of", "31.3.2026"), "write it as 2026-01-31"),
        (("gaps", "--as-of", "2026-02-30"), "'2026-02-30' is not a date"),
        (("gaps", "--developer", "antropic"), "did you mean 'anthropic'?"),
        (("gaps", "--policy", "anthropic/rsp-3"), "did you mean 'anthropic/rsp-3.0'?"),
        (("gaps", "--instrument", "us-ca/sb53"), "did you mean 'us-ca/sb-53'?"),
        (("applies", "--instrument", "us-ca/sb53"), "did you mean 'us-ca/sb-53'?"),
        (("gaps", "--format", "jsn"), "did you mean 'json'?"),
        (("gaps", "--fail-on", "gaps"), "did you mean 'gap'?"),
        (("check", "--format", "sarf"), "did you mean 'sarif'?"),
        (("write", "framwork"), "did you mean 'framework'?"),
        (("write", "framework", *DAY, "--format", "html5"), "did you mean 'html'?"),
        (("write", "framework", *DAY, "--policy", "x"), "no policy 'x'"),
        (("export", "rdf", "--format", "turtel"), "did you mean 'turtle'?"),
        (("export", "rfd"), "did you mean 'rdf'?"),
        (("export", "json", "--part", "shapes"), "json has no shapes"),
        (("review", f"{CROSSWALK}#22757.12.a.9", "--by", "me"), "belongs to the shipped catalogs"),
        (("show", "us-ca/sb-53#22757.12.a.99"), "did you mean us-ca/sb-53#22757.12.a"),
        (("explain", "us-ca/sb-53#99999"), "nothing in the content is called"),
        (("explain", "F999"), "there is no rule or identifier 'F999'"),
        (("check", "--content", "nowhere"), "the content folder 'nowhere' does not exist"),
        (("fmt",), "no file was named"),
        (("fmt", "nowhere.md"), "there is no file or folder 'nowhere.md'"),
        (("new", "law", "Bad Name", "--content", "mine"), "'Bad Name' is not an identifier"),
        (("new", "crosswalk", "acme/x", "--content", "mine"), "a crosswalk needs a policy and a law"),
        (("review", f"{CROSSWALK}#nothing", "--by", "me"), "there is no judgement"),
        (("write", "framework", *DAY, "--output", "no/such/out.md"), "the folder 'no/such' does not exist"),
    ],
)  # fmt: skip
def test_a_wrong_word_is_answered_with_what_to_type(run: Run, arguments: tuple[str, ...], words: str) -> None:
    """Each wrong name, value or place gets exit code 2, and a sentence that helps."""
    done = run(*arguments)

    assert words in " ".join(done.stderr.split())
    assert done.returncode == 2
    assert done.stdout == ""


def test_a_content_folder_that_is_none(run: Run, tmp_path: Path) -> None:
    """A file, or a folder with neither of the two subfolders, is no content folder."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")

    assert "holds neither 'frameworks' nor 'mappings'" in run("check", "--content", "empty").stderr
    assert "is not a folder" in run("check", "--content", "file").stderr


def test_unsound_content_gives_no_verdict(run: Run, acme: Path) -> None:
    """No verdict rests on faulty content: the errors are listed, and nothing is written."""
    policy = acme / "frameworks/acme/policy.md"
    policy.write_text(policy.read_text(encoding="utf-8").replace("unilateral", "unilaterally"), encoding="utf-8")
    done = run("build", *DAY, "--content", str(acme), "--developer", "acme", "--output", "out")

    assert done.returncode == 1
    assert "policy.md:14:10: error[F203] 'unilaterally' is not a value of 'track'" in done.stderr
    assert "nothing was written" in done.stderr
    assert not Path(acme.parent / "out").exists()


def test_output_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """Where the output folder is a file, the command says so and leaves the file alone."""
    (tmp_path / "output").write_text("mine", encoding="utf-8")
    done = run("build", *DAY)

    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert (tmp_path / "output").read_text(encoding="utf-8") == "mine"


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    """'compliance export json | head -1' ends quietly."""
    done = subprocess.run(
        f'"{sys.executable}" -m compliance export json | head -1',
        shell=True, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.stdout == "{\n"
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_a_killed_run_leaves_old_files_whole(tmp_path: Path) -> None:
    """Killed at any moment, a build leaves each file either as it was or new and whole, and no other file."""
    command = [sys.executable, "-m", "compliance", "build", "-q", *DAY]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    folder = tmp_path / "output/anthropic"
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    first = folder / "framework-public.md"
    before = first.stat().st_ino
    while process.poll() is None and first.stat().st_ino == before:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    assert {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".part")} == whole


def test_an_empty_name_is_no_name(run: Run, acme: Path) -> None:
    """An unset variable of a shell neither formats the folder one is in, nor signs a review, nor breaks a file."""
    crosswalk = acme / "mappings/acme/policy/us-ca-sb-53.md"
    before = crosswalk.read_bytes()

    assert run("fmt", "").returncode == 2
    assert run("review", "acme/policy/us-ca-sb-53", "--by", "", "--content", str(acme)).returncode == 2
    assert run("new", "developer", "b", "--title", "B\n\n- kind: law", "--content", "mine").returncode == 2
    assert crosswalk.read_bytes() == before


def test_a_device_is_written_to_and_not_replaced(run: Run, tmp_path: Path) -> None:
    """'--output' on a pipe or device writes into it; a link stays a link."""
    target = tmp_path / "real.md"
    target.write_text("old", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(target)
    done = run("write", "gap-report", *DAY, "--output", "link.md")

    assert done.returncode == 0
    assert (tmp_path / "link.md").is_symlink()
    assert target.read_text(encoding="utf-8").startswith("# Gap report")
    assert run("write", "gap-report", *DAY, "--output", "/dev/null").returncode == 0
    assert not Path("/dev/null").is_file()


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    """Even help that cannot be printed ends with a sentence and exit code 2."""
    done = subprocess.run(
        f'"{sys.executable}" -m compliance --help > /dev/full',
        shell=True, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
