"""What bad input costs: names that could make a matcher slow, beside plain names of the same count.

    python bench/speed/match_bad_names.py --write
    python bench/speed/match_bad_names.py --write --reuse DIR  # tasks and figures stay in DIR

Each case is run as a task of names, and beside it the plain task of make_names.py with as many queries and targets; the
page docs/benchmarks/matching-bad-input.md gives the ratio of the two. Long names are also compared by their letters.
Two fast public tools run the same; a tool is stopped after five minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "peers"), str(Path(__file__).resolve().parent)]
from make_names import make_task, write  # noqa: E402
from matchers import MATCHERS, OURS, PROJECT, Matcher, machine, run_matcher  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = PROJECT / "docs" / "benchmarks" / "matching-bad-input.md"
MEASURED = (OURS, "sparse_dot_topn", "tantivy")
LIMIT = 300.0  # seconds, after which a tool is stopped
MANY, LIST = 1_000_000, 100_000
HELD = 39_000
LONG, LETTERS = 2_000, 10_000
LIKELY = 0.9
FORMS = ("Ltd", "Limited", "Co", "Company", "Inc", "Corp", "Corporation", "Group", "Holding", "Holdings", "PLC", "SA")
FORMS += ("AG", "NV", "Class", "A", "B", "H", "Shares", "ADR", "Reg", "S")
ODD = (
    "",
    " ",
    "-",
    "A",
    "nan",
    "null",
    "None",
    "N/A",
    "12345",
    "600000",
    "\u200b\u200b",
    "\x00\x01",
    "....",
    "Ltd",
    "'",
)
LOOK_ALIKE = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
RIGHT_TO_LEFT = "\u202e"


@dataclass(frozen=True)
class Case:
    """A bad task: how many names of each side, and how they are made from plain ones."""

    name: str
    words: str
    queries: int
    targets: int
    spoil: Callable[[list[str], list[str]], tuple[list[str], list[str]]]


def equal_queries(held: list[str], listed: list[str]) -> tuple[list[str], list[str]]:
    """All held names are one listed name."""
    return [listed[0]] * len(held), listed


def equal_targets(held: list[str], listed: list[str]) -> tuple[list[str], list[str]]:
    """All listed names are one."""
    return held, [listed[0]] * len(listed)


def word_in_every(held: list[str], listed: list[str]) -> tuple[list[str], list[str]]:
    """One word, no other's, stands in every name of both sides."""
    return [f"Acmeton {name}" for name in held], [f"{name} Acmeton" for name in listed]


def numbered(held: list[str], listed: list[str]) -> tuple[list[str], list[str]]:
    """Names that differ by a number alone."""
    return (
        [f"Harbour Growth Fund {number} Ltd" for number in range(1, len(held) + 1)],
        [f"Harbour Growth Fund {number} Limited" for number in range(1, len(listed) + 1)],
    )


def long_names(held: list[str], listed: list[str]) -> tuple[list[str], list[str]]:
    """Names of 10,000 letters, joined of others."""
    dice = random.Random(1)  # noqa: S311

    def lengthen(name: str, others: list[str]) -> str:
        parts, length = [name], len(name)
        while length < LETTERS:
            parts.append(dice.choice(others))
            length += len(parts[-1]) + 1
        return " ".join(parts)[:LETTERS]

    return [lengthen(name, listed) for name in held], [lengthen(name, listed) for name in listed]


def one_long_word(held: list[str], listed: list[str]) -> tuple[list[str], list[str]]:
    """Words of 10,000 letters."""
    dice = random.Random(2)  # noqa: S311
    letters = "abcdefghijklmnopqrstuvwxyz"

    def word() -> str:
        return "".join(dice.choices(letters, k=LETTERS))

    return [word() for _ in held], [word() for _ in listed]


def stop_words(held: list[str], listed: list[str]) -> tuple[list[str], list[str]]:
    """Only legal forms and words of the security."""
    dice = random.Random(3)  # noqa: S311
    return tuple([" ".join(dice.choices(FORMS, k=dice.randint(1, 5))) for _ in side] for side in (held, listed))  # type: ignore[return-value]


def nothings(held: list[str], listed: list[str]) -> tuple[list[str], list[str]]:
    """Empty, one letter, `nan`, numbers, control and zero-width characters, on both sides."""
    return tuple([ODD[place % len(ODD)] for place in range(len(side))] for side in (held, listed))  # type: ignore[return-value]


def disguised(held: list[str], listed: list[str]) -> tuple[list[str], list[str]]:
    """Held names in look-alike letters, right to left, or with a zero-width character between letters."""
    ways: list[Callable[[str], str]] = [
        lambda name: name.translate(LOOK_ALIKE),
        lambda name: RIGHT_TO_LEFT + name[::-1],
        "\u200b".join,
        lambda name: name.replace(" ", "\t\u00a0"),
    ]
    return [ways[place % len(ways)](name) for place, name in enumerate(held)], listed


CASES = [
    Case("equal-queries", "a million equal names held", MANY, LIST, equal_queries),
    Case("equal-targets", "a million equal names listed", LIST, MANY, equal_targets),
    Case("word-in-every", "one word in every name, held and listed", HELD, LIST, word_in_every),
    Case("numbered", "names that differ by a number alone", HELD, LIST, numbered),
    Case("long-names", "names of 10,000 letters, of many words", LONG, LONG, long_names),
    Case("long-words", "names of one word of 10,000 letters", LONG, LONG, one_long_word),
    Case("stop-words", "names of only legal forms and words of the security", HELD, LIST, stop_words),
    Case("nothings", "empty, one letter, `nan`, numbers, control characters", HELD, LIST, nothings),
    Case("disguised", "look-alike letters, right to left, zero-width characters", HELD, LIST, disguised),
]
NOTHING = {"stop-words", "nothings"}  # where no match is right


def make_case(case: Case, folder: Path) -> tuple[Path, Path, float]:
    """The bad task, the plain one, and how many times the letters of the plain one it has."""
    plain = make_task(folder / f"{case.queries}x{case.targets}", case.queries, case.targets)
    bad = folder / case.name
    held, listed = (read_side(plain / f"{side}.csv") for side in ("queries", "targets"))
    spoiled = case.spoil([name for _, name in held], [name for _, name in listed])
    for side, rows, names in zip(("queries", "targets"), (held, listed), spoiled, strict=True):
        write(
            bad / f"{side}.csv",
            ["id", "name", "country"],
            [(row[0], name, "") for row, name in zip(rows, names, strict=True)],
        )
    letters = [sum(len(name) for _, name in [*held, *listed]), sum(len(name) for side in spoiled for name in side)]
    return bad, plain, letters[1] / letters[0]


def read_side(path: Path) -> list[tuple[str, str]]:
    """Ids and names."""
    import csv

    with path.open(newline="", encoding="utf-8") as file:
        return [(row["id"], row["name"]) for row in csv.DictReader(file)]


def run(matcher: Matcher, task: Path) -> dict[str, Any] | None:
    """The timings of a run and how many answers are likely, or None where it was stopped."""
    answers = task / f"{matcher.name}.csv"
    try:
        told = run_matcher(matcher, task, answers, limit=LIMIT)
    except subprocess.TimeoutExpired:
        return None
    with answers.open(encoding="utf-8") as file:
        next(file)
        told["likely"] = sum(float(line.rsplit(",", 1)[1]) >= LIKELY for line in file)
    return told


def measure(folder: Path) -> dict[str, Any]:
    """All cases' figures, each kept in the folder as soon as it is there."""
    kept = folder / "bad.json"
    figures: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    plain_runs: dict[str, Any] = figures.setdefault("plain", {})
    for case in CASES:
        bad, plain, letters = make_case(case, folder)
        told = figures.setdefault(case.name, {"letters": letters})
        for name in MEASURED:
            key = f"{name} {plain.name}"
            if key not in plain_runs:
                print(f"{name}: plain, {case.queries:,} x {case.targets:,}", flush=True)
                plain_runs[key] = run(MATCHERS[name], plain)
            if name not in told:
                print(f"{name}: {case.words}", flush=True)
                told[name] = run(MATCHERS[name], bad)
            kept.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return figures


def write_page(figures: dict[str, Any]) -> str:
    """The page in Markdown."""
    rows = []
    for case in CASES:
        told = figures[case.name]
        cells = [case.words, f"{case.queries:,} x {case.targets:,}", f"{told['letters']:.1f}"]
        for name in MEASURED:
            plain = figures["plain"][f"{name} {case.queries}x{case.targets}"]
            cells.append(ratio(told[name], plain))
        ours = told[OURS]
        cells += [f"{ours['total_s']:.1f}", f"{ours['peak_mb'] / 1024:.2f}"] if ours else ["stopped", ""]
        cells.append(f"{ours['likely']:,}" if ours and case.name in NOTHING else "")
        rows.append(cells)
    labels = [MATCHERS[name].label for name in MEASURED]
    header = ["names", "queries x targets", "letters", *labels, "ours, s", "ours, GB", "ours, likely"]
    marks = ["---", *["---:"] * (len(header) - 1)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in [header, marks, *rows])
    day = datetime.now(UTC).date().isoformat()
    return f"""# Matching names of companies: bad input

{machine()}. Measured {day}. Made by `bench/speed/match_bad_names.py`.

Names that could make a matcher slow, or match on nothing. *Letters* is how many times the letters of the plain task of
as many names the bad one has. The tools' columns give the time of the whole, from the process's start to the written
answer, as a multiple of their own time for the plain task; *stopped*: it took more than {LIMIT:.0f} seconds. *Likely*
is the number of answers of 0.9 and more where there is nothing to match.

{table}
"""


def ratio(bad: dict[str, Any] | None, plain: dict[str, Any] | None) -> str:
    """How many times the plain time."""
    if bad is None or plain is None:
        return "stopped" if bad is None else "plain stopped"
    return f"{bad['total_s'] / plain['total_s']:.2f}"


def main() -> None:
    """Measure, and print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--reuse", type=Path, help="a folder of tasks and figures: those there are used, others go there"
    )
    parser.add_argument("--write", action="store_true", help=f"keep the page in {PAGE.name}")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.reuse or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        page = write_page(measure(folder))
        print(page)
        if options.write:
            PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
