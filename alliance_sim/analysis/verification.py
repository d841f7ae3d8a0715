"""The verdicts as a page: every figure of theory beside the model's."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from alliance_sim.evidence.theory import Benchmark
from alliance_sim.experiments.verification import (
    ADAPTERS,
    FLOOR,
    SHARE,
    STANDARD_ERRORS,
    Check,
)

DIGITS = 5
"""Significant digits that a figure is shown with."""

HOLDS, FAILS = "holds", "FAILS"

INTRODUCTION = f"""\
# Verification

Each behaviour of the model alone, against what theory says it comes to. The *theory* figures come
with the package (`evidence/benchmarks.json` below `alliance_sim/`). The *model* figures come from
the functions that a run calls, and where it says so from a buyer's tool made of them: awards drawn
many times over, and optima and turning points found by trying. One adapter for each benchmark maps
its inputs (`experiments/verification/` below `alliance_sim/`). No formula of theory is in the code.

A figure holds if it lies within {STANDARD_ERRORS} standard errors of theory or {SHARE:.1%} of it,
whichever is more; a theory of 0 is met within {FLOOR:.5f} or {STANDARD_ERRORS} standard errors. The
standard error is 0 where nothing is drawn. A share of draws has the error of a sample in which it
happened once more, so that what was never drawn is not taken for impossible. Where the theory file
simulated a figure and gives its error, that counts too.
"""


def figure(value: Any) -> str:
    """A figure as people read it."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(figure(one) for one in value)
    if isinstance(value, str):
        return value
    return f"{value:.{DIGITS}g}"


def given(inputs: Mapping[str, Any]) -> str:
    """A row's inputs on one line."""
    return ", ".join(f"{name} {figure(value)}" for name, value in inputs.items())


def by_benchmark(checks: Sequence[Check]) -> list[tuple[str, list[Check]]]:
    """Checks of each benchmark, in the order of the file."""
    return [(name, list(group)) for name, group in groupby(checks, key=lambda check: check.name)]


def worst_of(checks: Sequence[Check]) -> Check:
    """The check that comes nearest to failing, or fails most clearly."""
    return max(checks, key=lambda check: check.error)


def page(checks: Sequence[Check], benchmarks: Sequence[Benchmark], command: str) -> str:
    """The page in Markdown.

    Args:
        checks: All checks, in the order of `benchmarks`.
        benchmarks: Theory's figures and what they say of themselves.
        command: What writes the page.
    """
    failed = sum(not check.holds for check in checks)
    parts = [
        INTRODUCTION,
        f"`{command}` writes this page.",
        f"{len(checks):,} figures, of which {failed or 'none'} fail{'s' if failed == 1 else ''}.\n",
        "| benchmark | figures | fail | nearest to failing, as a share of what is allowed |",
        "| --- | ---: | ---: | ---: |",
    ]
    words = {benchmark.id: benchmark.words for benchmark in benchmarks}
    grouped = by_benchmark(checks)
    for name, own in grouped:
        title = words[name].get("title", name)
        failing = sum(not check.holds for check in own)
        worst = worst_of(own).error
        number = name.partition("_")[0]
        parts.append(f"| {number}: {title} | {len(own)} | {failing} | {worst:.2f} |")
    for name, own in grouped:
        parts.append(_section(name, words[name], own))
    return "\n".join(parts).rstrip("\n") + "\n"


def _section(name: str, words: Mapping[str, str], checks: Sequence[Check]) -> str:
    adapter = ADAPTERS[name]
    lines = [f"\n## {name.partition('_')[0]}: {words.get('title', name)}\n"]
    if "model" in words:
        lines.append(f"- *Theory:* {words['model']}.")
    if words.get("source"):
        lines.append(f"- *Shown by:* {words['source']}.")
    lines += [
        f"- *Asked of:* {adapter.asks}.",
        f"- *In a run:* {adapter.switch}.\n",
        "| inputs | output | theory | model | standard error | verdict |",
        "| --- | --- | ---: | ---: | ---: | --- |",
    ]
    lines += [
        f"| {given(check.inputs)} | {check.output} | {figure(check.theory)} | "
        f"{figure(check.model)} | {check.se:.1g} | {HOLDS if check.holds else FAILS} |"
        for check in checks
    ]
    return "\n".join(lines)
