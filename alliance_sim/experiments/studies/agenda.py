"""What is still to be run, in the order of the design, and when a row has had enough."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from alliance_sim.experiments.studies.jobs import Done, Job, JobMaker, Result
from alliance_sim.experiments.studies.plan import Plan
from alliance_sim.experiments.studies.precise import is_enough
from alliance_sim.experiments.studies.study import Adaptive

Shard = tuple[int, int]
"""Which part of how many: (0, 3) is the first of three."""

WHOLE: Shard = (0, 1)

Differences = tuple[float, ...]
"""The wanted paired differences of one run."""


@dataclass
class _Row:
    """A row that has begun: how many futures it is to have next, and what they gave."""

    target: int
    waiting: set[int] = field(default_factory=set)
    found: dict[int, Differences] = field(default_factory=dict)


class Agenda:
    """The runs of a study that are not in yet.

    Every row is decided from its own results alone, looked at after fixed numbers of futures, so
    that its futures are the same in whatever order results come.

    Args:
        plan: The study.
        columns: Names of the outcomes in a result.
        shard: Which part of the rows; row numbers are dealt round.
        limit: Only the first so many runs of that part; all where None.
    """

    def __init__(
        self,
        plan: Plan,
        columns: Sequence[str],
        shard: Shard = WHOLE,
        limit: int | None = None,
    ) -> None:
        self.plan, self.limit = plan, limit
        self.maker = JobMaker(plan)
        self.shard = shard
        many = plan.study.replications
        self.adaptive = many if isinstance(many, Adaptive) else None
        self.wanted = self.adaptive.until if self.adaptive else ()
        self.places = [list(columns).index(one.outcome) for one in self.wanted]
        self.have: NDArray[np.bool_] = np.zeros(
            (len(plan.rows), plan.study.most_replications), dtype=bool
        )
        self.known: dict[int, dict[int, Differences]] = {}
        self.open: dict[int, _Row] = {}
        self.ready: deque[tuple[int, int]] = deque()
        self.rows = self._own_rows()
        self.done = self.failed = 0
        self.counted = 0
        """Runs of the rows that are settled or begun, which `limit` counts."""

        self.is_cut = False

    def _own_rows(self) -> Iterator[int]:
        part, parts = self.shard
        return iter(range(part, len(self.plan.rows), parts))

    @property
    def total(self) -> int:
        """How many runs there are to be, as far as is known: at least so many."""
        part, parts = self.shard
        own = len(range(part, len(self.plan.rows), parts))
        each = self.adaptive.at_least if self.adaptive else self.plan.study.most_replications
        known = max(own * each, self.counted) if self.adaptive else own * each
        return known if self.limit is None else min(known, self.limit)

    @property
    def is_certain(self) -> bool:
        """Whether `total` is exact."""
        return self.adaptive is None

    def remember(self, row: int, replication: int, values: Sequence[Sequence[float]]) -> None:
        """A run that an earlier process finished.

        Args:
            row: Its row.
            replication: Its future.
            values: For each option every column; needed only where the number of futures depends
                on them.
        """
        self.have[row, replication] = True
        if self.adaptive:
            scenario, _ = self.plan.rows.at(row)
            options = tuple(self.plan.worlds[scenario].options)
            self.known.setdefault(row, {})[replication] = self._differences(options, values)

    def next(self, most: int) -> list[Job]:
        """Up to so many runs that may be begun now, those of one row together."""
        while not self.ready and self._open_row():
            pass
        jobs: list[Job] = []
        while self.ready and len(jobs) < most:
            row, replication = self.ready.popleft()
            jobs.append(self.maker.job(row, replication))
        return jobs

    def settle(self, result: Result) -> None:
        """A run has ended; it is not asked for again, whatever became of it."""
        is_done = isinstance(result, Done)
        self.done += is_done
        self.failed += not is_done
        if is_done:
            self.have[result.row, result.replication] = True
        begun = self.open.get(result.row)
        if begun is None:
            return
        begun.waiting.discard(result.replication)
        if isinstance(result, Done) and self.adaptive:
            begun.found[result.replication] = self._differences(result.options, result.values)
        if not begun.waiting:
            self._advance(result.row, begun)

    def _open_row(self) -> bool:
        """Begin the next row, if one may be begun."""
        if self._must_wait():
            return False
        row = next(self.rows, None)
        if row is None:
            return False
        if self.limit is not None and self.counted >= self.limit:
            self.is_cut = True
            return False
        first = self.adaptive.at_least if self.adaptive else self.plan.study.most_replications
        begun = _Row(first, found=self.known.pop(row, {}))
        self.open[row] = begun
        self._ask(row, begun, 0)
        if not begun.waiting:
            self._advance(row, begun)
        return True

    def _must_wait(self) -> bool:
        """Whether how many runs a limit still allows hangs on rows that are going on."""
        return self.limit is not None and self.adaptive is not None and bool(self.open)

    def _ask(self, row: int, begun: _Row, start: int) -> None:
        wanted = range(start, begun.target)
        if self.limit is not None and self.counted + len(wanted) > self.limit:
            wanted = wanted[: self.limit - self.counted]
            self.is_cut = True
        self.counted += len(wanted)
        begun.waiting = {one for one in wanted if not self.have[row, one]}
        self.ready.extend((row, one) for one in sorted(begun.waiting))

    def _advance(self, row: int, begun: _Row) -> None:
        """The futures that a row was to have are in: it has enough, or goes on."""
        while not begun.waiting:
            many = self.adaptive
            is_over = many is None or begun.target >= many.at_most or self._is_precise(begun)
            if is_over or (self.limit is not None and self.counted >= self.limit):
                self.is_cut = self.is_cut or not is_over
                del self.open[row]
                return
            start = begun.target
            begun.target = min(start + many.step, many.at_most) if many else start
            self._ask(row, begun, start)

    def _is_precise(self, begun: _Row) -> bool:
        inside = [found for one, found in begun.found.items() if one < begun.target]
        columns = [[found[place] for found in inside] for place in range(len(self.wanted))]
        return is_enough(self.wanted, columns)

    def _differences(
        self, options: Sequence[str], values: Sequence[Sequence[float]]
    ) -> Differences:
        """The wanted differences of one run, the first option less the second."""
        found = []
        for one, place in zip(self.wanted, self.places, strict=True):
            first, second = (values[options.index(name)][place] for name in one.pair)
            found.append(first - second)
        return tuple(found)
