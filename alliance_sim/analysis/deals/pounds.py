"""Money of a deal as people read it: exact, to the penny where there are pennies."""

from alliance_sim.analysis.formats import MINUS
from alliance_sim.rules.contracts.pence import PENCE

PENNY = 1 / PENCE


def exact(amount: int, *, signed: bool = False) -> str:
    """An amount in pence.

    >>> exact(123456700), exact(-50, signed=True)
    ('£1,234,567', '−£0.50')
    """
    sign = MINUS if amount < 0 else "+" if signed and amount > 0 else ""
    whole, rest = divmod(abs(amount), PENCE)
    return f"{sign}£{whole:,}" + (f".{rest:02d}" if rest else "")


def round_pounds(amount: int) -> str:
    """An amount in pence to the nearest pound, for places found by search.

    >>> round_pounds(120000007)
    '£1,200,000'
    """
    return exact(round(amount / PENCE) * PENCE)


def in_pence(share: float) -> str:
    """A part of a pound.

    >>> in_pence(0.5), in_pence(0.125), in_pence(-0.08)
    ('50p', '12.5p', '−8p')
    """
    text = f"{abs(share) * PENCE:.1f}".removesuffix(".0")
    return f"{MINUS if share < 0 and text != '0' else ''}{text}p"


def percent_of(amount: int, whole: int) -> str:
    """An amount as a percentage of another, no finer than needed.

    >>> percent_of(975, 1000)
    '97.5%'
    """
    return f"{amount / whole * 100:.1f}".removesuffix(".0") + "%"
