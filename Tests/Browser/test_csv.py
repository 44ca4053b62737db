"""The periods of a run, read back as a planner reads them."""

import json

import pandas
import pytest


@pytest.mark.parametrize("name", ["bank", "shop"])
def test_periods_are_numbers_one_row_each(name, runs):
    table = pandas.read_csv(runs[name] / "periods.csv")
    periods = json.loads((runs[name] / "result.json").read_text())["by_period"]
    assert list(table.select_dtypes(exclude="number").columns) == ["from", "to"]
    assert table["from_s"].tolist() == [period["from"] for period in periods]
    assert table["offered"].tolist() == [period["offered"]["mean"] for period in periods]
    waits = [period["wait"]["p99"]["mean"] for period in periods]
    assert table["wait_p99"].tolist() == waits
    assert table["from"].iloc[0] == {"bank": "07:00:00", "shop": "09:00:00"}[name]
