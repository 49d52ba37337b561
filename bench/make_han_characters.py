"""Makes `identity/data/han_characters.csv`: how each Chinese character is read, what it means, how else it is written.

    python bench/make_han_characters.py UNIHAN_READINGS.txt

UNIHAN_READINGS.txt is `Unihan_Readings.txt` of the Unicode Character Database (Debian: package `unicode-data`).
The other forms of a character (traditional, Hong Kong's, Taiwan's, Japan's) are those of OpenCC's tables (Apache-2.0),
in the package opencc-python-reimplemented. Characters of GB 2312, Big5 level 1 and JIS X 0208 level 1 are kept, each
as simplified Chinese writes it.
"""

from __future__ import annotations

import argparse
import csv
import re
import unicodedata
from collections import defaultdict
from importlib import resources
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/clearhold/identity/data/han_characters.csv"
HEADER = (
    "# How Chinese characters are read (pinyin, Cantonese in Jyutping without tones, Japanese on and kun), what they"
    " mean, and their other forms. Readings and meanings: Unicode Character Database, Unihan {version}, (c) Unicode,"
    " Inc., used under the Unicode License (unicode-license.txt); other forms: OpenCC, Apache License 2.0. Made by"
    " bench/make_han_characters.py."
)
COMMON = 15  # occurrences from which Unihan's frequency list counts a reading
MEANINGS, LEAST_LETTERS = 5, 3
# Words of definitions that say nothing of what a company's name means by the character.
STOP = {
    "a",
    "an",
    "the",
    "to",
    "of",
    "in",
    "or",
    "and",
    "be",
    "is",
    "by",
    "with",
    "for",
    "as",
    "at",
    "on",
    "from",
    "one",
    "something",
    "someone",
    "etc",
    "also",
    "used",
    "surname",
    "chinese",
    "type",
    "kind",
    "radical",
    "number",
    "name",
    "tree",
    "plant",
    "variety",
    "archaic",
    "variant",
    "same",
    "out",
    "up",
    "not",
    "no",
    "it",
    "its",
    "that",
    "which",
    "into",
    "make",
    "made",
    "have",
    "having",
    "off",
    "old",
    "long",
    "place",
    "kangxi",
    "county",
    "river",
    "mountain",
    "province",
    "suffix",
    "prefix",
    "particle",
    "measure",
    "word",
    "classifier",
    "final",
    "very",
    "his",
    "her",
    "their",
    "this",
    "these",
    "those",
    "thing",
    "things",
    "person",
}
# The reading in names, where the commonest in running text is another.
IN_NAMES = {
    "都": "du", "曾": "zeng", "厦": "xia", "长": "chang", "乐": "le", "行": "xing", "单": "shan dan", "朴": "pu",
    "重": "zhong chong", "佛": "fo", "地": "di", "得": "de", "着": "zhuo", "了": "liao", "的": "di", "还": "huan",
    "解": "jie", "调": "diao", "藏": "zang", "尉": "wei", "区": "qu", "车": "che", "石": "shi", "量": "liang",
    "当": "dang", "合": "he", "相": "xiang", "为": "wei", "正": "zheng", "少": "shao", "分": "fen", "传": "chuan",
    "转": "zhuan", "血": "xue", "泊": "bo", "卡": "ka", "观": "guan", "冠": "guan", "强": "qiang", "空": "kong",
    "丰": "feng", "台": "tai", "埔": "pu", "种": "zhong", "盛": "sheng",
}  # fmt: skip


def opencc_table(name: str) -> dict[str, list[str]]:
    text = resources.files("opencc").joinpath(f"dictionary/{name}.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return {left: right.split(" ") for left, right in rows if len(left) == 1}


def coded(encoding: str, first: range, second: list[int]) -> list[str]:
    """The characters of a double-byte encoding's rows."""
    characters = []
    for high in first:
        for low in second:
            try:
                characters.append(bytes([high, low]).decode(encoding))
            except UnicodeDecodeError:
                continue
    return characters


def plain(reading: str) -> str:
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()


def read_unihan(path: Path) -> tuple[str, dict[str, dict[str, str]]]:
    """The version, and the fields of each character."""
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    version = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# Unicode version:"):
            version = line.rpartition(":")[2].strip()
        elif line.startswith("U+"):
            code, field, value = line.split("\t")
            fields[chr(int(code.replace("U+", "0x"), 0))][field] = value
    return version, fields


def simplified_forms(chinese: set[str]) -> dict[str, str]:
    """Each other form of a character -> the simplified one. `chinese`: characters that simplified Chinese has itself,
    whatever they stand for in Japan.
    """
    traditional = {left: right[0] for left, right in opencc_table("TSCharacters").items()}
    forms = dict(traditional)
    for table in ("JPVariants", "HKVariants", "TWVariants"):
        for left, rights in opencc_table(table).items():
            for right in rights:
                if right not in forms and right not in chinese:
                    forms[right] = traditional.get(left, left)
    return {left: right for left, right in forms.items() if left != right and right not in {"", left}}


def mandarin(character: str, forms: list[str], unihan: dict[str, dict[str, str]]) -> list[str]:
    readings = IN_NAMES.get(character, "").split()
    counted = [
        (int(count), plain(reading))
        for form in forms
        for reading, count in re.findall(r"([^\s(]+)\((\d+)\)", unihan[form].get("kHanyuPinlu", ""))
    ]
    counted.sort(key=lambda pair: -pair[0])
    readings += [reading for _, reading in counted[:1]]
    readings += [plain(reading) for form in forms for reading in unihan[form].get("kMandarin", "").split()]
    readings += [reading for count, reading in counted if count >= COMMON]
    return readings


def meanings(forms: list[str], unihan: dict[str, dict[str, str]]) -> list[str]:
    words = []
    for form in forms:
        definition = re.sub(r"\([^)]*\)", "", unihan[form].get("kDefinition", ""))
        for gloss in re.split(r"[,;/]", definition):
            told = [word for word in re.findall(r"[a-z]+", gloss.lower()) if word not in STOP]
            if len(told) == 1 and len(told[0]) >= LEAST_LETTERS:
                words.append(told[0])
    return words


def joined(words: list[str], most: int) -> str:
    return " ".join(list(dict.fromkeys(words))[:most])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path)
    version, unihan = read_unihan(parser.parse_args().readings)
    second = list(range(0xA1, 0xFF))
    kept = coded("gb2312", range(0xB0, 0xF8), second)
    simplified = simplified_forms(set(kept))
    kept += coded("euc_jp", range(0xB0, 0xD0), second)
    kept += coded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *second])
    forms: dict[str, list[str]] = {}
    for character in kept:
        forms.setdefault(simplified.get(character, character), [])
    for other, character in simplified.items():
        if character in forms and other not in forms:
            forms[character].append(other)
    with OUT.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER.format(version=version) + "\n")
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["character", "forms", "pinyin", "cantonese", "on", "kun", "meaning"])
        for character in sorted(forms):
            every = [character, *forms[character]]
            field = {
                name: [part for form in every for part in unihan[form].get(name, "").lower().split()]
                for name in ("kCantonese", "kJapaneseOn", "kJapaneseKun")
            }
            table.writerow(
                [
                    character,
                    "".join(forms[character]),
                    joined(mandarin(character, every, unihan), 3),
                    joined([reading.rstrip("123456") for reading in field["kCantonese"]], 2),
                    joined(field["kJapaneseOn"], 2),
                    joined(field["kJapaneseKun"], 3),
                    joined(meanings(every, unihan), MEANINGS),
                ]
            )


if __name__ == "__main__":
    main()
