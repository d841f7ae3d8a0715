"""Pictures that were drawn before: the same question gives the same picture, without drawing it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec

from alliance_sim.views.charts.shown import Panel, Shown

MOST = 128
"""Pictures kept, of all visitors together; each is some ten kilobytes."""

P = ParamSpec("P")

_kept: OrderedDict[Hashable, tuple[Any, Shown]] = OrderedDict()
_lock = Lock()


def remembered(build: Callable[P, Shown]) -> Callable[P, Shown]:
    """Have a picture drawn once for the same arguments.

    Arguments that can be compared are; a result, which is the same object for everyone who asks the
    same question, is told from others by being itself.
    """

    @wraps(build)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Shown:
        given = (*args, *kwargs.values())
        key = (build.__module__, build.__name__, tuple(kwargs), *map(_word, given))
        with _lock:
            if key in _kept:
                _kept.move_to_end(key)
                return _kept[key][1]
        shown = build(*args, **kwargs)
        written = replace(shown, panels=tuple(map(_written, shown.panels)))
        with _lock:
            # The arguments are kept too, so that no other object can come to be told for one.
            _kept[key] = (given, written)
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        return written

    return drawn


def _word(given: Any) -> Hashable:
    if isinstance(given, list | tuple):
        return tuple(map(_word, given))
    if given is None or isinstance(given, str | int | float):
        return given
    return id(given)


def _written(panel: Panel) -> Panel:
    """The panel as the drawing library reads it: written out once, not at every visit."""
    drawn = panel.chart
    return panel if isinstance(drawn, dict) else replace(panel, chart=drawn.to_dict())
