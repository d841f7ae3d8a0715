"""Compiled code on disk is never older than its sources."""

import ast
import shutil

from alliance_sim.world.compiled import FOLDER, HERE, SOURCES, cache_folder
from alliance_sim.world.kernel import live_month

ROOM = "alliance_sim.world."


def imported(name):
    """Modules of this room that a module imports from."""
    tree = ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))
    names = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {module.removeprefix(ROOM) for module in names if module.startswith(ROOM)}


def test_every_module_that_compiled_code_is_made_of_counts_as_a_source():
    decorated = {
        path.stem for path in HERE.glob("*.py") if "@compiled" in path.read_text(encoding="utf-8")
    }
    assert decorated | set().union(*map(imported, SOURCES)) <= set(SOURCES)


def test_an_edit_to_any_source_leads_to_another_folder(tmp_path):
    for name in SOURCES:
        shutil.copy(HERE / f"{name}.py", tmp_path)
    before = cache_folder(tmp_path, tmp_path)
    assert before.name == FOLDER.name
    for name in SOURCES:
        source = tmp_path / f"{name}.py"
        text = source.read_text(encoding="utf-8")
        source.write_text(text + "\n", encoding="utf-8")
        assert cache_folder(tmp_path, tmp_path) != before, name
        source.write_text(text, encoding="utf-8")
    assert cache_folder(tmp_path, tmp_path) == before


def test_the_kernel_is_kept_in_that_folder():
    assert FOLDER.name in str(live_month.stats.cache_path)
