"""`councils`: whose published figures are on board."""

import math
from dataclasses import asdict

from alliance_sim.views.commands.options import AsJson, Search
from alliance_sim.views.screen import paper, plain_table, print_json, say


def councils(search: Search = None, json: AsJson = False) -> None:
    """List the councils whose published figures a scenario can use."""
    from alliance_sim.evidence import councils as all_councils
    from alliance_sim.evidence import nearest_names

    known = all_councils()
    wanted = (search or "").casefold()
    found = [
        council
        for council in known.values()
        if wanted in council.name.casefold() or wanted in council.region.casefold()
    ]
    if json:
        print_json({"councils": [asdict(council) for council in found]})
        return
    if not found:
        near = nearest_names(wanted, known)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        say(f"No council or region with '{search}' in its name{hint}")
        return
    table = plain_table(
        "Council",
        "Region",
        "Adults",
        "65 and over",
        "Long-term clients",
        "Assessments a year",
        "Deprivation",
        "Quality of life",
    )
    table.columns[1].justify = "left"
    for council in found:
        life = council.ascof_1a
        table.add_row(
            council.name,
            council.region,
            f"{council.adults:,}",
            f"{council.adults_65:,}",
            f"{council.long_term_clients:,}",
            f"{council.assessments_per_year:,}",
            f"{council.imd_score:.1f}",
            f"{life:.1f}" if math.isfinite(life) else "none",
        )
    screen = paper(is_list=True)
    screen.print(table)
    screen.print(
        f"\n{len(found):,} of {len(known):,} councils. Deprivation: average score of the Index of "
        "Multiple Deprivation 2019, higher for more deprived. Quality of life: as people who use "
        "services report it, 0 to 24, 2024-25.",
        style="dim",
    )
