"""The report as one HTML page: that it loads nothing, and that hostile text is inert."""

from __future__ import annotations

import re

from tests.reports.pages import EVERY_SCREENING, page_named


@EVERY_SCREENING
def test_nothing_is_loaded_from_anywhere(name: str) -> None:
    page = page_named(name)
    loading = {"img", "link", "iframe", "object", "embed", "audio", "video", "source", "image", "use", "base", "form"}
    assert [each.tag for each in page.every(*loading) if each.attributes.get("id") != "filters"] == []
    assert [each for each in page.every() if {"src", "srcset", "action", "xlink:href"} & set(each.attributes)] == []
    (style,) = page.every("style")
    assert "url(" not in style.text
    assert "@import" not in style.text
    (script,) = page.every("script")
    assert not re.search(r"fetch|XMLHttpRequest|import\s*\(|https?:|eval|innerHTML|document\.write", script.text)


@EVERY_SCREENING
def test_links_lead_within_the_page_or_to_the_web_and_give_nothing_away(name: str) -> None:
    page = page_named(name)
    ids = {each.attributes["id"] for each in page.every() if "id" in each.attributes}
    for link in page.every("a"):
        address = link.attributes["href"]
        if address.startswith("#"):
            assert address[1:] in ids
        else:
            assert address.startswith(("https://", "http://"))
            assert link.attributes["rel"] == "noopener noreferrer"


def test_the_content_policy_lets_nothing_load_and_names_style_and_script_by_hash() -> None:
    page = page_named("one fund")
    (policy,) = [each for each in page.every("meta") if each.attributes.get("http-equiv")]
    content = policy.attributes["content"]
    assert content.startswith("default-src 'none'; style-src 'sha256-")
    assert "; script-src 'sha256-" in content
    assert "unsafe" not in content


def test_hostile_text_is_inert() -> None:
    page = page_named("hostile")
    assert len(page.every("script")) == 1
    assert "pwn" not in page.every("script")[0].text
    assert "</" not in page.every("style")[0].text
    assert page.every("img") == []
    for element in page.every():
        assert not [name for name in element.attributes if name.startswith("on") or name in {"style", "srcdoc"}]
        assert "javascript:" not in element.attributes.get("href", "")
    assert "<script>window.pwn=1</script>" in page.by_id("company-0").text


def test_hostile_text_is_inert_in_pictures() -> None:
    page = page_named("hostile")
    (ground,) = [each for each in page.every("svg") if "ground" in each.attributes["aria-labelledby"]]
    assert {each.tag for each in ground.every()} <= {"title", "desc", "text", "tspan", "rect", "line"}
    assert "<script>window.pwn=1</script>" in ground.text


def test_the_funds_name_on_printed_pages_cannot_leave_its_style() -> None:
    (style,) = page_named("hostile").every("style")
    (margin,) = re.findall(r'@top-left \{ content: "([^"]*)"', style.text)
    assert re.fullmatch(r"(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )+", margin)


def test_an_address_that_is_none_stays_text() -> None:
    page = page_named("hostile")
    assert "javascript:window.pwn=1" in page.by_id("company-0").text


def test_names_of_any_direction_are_set_apart_from_their_surroundings() -> None:
    page = page_named("hostile")
    assert [each for each in page.every("bdi") if "עברית" in each.text]
