"""Names as lists give them: kinds, scripts, each once; the facts are those of Section 1260H and of the Entity List."""

from __future__ import annotations

import pytest

from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.conventions.names import alias_kind, each_once, each_once_in_any_case
from clearhold.lists.publishers.conventions.spellings import entry_id, name_key
from clearhold.model import NameKind

PRIMARY, STRONG, WEAK = NameKind.PRIMARY, NameKind.STRONG_ALIAS, NameKind.WEAK_ALIAS
FORMER, ORIGINAL = NameKind.FORMER, NameKind.ORIGINAL_SCRIPT


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Hikvision Digital", STRONG),
        ("XPCC", WEAK),
        ("TP-Link", WEAK),
        ("Meike Co., Ltd.", WEAK),
        ("云从科技集团股份有限公司", ORIGINAL),
    ],
)
def test_an_alias_is_weak_where_it_is_one_word_and_of_its_script_where_that_is_not_latin(
    name: str, kind: NameKind
) -> None:
    assert alias_kind(name) is kind


def test_a_name_is_kept_once_as_the_most_telling_of_its_kinds() -> None:
    names = [
        ParsedName("Megvii", WEAK),
        ParsedName("Megvii Technology Limited"),
        ParsedName("Megvii\u200b", FORMER),
        ParsedName("MEGVII", STRONG),
        ParsedName(" - ", STRONG),
        ParsedName("旷视科技有限公司"),
    ]
    assert [(name.text, name.kind) for name in each_once(names)] == [
        ("Megvii Technology Limited", PRIMARY),
        ("Megvii", FORMER),
        ("MEGVII", STRONG),
        ("旷视科技有限公司", ORIGINAL),
    ]


def test_a_name_repeated_in_capitals_or_with_another_apostrophe_is_the_first_of_them() -> None:
    names = [
        ParsedName("Xi'an Aircraft"),
        ParsedName("XI’AN AIRCRAFT", STRONG),
        ParsedName("", STRONG),
        ParsedName("XAC", WEAK),
    ]
    assert each_once_in_any_case(names) == (ParsedName("Xi'an Aircraft"), ParsedName("XAC", WEAK))


def test_spellings_of_one_name_have_one_key_and_an_id_without_legal_form() -> None:
    assert name_key("Xi'an Aircraft Co., Ltd") == name_key("Xian AIRCRAFT Company Limited") == "xian aircraft"
    assert name_key("ZTE Corporation") == name_key("ZTE Corp.") == "zte"
    assert entry_id("ZTE Corporation") == "zte-corporation"
    assert entry_id("Ltd.") == "ltd"
