"""Compiled code on disk is never older than its sources."""

import ast
import shutil

from alliance_sim.rules.compiled import FOLDER, HERE, SOURCES, cache_folder
from alliance_sim.world.kernel import need_month

NOT_COMPILED = {"rules/contracts", "rules/mechanisms", "rules/offers"}
"""Modules that compiled ones import from for their types, and for what runs in plain Python."""


def imported(name):
    """Modules of the package that a module imports from, when it runs."""
    tree = ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))
    names = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
    ours = {module.removeprefix("alliance_sim.") for module in names if "alliance_sim." in module}
    return {module.replace(".", "/") for module in ours} - NOT_COMPILED


def test_every_module_that_compiled_code_is_made_of_counts_as_a_source():
    decorated = {
        path.relative_to(HERE).with_suffix("").as_posix()
        for path in HERE.rglob("*.py")
        if "@compiled(" in path.read_text(encoding="utf-8")
    }
    assert decorated | set().union(*map(imported, SOURCES)) <= set(SOURCES)


def test_an_edit_to_any_source_leads_to_another_folder(tmp_path):
    for name in SOURCES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / f"{name}.py", tmp_path / f"{name}.py")
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
    assert FOLDER.name in str(need_month.stats.cache_path)
