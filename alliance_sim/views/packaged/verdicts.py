"""What the model said to the claims of the field and to when each way should win, as published.

`docs/claims.md` and `docs/when_each_wins.md` are written by hours of simulation and do not travel
with an installed package; their verdicts do, in `verdicts.json`. Run as a program, this reads the
two pages and writes that file again.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "verdicts.json"
DOCS = Path(__file__).parents[3] / "docs"
CLAIMS, WINS = "claims.md", "when_each_wins.md"
BUILT_IN = " (built in)"


@dataclass(frozen=True)
class Verdict:
    """What the model said."""

    verdict: str
    result: str = ""
    is_built_in: bool = False


@cache
def verdicts() -> tuple[Mapping[str, Verdict], Mapping[str, Verdict]]:
    """The verdicts on claims by number, and on conditions by their words."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    claims, wins = (
        {key: Verdict(**one) for key, one in kept[name].items()} for name in (CLAIMS, WINS)
    )
    return claims, wins


def read_pages(docs: Path) -> dict[str, dict[str, dict[str, object]]]:
    """The verdicts that the two pages show, ready to be stored."""
    claims: dict[str, dict[str, object]] = {}
    for cells in _rows(docs / CLAIMS):
        if len(cells) == len(("number", "claim", "output", "result", "expected", "verdict")):
            number, _, output, result, expected, verdict = cells
            claims[number] = {
                "verdict": verdict,
                "result": f"{output}: {result}",
                "is_built_in": expected.endswith(BUILT_IN),
            }
    wins: dict[str, dict[str, object]] = {}
    for cells in _rows(docs / WINS):
        if len(cells) == len(("number", "condition", "expected", "verdict")):
            wins[cells[1]] = {"verdict": cells[3]}
    return {CLAIMS: claims, WINS: wins}


def _rows(page: Path) -> list[list[str]]:
    """The rows of numbered tables of a page, cell by cell."""
    lines = page.read_text(encoding="utf-8").splitlines()
    found = [line.strip().strip("|").split(" | ") for line in lines if re.match(r"\| \d+ \|", line)]
    return [[cell.strip() for cell in cells] for cells in found]


if __name__ == "__main__":
    FILE.write_text(f"{json.dumps(read_pages(DOCS), indent=1, ensure_ascii=False)}\n", "utf-8")
