"""What every party pays or is left with under a deal, over outturn cost."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from alliance_sim.analysis.deals.pounds import exact, percent_of
from alliance_sim.analysis.deals.sweep import Sweep
from alliance_sim.analysis.deals.words import dead_incentives, marginal_pound
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.margin import beside
from alliance_sim.analysis.figures.style import (
    EDGE,
    HEAD_SIZE,
    MUTED,
    SMALL_SIZE,
    WIDTH,
    Sheet,
    drawing,
    look,
    wrapped,
)
from alliance_sim.analysis.formats import capital, listed, tick
from alliance_sim.results.tables import BY_OUTCOME
from alliance_sim.rules.contracts.pence import PENCE

POUNDS = BY_OUTCOME["cost_total_gbp"]
LEFT, NAMES, GAP = 0.72, 1.35, 0.3
HEAD, HEIGHT, FOOT = 0.35, 3.1, 0.55
NAME_LETTERS = 16
TICKS, MARKS_ON_LINE, PARTS = 4, 6, 20
LINES = ("-", (0, (6, 2)), (0, (2, 2)), (0, (6, 2, 2, 2)))
"""A pattern for each party that comes round to a colour again."""


def build(swept: Sweep, subject: str) -> Chart:
    """Two panels over outturn cost: what payers pay, and what providers are left with.

    Args:
        swept: The deal at rising outturns.
        subject: What the deal is called.
    """
    title = _title(swept)
    description = _description(swept)
    return Chart(
        name="settle_sweep",
        subject=f"Every party's money over outturn cost: {subject}",
        title=title,
        takeaway=f"{title}.",
        alt=f"Lines of every party's money over outturn cost. {title}. {description}",
        description=description,
        table=swept.table(),
        figure=_draw(swept, title).figure,
    )


def _title(swept: Sweep) -> str:
    """The message: where nobody on the provider's side cares any more, or who bears a pound."""
    told = [*dead_incentives(swept.course), *marginal_pound(swept.course)]
    return told[0].removesuffix(".")


def _draw(swept: Sweep, title: str) -> Sheet:
    course = swept.course
    note = "What the parties pay or are left with at each outturn."
    if course.here.target is not None:
        note += (
            " Dashed: the target."
            if course.agreement.rule.needs_target
            else (" Dashed: what was agreed.")
        )
    with drawing():
        sheet = Sheet(title, note, HEAD + HEIGHT + FOOT)
        width = (WIDTH - 2 * (LEFT + NAMES) - GAP - EDGE) / 2
        everyone = swept.names("commissioner") + swept.names("provider")
        panels = (
            ("Who pays for care pays", swept.names("commissioner"), 1),
            ("Who provides it is left with", swept.names("provider"), -1),
        )
        for place, (head, names, sign) in enumerate(panels):
            left = LEFT + place * (width + NAMES + LEFT + GAP)
            sheet.words(left, 0, head, size=HEAD_SIZE, weight="bold")
            axes = sheet.axes(left, HEAD, width, HEIGHT)
            _panel(axes, swept, names, everyone, sign)
    return sheet


def _panel(axes: Axes, swept: Sweep, names: list[str], everyone: Sequence[str], sign: int) -> None:
    costs, ends = swept.costs(), []
    axes.spines["left"].set_visible(True)
    axes.grid(axis="y")
    for name in names:
        how, money = look(everyone, name), [sign * pays for pays in swept.pays(name)]
        turn = everyone.index(name) // 4 % len(LINES)
        axes.plot(
            costs,
            money,
            color=how.colour,
            linewidth=2.2,
            linestyle=LINES[turn],
            marker=how.mark,
            markevery=max(len(costs) // MARKS_ON_LINE, 1),
            markersize=5,
            clip_on=False,
        )
        ends.append((wrapped(capital(name), NAME_LETTERS, 2), (costs[-1], money[-1]), how.colour))
    low, high = axes.get_ylim()
    if low == high:
        low, high = low - 1, high + 1
    if sign < 0:
        low, high = min(low, 0.0), max(high, 0.0)
    axes.set_ylim(low, high)
    axes.set_xlim(costs[0], costs[-1])
    if low < 0 < high:
        axes.axhline(0, color=MUTED, linewidth=1.0)
    target = swept.course.here.target
    if target is not None and costs[0] <= target / PENCE <= costs[-1]:
        axes.axvline(target / PENCE, color=MUTED, linewidth=1.1, linestyle=(0, (5, 4)))
    beside(axes, HEIGHT, ends)
    axes.set_xlabel("Actual cost", size=SMALL_SIZE)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(TICKS))
        axis.set_major_formatter(FuncFormatter(lambda value, _: tick(POUNDS, value)))


def _description(swept: Sweep) -> str:
    """The ends of every line."""
    first, last = swept.settlements[0], swept.settlements[-1]
    at = [exact(settlement.cost) for settlement in (first, last)]
    if swept.course.reference > 0:
        at = [
            f"{amount} ({percent_of(settlement.cost, swept.course.reference)})"
            for amount, settlement in zip(at, (first, last), strict=True)
        ]
    told, said = [], swept.course.said
    for before, after in zip(first.shares, last.shares, strict=True):
        if before.side == "commissioner":
            told.append(f"{said(before.name)} pays {exact(before.pays)} to {exact(after.pays)}")
        else:
            told.append(
                f"{said(before.name)} is left with {exact(-before.pays)} to {exact(-after.pays)}"
            )
    return f"From an actual cost of {at[0]} to one of {at[1]}, {listed(told)}."
