from __future__ import annotations

import polars as pl
import pytest

from clearhold.identity.funds import is_fund


def told(name: str, asset_class: str | None = None) -> bool:
    row = pl.DataFrame({"name": [name], "asset_class": pl.Series([asset_class], dtype=pl.String)})
    return bool(row.select(is_fund(pl.col("name"), pl.col("asset_class"))).item())


@pytest.mark.parametrize(
    "name",
    [
        "iShares Core MSCI EM IMI UCITS ETF",
        "Baillie Gifford Global Alpha Growth Fund",
        "World Equity Index Fund Class A (Acc)",
        "THE 3D PRINTING ETF",
        "Schroder ISF SICAV",
    ],
)
def test_words_that_only_collective_vehicles_bear_tell_a_fund(name: str) -> None:
    assert told(name)


@pytest.mark.parametrize("name", ["Fund Management Holdings PLC", "Fundsmith", "Petrofac", "Netflix Inc"])
def test_a_company_with_such_a_word_elsewhere_is_none(name: str) -> None:
    assert not told(name)


def test_the_files_asset_class_tells_a_fund() -> None:
    assert told("LGIM North America", "Pooled fund")
    assert not told("LGIM North America", "Equity")
