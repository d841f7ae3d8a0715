"""The page that shows every published finding and what the model gives."""

from collections.abc import Sequence

from alliance_sim.analysis.claims import column_of
from alliance_sim.analysis.findings import LARGER, NEAR, SMALLER, VERDICTS, WITHIN, Held
from alliance_sim.analysis.formats import listed


def counts(held: Sequence[Held]) -> str:
    """How many findings have which verdict, in words."""
    said = [one.verdict for one in held]
    parts = [f"{said.count(verdict)} {verdict}" for verdict in VERDICTS if verdict in said]
    sizes = [one.size for row in held for one in row.results if one.test.size]
    of_sizes = [
        f"{sizes.count(size)} {size}" for size in (WITHIN, NEAR, SMALLER, LARGER) if size in sizes
    ]
    without = sizes.count("")
    of_sizes += [f"{without} without the sign"] if without else []
    return f"Of {len(held)} findings, {listed(parts)}. Of {len(sizes)} sizes, {listed(of_sizes)}"


INTRODUCTION = """\
# Published findings, and what the model gives

What was found and published about buying care, or about buying and contracts at large where care
has nothing better, and what the model gives when it is asked for the same. The findings are those
of `alliance_sim/evidence/findings.yaml`, with every setting. Most were not used to set a parameter;
where the sign or the figure goes in, the finding says so under *goes in*.

How to read it. A sign is *reproduced* where the 95% interval of the paired difference lies on the
published side of 0, *not reproduced* where it lies on the other, and cannot be told where it takes
in 0; a published "no difference" is reproduced where the interval takes in 0, which is all that can
be shown. A size is *within* where the interval takes in part of the published range, *within a
factor of two* where the mean lies between half and twice that range, else *smaller* or *larger*.
No number was set so that a finding would come out, and findings that do not come out stand.
"""


def page(held: Sequence[Held], command: str, replications: int, residents: int, seed: int) -> str:
    """The page in Markdown.

    Args:
        held: every finding with its results.
        command: what writes the page.
        replications: futures of each world.
        residents: simulated in each.
        seed: their seed.
    """
    parts = [
        INTRODUCTION,
        f"`{command}` writes this page.\n",
        f"{replications} futures of {residents:,} residents, seed {seed}.\n",
        f"{counts(held)}.\n",
        "| | finding | source | sign | size |",
        "| ---: | --- | --- | --- | --- |",
    ]
    for number, one in enumerate(held, start=1):
        sources = ", ".join(one.finding.source)
        parts.append(
            f"| {number} | {one.finding.finding} | {sources} | {one.verdict} | {one.size} |"
        )
    for number, one in enumerate(held, start=1):
        parts.append(_section(number, one))
    return "\n".join(parts).rstrip("\n") + "\n"


def _section(number: int, one: Held) -> str:
    row = one.finding
    lines = [
        f"\n## {number}. {row.finding}\n",
        f"- *Published:* {row.published.strip()} Sources: {', '.join(row.source)}.",
        f"- *As the model is asked:* {row.translation.strip()}",
    ]
    if row.built_in:
        lines.append(f"- *Goes in:* {row.built_in.strip()}")
    lines.append(f"- *Verdict:* {one.verdict}.")
    if row.departs:
        lines.append(f"- *Where the model departs:* {row.departs.strip()}")
    if one.results:
        lines += [
            "\n| test | measured by | published | simulated (95% interval) | sign | size |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
    for result in one.results:
        measured = column_of(result.test.question.aim).label
        lines.append(
            f"| {result.test.question.says} | {measured} | {result.published()} | "
            f"{result.words()} | {result.sign} | {result.size} |"
        )
    return "\n".join(lines)
