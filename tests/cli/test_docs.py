from __future__ import annotations

import re
from pathlib import Path

from clearhold.cli.lists_page import lists_page
from clearhold.cli.reference import command_reference
from clearhold.screening import screen_demo
from clearhold.screening.demo import DEMO_FILE

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_command_reference_is_what_the_commands_say_of_themselves() -> None:
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == command_reference(), "run `make docs`"


def test_the_page_on_the_lists_is_what_the_lists_say_of_themselves() -> None:
    assert (DOCS / "lists.md").read_text(encoding="utf-8") == lists_page(), "run `make docs`"


def test_pages_link_to_pages_that_are_there() -> None:
    for page in [DOCS.parent / "README.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_file_that_a_screening_writes_is_named_in_the_readme(tmp_path: Path) -> None:
    screen_demo(tmp_path)
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    written = {path.name for path in tmp_path.iterdir() if path.is_file()} - {DEMO_FILE}
    assert written
    assert [name for name in sorted(written) if f"`{name}`" not in readme] == []
