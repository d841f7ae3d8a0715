"""What goes into a month of residents' lives, and what is counted as it goes by."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SUMS = (
    "residents",
    "known",
    "waiting",
    "assessed",
    "reablement_started",
    "in_reablement",
    "in_care",
    "voiceless_known",
    "joined",
    "needed_hours",
    "paid_need_hours",
    "delivered_hours",
    "unmet_hours",
    "support_hours",
    "strain",
    "tie_months",
    "handoffs_tried",
    "handoffs_kept",
    "informed",
    "partner",
    "resources",
    "expertise",
    "connected",
    "crises",
    "deaths",
    "arrivals",
    "index",
    "lowest",
    "handoffs_lost",
    "reassessed",
)
"""What is counted in every cell and month; hours are hours in the month."""

AT = {name: position for position, name in enumerate(SUMS)}
"""Column of each sum."""


class Living(NamedTuple):
    """Rules of residents' lives that are the same everywhere; see `residents.yaml` and others."""

    weeks: float
    mean_hours: float
    hours_spread: float
    need_persistence: float
    need_sd: float
    need_floor: float
    death: float
    death_need: float
    known_connected: float
    known_overlooked: float
    voiceless_share: float
    isolated_share: float
    support_hours: float
    support_isolated: float
    personal_sd: float
    reablement_share: float
    reablement_exit: float
    reablement_gain: float
    gain_fade: float
    crisis_setback: float
    strain_up: float
    strain_down: float
    strain_effect: float
    tie_half: float
    rise: float
    fall: float
    start: float
    unbefriended: float
    network_strain: float
    dropped: float
    complements: float
    informed_base: float
    informed_relational: float
    informed_advocacy: float
    informed_sharing: float
    informed_voiceless: float
    informed_planning: float
    partner_base: float
    partner_relational: float
    partner_co_design: float
    partner_trust: float
    partner_monitoring: float
    partner_planning: float
    resources_base: float
    resources_met: float
    expertise_base: float
    expertise_verifiable: float
    expertise_handoffs: float
    connected_base: float
    connected_tie: float
    connected_community: float
    connected_support: float
    connected_isolated: float
    weight_informed: float
    weight_partner: float
    weight_resources: float
    weight_expertise: float
    weight_connected: float
    crisis_log_odds: float
    crisis_need: float
    crisis_unmet: float
    crisis_wellbeing: float
    crisis_isolation: float


class Care(NamedTuple):
    """What services offer this month in each cell, every array of shape (cells,).

    Shares and probabilities run from 0 to 1. `changed` is 1 where the home care provider is a new
    one this month; `tie_kept` the share of ties that survive that; `tie_broken` the monthly chance
    that a care worker leaves or is moved. `handoff_*` are chances that a hand-off works;
    `between_*` is 1 where that hand-off is one between two services that are bought, so that it
    counts; `level` is how far wellbeing in the cell lies above that of the country. `network` is
    how much more of informal support a care plan made now draws on, `planned` the share of people
    whose plan was made together with them, `lost_*` the share of failed hand-offs that lose the
    person.

    `lent` and the next four are what people around bring (`world.community`): `lent` the share of
    home care's hours that they bring in its place, `lent_before` the share of need that they meet
    where no service does yet, `eased` the share of isolated people who are isolated no more,
    `company` points added to being connected, `safer` log odds taken off a crisis.
    """

    outreach: NDArray[np.float64]
    assessed: NDArray[np.float64]
    handoff_care: NDArray[np.float64]
    reablement: NDArray[np.float64]
    reablement_quality: NDArray[np.float64]
    handoff_home: NDArray[np.float64]
    handoff_community: NDArray[np.float64]
    met: NDArray[np.float64]
    verifiable: NDArray[np.float64]
    relational: NDArray[np.float64]
    informing: NDArray[np.float64]
    tie_broken: NDArray[np.float64]
    changed: NDArray[np.float64]
    tie_kept: NDArray[np.float64]
    advocacy: NDArray[np.float64]
    community: NDArray[np.float64]
    sharing: NDArray[np.float64]
    co_design: NDArray[np.float64]
    trust: NDArray[np.float64]
    monitoring: NDArray[np.float64]
    handoffs: NDArray[np.float64]
    between_care: NDArray[np.float64]
    between_home: NDArray[np.float64]
    between_community: NDArray[np.float64]
    level: NDArray[np.float64]
    network: NDArray[np.float64]
    planned: NDArray[np.float64]
    lost_care: NDArray[np.float64]
    lost_home: NDArray[np.float64]
    lent: NDArray[np.float64]
    lent_before: NDArray[np.float64]
    eased: NDArray[np.float64]
    company: NDArray[np.float64]
    safer: NDArray[np.float64]
