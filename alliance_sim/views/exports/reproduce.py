"""How to make the shown numbers again: a command line, and the same in Python."""

from alliance_sim.views.exports.provenance import Provenance, stem
from alliance_sim.views.finished import Finished

TEXT = """\
How to make these numbers again

1. Install alliance_sim {version} and download the scenario from the same menu as this file.
   It is called {file}

2. On the command line, in the folder that holds it:

   {command}

   Add --out FOLDER to keep every table, every figure and a report, or --json for a program.

3. Or in Python:

{python}
The same scenario, seed and version give the same numbers, to the last digit.

Where this comes from

{facts}
"""

PYTHON = """\
import alliance_sim

scenario = alliance_sim.load({file!r})
assert scenario.digest == {digest!r}, "another scenario"
results = alliance_sim.run_all(scenario, replications={replications}, seed={seed})
comparison = alliance_sim.compare(results.outcomes)
for option in comparison.options:
    for outcome, found in comparison.outcomes[option].items():
        print(option, outcome, found.mean, found.low, found.high, sep="\\t")
"""


def reproduce(finished: Finished, provenance: Provenance) -> bytes:
    """The recipe as plain text."""
    snippet = "".join(f"   {line}\n" for line in python(finished, provenance).splitlines())
    text = TEXT.format(
        version=provenance.version,
        file=_file(provenance),
        command=provenance.command,
        python=snippet,
        facts="\n".join(provenance.lines()),
    )
    return text.encode()


def python(finished: Finished, provenance: Provenance) -> str:
    """Python that prints each option's outcomes: mean, and ends of the 95 % interval."""
    return PYTHON.format(
        file=_file(provenance),
        digest=finished.scenario.digest,
        replications=provenance.replications,
        seed=provenance.seed,
    )


def _file(provenance: Provenance) -> str:
    """What the browser calls the scenario's file."""
    return f"{stem(provenance.title, provenance.date)}-scenario.yaml"
