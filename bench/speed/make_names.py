"""Makes tasks of names of any size, in the layout of `name_truth.py`'s tasks.

    python bench/speed/make_names.py FOLDER --queries 1000000 --targets 100000

Targets are the full names of real listed companies, and beyond those, names made from theirs: each is the plan of a
real name (how many words, which legal form) filled with words drawn from the same place of real names as often as they
stand there; some words are joined from the halves of two rare ones, since longer lists have more words. Queries are
first the real short and alternative names, then perturbations of targets as holdings files make them: legal form
dropped or spelled otherwise, words abbreviated, the name cut, a letter wrong, words in another order. A fifth of the
made queries are of companies that are not listed. All names of a side are distinct; the same sizes give the same task.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "peers"))
from matchers import DATA

STOCKS = DATA / "reference" / "investpy_stocks.csv"
PAIRS = DATA / "truth" / "name_pairs.csv"
SEED = 20260117
COINED = 0.2  # share of the words that are joined from two
RARE = 2  # a word in so few names may lend its half
STRANGERS = 0.2
LEAST = 8  # letters of a made name
CUTS = (15, 18, 20, 25, 30, 34)
FORMS = {
    "ltd": ("Limited", "LTD", "Ltd."),
    "limited": ("Ltd", "LTD"),
    "inc": ("Incorporated", "INC", "Inc."),
    "corp": ("Corporation", "CORP"),
    "corporation": ("Corp", "CORP"),
    "co": ("Company", "CO"),
    "company": ("Co", "CO"),
    "plc": ("Public Limited Company", "PLC"),
    "sa": ("S.A.", "Societe Anonyme"),
    "ag": ("Aktiengesellschaft",),
    "ab": ("AB (publ)",),
    "bhd": ("Berhad",),
    "pcl": ("Public Company Limited",),
    "tbk": ("Tbk PT", "(Persero) Tbk"),
    "jsc": ("Joint Stock Company",),
    "as": ("A/S", "ASA"),
    "asa": ("A.S.A.",),
    "spa": ("S.p.A.",),
    "nv": ("N.V.",),
    "bv": ("B.V.",),
    "se": ("SE",),
    "oyj": ("Oyj",),
    "holdings": ("HLDGS", "Hldg"),
    "group": ("GRP", "Grp"),
}
SHORT = {
    "international": "INTL",
    "technology": "TECH",
    "technologies": "TECH",
    "industries": "INDS",
    "industrial": "INDL",
    "investment": "INV",
    "investments": "INVS",
    "development": "DEV",
    "financial": "FINL",
    "resources": "RES",
    "services": "SVCS",
    "management": "MGMT",
    "manufacturing": "MFG",
    "pharmaceutical": "PHARM",
    "pharmaceuticals": "PHARMA",
    "properties": "PPT",
    "communications": "COMM",
    "electronics": "ELEC",
    "engineering": "ENG",
    "chemical": "CHEM",
    "national": "NATL",
    "insurance": "INS",
    "securities": "SEC",
}
VOWELS = set("aeiouAEIOU")


@dataclass(frozen=True)
class Words:
    """What real names are made of: their plans, words by place with how often each stands there, rare words."""

    plans: list[tuple[int, str]]
    places: dict[str, tuple[list[str], list[int]]]
    rare: list[str]


def read_companies() -> tuple[list[str], list[tuple[str, str]]]:
    """The distinct full names, and pairs of another real name and its full one, both in a fixed order."""
    with STOCKS.open(newline="", encoding="utf-8") as file:
        stocks = list(csv.DictReader(file))
    full = {row["isin"]: row["full_name"] for row in stocks if row["isin"]}
    others = {(row["name"], row["full_name"]) for row in stocks}
    with PAIRS.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["isin"] in full:
                others |= {(row[name], full[row["isin"]]) for name in ("name_a", "name_b")}
    names = sorted({row["full_name"] for row in stocks if row["full_name"].strip()})
    meanings = Counter(other for other, _ in others)
    listed = {name.casefold() for name in names}
    alternatives = sorted(
        (other, name) for other, name in others if meanings[other] == 1 and other.casefold() not in listed
    )
    return names, alternatives


def study(names: list[str]) -> Words:
    """The words of real names."""
    places: dict[str, Counter[str]] = {"first": Counter(), "inner": Counter()}
    plans, every = [], Counter()
    for name in names:
        words = name.split()
        form = []
        while len(words) > 1 and words[-1].casefold().strip(".,") in FORMS:
            form.insert(0, words.pop())
        plans.append((len(words), " ".join(form)))
        places["first"][words[0]] += 1
        places["inner"].update(words[1:])
        every.update(words)
    rare = sorted(word for word, count in every.items() if count <= RARE and word.isalpha() and len(word) >= LEAST - 3)
    return Words(plans, {place: (list(count), list(count.values())) for place, count in places.items()}, rare)


def make_names(words: Words, count: int, taken: set[str], dice: random.Random) -> list[str]:
    """Made names that are not taken yet; they are taken then."""
    made: list[str] = []
    while len(made) < count:
        lacks = count - len(made) + 1000
        plans = dice.choices(words.plans, k=lacks)
        first = iter(dice.choices(words.places["first"][0], words.places["first"][1], k=lacks))
        inner = iter(dice.choices(*words.places["inner"], k=sum(length for length, _ in plans)))
        for length, form in plans:
            chosen = [next(first), *(next(inner) for _ in range(length - 1))]
            chosen = [coin(words.rare, dice) if dice.random() < COINED else word for word in chosen]
            name = " ".join([*chosen, form] if form else chosen)
            key = name.casefold()
            if len(name) >= LEAST and key not in taken and len(made) < count:
                taken.add(key)
                made.append(name)
    return made


def coin(rare: list[str], dice: random.Random) -> str:
    """The beginning of a rare word and the end of another."""
    start, end = dice.choice(rare), dice.choice(rare)
    return start[: (len(start) + 1) // 2] + end[len(end) // 2 :].lower()


def perturb(name: str, dice: random.Random) -> str:
    """A name as a holdings file may have it."""
    words = name.split()
    for _ in range(1 if dice.random() < 0.6 else 2):  # noqa: PLR2004
        words = dice.choices((drop_form, respell_form, abbreviate, cut, mistype, reorder), (25, 15, 25, 15, 15, 5))[0](
            words, dice
        )
    written = " ".join(words)
    return written.upper() if dice.random() < 0.4 else written  # noqa: PLR2004


def drop_form(words: list[str], _: random.Random) -> list[str]:
    """Without the legal form at the end."""
    return words[:-1] if len(words) > 1 and words[-1].casefold().strip(".,") in FORMS else words


def respell_form(words: list[str], dice: random.Random) -> list[str]:
    """The legal form as others write it."""
    last = words[-1].casefold().strip(".,")
    return [*words[:-1], dice.choice(FORMS[last])] if len(words) > 1 and last in FORMS else words


def abbreviate(words: list[str], dice: random.Random) -> list[str]:
    """One word beyond the first short: as is usual, to its first letters, or without vowels."""
    long = [place for place, word in enumerate(words) if place and len(word) > 5 and word.isalpha()]  # noqa: PLR2004
    if not long:
        return words
    place = dice.choice(long)
    word = words[place]
    ways = [word[: dice.randint(3, 5)], word[0] + "".join(letter for letter in word[1:] if letter not in VOWELS)]
    short = SHORT.get(word.casefold()) or dice.choice(ways)
    return [*words[:place], short, *words[place + 1 :]]


def cut(words: list[str], dice: random.Random) -> list[str]:
    """Cut at a length that files cut at."""
    name = " ".join(words)
    lengths = [length for length in CUTS if length < len(name)]
    return name[: dice.choice(lengths)].split() if lengths else words


def mistype(words: list[str], dice: random.Random) -> list[str]:
    """A letter missing, doubled, or changed with its neighbour, in a word of five letters and more."""
    long = [place for place, word in enumerate(words) if len(word) > 4]  # noqa: PLR2004
    if not long:
        return words
    place = dice.choice(long)
    word = words[place]
    at = dice.randrange(1, len(word) - 1)
    wrong = dice.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return [*words[:place], wrong, *words[place + 1 :]]


def reorder(words: list[str], dice: random.Random) -> list[str]:
    """Two neighbours changed."""
    if len(words) < 3:  # noqa: PLR2004
        return words
    at = dice.randrange(len(words) - 2)
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def make_task(folder: Path, queries: int, targets: int) -> Path:
    """Writes the task, unless it is there."""
    if (folder / "truth.csv").exists():
        return folder
    dice = random.Random(SEED)  # noqa: S311
    real, alternatives = read_companies()
    words = study(real)
    dice.shuffle(real)
    dice.shuffle(alternatives)
    taken = {name.casefold() for name in real}
    made = max(targets - len(real), 0)
    needed = max(queries - len(alternatives), 0)
    strangers = make_names(words, int(needed * STRANGERS) + 1, taken, random.Random(SEED + 1))  # noqa: S311
    listed = real[:targets] + make_names(words, made, taken, random.Random(SEED + 2))  # noqa: S311
    number = {name: f"t{place}" for place, name in enumerate(listed)}
    asked = [(other, number.get(name, ""), "real") for other, name in alternatives[:queries]]
    seen = {other.casefold() for other, _, _ in asked} | {name.casefold() for name in listed}
    dice = random.Random(SEED + 3)  # noqa: S311
    while len(asked) < queries:
        stranger = dice.random() < STRANGERS
        name = dice.choice(strangers if stranger else listed)
        written = perturb(name, dice)
        key = written.casefold()
        if key not in seen and len(written) >= LEAST // 2:
            seen.add(key)
            asked.append((written, "" if stranger else number[name], "made"))
    dice.shuffle(asked)
    dice.shuffle(listed)
    write(folder / "targets.csv", ["id", "name", "country"], [(number[name], name, "") for name in listed])
    write(folder / "queries.csv", ["id", "name", "country"], [(f"q{n}", q[0], "") for n, q in enumerate(asked)])
    truth = [(f"q{n}", target, source) for n, (_, target, source) in enumerate(asked)]
    write(folder / "truth.csv", ["query_id", "target_id", "sources"], truth)
    return folder


def write(path: Path, header: list[str], rows: list[tuple[str, str, str]]) -> None:
    """A CSV file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Write a task."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, required=True)
    parser.add_argument("--targets", type=int, required=True)
    options = parser.parse_args()
    make_task(options.folder, options.queries, options.targets)


if __name__ == "__main__":
    main()
