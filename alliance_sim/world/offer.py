"""What the residents of one cell are offered, in the terms in which they meet it."""

from typing import NamedTuple

from alliance_sim.rules.compiled import compiled
from alliance_sim.world.life import Care, Living


class Offer(NamedTuple):
    """`Care` as the residents of one cell meet it: plain chances, shares and points of wellbeing.

    `*_served` is added to an element's target for those whom services reach, `*_known` for those
    the council knows, `informed_spoken_for` for those among them without a voice,
    `connected_joined` for those who have joined a community, `connected_isolated` for those who are
    isolated; `connected_base`, `crisis_base` and `crisis_isolation` are where everyone starts from.
    Of home care need, `met` is met by anyone, `delivered` by staff, `lent` by people around and
    `lent_before` by them where no service reaches yet. `between_*` says what a hand-off counts for,
    `level` how far wellbeing here lies from elsewhere, `network` how much more of informal support
    a plan made now draws on; a failed hand-off with luck from `lost_*` on loses the person.
    """

    outreach: float
    assessed: float
    handoff_care: float
    reablement: float
    reablement_gain: float
    handoff_home: float
    handoff_community: float
    met: float
    delivered: float
    lent: float
    lent_before: float
    tie_lost: float
    informed_served: float
    informed_spoken_for: float
    partner_served: float
    expertise_served: float
    expertise_known: float
    connected_base: float
    connected_joined: float
    connected_isolated: float
    crisis_base: float
    crisis_isolation: float
    between_care: float
    between_home: float
    between_community: float
    level: float
    network: float
    lost_care: float
    lost_home: float


@compiled(inline="always")
def offer_to(care: Care, g: int, rules: Living) -> Offer:
    """What cell `g` is offered this month."""
    tie_kept = care.tie_kept[g] if care.changed[g] > 0 else 1.0
    lent, alone = care.lent[g], 1 - care.eased[g]
    return Offer(
        outreach=care.outreach[g],
        assessed=care.assessed[g],
        handoff_care=care.handoff_care[g],
        reablement=rules.reablement_share * care.reablement[g],
        reablement_gain=rules.reablement_gain * care.reablement_quality[g],
        handoff_home=care.handoff_home[g],
        handoff_community=care.handoff_community[g],
        met=lent + (1 - lent) * care.met[g],
        delivered=(1 - lent) * care.met[g],
        lent=lent,
        lent_before=care.lent_before[g],
        tie_lost=1 - tie_kept * (1 - care.tie_broken[g]),
        informed_served=(
            rules.informed_relational * care.informing[g]
            + rules.informed_sharing * care.sharing[g]
            + rules.informed_planning * care.planned[g]
        ),
        informed_spoken_for=rules.informed_advocacy * care.advocacy[g],
        partner_served=(
            rules.partner_relational * care.relational[g]
            + rules.partner_co_design * care.co_design[g]
            + rules.partner_trust * care.trust[g]
            + rules.partner_monitoring * care.monitoring[g]
            + rules.partner_planning * care.planned[g]
        ),
        expertise_served=rules.expertise_verifiable * care.verifiable[g],
        expertise_known=rules.expertise_handoffs * care.handoffs[g],
        connected_base=rules.connected_base + care.company[g],
        connected_joined=rules.connected_community * care.community[g],
        connected_isolated=rules.connected_isolated * alone,
        crisis_base=rules.crisis_log_odds - care.safer[g],
        crisis_isolation=rules.crisis_isolation * alone,
        between_care=care.between_care[g],
        between_home=care.between_home[g],
        between_community=care.between_community[g],
        level=care.level[g],
        network=care.network[g],
        lost_care=1 - (1 - care.handoff_care[g]) * care.lost_care[g],
        lost_home=1 - (1 - care.handoff_home[g]) * care.lost_home[g],
    )
