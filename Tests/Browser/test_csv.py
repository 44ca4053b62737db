"""The periods of a run, read back as a planner reads them."""

import json

import pandas
import pytest


@pytest.mark.parametrize("name", ["bank", "shop"])
def test_periods_are_numbers_one_row_each(name, runs):
    file = runs[name] / "periods.csv"
    if not file.exists():
        pytest.skip("this program writes no periods.csv")
    table = pandas.read_csv(file)
    document = json.loads((runs[name] / "result.json").read_text())
    assert len(table) == len(document["by_period"])
    words = table.select_dtypes(exclude="number")
    assert [column for column in words if column not in ("period", "variant")] == []
    assert table.notna().any().all()
