"""Telling one life: from what a watched world noted to months and turning points."""

from collections.abc import Iterator

from alliance_sim.metrics.lives.life import STAGES, Life, MonthOfLife, Turn, TurningPoint
from alliance_sim.metrics.lives.roll import Resident
from alliance_sim.metrics.lives.watched import Lived, Watched
from alliance_sim.rules.services import ADVOCATE, ASSESS, COMMUNITY, HOME, REABLE, SERVICES
from alliance_sim.world.deals import Deal
from alliance_sim.world.people import IN_CARE, REABLEMENT, UNKNOWN, WAITING
from alliance_sim.world.population import ELEMENTS


class Telling:
    """One life as it goes on under one option.

    Args:
        resident: Whose life it is.
        option: Name of the option.
    """

    def __init__(self, resident: Resident, option: str) -> None:
        self.resident, self.option = resident, option
        self._months: list[MonthOfLife] = []
        self._points: list[TurningPoint] = []
        self._last: Lived | None = None
        self._came: dict[int, str] = {}
        self._given_back: list[Deal] = []
        self._closed: list[int] = []
        self._carers = 1
        if resident.came:
            self._turn(resident.came, "came")

    @property
    def life(self) -> Life:
        """The life as far as it has been told."""
        return Life(self.option, self.resident, tuple(self._months), tuple(self._points))

    def month(self, world: Watched) -> None:
        """Take in the month that a world has just been through."""
        resident, month = self.resident, world.month
        if resident.left is not None and month >= resident.left:
            if month == resident.left:
                self._turn(month, "left")
            return
        lived = world.lived[resident.place]
        if month < resident.came:
            return
        # A newcomer's month begins with their coming.
        stage, joined = lived.stage, lived.joined
        if month == resident.came:
            stage, joined = (WAITING if resident.known else UNKNOWN), 0
        used = dict(self._used(world, lived, stage))
        changed = self._providers(world, lived, used)
        self._pathway(month, lived, stage, joined)
        self._care_worker(month, lived, stage, changed)
        if lived.count("crises"):
            self._turn(month, "crisis")
        self._months.append(self._told(world, lived, used))
        self._losses(world, lived, used)
        self._last, self._came = lived, used

    def _turn(self, month: int, turn: Turn, service: int = -1, **more: str) -> None:
        name = SERVICES[service] if service >= 0 else ""
        self._points.append(TurningPoint(month, turn, name, **more))

    def _used(self, world: Watched, lived: Lived, stage: int) -> Iterator[tuple[int, str]]:
        """Services that the person had or waited for, and who came."""
        ended = lived.ended
        now = int(ended["stage"])
        uses = {
            HOME: now == IN_CARE,
            ASSESS: WAITING in (stage, now) or lived.count("assessed") > 0,
            ADVOCATE: ended["voiceless"] > 0 and now >= WAITING,
            REABLE: now == REABLEMENT,
            COMMUNITY: ended["joined"] > 0,
        }
        for service, used in uses.items():
            if used and world.place.commissioned[service]:
                yield service, _name(world, lived.serves[service])

    def _providers(self, world: Watched, lived: Lived, used: dict[int, str]) -> bool:
        """Contracts let and providers changed; whether home care's provider is a new one."""
        last = self._last
        if last is None:
            return False
        for service, who in used.items():
            deal, old = lived.deals[service], last.deals[service]
            same = lived.serves[service] == last.serves[service]
            # Whoever did not come before is nobody's predecessor.
            if service not in self._came or (deal is old and same):
                continue
            before = _name(world, last.serves[service])
            why = "award"
            if any(old is given for given in self._given_back):
                why = "handback"
            elif last.serves[service] in self._closed:
                why = "closure"
            turn: Turn = "moved" if deal is old and why == "award" else "contract"
            self._turn(world.month, turn, service, who=who, before=before, why=why)
        return lived.serves[HOME] != last.serves[HOME]

    def _losses(self, world: Watched, lived: Lived, used: dict[int, str]) -> None:
        """Contracts that were given back and providers that closed at the end of the month."""
        history, month = world.record.history, world.month
        self._given_back = [e.deal for e in history.given_back if e.month == month]
        self._closed = [event.row for event in history.closed if event.month == month]
        for service, who in used.items():
            if any(lived.deals[service] is deal for deal in self._given_back):
                self._turn(month, "handback", service, who=who)
            if lived.serves[service] in self._closed:
                self._turn(month, "closure", service, who=who)

    def _pathway(self, month: int, lived: Lived, stage: int, joined: int) -> None:
        """Steps on the way through services."""
        now = int(lived.ended["stage"])
        joins = int(lived.ended["joined"]) - joined
        if stage == UNKNOWN and now == WAITING:
            self._turn(month, "found")
        if lived.count("assessed"):
            self._turn(month, "assessed", ASSESS)
        # Those who are lonely are passed on to a community every month until it works.
        tries = lived.ended["isolated"] > 0 and not joined and now > WAITING
        between = lived.offer.between_community
        tried = lived.count("handoffs_tried") - between * tries
        kept = lived.count("handoffs_kept") - between * joins
        if lived.count("handoffs_lost"):
            again = lived.count("reassessed") > 0
            self._turn(month, "handoff_lost", why="again" if again else "gone")
        elif tried > kept:
            self._turn(month, "handoff_failed")
        elif kept > 0:
            self._turn(month, "handoff_kept")
        if lived.count("reablement_started"):
            self._turn(month, "reablement", REABLE)
        if now == IN_CARE and stage != IN_CARE:
            self._turn(month, "care_begins", HOME)
        if joins:
            self._turn(month, "joined", COMMUNITY)

    def _care_worker(self, month: int, lived: Lived, stage: int, changed: bool) -> None:
        """A new face: somebody else has come since last month."""
        stays = stage == IN_CARE and int(lived.ended["stage"]) == IN_CARE
        if stays and lived.ended["tie"] == 0:
            self._carers += 1
            self._turn(month, "care_worker", HOME, why="provider" if changed else "own")

    def _told(self, world: Watched, lived: Lived, used: dict[int, str]) -> MonthOfLife:
        count, rules = lived.count, world.living
        levels = {element: count(element) for element in ELEMENTS}
        if rules.complements > 0:
            wellbeing = count("index")
        else:
            wellbeing = sum(getattr(rules, f"weight_{name}") * at for name, at in levels.items())
        needed, missed = count("needed_hours"), count("unmet_hours")
        family, paid = count("support_hours"), count("delivered_hours")
        in_care = int(lived.ended["stage"]) == IN_CARE
        return MonthOfLife(
            month=world.month,
            stage=STAGES[int(lived.ended["stage"])],
            came={SERVICES[service]: who for service, who in used.items()},
            care_worker=self._carers if in_care else None,
            same_carer_months=lived.ended["tie"] if in_care else None,
            needed_hours=needed,
            family_hours=family,
            paid_hours=paid,
            # What is left of a sum may differ from nothing in its last digit.
            other_hours=max(needed - family - paid - missed, 0.0),
            missed_hours=missed,
            crises=int(count("crises")),
            handoffs_tried=int(count("handoffs_tried")),
            handoffs_kept=int(count("handoffs_kept")),
            wellbeing=wellbeing,
            **levels,
        )


def _name(world: Watched, row: int) -> str:
    return world.accounts.names[int(world.accounts.provider[row])]
