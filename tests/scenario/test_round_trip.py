"""Whatever can be written down survives being resolved, written out and read again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_sim.evidence import catalogue, councils
from alliance_sim.evidence.strict_yaml import parse
from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import load_text, to_yaml
from alliance_sim.scenario.write import resolved_text

SHARES = st.floats(0, 1)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(title=WORDS, description=WORDS)
def test_any_words_read_back_as_themselves(title, description):
    text = resolved_text({"title": title, "description": description}, {}, {})
    data = parse(text, "f.yaml").data
    assert (data["title"], data["description"]) == (title, description)


@st.composite
def scenarios(draw):
    months = draw(st.integers(1, 240))
    weight, share = draw(SHARES), draw(SHARES)
    return f"""\
title: x
place:
  councils: {draw(st.lists(st.sampled_from(PLAIN_COUNCILS), min_size=1, max_size=3, unique=True))}
  residents: {draw(st.integers(1, 10**7))}
months: {months}
warm_up: {draw(st.integers(0, months - 1))}
services: {draw(st.lists(st.sampled_from(SERVICES), min_size=1, unique=True))}
options:
  tender: {{mechanism: competitive_tender, price_weight: {weight}}}
  joint: {{mechanism: alliance, contract: {{kind: three_limbs, provider_share: {share}}}}}
parameters:
  home_care: {{kpi_visibility: {draw(SHARES)}, lots: {draw(st.integers(1, 9))}}}
"""


PLAIN_COUNCILS = [name for name in councils() if name.isalpha()]


@settings(max_examples=20, deadline=None)
@given(scenarios())
def test_a_resolved_scenario_is_the_same_scenario(text):
    first = load_text(text, "first.yaml")
    second = load_text(to_yaml(first), "second.yaml")
    assert set(first.values) == set(catalogue().parameters)
    assert second.digest == first.digest
    assert second.text == first.text
    assert second.options == first.options
    assert second.overrides == first.values
