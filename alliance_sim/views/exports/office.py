"""What a Word and a PowerPoint file say of themselves."""

from typing import Any

from alliance_sim.views.exports.brief import AUTHOR, LANGUAGE
from alliance_sim.views.exports.provenance import Provenance
from alliance_sim.views.exports.text import cut

MOST_LETTERS = 255
"""What one property may hold."""


def describe(core: Any, provenance: Provenance) -> None:
    """Fill in a document's own properties; times are the date's, so bytes can be the same."""
    core.title = cut(provenance.title, MOST_LETTERS)
    core.subject = cut(provenance.place, MOST_LETTERS)
    core.comments = cut(provenance.line(), MOST_LETTERS)
    core.keywords = provenance.scenario_hash
    core.author = core.last_modified_by = AUTHOR
    core.language = LANGUAGE
    core.created = core.modified = provenance.moment.replace(tzinfo=None)
    core.revision = 1
