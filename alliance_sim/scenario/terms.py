"""Terms of a deal as a person writes them: a YAML file with a `kind`, read strictly."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError, create_model

from alliance_sim.evidence import InputError, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import either, found
from alliance_sim.evidence.strict_yaml import parse, read
from alliance_sim.rules.contracts import CONTRACTS, Agreement
from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.frozen import Frozen
from alliance_sim.scenario.explain import problems_of

RULE = "rule"
KINDS: dict[str, type[PaymentRule]] = {
    str(contract.model_fields["kind"].default): contract for contract in CONTRACTS
}
"""Every payment rule by name."""


def load_terms(path: str | Path) -> Agreement:
    """Read a terms file.

    The fields of the payment rule and those of everything around it stand side by side; `kind`
    says which rule it is. Nothing is filled in: terms say all that they mean.

    Raises:
        InputError: Lists everything that is wrong, each with its place and the nearest name.
    """
    return _agreement(read(path))


def load_terms_text(text: str | bytes, name: str) -> Agreement:
    """Read terms from text, such as an upload; `name` is what messages call it.

    Raises:
        InputError: As `load_terms` does.
    """
    return _agreement(parse(text, name))


@cache
def written(kind: str) -> type[Frozen]:
    """Everything that a terms file of a kind may hold, as one model."""
    rule = KINDS[kind]
    around: dict[str, Any] = {
        name: (field.annotation, field)
        for name, field in Agreement.model_fields.items()
        if name != RULE
    }
    return create_model(f"{rule.__name__}Terms", __base__=rule, __doc__=rule.__doc__, **around)


def _agreement(document: Document) -> Agreement:
    kind = _kind(document)
    model = written(kind)
    try:
        model.model_validate_json(json.dumps(document.data), strict=True)
        around = {name: value for name, value in document.data.items() if _is_around(name)}
        rule = {name: value for name, value in document.data.items() if not _is_around(name)}
        return Agreement.model_validate_json(json.dumps({RULE: rule, **around}), strict=True)
    except ValidationError as error:
        raise InputError(problems_of(error, document, model, lambda path: path)) from None


def _is_around(name: str) -> bool:
    """Whether a field is not one of the rule's own."""
    return name in Agreement.model_fields


def _kind(document: Document) -> str:
    """The kind of the terms, if it is one that is known."""
    kind = document.data.get("kind")
    if isinstance(kind, str) and kind in KINDS:
        return kind
    if "kind" in document.data:
        near = nearest_names(kind, KINDS) if isinstance(kind, str) else []
        message = f"expected {either(tuple(KINDS))}, found {found(kind)}"
        raise InputError([document.problem(("kind",), message, nearest=near)])
    message = f"'kind' is required: {either(tuple(KINDS))}"
    raise InputError([document.problem((), message)])
