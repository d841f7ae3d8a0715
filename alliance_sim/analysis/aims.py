"""What a deal is to do (aims) and what it must not do (limits), from words to numbers.

An aim or limit is a statistic over futures of one result: `net_monetary_benefit_gbp` (the mean),
`sd.commissioner`, `cvar95.providers`, `p_loss.voluntary_sector`, `years_short`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy.special import stdtrit

from alliance_sim.analysis.estimates import (
    CONFIDENCE,
    NOTHING,
    Estimate,
    Values,
    bad_year,
    chance_of_loss,
    estimate,
)
from alliance_sim.evidence import nearest_names
from alliance_sim.evidence.problems import either
from alliance_sim.results.columns import Column
from alliance_sim.results.tables import OUTCOMES, PARTIES

RESERVES = "reserves"
"""The limit that in 19 years of 20 no provider at work loses more than its reserves."""

STATISTICS: Mapping[str, Callable[[Values], float]] = MappingProxyType(
    {
        "mean": lambda values: estimate(values).mean,
        "sd": lambda values: estimate(values).sd,
        "cvar95": bad_year,
        "p_loss": chance_of_loss,
    }
)
"""What may be asked of a result; the mean where nothing is said."""

LIMITS = MappingProxyType({"<=": 1.0, ">=": -1.0})

MORE: Mapping[str, Column] = MappingProxyType(
    {
        "years_short": Column(
            "years_short",
            "Years in which some provider loses more than its reserves",
            "share",
            "Share of counted years, over futures.",
            False,
            2,
        ),
        "insolvency": Column(
            "insolvency",
            "Futures in which some provider closes owing money",
            "share",
            "Share of futures.",
            False,
            2,
        ),
    }
)
"""Results beside outcomes and parties."""

RESULTS: Mapping[str, Column] = MappingProxyType(
    {
        **{column.name: column for column in OUTCOMES},
        **{party.name: party.column for party in PARTIES},
        **{party.column.name: party.column for party in PARTIES},
        **MORE,
    }
)
"""Everything that may be aimed at or limited, by the names that people use."""


class AimError(ValueError):
    """An aim or limit that says nothing; the message says what would."""


@dataclass(frozen=True)
class Measure:
    """A statistic of one result over futures."""

    name: str
    """As it was written."""

    column: Column
    statistic: str

    def of(self, results: Mapping[str, Values]) -> float:
        """Its value, given one value a future of every result."""
        return STATISTICS[self.statistic](results[self.column.name])

    def change(self, new: Mapping[str, Values], old: Mapping[str, Values]) -> Estimate:
        """How far it is from old to new, paired by future, with a 95 % interval (jackknife).

        For a mean this is the usual paired interval.
        """
        one, other = new[self.column.name], old[self.column.name]
        known = np.isfinite(one) & np.isfinite(other)
        one, other, n = one[known], other[known], int(known.sum())
        statistic = STATISTICS[self.statistic]
        if n == 0:
            return Estimate(NOTHING, NOTHING, NOTHING, NOTHING, 0)
        apart = statistic(one) - statistic(other)
        if n == 1:
            return Estimate(apart, NOTHING, NOTHING, NOTHING, 1)
        without = np.array(
            [statistic(np.delete(one, i)) - statistic(np.delete(other, i)) for i in range(n)]
        )
        error = float(np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum()))
        reach = float(stdtrit(n - 1, (1 + CONFIDENCE) / 2)) * error
        return Estimate(apart, error * n**0.5, apart - reach, apart + reach, n)


@dataclass(frozen=True)
class Aim:
    """Something of which more, or less, is wanted."""

    measure: Measure
    higher_is_better: bool


@dataclass(frozen=True)
class Limit:
    """Something that must not pass a bound."""

    name: str
    measure: Measure
    sign: float
    """1 where the bound is the most, -1 where it is the least."""

    bound: float

    def overstepped(self, results: Mapping[str, Values]) -> float:
        """How far the bound is passed: 0 or less where it is kept, in the result's unit.

        What is not known counts as passed: nobody would sign on it.
        """
        value = self.measure.of(results)
        return self.sign * (value - self.bound) if np.isfinite(value) else float("inf")


def aim(word: str) -> Aim:
    """An aim from a word: a result, a statistic of one, and `max:` or `min:` before it if need be.

    >>> aim("wellbeing").higher_is_better
    True
    >>> aim("sd.commissioner").higher_is_better
    False

    Raises:
        AimError: There is no such result, or neither direction of it is better.
    """
    direction, _, rest = word.rpartition(":")
    if direction not in ("", "max", "min"):
        raise AimError(f"'{word}': before a colon stands max or min")
    measure = _measure(rest.strip())
    if direction:
        return Aim(measure, direction == "max")
    if measure.statistic in ("sd", "p_loss"):
        return Aim(measure, False)
    if measure.column.higher_is_better is None:
        raise AimError(f"'{word}': neither more nor less is better; say max:{rest} or min:{rest}")
    return Aim(measure, measure.column.higher_is_better)


def limit(word: str, share_of_years: float) -> Limit:
    """A limit from words: `provider_margin_share>=0.02`, `p_loss.providers<=0.1`, `reserves`.

    Args:
        word: the limit.
        share_of_years: what `reserves` allows, the parameter `design.years_short`.

    Raises:
        AimError: It is no such comparison, or there is no such result.
    """
    if word.strip() == RESERVES:
        return Limit(RESERVES, _measure("years_short"), LIMITS["<="], share_of_years)
    match = re.fullmatch(r"\s*([\w.]+)\s*(<=|>=)\s*([-+.\deE_]+)\s*", word)
    try:
        name, sign, bound = match.groups() if match else ("", "", "")
        return Limit(word.strip(), _measure(name), LIMITS[sign], float(bound))
    except (KeyError, ValueError) as error:
        if isinstance(error, AimError) and match:
            raise
        raise AimError(
            f"'{word}': a limit is a result, <= or >=, and a number, such as "
            f"provider_margin_share>=0.02, or the word {RESERVES}"
        ) from None


def _measure(word: str) -> Measure:
    statistic, _, name = word.rpartition(".")
    statistic = statistic or "mean"
    if statistic not in STATISTICS:
        near = nearest_names(statistic, STATISTICS) or list(STATISTICS)
        raise AimError(f"'{word}': no statistic '{statistic}'; did you mean {either(near)}?")
    if name not in RESULTS:
        near = nearest_names(name, RESULTS)
        hint = f"did you mean {either(near)}?" if near else "see docs/glossary.md for the names"
        raise AimError(f"no result '{name}'; {hint}")
    return Measure(word, RESULTS[name], statistic)


def overstepped(limits: Sequence[Limit], results: Mapping[str, Values]) -> tuple[float, ...]:
    """How far each limit is passed."""
    return tuple(one.overstepped(results) for one in limits)
