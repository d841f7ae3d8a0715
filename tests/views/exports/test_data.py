"""Tables as files: the numbers of the comparison, and nothing that a spreadsheet would run."""

import io

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from alliance_sim.views.exports import EXPORTS, provenance_of
from alliance_sim.views.exports.data import _csv
from alliance_sim.views.exports.text import inert
from tests.views.exports.conftest import DATE, retitled
from tests.views.exports.opening import unzipped

FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "\u00a0=1", "＝1")


@pytest.fixture(scope="module")
def tables(made):
    files = unzipped(made["csv"])
    return {n: pd.read_csv(io.BytesIO(d)) for n, d in files.items() if n.endswith(".csv")}


def test_the_csv_tables_hold_the_comparisons_numbers(tables, finished):
    assert_frame_equal(tables["outcomes.csv"], finished.results.outcomes, check_dtype=False)
    assert_frame_equal(tables["summary.csv"], finished.comparison.summary(), check_dtype=False)


def test_every_column_is_told_with_its_unit(tables):
    about = tables["columns.csv"].set_index("column")
    assert list(about.index) == list(tables["outcomes.csv"].columns)
    assert about.loc["cost_total_gbp", "unit"] == "GBP a year"
    assert about["meaning"].notna().all()


def test_provenance_is_a_table_of_its_own(tables, provenance):
    about = tables["about.csv"]
    assert list(zip(about["fact"], about["value"], strict=True)) == list(provenance.pairs())


def test_excel_is_told_that_a_csv_is_utf8(made):
    assert all(
        data.startswith(b"\xef\xbb\xbf")
        for name, data in unzipped(made["csv"]).items()
        if name.endswith(".csv")
    )


def test_parquet_tables_hold_every_row_without_the_ledger(made, finished):
    files = unzipped(made["parquet"])
    assert set(files) == {
        "README.txt",
        "outcomes.parquet",
        "monthly.parquet",
        "providers.parquet",
    }
    for name in ("outcomes", "monthly", "providers"):
        back = pd.read_parquet(io.BytesIO(files[f"{name}.parquet"]))
        assert_frame_equal(back, getattr(finished.results, name), check_dtype=False)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_would_run_is_made_inert(text):
    assert inert(text) == f"'{text}"
    assert f"'{text}".encode() in _csv(pd.DataFrame({"name": [text]}))


def test_numbers_and_plain_words_stay_as_they_are():
    table = pd.DataFrame({"name": ["a = b", "tender"], "gbp": [-1.5, 2.0]})
    assert _csv(table).decode("utf-8-sig") == "name,gbp\na = b,-1.5\ntender,2.0\n"


def test_a_title_that_is_a_formula_does_not_run(finished):
    odd = retitled(finished, '=HYPERLINK("http://x","y")')
    files = unzipped(EXPORTS["csv"].build(odd, provenance_of(odd, date=DATE)))
    about = pd.read_csv(io.BytesIO(files["about.csv"]))
    assert about["value"][0] == '\'=HYPERLINK("http://x","y")'
