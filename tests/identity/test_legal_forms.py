"""Legal forms of the world as they are written in names, and what is written for them."""

from __future__ import annotations

import polars as pl
import pytest

from clearhold.identity.legal_forms import join_legal_phrases, legal_form_words, legal_forms
from clearhold.identity.plain import plain_names
from clearhold.identity.scripts import fold_names

FAMILIES = dict(legal_form_words().rows())


def last_family(name: str) -> str | None:
    """The family of the form in which a name ends."""
    return FAMILIES.get(str(plain_names(pl.Series([name])).item()).split()[-1])


@pytest.mark.parametrize(
    ("name", "family"),
    [
        # Europe
        ("Novo Nordisk A/S", "ab"),
        ("Telefonaktiebolaget LM Ericsson (publ)", "ab"),
        ("Nokia Oyj", "ab"),
        ("Tallink Grupp AS", "ab"),
        ("Henkel AG & Co. KGaA", "ag"),
        ("Knorr Gesellschaft mit beschränkter Haftung", "ag"),
        ("Siemens Aktiengesellschaft", "ag"),
        ("Enel Società per Azioni", "spa"),
        ("Hermès International Société en commandite par actions", "sa"),
        ("Sonae SGPS, S.A.", "sa"),
        ("Koninklijke Philips N.V.", "nv"),
        ("Budimex Spółka Akcyjna", "sa"),
        ("Grupa Kęty Sp. z o.o.", "form"),
        ("OTP Bank Nyrt.", "form"),
        ("Podravka d.d.", "form"),
        ("Sopharma AD", "jsc"),
        ("Mytilineos A.E.", "sa"),
        # Turkey, Russia, Ukraine, Kazakhstan
        ("Arçelik A.Ş.", "ab"),
        ("Türkiye Petrol Rafinerileri Anonim Şirketi", "ab"),
        ("Gazprom Public Joint Stock Company", "jsc"),
        ("Novatek PAO", "jsc"),
        ("Obshchestvo Limited Liability Company", "llc"),
        # the Middle East
        ("Qatar National Bank Q.P.S.C.", "jsc"),
        ("Kuwait Finance House K.S.C.P.", "jsc"),
        ("Oman Telecommunications Company SAOG", "jsc"),
        ("Emaar Properties PJSC", "jsc"),
        ("Ezz Steel Co SAE", "sa"),
        ("Batelco B.S.C.", "jsc"),
        # Asia
        ("Thai Beverage Public Company Limited", "pcl"),
        ("PTT PUB CO LTD", "pcl"),
        ("Telekomunikasi Indonesia (Persero) Tbk PT", "tbk"),
        ("Petronas Gas Berhad", "bhd"),
        ("Gamuda Sdn. Bhd.", "bhd"),
        ("Toyota Motor Kabushiki Kaisha", "kk"),
        ("PetroChina Company Limited by Shares", "limited"),
        ("Guangzhou Guangri Stock Co., Ltd.", "limited"),
        ("Sua Viet Nam Joint Stock Company", "jsc"),
        ("INDIAN ENERGY EXCHANGE LTDINARY", "limited"),
        ("Dixon Technologies Pvt. Ltd.", "limited"),
        # the Americas, Africa, Australia
        ("Wal-Mart de México S.A.B. de C.V.", "sa"),
        ("Grupo Foo S. de R.L.", "spa"),
        ("Natura Cosméticos S/A", "sa"),
        ("Credicorp Sociedad Anónima Abierta", "sa"),
        ("Cresud SACIF y A", None),
        ("Naspers (Proprietary) Limited", "limited"),
        ("Admiralty Resources NL", "limited"),
    ],
)
def test_forms_of_every_region_are_told(name: str, family: str | None) -> None:
    assert last_family(name) == family


@pytest.mark.parametrize("name", ["AD Works Group", "SIA Engineering", "Limited Brands", "Stock Exchange of Thailand"])
def test_a_word_that_is_a_form_only_at_the_end_stays_elsewhere(name: str) -> None:
    assert pl.select(join_legal_phrases(pl.lit(name.lower()))).item() == name.lower()


def test_a_name_that_is_only_such_a_word_stays() -> None:
    assert plain_names(pl.Series(["SIA", "AD"])).to_list() == ["sia", "ad"]


def test_forms_in_other_scripts_are_written_as_they_are_folded() -> None:
    assert fold_names(legal_forms()["form"]).equals(legal_forms()["form"])


def test_the_table_says_of_each_form_its_family_once() -> None:
    table = legal_forms()
    assert not table["form"].is_duplicated().any()
    assert table["family"].null_count() == 0
    assert set(table["stands"].drop_nulls()) == {"end"}
    assert table.filter(pl.col("form").str.contains(" "), pl.col("written").is_null()).is_empty()
    assert set(table["family"]) <= set(FAMILIES.values())
