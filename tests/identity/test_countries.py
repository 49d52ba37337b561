"""Countries as publishers write them."""

from __future__ import annotations

import pycountry
import pytest

from clearhold.identity.countries import country_code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Korea (South)", "KR"),
        ("South Korea", "KR"),
        ("Russian Federation", "RU"),
        ("Hong Kong", "HK"),
        ("Taiwan", "TW"),
        ("China", "CN"),
        ("UK", "GB"),
        ("United States of America", "US"),
        ("The Netherlands", "NL"),
        ("Czech Republic", "CZ"),
        ("Turkey", "TR"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("Jersey C.I.", "JE"),
        ("Guernsey C. I.", "GG"),
        ("Faeroe Islands", "FO"),
        ("Côte d'Ivoire", "CI"),
        ("Iran, Islamic Republic of", "IR"),
        ("cn", "CN"),
        ("GBR", "GB"),
        (" United Kingdom ", "GB"),
    ],
)
def test_a_publishers_word_for_a_country_is_its_code(written: str, code: str) -> None:
    assert country_code(written) == code


@pytest.mark.parametrize("written", ["", "-", "European Union", "International Organisations", "Global", "Apple", "XX"])
def test_a_word_that_names_no_single_country_has_no_code(written: str) -> None:
    assert country_code(written) is None


def test_every_code_and_official_name_is_known() -> None:
    for country in pycountry.countries:
        for word in (country.alpha_2, country.alpha_3, country.name):
            assert country_code(word) == country.alpha_2, word
