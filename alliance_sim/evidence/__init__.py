"""Numbers and where they come from: parameters, sources and councils, read strictly."""

from alliance_sim.evidence.catalogue import Catalogue, catalogue, load_catalogue
from alliance_sim.evidence.councils import Council, councils
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.names import nearest_names
from alliance_sim.evidence.parameters import Parameter, Value
from alliance_sim.evidence.problems import InputError, Problem
from alliance_sim.evidence.references import Fact, Reference, references
from alliance_sim.evidence.tiles import Tile, tiles

__all__ = [
    "Catalogue",
    "Council",
    "Document",
    "Fact",
    "InputError",
    "Parameter",
    "Problem",
    "Reference",
    "Tile",
    "Value",
    "catalogue",
    "councils",
    "load_catalogue",
    "nearest_names",
    "references",
    "tiles",
]
