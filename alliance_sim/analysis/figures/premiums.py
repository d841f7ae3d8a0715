"""What bearing the risk costs each party now, and what it would cost if it were split best."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from alliance_sim.analysis.bearing import Sharing
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.figures.style import (
    EDGE,
    FAINT,
    INK,
    MUTED,
    SMALL_SIZE,
    Sheet,
    drawing,
    look,
    wrapped,
)
from alliance_sim.analysis.formats import capital, gbp, label, listed, percent, the
from alliance_sim.results.tables import PARTIES

PARTY_WIDTH, OPTION_WIDTH, PLOT_WIDTH = 1.85, 1.3, 2.9
COLUMN_WIDTH, BESIDE = 0.9, 0.15
ROW, GAP, HEAD, FOOT = 0.25, 0.16, 0.25, 0.1
BAR, MARK, PAD = 0.7, 9.0, 0.06
OPTION_LETTERS = 15
WHOLE = "Everyone together"

Line = tuple[str, str, float, float, float, float]
"""Party, option, spread, premium now, share and premium of the efficient split."""


def build(sharing: Mapping[str, Sharing]) -> Chart:
    """Each party's risk premium as risk is split now, against the efficient split."""
    title = _title(sharing)
    lines = _lines(sharing)
    return Chart(
        name="risk_premiums",
        subject="What bearing the risk costs each party a year",
        title=title,
        takeaway=f"{title}.",
        alt=f"Bars of each party's risk premium, with a mark at the efficient split. {title}.",
        description=_description(lines, title),
        table=_table(sharing),
        figure=_draw(tuple(sharing), lines, title).figure,
    )


def _title(sharing: Mapping[str, Sharing]) -> str:
    known = {o: s.excess_gbp for o, s in sharing.items() if math.isfinite(s.excess_gbp)}
    if not known:
        return "What bearing the risk costs is not known"
    said = listed([f"{gbp(amount)} a year under {the(option)}" for option, amount in known.items()])
    return capital(f"bearing risk costs more than the best split of it would: {said}")


def _lines(sharing: Mapping[str, Sharing]) -> list[Line]:
    """The council, kinds of provider that take part, the NHS, and everyone; by option."""
    labels = {party.name: party.label for party in PARTIES if party.name != "providers"}
    found: list[Line] = []
    for party, words in labels.items():
        lines: list[Line] = []
        for option, shared in sharing.items():
            if bearers := shared.of(party):
                lines.append(
                    (
                        words,
                        option,
                        bearers[0].sd if len(bearers) == 1 else math.nan,
                        math.fsum(b.premium_gbp for b in bearers),
                        math.fsum(b.efficient_share for b in bearers),
                        math.fsum(b.efficient_premium_gbp for b in bearers),
                    )
                )
        found += lines
    for option, shared in sharing.items():
        row = (WHOLE, option, shared.sd, shared.premium_gbp, 1.0, shared.efficient_premium_gbp)
        found.append(row)
    return found


def _draw(options: Sequence[str], lines: Sequence[Line], title: str) -> Sheet:
    groups = list(dict.fromkeys(line[0] for line in lines))
    height = ROW * len(lines) + GAP * len(groups)
    with drawing():
        sheet = Sheet(
            title,
            "Risk premium: what a party would pay to be rid of the swing in its result, at its "
            "own tolerance of risk. Bar: as risk is split now. Upright mark: if the same total "
            "were split so that bearing it costs least.",
            HEAD + height + FOOT,
        )
        columns = PARTY_WIDTH + OPTION_WIDTH + PLOT_WIDTH + BESIDE
        for place, name in enumerate(("Now", "Best split")):
            sheet.words(columns + place * COLUMN_WIDTH, 0, name, size=SMALL_SIZE, color=MUTED)
        axes = sheet.axes(PARTY_WIDTH + OPTION_WIDTH, HEAD, PLOT_WIDTH, height)
        axes.set_ylim(height, 0)
        axes.set_yticks([])
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        most = max((end for line in lines for end in (line[3], line[5]) if end == end), default=1.0)
        axes.set_xlim(0, (most or 1.0) * (1 + PAD))
        axes.axvline(0, color=INK, linewidth=1.0)
        down = 0.0
        for group in groups:
            mine = [line for line in lines if line[0] == group]
            if down:
                axes.axhline(down, color=FAINT, linewidth=0.6)
            down += GAP / 2
            name_at = HEAD + down + ROW / 2
            sheet.words(EDGE, name_at, group, size=SMALL_SIZE, va="center", weight="bold")
            for _, option, _, now, _, best in mine:
                y, how = down + ROW / 2, look(options, option)
                sheet.mark(PARTY_WIDTH + 0.06, HEAD + y, how, size=5.5)
                name = wrapped(label(option), OPTION_LETTERS, 1)
                sheet.words(PARTY_WIDTH + 0.18, HEAD + y, name, size=SMALL_SIZE, va="center")
                if math.isfinite(now):
                    axes.barh(y, now, height=ROW * BAR, color=how.colour)
                    axes.plot([best], [y], "|", color=INK, markersize=MARK, markeredgewidth=2.2)
                for place, value in enumerate((now, best)):
                    sheet.words(
                        columns + place * COLUMN_WIDTH,
                        HEAD + y,
                        gbp(value),
                        size=SMALL_SIZE,
                        va="center",
                    )
                down += ROW
            down += GAP / 2
    return sheet


def _description(lines: Sequence[Line], title: str) -> str:
    said = [
        f"{party}, {the(option)}: {gbp(now)} now, {gbp(best)} under the best split"
        for party, option, _, now, _, best in lines
    ]
    return f"{title}. Premiums a year. {'; '.join(said)}."


def _table(sharing: Mapping[str, Sharing]) -> pd.DataFrame:
    """Every bearer by name, and the whole, under each option."""
    rows = []
    for option, shared in sharing.items():
        rows += [
            {
                "Option": label(option),
                "Party": _named(b.name),
                "Mean": gbp(b.mean, signed=True),
                "Standard deviation": gbp(b.sd),
                "Bad year (mean of worst 5%)": gbp(b.cvar95, signed=True),
                "Chance of a loss": percent(b.p_loss),
                "Chance of insolvency": percent(b.p_insolvency)
                if math.isfinite(b.p_insolvency)
                else "public body",
                "Share of variance": percent(b.variance_share),
                "Best share": percent(b.efficient_share),
                "Risk tolerance": gbp(b.tolerance_gbp),
                "Premium now": gbp(b.premium_gbp),
                "Premium, best split": gbp(b.efficient_premium_gbp),
            }
            for b in shared.bearers
        ]
        total = {
            "Option": label(option),
            "Party": WHOLE,
            "Standard deviation": gbp(shared.sd),
            "Share of variance": percent(1.0),
            "Best share": percent(1.0),
            "Premium now": gbp(shared.premium_gbp),
            "Premium, best split": gbp(shared.efficient_premium_gbp),
        }
        rows.append({**dict.fromkeys(rows[-1], ""), **total})
    return pd.DataFrame(rows)


def _named(name: str) -> str:
    labels = {party.name: party.label for party in PARTIES}
    return labels.get(name, name)
