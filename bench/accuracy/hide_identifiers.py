"""Real portfolios screened by name alone, and all listed companies against OFAC's entities, alert by alert.

    python bench/accuracy/hide_identifiers.py            # prints the pages
    python bench/accuracy/hide_identifiers.py --write    # docs/benchmarks/matching-portfolios.md, matching-ofac.md
    python bench/accuracy/hide_identifiers.py --peer     # nomenklatura's alerts on the same names, into peer_alerts.csv

Portfolios are matched with the built-in lists twice: as they are, and with every identifier and ticker hidden. What is
found only with identifiers is a miss of the names, what is found only without them a false alert or an identifier that
the list lacks; each is shown with what the program says of it.

Readings of alerts by a person stand in readings.csv: `reading` once someone has read it, `proposed` and `why` until
then. Pairs that no one has read are shown as such, and get a row in readings.csv by `--add-unread`.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import sys
import tempfile
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.holdings import read_holdings_files
from clearhold.lists import Workspace, load_lists
from clearhold.lists.parsing import ParsingProcesses
from clearhold.lists.publishers import publisher_named
from clearhold.lists.update import Updated, update_from_files
from clearhold.matching import METHOD, distinct_issuers, match_issuers
from clearhold.matching.by_identifier import ISSUERS
from clearhold.model import IssuerTable, Outcome, Policy

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "peers"), str(Path(__file__).resolve().parent)]
from matchers import MATCHERS, run_matcher  # noqa: E402
from tasks import write_task  # noqa: E402

if TYPE_CHECKING:
    from clearhold.model import ConcernLists

HERE = Path(__file__).resolve()
DATA = Path(os.environ.get("CLEARHOLD_DATA", HERE.parents[3] / "shared" / "data"))
BENCHMARKS = HERE.parents[2] / "docs" / "benchmarks"
READINGS = HERE.with_name("readings.csv")
READING_COLUMNS = ["held", "listed", "proposed", "reading", "why"]
PORTFOLIOS = [
    "nbim/EQ_2020_Country.csv",
    "nbim/EQ_2019_Country.csv",
    "ishares/ACWI_2022__ctanny.csv",
    "ishares/EIMI_2021__Stanleymu.csv",
    "ishares/IEMG_2020__JanAbe.csv",
    "ishares/URTH_2021__alexandgg.csv",
    "ishares/WEQW_2025__0ri0nRo.csv",
    "invesco/Invesco_QQQ_holdings_20230113.csv",
    "spdr/SPY_2025__CalvoSeko.xlsx",
]
OFAC = {
    "us-ofac-sdn": ["ofac_sdn_csv_2023-11/sdn.csv", "ofac_sdn_csv_2023-11/sdn_address.csv"],
    "us-ofac-consolidated": [
        f"ofac_consolidated_csv_2025-12/cons_{part}.csv" for part in ("prim", "alt", "add", "comments")
    ],
}
IDENTIFIERS = ("isin", "isin_valid", "sedol", "cusip", "figi", "lei", "ticker", "exchange")
FORMS = {"ltd", "limited", "co", "company", "inc", "incorporated", "corp", "corporation", "sa", "bm", "plc", "ag"}
FORMS |= {"group", "and", "the"}
FOUND = [Outcome.SAME_SECURITY.value, Outcome.SAME_ISSUER.value]
PEER_ALERTS = HERE.with_name("peer_alerts.csv")
PEER_THRESHOLDS = (0.7, 0.8, 0.9)  # the first is its default
SDN = "us-ofac-sdn"


def match(issuers: pl.DataFrame, lists: ConcernLists) -> pl.DataFrame:
    """What is said of each issuer and party, with the names of both."""
    table = IssuerTable.validate(issuers, cast=True)
    return (
        match_issuers(table, lists, Policy())
        .with_columns(pl.col("outcome").cast(pl.String))
        .join(table.select("issuer", held_name="name"), on="issuer", maintain_order="left")
        .join(lists.entries.select("list", "entry", listed_name="name"), on=["list", "entry"], maintain_order="left")
    )


def bare(name: str) -> str:
    """A name's words without case, marks and legal forms."""
    folded = unicodedata.normalize("NFKD", name.casefold()).replace("&", " and ")
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return "".join(word for word in re.findall(r"\w+", letters.replace(".", "")) if word not in FORMS)


def hide(issuers: pl.DataFrame) -> pl.DataFrame:
    """The issuers without identifiers and tickers."""
    return issuers.with_columns(pl.lit(None).cast(issuers.schema[column]).alias(column) for column in IDENTIFIERS)


def key_of(held: str, listed: str) -> tuple[str, str]:
    """What is read once: a pair of names, however they are capitalised."""
    return held.casefold(), listed.casefold()


def read_readings() -> dict[tuple[str, str], dict[str, str]]:
    """What persons said of pairs of names."""
    if not READINGS.exists():
        return {}
    with READINGS.open(newline="", encoding="utf-8") as file:
        return {key_of(row["held"], row["listed"]): row for row in csv.DictReader(file)}


def add_unread(pairs: list[tuple[str, str]]) -> None:
    """Adds rows for pairs that have none yet to the readings."""
    rows = read_readings()
    for held, listed in pairs:
        rows.setdefault(key_of(held, listed), {"held": held, "listed": listed})
    with READINGS.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, READING_COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for _, row in sorted(rows.items()))


def reading_cells(held: str, listed: str) -> list[str]:
    """How a pair was read, and why."""
    row = read_readings().get(key_of(held, listed), {})
    said = row.get("reading") or (f"proposed: {row['proposed']}" if row.get("proposed") else "not read")
    return [said, row.get("why", "")]


def table(header: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    cells = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [header, ["---"] * len(header), *cells])


def head(title: str) -> str:
    """The page's title and how it was made."""
    day = datetime.now(UTC).date().isoformat()
    return f"# {title}\n\nMethod {METHOD}. Made on {day} by `bench/accuracy/hide_identifiers.py`.\n"


def say(row: dict[str, Any]) -> str:
    """The sentence that explains a difference best: what speaks against the pair, else what is compared."""
    return str(row.get("said_against") or row["said"] or row["evidence"])


def portfolios_page() -> tuple[str, list[tuple[str, str]]]:
    """The page on portfolios, and the alerts that no identifier confirms."""
    lists = load_lists()
    counts, parts, unconfirmed = [], [], {}
    for name in PORTFOLIOS:
        reading = read_holdings_files([DATA / "holdings" / name])
        issuers, _ = distinct_issuers(reading.holdings)
        known, hidden = match(issuers, lists), match(hide(issuers), lists)
        identified = issuers.select(pl.any_horizontal(pl.col("isin", "sedol", "cusip").is_not_null()).sum()).item()
        pair = ["issuer", "list", "entry"]
        alerts = hidden.filter(pl.col("outcome").is_in(FOUND))
        sure = known.filter(pl.col("outcome").is_in(FOUND))
        missed = sure.join(alerts, on=pair, how="anti").join(
            hidden.select(*pair, hidden="outcome", said="evidence"), on=pair, how="left"
        )
        extra = alerts.join(sure, on=pair, how="anti").join(
            known.select(*pair, known="outcome", said="evidence", said_against="against"), on=pair, how="left"
        )
        confirmed = alerts.join(known.filter(pl.col("outcome") == FOUND[0]), on=pair, how="semi")
        others = alerts.join(confirmed, on=pair, how="anti").sort("held_name", "list")
        for row in others.iter_rows(named=True):
            key = key_of(row["held_name"], row["listed_name"])
            told = unconfirmed.setdefault(key, (row["held_name"], row["listed_name"], set()))
            told[2].add(row["list"])
        counts.append(
            [
                f"`{name}`",
                f"{len(issuers):,}",
                f"{identified:,}",
                *(f"{len(frame):,}" for frame in (sure, alerts, confirmed, missed, extra)),
            ]
        )
        for frame, by_other, words, column in (
            (missed, "hidden", "missed by name alone", "by name alone"),
            (extra, "known", "alerts by name alone only", "with identifiers"),
        ):
            rows = [
                [row["held_name"], row["listed_name"], row["list"], row[by_other] or "nothing", say(row)]
                for row in frame.sort("held_name", "list").iter_rows(named=True)
            ]
            if rows:
                shown = table(["held", "listed", "list", column, "what is said of it"], rows)
                parts.append(f"### {name}: {words}\n\n{shown}\n")
    differing = {key: told for key, told in sorted(unconfirmed.items()) if bare(told[0]) != bare(told[1])}
    rows = [
        [held, listed, ", ".join(sorted(names)), *reading_cells(held, listed)]
        for held, listed, names in differing.values()
    ]
    words = (
        "Each portfolio is matched with the built-in lists as it is, and with every identifier, ticker and exchange "
        "hidden: names, and countries where the file has them. An *alert* is a pair called the same security or the "
        "same issuer, *confirmed* one where with identifiers the list names the very security. A *miss* is an alert "
        "that only the identifiers or tickers find.\n"
    )
    header = ["portfolio", "issuers", "with an identifier", "alerts as it is", "alerts by name", "of these confirmed"]
    shown = table([*header, "missed by name", "only by name"], counts)
    read = table(["held", "listed", "lists", "reading", "why"], rows)
    page = [head("Portfolios with their identifiers hidden"), words, shown, "", *parts]
    alike = len(unconfirmed) - len(differing)
    alike = len(unconfirmed) - len(differing)
    others = (
        f"## Alerts by name that no identifier confirms\n\nIn {alike} pairs both names have the same words but for "
        f"legal forms; these are the other {len(differing)}.\n"
    )
    return "\n".join([*page, others, read, ""]), [(held, listed) for held, listed, _ in differing.values()]


def listed_names() -> pl.Series:
    """The distinct full names of listed companies."""
    stocks = pl.read_csv(DATA / "reference" / "investpy_stocks.csv", infer_schema=False)
    return stocks["full_name"].drop_nulls().unique(maintain_order=True)


def ask_peer() -> None:
    """Writes what nomenklatura's LogicV2 flags of the same names against the SDN list to peer_alerts.csv."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        lists = load_ofac(folder / "lists")
        parties = lists.entries.filter(pl.col("type").is_in(ISSUERS), pl.col("list") == SDN)
        names = lists.names.join(parties.select("list", "entry", listed="name"), on=["list", "entry"]).with_row_index(
            "at"
        )
        targets = names.select(id=pl.col("at").cast(pl.String), name="name", country=pl.lit(""))
        held = pl.DataFrame({"name": listed_names()}).with_row_index("at")
        queries = held.select(id=pl.col("at").cast(pl.String), name="name", country=pl.lit(""))
        write_task(folder, queries, targets, queries.select(query_id="id", target_id=pl.lit(""), sources=pl.lit("")))
        run_matcher(MATCHERS["nomenklatura"], folder, folder / "answers.csv", "--top", "5")
        answers = pl.read_csv(folder / "answers.csv", schema_overrides={"query_id": pl.UInt32, "target_id": pl.UInt32})
    alerts = (
        answers.join(held.select(query_id="at", held="name"), on="query_id")
        .join(names.select("listed", target_id="at"), on="target_id")
        .group_by("held", "listed")
        .agg(score=pl.col("probability").max())
        .filter(pl.col("score") >= PEER_THRESHOLDS[0])
        .sort(pl.col("held").str.to_lowercase(), "held", "listed")
    )
    alerts.write_csv(PEER_ALERTS)


def peer_table(ours: list[tuple[str, str]]) -> str:
    """How many pairs of the SDN list ours and the peer call one company, and how many of them were read as true."""
    readings = read_readings()

    def count(label: str, pairs: list[tuple[str, str]]) -> list[str]:
        rows = [readings.get(key_of(*pair), {}) for pair in pairs]
        said = [row.get("reading") or row.get("proposed") for row in rows]
        true = said.count("true")
        return [
            label,
            str(len(pairs)),
            str(true),
            f"{true / max(len(pairs), 1):.0%}",
            str(said.count(None) + said.count("")),
        ]

    alerts = pl.read_csv(PEER_ALERTS) if PEER_ALERTS.exists() else pl.DataFrame(schema={"score": pl.Float64})
    rows = [count(f"clearhold {METHOD}, likely", ours)]
    for threshold in PEER_THRESHOLDS if len(alerts) else ():
        flagged = alerts.filter(pl.col("score") >= threshold).select("held", "listed")
        rows.append(count(f"nomenklatura LogicV2, {threshold}", list(flagged.iter_rows())))
    shown = table(["the SDN list", "pairs", "true", "share true", "not read"], rows)
    return f"{shown}\n\nTrue as read, or as proposed where no one has read the pair yet.\n"


def load_ofac(folder: Path) -> ConcernLists:
    """OFAC's lists, read from the publisher's files."""
    workspace = Workspace(folder)
    with ParsingProcesses() as parsers:
        for name, files in OFAC.items():
            publisher = replace(publisher_named(name), canaries=(), at_least=1)
            told = update_from_files(publisher, [DATA / "lists" / file for file in files], workspace, parsers)
            if told.updated is not Updated.ACCEPTED:
                raise SystemExit(f"{name} could not be read: {told}")
    return load_lists(list(OFAC), workspace=workspace)


def ofac_page() -> tuple[str, list[tuple[str, str]]]:
    """The page on all listed companies against OFAC's entities, and the alerts."""
    names = listed_names()
    known = {"issuer": pl.Series(range(len(names)), dtype=pl.Int64), "name": names}
    empty = IssuerTable.create_empty()
    nothing = {column: pl.Series([None] * len(names), dtype=dtype) for column, dtype in empty.schema.items()}
    issuers = pl.DataFrame(nothing | known)
    with tempfile.TemporaryDirectory() as folder:
        lists = load_ofac(Path(folder))
        found = match(issuers, lists).filter(pl.col("outcome").is_in(FOUND))
    parts, pairs = [head("All listed companies against OFAC's entities, by name alone")], []
    parts.append(
        f"The {len(names):,} distinct full names of listed companies that investpy gives, without country or "
        "identifier, against the companies and organisations of OFAC's SDN list of November 2023 and its "
        "Consolidated list of December 2025 with their aliases. Every pair that is called the same issuer is "
        "here.\n"
    )
    for name in OFAC:
        if name == SDN:
            sdn = found.filter(pl.col("list") == SDN).select("held_name", "listed_name").unique(maintain_order=True)
            parts.append(peer_table(list(sdn.iter_rows())))
        alerts = found.filter(pl.col("list") == name).sort("held_name", pl.col("probability"), descending=[False, True])
        alerts = alerts.unique(["held_name", "listed_name"], keep="first", maintain_order=True)
        keys = list(alerts.select("held_name", "listed_name").iter_rows())
        pairs += keys
        said = [reading_cells(*key)[0].removeprefix("proposed: ") for key in keys]
        rows = [
            [row["held_name"], row["listed_name"], f"{row['probability']:.3f}", row["listed"], *reading_cells(*key)]
            for row, key in zip(alerts.iter_rows(named=True), keys, strict=True)
        ]
        counts = ", ".join(f"{said.count(word)} read as {word}" for word in ("true", "group", "false") if word in said)
        unread = said.count("not read")
        counts += f", {unread} not read" if unread else ""
        header = ["held", "listed", "probability", "by the name", "reading", "why"]
        parts.append(f"## {name}: {len(alerts)} pairs, {counts}\n\n{table(header, rows)}\n")
    return "\n".join(parts), pairs


def main() -> None:
    """Make both pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep the pages under docs/benchmarks")
    parser.add_argument("--add-unread", action="store_true", help="add pairs without a reading to readings.csv")
    parser.add_argument("--peer", action="store_true", help="ask nomenklatura anew")
    options = parser.parse_args()
    if not (DATA / "holdings").is_dir():
        raise SystemExit("the portfolios are not here: set CLEARHOLD_DATA")
    if options.peer:
        ask_peer()
    for name, make in (("matching-portfolios.md", portfolios_page), ("matching-ofac.md", ofac_page)):
        page, pairs = make()
        if options.add_unread:
            add_unread(pairs)
        if options.write:
            (BENCHMARKS / name).write_text(page, encoding="utf-8")
        else:
            sys.stdout.write(page)


if __name__ == "__main__":
    main()
