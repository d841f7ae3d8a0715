"""What people are told about a batch: before, meanwhile, afterwards."""

from collections.abc import Sequence

from alliance_sim.experiments.studies.again import Verdict
from alliance_sim.experiments.studies.estimating import Estimate
from alliance_sim.experiments.studies.folder import FAILURES
from alliance_sim.experiments.studies.plan import Plan
from alliance_sim.experiments.studies.running import Progress, Report
from alliance_sim.experiments.studies.state import State

MINUTE, HOUR, DAY = 60, 3_600, 86_400
MEGA, GIGA = 1_000_000, 1_000_000_000
MOST_SHOWN = 5
"""Failures that are shown; all are in the table."""


def duration(seconds: float) -> str:
    """So long, as precisely as an estimate deserves.

    >>> duration(5400)
    '1.5 hours'
    """
    for size, word in ((DAY, "days"), (HOUR, "hours"), (MINUTE, "minutes")):
        if seconds >= size:
            return (
                f"{seconds / size:.2g} {word}"
                if seconds < 10 * size
                else (f"{seconds / size:.0f} {word}")
            )
    return f"{seconds:.0f} seconds" if seconds >= 1 else "less than a second"


def size(amount: float) -> str:
    """So many bytes, in words.

    >>> size(2_500_000)
    '2.5 MB'
    """
    if amount >= GIGA:
        return f"{amount / GIGA:.2g} GB"
    return f"{max(amount / MEGA, 0.1):.2g} MB" if amount < 100 * MEGA else f"{amount / MEGA:.0f} MB"


def runs(count: int) -> str:
    """So many runs."""
    return "1 run" if count == 1 else f"{count:,} runs"


def told_beforehand(plan: Plan, found: Estimate, workers: int) -> str:
    """What a study will take."""
    span, many = duration(found.seconds), runs(found.runs)
    if found.most_runs > found.runs:
        span = f"{span} to {duration(found.most_seconds)}"
        many = f"{found.runs:,} to {runs(found.most_runs)}, as precision asks"
    hands = "1 worker" if workers == 1 else f"{workers} workers"
    factors = len(plan.factors)
    things = "1 factor" if factors == 1 else f"{factors:,} factors"
    lines = [
        plan.study.title,
        "",
        f"Design: {plan.study.design.kind}, {found.rows:,} rows of {things}; all are fit to run.",
        f"Runs:   {many}; each simulates every option in the same future.",
        f"Time:   about {span} with {hands}; one run took {found.seconds_a_run:.2g} seconds here.",
        f"Memory: about {size(found.memory_bytes)} in all; it does not grow with the study.",
        f"Disk:   at most about {size(found.disk_bytes)}.",
        "",
        "Nothing was written.",
    ]
    return "\n".join(lines)


def told_meanwhile(now: Progress) -> str:
    """How fast it goes, how long it will take, what failed."""
    parts = [f"{now.rate:.2g} runs a second"]
    if now.seconds_left is not None and now.left:
        about = "about" if now.is_certain else "at least"
        parts.append(f"{about} {duration(now.seconds_left)} left")
    if now.failed:
        parts.append(f"{now.failed:,} failed")
    return ", ".join(parts)


def told_afterwards(report: Report) -> str:
    """What came of a batch."""
    lines = [f"{runs(report.new)} done now, {runs(report.runs)} in {report.folder} in all."]
    if report.failures:
        lines.append(f"{runs(len(report.failures))} failed; see {report.folder / FAILURES}:")
        ordered = sorted(report.failures, key=lambda one: (one.row, one.replication))
        lines += [
            f"  row {one.row}, replication {one.replication}: {one.error}"
            for one in ordered[:MOST_SHOWN]
        ]
        lines.append("Run the same command again to try them again.")
    if report.is_complete:
        others = "All other runs" if report.failures else "All runs"
        lines.append(f"{others} are in." if report.is_whole else f"{others} of this shard are in.")
    elif report.is_cut:
        lines.append("Stopped at the limit; run it with a higher one, or none, to go on.")
    else:
        lines.append("Stopped at the first failure; the rest was not run.")
    return "\n".join(lines)


def told_state(state: State) -> str:
    """How far a study's folder is."""
    least = f"{state.least:,}" + (f" to {state.most:,}" if state.most > state.least else "")
    each = state.seconds_a_run
    lines = [
        state.title,
        f"Done:   {state.done:,} of {least} runs"
        + (f", {state.failed:,} failed" if state.failed else ""),
        f"Shard:  {state.shard}",
        f"Blocks: {state.blocks:,}, {size(state.bytes)}",
    ]
    if each is not None:
        pace = f"{each:.2g} seconds" if each >= 0.01 else "less than a hundredth of a second"
        lines.append(f"Rate:   {pace} a run, {duration(state.seconds)} of work so far")
    lines.append(
        "Finished." if state.is_finished else "Not finished; run alliance-sim batch again."
    )
    return "\n".join(lines)


def told_verdict(verdict: Verdict) -> str:
    """What came of checking a study's folder."""
    lines = [
        _count(verdict.files, "file", verdict.changed, "as written", "changed"),
        _count(verdict.runs, "run", verdict.differing, "the same bytes again", "different"),
    ]
    return "\n".join(lines)


def _count(many: int, what: str, wrong: Sequence[str], good: str, bad: str) -> str:
    things = what if many == 1 else f"{what}s"
    if not wrong:
        return f"{many:,} {things}: {good}."
    return "\n".join([f"{many:,} {things}, {len(wrong)} {bad}:", *(f"  {one}" for one in wrong)])
