"""Compute every vector of a file and tell which differ from what the file expects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from alliance_sim.analysis.vectors import deals, scores
from alliance_sim.analysis.vectors.inputs import Inputs
from alliance_sim.evidence import InputError, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, found, quoted
from alliance_sim.evidence.strict_yaml import read

Adapter = Callable[[Inputs], Mapping[str, Any]]

ADAPTERS: dict[str, Adapter] = {
    "three_limb_cost_only": deals.three_limb_cost_only,
    "three_limb_option1_separate_kra": deals.three_limb_option1_separate_kra,
    "three_limb_option2_modifier": deals.three_limb_option2_modifier,
    "gainpain_split_among_members": deals.gainpain_split_among_members,
    "nec_option_c_bands": deals.nec_option_c_bands,
    "nec_compensation_event": deals.nec_compensation_event,
    "cost_plus_incentive_fee": deals.cost_plus_incentive_fee,
    "aco_reach_corridor": deals.aco_reach_corridor,
    "mssp_shared_savings": deals.mssp_shared_savings,
    "outcome_payment_20_80": deals.outcome_payment_20_80,
    "cost_and_volume": deals.cost_and_volume,
    "lowest_over_price": scores.lowest_over_price,
    "weighted_total_lowest_over_price": scores.weighted_total_lowest_over_price,
    "mean_deviation": scores.mean_deviation,
    "max_optimal_linear": scores.max_optimal_linear,
    "goldilocks_lowest_over_price": scores.goldilocks_lowest_over_price,
    "rank_reversal_low": scores.rank_reversal_low,
    "rank_reversal_range": scores.rank_reversal_range,
    "rank_reversal_line": scores.rank_reversal_line,
    "rank_reversal_ppqp": scores.rank_reversal_ppqp,
    "rank_reversal_mean": scores.rank_reversal_mean,
}
"""The adapter of every rule by name."""

LEAST_DECIMALS = 2
"""A figure with fewer decimals than pence is still meant to the penny."""

DUST = 1e-9
"""What binary fractions may add to half a unit of the last decimal, as a share of a figure."""


@dataclass(frozen=True)
class Difference:
    """One output of one vector that is not what the file expects."""

    id: str
    output: str
    expected: Any
    got: Any


@dataclass(frozen=True)
class Checked:
    """A file of vectors, computed."""

    vectors: int
    differences: tuple[Difference, ...]

    @property
    def differ(self) -> int:
        """How many vectors have an output that differs."""
        return len({difference.id for difference in self.differences})


def check(path: str | Path) -> Checked:
    """Compute every vector of a file.

    Args:
        path: A JSON file with a list `vectors`, each with `id`, `rule`, `inputs` and `outputs`.

    Raises:
        InputError: The file cannot be read, or a vector cannot be computed; with its place.
    """
    document = read(path)
    rows = document.data.get("vectors")
    if not isinstance(rows, list) or not rows:
        raise InputError(
            [document.problem(("vectors",), f"expected a list of vectors, found {found(rows)}")]
        )
    seen: set[str] = set()
    differences: list[Difference] = []
    for number in range(len(rows)):
        name, rule, inputs, expected = _parts(document, ("vectors", number))
        if name in seen:
            message = f"{quoted(name)} is named twice"
            raise InputError([document.problem(("vectors", number, "id"), message)])
        seen.add(name)
        try:
            got = ADAPTERS[rule](inputs)
        except ValidationError as error:
            raise _refused(document, number, error.errors()[0]["msg"]) from None
        except InputError:
            raise
        except ValueError as error:
            raise _refused(document, number, str(error)) from None
        for output, value in expected.items():
            if output not in got:
                place: FieldPath = ("vectors", number, "outputs", output)
                near = nearest_names(output, got)
                message = f"{rule} gives no such output; it gives {', '.join(got)}"
                raise InputError([document.problem(place, message, at_key=True, nearest=near)])
            if not agrees(value, got[output], _decimals(list(expected.values()))):
                differences.append(Difference(name, output, value, got[output]))
    return Checked(len(rows), tuple(differences))


def _refused(document: Document, number: int, message: str) -> InputError:
    """The error that the terms of a vector make no contract."""
    place: FieldPath = ("vectors", number, "inputs")
    return InputError([document.problem(place, message, at_key=True)])


def _parts(document: Document, place: FieldPath) -> tuple[str, str, Inputs, Mapping[str, Any]]:
    """Id, rule, inputs and expected outputs of a vector."""
    row: Any = document.data
    for step in place:
        row = row[step]
    if not isinstance(row, dict):
        raise InputError([document.problem(place, f"expected a vector, found {found(row)}")])
    for field, shape, what in (
        ("id", str, "text"),
        ("rule", str, "the name of a rule"),
        ("inputs", dict, "a mapping of inputs"),
        ("outputs", dict, "a mapping of outputs"),
    ):
        if field not in row:
            raise InputError([document.problem((*place, field), "required but not given")])
        if not isinstance(row[field], shape) or not row[field]:
            message = f"expected {what}, found {found(row[field])}"
            raise InputError([document.problem((*place, field), message)])
    rule = row["rule"]
    if rule not in ADAPTERS:
        near = nearest_names(rule, ADAPTERS)
        message = f"no rule {quoted(rule, whole=False)}"
        if not near:
            message += f"; there are {', '.join(ADAPTERS)}"
        raise InputError([document.problem((*place, "rule"), message, nearest=near)])
    return row["id"], rule, Inputs(document, (*place, "inputs"), row["inputs"]), row["outputs"]


def agrees(expected: Any, got: Any, decimals: int) -> bool:
    """Whether a figure, rounded to so many decimals, is the one expected; words must be equal."""
    if isinstance(expected, list):
        return (
            isinstance(got, list)
            and len(expected) == len(got)
            and all(agrees(one, other, decimals) for one, other in zip(expected, got, strict=True))
        )
    if isinstance(expected, bool | str) or not isinstance(expected, int | float):
        return type(expected) is type(got) and bool(expected == got)
    if isinstance(got, bool) or not isinstance(got, int | float):
        return False
    dust = DUST * max(abs(expected), abs(got))
    return abs(expected - got) <= 10.0**-decimals / 2 + dust


def _decimals(values: Any) -> int:
    """Decimals that the figures of a vector are given to: the most that any of them has."""
    if isinstance(values, list):
        return max((_decimals(value) for value in values), default=LEAST_DECIMALS)
    if isinstance(values, bool) or not isinstance(values, float):
        return LEAST_DECIMALS
    _, _, after = repr(values).partition(".")
    return max(len(after) if after.isdigit() else 0, LEAST_DECIMALS)
