"""What is counted when a run is over: one number for each outcome, one result for each party."""

from alliance_sim.metrics.cost import costs
from alliance_sim.metrics.counted import Counted, counted
from alliance_sim.metrics.market import market
from alliance_sim.metrics.parties import parties
from alliance_sim.metrics.quality import quality
from alliance_sim.metrics.standing import Standing, standing
from alliance_sim.metrics.wellbeing import net_benefit, wellbeing
from alliance_sim.world.model import World


def outcomes(world: World) -> dict[str, float]:
    """Every outcome of a finished run by its public name; NaN for what never happened."""
    period = counted(world)
    found = {**costs(period), **quality(period), **wellbeing(period), **market(period)}
    found["net_monetary_benefit_gbp"] = net_benefit(period, found["cost_total_gbp"])
    return found


__all__ = ["Counted", "Standing", "counted", "outcomes", "parties", "standing"]
