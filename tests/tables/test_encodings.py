"""Which encoding a text table is in: shown by marks and patterns, read strictly, guessed only with a word about it."""

from __future__ import annotations

import codecs
import io

import pytest

from clearhold.model import CouldNotRead
from clearhold.tables import TableFile, read_tables

WESTERN = "Name;Country;Value\nSociété Générale;FR;1\nNestlé SA;CH;2\nMünchener Rück;DE;3\nØrsted;DK;4\n"
CHINESE = "名称,代码,市值\n杭州海康威视数字技术股份有限公司,002415,1\n腾讯控股有限公司,700,2\n科大讯飞,002230,3\n"
CZECH = "Name;Value\n" + "Česká spořitelna;1\nŠkoda Auto;2\nDům kultury;3\nŽabka Group;4\n" * 2
RUSSIAN = "Имя;Сумма\nГазпром;1\nСбербанк России;2\nНорильский никель;3\n"
JAPANESE = "名前,金額\nトヨタ自動車,1\nソニーグループ,2\n三菱商事,3\n日本電信電話,4\n"


def read(data: bytes) -> TableFile:
    return read_tables("-", stdin=io.BytesIO(data))


def refusal(data: bytes) -> str:
    with pytest.raises(CouldNotRead) as caught:
        read(data)
    return str(caught.value)


def names(found: TableFile) -> list[str]:
    return [row.cells[0] for row in found.sheets[0].rows]


def first_cells(text: str, separator: str) -> list[str]:
    return [line.split(separator)[0] for line in text.splitlines()]


@pytest.mark.parametrize(
    ("mark", "encoding", "shown"),
    [
        (codecs.BOM_UTF8, "utf-8", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
        (b"", "utf-8", "UTF-8"),
    ],
)
def test_a_marked_encoding_is_read_without_a_word(mark: bytes, encoding: str, shown: str) -> None:
    found = read(mark + CHINESE.encode(encoding))
    assert names(found) == first_cells(CHINESE, ",")
    assert found.format == f"CSV (commas, {shown})"
    assert found.remarks == ()


def test_a_doubled_mark_is_no_part_of_the_heading() -> None:
    assert names(read(codecs.BOM_UTF8 * 2 + WESTERN.encode()))[0] == "Name"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [WESTERN, CHINESE, RUSSIAN])
def test_utf_16_without_a_mark_is_known_by_its_zero_bytes(encoding: str, text: str) -> None:
    found = read(text.encode(encoding))
    assert names(found) == first_cells(text, ";" if ";" in text else ",")
    assert "encoding guessed as UTF-16" in found.remarks[0]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "cp1252"),
        (WESTERN, "iso8859-1"),
        (CZECH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (CHINESE, "gb18030"),
        (CHINESE.replace("讯", "訊").replace("术", "術"), "gbk"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc-jp"),
    ],
)
def test_a_guessed_encoding_is_read_whole_and_shows_words_to_check(text: str, encoding: str) -> None:
    found = read(text.encode(encoding))
    assert names(found) == first_cells(text, ";" if ";" in text else ",")
    assert found.remarks[0].startswith("encoding guessed as ")
    shown = next(word for word in text.replace(";", " ").replace(",", " ").split() if not word.isascii())
    assert f'"{shown}"' in found.remarks[0]


def test_a_guess_is_made_on_names_that_stand_far_down_a_large_file() -> None:
    text = "Name;Value\n" + "Apple Inc;1\n" * 40_000 + "Société Générale;2\nNestlé SA;3\nMünchener Rück;4\n"
    assert names(read(text.encode("cp1252")))[-3:] == ["Société Générale", "Nestlé SA", "Münchener Rück"]


def test_one_wrong_byte_among_sound_utf_8_is_an_error_and_not_another_encoding() -> None:
    text = ("Name;Value\n" + "Société Générale;1\n" * 20).encode() + "Nestlé;2\n".encode("cp1252")
    assert refusal(text).startswith("standard input line 22: a byte (0xE9) that is not UTF-8, while the rest")


def test_utf_8_cut_within_a_letter_is_an_error_naming_the_line() -> None:
    assert "line 5: a byte (0xC3)" in refusal(WESTERN.encode()[: WESTERN.encode().index("Ø".encode()) + 1])


def test_utf_16_cut_within_a_letter_is_an_error_naming_the_line() -> None:
    assert "line 6: the file says that it is UTF-16" in refusal(
        codecs.BOM_UTF16_LE + WESTERN.encode("utf-16-le") + b"\x41"
    )


def test_a_zero_letter_in_utf_16_is_an_error_naming_the_line() -> None:
    text = WESTERN.replace("Nestlé", "Nes\0tlé")
    assert "line 3: a zero character (NUL)" in refusal(codecs.BOM_UTF16_LE + text.encode("utf-16-le"))


def test_zero_bytes_that_fill_up_a_damaged_file_are_an_error() -> None:
    assert "line 6: a zero byte (NUL)" in refusal(WESTERN.encode() + bytes(3))
    assert "NUL" in refusal(("Name,Value\n" + "Apple Inc,1\n" * 100).encode() + bytes(5))


def test_no_replaced_letter_ever_comes_out() -> None:
    for text in (WESTERN, CHINESE, CZECH, RUSSIAN, JAPANESE):
        for encoding in ("cp1252", "cp1250", "cp1251", "gb18030", "cp932", "utf-16-le", "utf-8"):
            data = text.encode(encoding, "ignore")
            try:
                found = read(data)
            except CouldNotRead:
                continue
            assert not any("\ufffd" in cell for row in found.sheets[0].rows for cell in row.cells)
