"""The house: files stay short and portable, the lock is complete, the wheel carries its data."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LONGEST = 400
OURS = ("alliance_sim", "benchmarks", "docs", "notebooks", "scenarios", "tests", ".ci")
TEXT = {".py", ".md", ".yaml", ".yml", ".toml", ".json", ".csv", ".lock", ".cff", ".html", ""}
# A path from the root of some machine; the part of an address after its host is not one.
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:home|Users|root|work|tmp|opt|mnt|srv)/\w|\b[A-Z]:\\\w")


def project_files() -> Iterator[Path]:
    """Every file of the project: the top of the checkout and the folders that are ours."""
    yield from (path for path in ROOT.iterdir() if path.is_file())
    for folder in OURS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def locked_blocks() -> dict[str, str]:
    """The lock by package: each name with the lines that belong to it."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    found: dict[str, str] = {}
    for block in blocks:
        name = canonicalize_name(re.split(r"[=\[ ]", block, maxsplit=1)[0])
        found[name] = found.get(name, "") + block
    return found


def test_no_python_file_is_longer_than_the_limit() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in project_files()
        if path.suffix == ".py"
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST} == {}


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in project_files()
        if path.suffix in TEXT
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []


def test_the_lock_holds_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for word in ("://", "--index-url", "--extra-index-url", "--find-links", " @ "):
        assert word not in text


def test_the_lock_covers_every_dependency_with_a_hash() -> None:
    blocks = locked_blocks()
    wanted = PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["dev"]
    names = {canonicalize_name(Requirement(line).name) for line in wanted}
    assert names - blocks.keys() == set()
    assert [name for name, block in blocks.items() if "--hash=sha256:" not in block] == []


def test_every_console_command_can_be_loaded() -> None:
    installed = {entry.name: entry for entry in entry_points(group="console_scripts")}
    for name, target in PYPROJECT["project"]["scripts"].items():
        assert installed[name].value == target
        assert callable(installed[name].load())


def test_every_command_the_documents_name_exists() -> None:
    pages = [ROOT / "Makefile", ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    named = {
        verb
        for page in pages
        for verb in re.findall(r"alliance-sim ([a-z]+)", page.read_text(encoding="utf-8"))
    }
    shown = subprocess.run(
        [sys.executable, "-m", "alliance_sim", "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert "compare" in named
    assert named - set(re.findall(r"[a-z]+", shown)) == set()


@pytest.fixture(scope="module")
def unpacked_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a freshly built wheel's files, away from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


@pytest.mark.parametrize(
    ("folder", "pattern", "place"),
    [
        ("alliance_sim", "**/*.py", "alliance_sim"),
        ("alliance_sim", "py.typed", "alliance_sim"),
        ("alliance_sim/evidence", "*.yaml", "alliance_sim/evidence"),
        ("alliance_sim/evidence", "councils.csv", "alliance_sim/evidence"),
        ("alliance_sim/scenario", "*.json", "alliance_sim/scenario"),
        ("alliance_sim/experiments", "**/*.json", "alliance_sim/experiments"),
        ("scenarios", "**/*.yaml", "alliance_sim/shipped_scenarios"),
    ],
)
def test_the_wheel_carries(unpacked_wheel: Path, folder: str, pattern: str, place: str) -> None:
    here = {path.relative_to(ROOT / folder) for path in (ROOT / folder).glob(pattern)}
    there = {
        path.relative_to(unpacked_wheel / place) for path in (unpacked_wheel / place).glob(pattern)
    }
    assert here
    assert here == there


def test_the_wheel_carries_nothing_else_at_its_top(unpacked_wheel: Path) -> None:
    tops = {path.name for path in unpacked_wheel.iterdir() if path.suffix != ".dist-info"}
    assert tops == {"alliance_sim"}


def test_a_wheel_away_from_the_checkout_reads_a_scenario_it_ships(
    unpacked_wheel: Path, tmp_path: Path
) -> None:
    shipped = unpacked_wheel / "alliance_sim" / "shipped_scenarios" / "bexley_home_care.yaml"
    done = subprocess.run(
        [sys.executable, "-m", "alliance_sim", "validate", str(shipped)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked_wheel)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
