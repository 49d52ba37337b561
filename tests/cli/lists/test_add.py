"""`clearhold lists add`."""

from __future__ import annotations

import json

import openpyxl
import pytest

from tests.cli.lists.desk import Desk, found


def test_a_csv_becomes_a_list_and_says_what_is_wrong_in_it(desk: Desk) -> None:
    rows = "".join(f"Company {n} of Place,GB0002634947\n" for n in range(12))
    said = desk.lists("add", desk.file("Our Concerns.csv", f"name,isin\nAcme Ltd,GB0002634946\n{rows}"))
    assert said.code == 0
    assert said.out.splitlines()[0].startswith("our-concerns  accepted: 13 entries as of 20")
    assert said.words.count("ISIN GB0002634947 fails its check; it is kept, flagged and not matched on") == 10
    assert said.out.splitlines()[-1].endswith(" problems more: clearhold lists show our-concerns")
    assert "Acme" in desk.lists("search", "GB0002634946").words


def test_a_workbook_and_an_export_of_opensanctions_become_lists(desk: Desk) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Company", "ISIN", "Listed on"])
    book.active.append(["Acme Ltd", "GB0002634946", "2026-05-06"])
    book.save(desk.folder / "concerns.xlsx")
    said = desk.lists("add", str(desk.folder / "concerns.xlsx"), "--name", "ours")
    assert (said.code, said.out) == (0, "ours  accepted: 1 entry as of 2026-05-06\n")
    entity = {
        "id": "NK-1",
        "schema": "Company",
        "properties": {"name": ["Acme Ltd"], "topics": ["sanction"]},
        "datasets": ["x"],
        "target": True,
    }
    said = desk.lists("add", desk.file("entities.ftm.json", f"{json.dumps(entity)}\n"), "--name", "collection")
    assert said.code == 0
    assert said.out.startswith("collection  accepted: 1 entry as of 20")
    assert found(desk.lists("search", "acme", "ltd")) == ["collection", "ours"]


def test_the_next_version_of_an_own_list_is_judged(desk: Desk) -> None:
    names = [f"Company {n} of Place\n" for n in range(30)]
    file = desk.file("own.csv", "name\n" + "".join(names))
    desk.lists("add", file)
    desk.file("own.csv", "name\n" + "".join(names[5:]))
    said = desk.lists("add", file)
    assert said.code == 2
    assert said.out.startswith("own  held: 25 entries as of 20")
    assert "  entries: 25, 17% fewer than the 30 of the version in use" in said.out.splitlines()
    assert said.out.splitlines()[-2:] == [
        "  look at it: clearhold lists diff own current held",
        "  use it all the same: clearhold lists accept own --by NAME --reason TEXT",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["own.csv", "--name", "us-uflpa"], "us-uflpa is the name of a publisher's list; give this one another"),
        (["own.csv", "--name", "Our List"], '"Our List" is no name for a list; use small letters, digits, dots'),
        (["own.csv", "--name", "../x"], '"../x" is no name for a list'),
        (["missing.csv"], "missing.csv: cannot be read (No such file or directory); check the path"),
        (["own.csv", "figures.csv"], "an own list is one file; add each by itself"),
        (["figures.csv"], "figures.csv"),
    ],
)
def test_what_is_no_list_is_not_added(words: list[str], message: str, desk: Desk) -> None:
    desk.file("own.csv", "name\nAcme\n")
    desk.file("figures.csv", "1,2\n3,4\n")
    assert message in desk.refused("add", *words)
    assert desk.workspace.names() == []
