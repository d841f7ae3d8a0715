"""The scenario as a file that gives the same scenario back when it is loaded."""

from alliance_sim.scenario.write import as_yaml
from alliance_sim.views.exports.provenance import Provenance
from alliance_sim.views.finished import Finished

SCHEMA = "# yaml-language-server: $schema=scenario.schema.json"
"""By this line an editor completes names; `alliance-sim schema` writes the file it names."""

LAST = ("options", "parameters")
"""People write these after everything else."""


def yaml(finished: Finished, provenance: Provenance) -> bytes:
    """The scenario as it was written, under comments that say where it comes from."""
    written = finished.scenario.written
    order = [key for key in written if key not in LAST] + [key for key in LAST if key in written]
    body = as_yaml({key: written[key] for key in order})
    comments = [SCHEMA, *(f"# {line}" for line in provenance.lines())]
    return ("\n".join(comments) + f"\n{body}").encode()
