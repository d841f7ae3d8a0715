"""Every analysis that a finished study allows, or those that are asked for."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from alliance_sim.analysis.formats import listed
from alliance_sim.analysis.studies import (
    acceptance,
    cart,
    information,
    morris,
    prim,
    replications,
    robustness,
    scores,
    sobol,
)
from alliance_sim.analysis.studies.cases import Cases, cases
from alliance_sim.analysis.studies.design_checks import sobol_blocks
from alliance_sim.analysis.studies.events import Event, best, condition, enough, written
from alliance_sim.analysis.studies.finding import Finding, together
from alliance_sim.analysis.studies.problem import AnalysisError, WordError
from alliance_sim.experiments.studies.finished import FinishedStudy
from alliance_sim.scenario import load_text
from alliance_sim.world.prices import in_price_year

OUTCOME = "net_monetary_benefit_gbp"
"""What is analysed where nothing is said."""

COST, WELLBEING = "cost_total_gbp", "wellbeing"

LEAST_ROWS = 30
"""Rows below which nothing is said of what the factors do."""

WELLBY = "appraisal.wellby"
APPRAISAL = "appraisal."
"""How the names of factors begin that may move what wellbeing is worth."""

UNEVEN = ("morris", "one_at_a_time")
"""Designs whose rows do not fill the space of the factors."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of a study.

    Attributes:
        outcome: What is analysed.
        where: Conditions to discover, as they are written; which option is best where none is.
        threshold: What counts as enough for regret and robustness; None for the median.
        half_widths: What replications should reach, in the outcome's unit.
        gbp_per_point_year: What the study takes a life-satisfaction point-year to be worth, where
            it is the same in every row.
    """

    outcome: str = OUTCOME
    where: tuple[str, ...] = ()
    threshold: float | None = None
    half_widths: tuple[float, ...] = ()
    gbp_per_point_year: float | None = None


@dataclass(frozen=True)
class Asked:
    """One scenario of a study and what is asked of it."""

    kind: str
    """Of its design."""

    seed: int
    own: Cases
    """Of the outcome asked for."""

    wanted: Wanted
    of: Callable[[str], Cases]
    """The same scenario's cases of another outcome."""

    @property
    def spread(self) -> Cases:
        """Rows that are drawn independently from the factors' ranges, and have run.

        Of a Sobol design these are the two base points of each block: the others are made of them.

        Raises:
            AnalysisError: The design leaves most of the space empty, or few rows have run.
        """
        return self._spread(self.own)

    def _spread(self, found: Cases) -> Cases:
        if self.kind in UNEVEN:
            raise AnalysisError(
                f"a {self.kind} design moves one factor at a time and leaves most combinations "
                "out; run a study with 'design: {kind: lhs}' or sobol"
            )
        used = found.is_known
        if self.kind == "sobol":
            length, _ = sobol_blocks(found.places)
            used = used & np.isin(np.arange(len(used)) % length, (0, length - 1))
        return found.only(used)

    def enough(self) -> Cases:
        """`spread`, where there are rows enough to learn from.

        Raises:
            AnalysisError: There are not.
        """
        found = self.spread
        if len(found.rows) < LEAST_ROWS:
            raise AnalysisError(f"needs {LEAST_ROWS} rows that have run, found {len(found.rows)}")
        return found

    def several(self) -> Cases:
        """`enough`, of several options.

        Raises:
            AnalysisError: There is only one.
        """
        if len(self.own.options) < 2:
            raise AnalysisError("needs two options to choose between")
        return self.enough()

    def events(self) -> tuple[Cases, list[Event], str]:
        """The rows, what is to be discovered in them, and a sentence about what cannot be.

        Raises:
            AnalysisError: Nothing can.
        """
        if self.wanted.where:
            found = self.enough()
            parts = [condition(text) for text in self.wanted.where]
            every = [written(self.of(one.outcome), one) for one in parts]
            at = np.searchsorted(self.own.rows, found.rows)
            every = [Event(one.name, one.words, one.holds[at]) for one in every]
        else:
            found = self.several()
            every = [*best(found)]
        kept, remark = enough(every, prim.LEAST_ROWS)
        if not kept:
            raise AnalysisError(
                f"{remark} An event must be so in {prim.LEAST_ROWS} rows or more, and not so in as "
                "many"
            )
        return found, kept, remark


def _prim(asked: Asked) -> Finding:
    return prim.find(*asked.events())


def _cart(asked: Asked) -> Finding:
    return cart.find(*asked.events(), asked.seed)


def _acceptability(asked: Asked) -> Finding:
    if len(asked.own.options) < 2:
        raise AnalysisError("needs two options to choose between")
    try:
        parts = [asked.of(name) for name in (COST, WELLBEING, OUTCOME)]
    except WordError:
        wanted = listed([COST, WELLBEING, OUTCOME])
        raise AnalysisError(f"needs the outcomes {wanted}, which this study lacks") from None
    both = np.all([one.is_known for one in parts], axis=0)
    kept = np.isin(asked.own.rows, asked.enough().rows) & both
    cost, wellbeing, benefit = (one.only(kept) for one in parts)
    found = acceptance.valued(cost, wellbeing, benefit, asked.wanted.gbp_per_point_year)
    return acceptance.find(found)


ANALYSES: Mapping[str, Callable[[Asked], Finding]] = MappingProxyType(
    {
        "sobol": lambda asked: sobol.find(asked.own, asked.seed),
        "morris": lambda asked: morris.find(asked.own, asked.seed),
        "prim": _prim,
        "cart": _cart,
        "scores": lambda asked: scores.find(asked.enough(), asked.seed),
        "regret": lambda asked: robustness.find(
            asked.several(), asked.seed, asked.wanted.threshold
        ),
        "replications": lambda asked: replications.find(
            asked.own.only(asked.own.is_known), asked.wanted.half_widths
        ),
        "information": lambda asked: information.find(asked.several(), asked.seed),
        "acceptability": _acceptability,
    }
)
"""Every analysis by the word that asks for it, in the order in which they are told."""


def worth_of(study: FinishedStudy) -> float | None:
    """What a study takes a life-satisfaction point-year to be worth, GBP in its price year.

    None where it is not one and the same in every row: several scenarios, or factors that move it.
    """
    moved = [one.name for one in study.factors if one.name.startswith(APPRAISAL)]
    if moved or study.design["scenario"].nunique() > 1:
        return None
    (world,) = study.manifest["scenarios"].values()
    return in_price_year(load_text(json.dumps(world["written"]), "manifest").values, WELLBY)


@dataclass(frozen=True)
class Analysed:
    """What a study says, and why some analyses say nothing."""

    findings: tuple[Finding, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
    """By analysis, why it does not fit."""


def analyse(
    study: FinishedStudy,
    what: Sequence[str] = (),
    wanted: Wanted | None = None,
    progress: Callable[[str], None] | None = None,
) -> Analysed:
    """Analyse a finished study; the same study gives the same findings.

    Args:
        study: the study.
        what: words of `ANALYSES`; all that fit where none is named.
        wanted: what is asked of it.
        progress: told the word of each analysis as it begins.

    Raises:
        WordError: An outcome or condition says nothing.
        AnalysisError: An analysis that was named does not fit the study.
    """
    wanted = wanted or Wanted()
    scenarios = cases(study.design, study.outcomes, study.factors, wanted.outcome)
    for text in wanted.where:
        cases(study.design, study.outcomes, study.factors, condition(text).outcome)
    findings, left_out = [], {}
    for name in what or ANALYSES:
        if progress is not None:
            progress(name)
        try:
            found = {own.scenario: ANALYSES[name](_asked(study, own, wanted)) for own in scenarios}
        except WordError:
            raise
        except AnalysisError as error:
            if what:
                raise AnalysisError(f"{name}: {error}") from None
            left_out[name] = str(error)
            continue
        findings.append(together(found))
    return Analysed(tuple(findings), left_out)


def _asked(study: FinishedStudy, own: Cases, wanted: Wanted) -> Asked:
    def of(outcome: str) -> Cases:
        every = cases(study.design, study.outcomes, study.factors, outcome)
        return next(one for one in every if one.scenario == own.scenario)

    return Asked(study.study.design.kind, study.study.seed, own, wanted, of)
