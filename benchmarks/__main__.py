"""`python -m benchmarks`: speed and memory, as ratios within one run.

Others may use the machine meanwhile, so figures are the least of several rounds and what counts
are the ratios. One thread is timed by the processor's clock, two threads by the clock on the wall.
"""

import argparse
import json
import os
from typing import Any

import numba

from benchmarks.comparison import comparison
from benchmarks.months import many_people, residents_months

SIZES = [10**3, 10**4, 10**5, 10**6]
NATION, NATION_MONTHS = 5_000_000, 120
TOPICS = ("months", "nation", "comparison")

COLUMNS = (
    ("residents", "residents", ",d"),
    ("kernel, ns", "kernel_ns", ".1f"),
    ("2 threads, ns", "kernel_two_threads_ns", ".1f"),
    ("luck alone, ns", "luck_alone_ns", ".1f"),
    ("luck share", "luck_share", ".0%"),
    ("Mesa do, ns", "mesa_do_ns", ",.0f"),
    ("Mesa shuffle, ns", "mesa_shuffle_do_ns", ",.0f"),
    ("times Mesa", "kernel_ratio", ",.0f"),
    ("on 2 threads", "kernel_two_threads_ratio", ",.0f"),
    ("bytes", "kernel_bytes", ",.0f"),
    ("Mesa bytes", "mesa_bytes", ",.0f"),
)


def table(rows: list[dict[str, Any]]) -> str:
    """Rows of numbers under their headings; what was not measured is a dash."""
    cells = [[heading for heading, _, _ in COLUMNS]]
    cells += [
        [format(row[key], form) if key in row else "-" for _, key, form in COLUMNS] for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        for line in cells
    )


def tell(found: dict[str, Any]) -> None:
    """Everything that was measured, in words and tables."""
    if "months" in found:
        print("A resident's month, nanoseconds and bytes per resident\n")
        print(table(found["months"]), end="\n\n")
    if "nation" in found:
        print(
            "{residents:,} residents x {months} months: {seconds:.1f} s on {threads} threads after "
            "{seconds_to_settle:.1f} s to settle them in, {peak_gib:.2f} GiB at most\n".format(
                **found["nation"]
            )
        )
    if "comparison" in found:
        whole = found["comparison"]
        print(
            "The comparison of `make demo` ({residents:,} residents, {months} months, {options} "
            "options, {replications} replications): {seconds_with_workers:.1f} s with {workers} "
            "workers, {processor_seconds:.1f} s of processor time in one process\n".format(**whole)
        )
        for part, seconds in whole["parts"].items():
            print(f"  {part:<12}{seconds:>7.2f} s{seconds / whole['processor_seconds']:>6.0%}")
        print("\n  Steps of a month, s: ", end="")
        print(", ".join(f"{step} {seconds:.2f}" for step, seconds in whole["steps"].items()))


def main(arguments: list[str] | None = None) -> None:
    """Measure what is asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help=f"any of {', '.join(TOPICS)}")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="residents")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of which the least counts")
    parser.add_argument("--replications", type=int, default=20, help="futures of every option")
    parser.add_argument("--workers", type=int, default=2, help="processes for the comparison")
    parser.add_argument("--json", action="store_true", help="for machines")
    given = parser.parse_args(arguments)
    topics = given.topics or list(TOPICS)
    if unknown := set(topics) - set(TOPICS):
        parser.error(f"{', '.join(sorted(unknown))}: not one of {', '.join(TOPICS)}")
    found: dict[str, Any] = {
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "numba": numba.__version__,
    }
    if "months" in topics:
        found["months"] = residents_months(given.sizes, given.rounds)
    if "nation" in topics:
        found["nation"] = many_people(NATION, NATION_MONTHS)
    if "comparison" in topics:
        found["comparison"] = comparison(given.replications, given.workers)
    if given.json:
        print(json.dumps(found))
    else:
        tell(found)


if __name__ == "__main__":
    main()
