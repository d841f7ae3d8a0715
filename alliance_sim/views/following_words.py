"""One person's story in sentences: who they are, what happened, what differed between options.

Every sentence says what the numbers say, for whichever option; none calls one of them better.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from alliance_sim.analysis.formats import capital, listed, number, the
from alliance_sim.metrics.lives.life import Life, MonthOfLife, TurningPoint
from alliance_sim.metrics.lives.roll import Resident
from alliance_sim.views.story_tables import SERVICE_NAMES

MOST_NAMED = 4
"""With more options than this, a sentence names only those at both ends of the range."""

LEAVING = "died or moved away; the simulation does not tell which"

OWN_TEAM = "in house"
"""How the names of councils' own teams begin."""

SAME = "This person and their luck are the same under every option."

CAUTION = (
    "This is one person in one simulated future: a story, not a finding. What holds on average is "
    "what a comparison of the options over many futures says."
)


def facts(resident: Resident, months: int) -> list[tuple[str, str]]:
    """Who somebody is, as pairs of a heading and plain words.

    Args:
        resident: Who is followed.
        months: Months of the scenario.
    """
    one = resident
    return [
        ("Resident", f"number {number(one.number)}"),
        ("Lives in", f"{one.council}, neighbourhood {number(one.neighbourhood)}"),
        ("There", _when(one, months)),
        ("Care needed", f"usually {number(one.need_hours_week, 1)} hours a week from services"),
        ("Family and friends", _family(one)),
        ("Voice", "cannot speak up for themselves" if one.voiceless else "can speak up"),
        ("Company", "lonely, little in touch with others" if one.isolated else "not lonely"),
        ("Services", "tend to overlook them" if one.overlooked else "find them easily"),
        ("The council", _known(one)),
        ("May need", capital(listed([SERVICE_NAMES[name] for name in one.services])) or "Nothing"),
    ]


def _when(one: Resident, months: int) -> str:
    start = f"comes in month {number(one.came)}" if one.came else "from the start"
    if one.left is None:
        return f"{start}, to the end in month {number(months)}"
    return f"{start}, to month {number(one.left - 1)} ({LEAVING})"


def _family(one: Resident) -> str:
    if one.family_hours_week <= 0:
        return "give no help"
    return f"help for {number(one.family_hours_week, 1)} hours a week at first"


def _known(one: Resident) -> str:
    if one.in_care:
        return "knows them; home care comes from the start"
    return "knows them; they wait to be assessed" if one.known else "does not know them at first"


def short(provider: str, councils: int) -> str:
    """A provider's name in a sentence, without the council where there is only one."""
    council, _, name = provider.partition(": ")
    if name.startswith(OWN_TEAM):
        return f"{council}'s own team" if councils > 1 else "the council's own team"
    return name if name and councils == 1 else provider


def told(point: TurningPoint, name: Callable[[str], str] = str) -> str:
    """A turning point as one sentence.

    Args:
        point: What happened.
        name: Makes a provider's name fit to be read.
    """
    service = SERVICE_NAMES.get(point.service, "")
    who, before = name(point.who), name(point.before)
    if point.turn == "contract":
        return capital(_contract(service, who, before, point.why))
    if point.turn == "moved":
        return f"Under the same contract, {service} now comes from {who}, no longer from {before}."
    if point.turn == "handback":
        return f"The contract under which {service} comes from {who} is handed back."
    if point.turn == "closure":
        return f"{capital(who)} closes; {service} came from there."
    if point.turn == "care_worker":
        if point.why == "provider":
            return "A new care worker comes, with the new provider."
        return "A new care worker comes; the last one left or was moved."
    if point.turn == "handoff_lost":
        if point.why == "again":
            return "A hand-off between services fails; they wait to be assessed again."
        return "A hand-off between services fails, and the council loses sight of them."
    return SENTENCES[point.turn]


SENTENCES = {
    "came": "Comes to need care here.",
    "found": "The council comes to know of them.",
    "assessed": "Is assessed.",
    "handoff_kept": "The hand-off to the next service works.",
    "handoff_failed": "The hand-off to the next service does not work; they wait.",
    "reablement": "Reablement begins: some weeks of help to do more for themselves.",
    "care_begins": "Home care begins.",
    "joined": "Joins a group in the community.",
    "crisis": "A crisis: emergency care is needed.",
    "left": f"The story ends: {LEAVING}.",
}
"""Turning points that are told the same way every time."""


def _contract(service: str, who: str, before: str, why: str) -> str:
    stays = f"{who} stays" if who == before else f"{who} takes over from {before}"
    if why == "handback" and who != before:
        return f"after the contract for {service} was handed back, {stays}."
    if why == "closure":
        return f"after {before} closed, {who} takes over {service}."
    return f"{service} is arranged anew: {stays}."


def beginning(life: Life, name: Callable[[str], str] = str) -> str:
    """Who came in the first month, or why nobody did, in one sentence."""
    if not life.months:
        return ""
    first = life.months[0]
    came = [f"{SERVICE_NAMES[service]} from {name(who)}" for service, who in first.came.items()]
    if came:
        return f"At first: {listed(came)}."
    if first.stage == "unknown":
        return "The council does not know them, and no service comes."
    return "The council knows them; no service bought here comes yet."


class Told(NamedTuple):
    """A number that sentences and summaries tell of a life, over some of its months.

    `label` is its heading, `name` what a sentence calls it, `verb` the word that follows.
    """

    label: str
    name: str
    verb: str
    decimals: int
    of: Callable[[Sequence[MonthOfLife]], float]

    def show(self, months: Sequence[MonthOfLife]) -> str:
        """The number as people read it."""
        return number(self.of(months), self.decimals)


def mean(months: Sequence[MonthOfLife], name: str) -> float:
    """Mean of one column over the months in which it has a value; NaN if there are none."""
    values = [value for month in months if (value := getattr(month, name)) is not None]
    return sum(values) / len(values) if values else float("nan")


def care_workers(months: Sequence[MonthOfLife]) -> float:
    """How many different care workers came."""
    return float(len({month.care_worker for month in months} - {None}))


def providers(months: Sequence[MonthOfLife]) -> float:
    """How many different providers brought home care."""
    return float(len({month.came.get("home_care") for month in months} - {None}))


COMPARED = (
    Told(
        "Hours missed a month",
        "hours missed a month",
        "were",
        1,
        lambda months: mean(months, "missed_hours"),
    ),
    Told("Care workers", "care workers", "were", 0, care_workers),
    Told("Home care providers", "home care providers", "were", 0, providers),
    Told("Crises", "crises", "were", 0, lambda months: float(sum(m.crises for m in months))),
    Told("Wellbeing, 0 to 1", "wellbeing", "was", 2, lambda months: mean(months, "wellbeing")),
)
"""What options are compared by in the last sentence."""


def difference(lives: Sequence[Life], warm_up: int) -> str:
    """What differed between the options for this person; empty with a single option.

    Differences too small to show count as none.
    """
    if len(lives) < 2:
        return ""
    months = {life.option: life.after(warm_up) for life in lives}
    counted = months[lives[0].option]
    if not counted:
        return (
            "They leave before the options begin to differ: until then everyone lives under the "
            "arrangement that was there before."
        )
    first, last = counted[0].month, counted[-1].month
    span = f"months {number(first)} to {number(last)}" if last > first else f"month {number(first)}"
    apart, alike = [], []
    for one in COMPARED:
        shown = {option: one.show(lived) for option, lived in months.items()}
        if len(set(shown.values())) == 1:
            alike.append(f"{one.name} ({next(iter(shown.values()))})")
        else:
            values = {option: one.of(lived) for option, lived in months.items()}
            verb = "ran" if len(months) > MOST_NAMED else one.verb
            apart.append(f"{one.name} {verb} {_values(shown, values)}")
    if alike:
        apart.append(f"the same under every option: {listed(alike)}")
    return f"In {span}, {'; '.join(apart)}."


def _values(shown: Mapping[str, str], values: Mapping[str, float]) -> str:
    """Which number goes with which options; only both ends of the range where there are many."""
    by_value: dict[str, list[str]] = {}
    for option, value in shown.items():
        by_value.setdefault(value, []).append(option)
    each = [(value, _under(options)) for value, options in by_value.items()]
    if len(shown) > MOST_NAMED:
        each.sort(key=lambda pair: values[by_value[pair[0]][0]])
        (low, at_low), (high, at_high) = each[0], each[-1]
        return f"from {low} under {at_low} to {high} under {at_high}"
    return listed([f"{value} under {where}" for value, where in each])


def _under(options: Sequence[str]) -> str:
    if len(options) > MOST_NAMED:
        return f"{number(len(options))} of the options"
    return listed([the(option) for option in options])
