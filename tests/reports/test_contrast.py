"""Contrast of the report's colours by WCAG 2.2: 4.5 for text (1.4.3), 3 for marks that carry meaning (1.4.11)."""

from __future__ import annotations

import re

import pytest

from clearhold.reports.templating import TEMPLATES

STYLE = (TEMPLATES / "report.css").read_text(encoding="utf-8")


def palettes() -> dict[str, dict[str, str]]:
    """The colours of each `:root` block: light, dark, print."""
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    found = [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block)) for block in blocks]
    return dict(zip(("light", "dark", "print"), found, strict=True))


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize("ground", ["page", "panel"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent"])
def test_text_can_be_read(scheme: str, ground: str, ink: str) -> None:
    colours = palettes()[scheme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_a_failure_can_be_read_and_stands_out(scheme: str) -> None:
    colours = palettes()[scheme]
    assert contrast(colours["page"], colours["alarm"]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize("mark", ["accent", "rest", "edge"])
def test_bars_borders_and_arrows_can_be_seen(scheme: str, mark: str) -> None:
    colours = palettes()[scheme]
    assert contrast(colours[mark], colours["page"]) >= 3


def test_text_has_no_other_colours_than_those_measured() -> None:
    used = set(re.findall(r"(?<![a-z-])color: ([^;]+);", STYLE))
    assert used == {"var(--ink)", "var(--quiet)", "var(--accent)", "var(--page)", "inherit"}


def test_pictures_have_no_other_colours_than_those_measured() -> None:
    assert set(re.findall(r"(?:fill|stroke): ([^;]+);", STYLE)) == {
        "var(--ink)",
        "var(--quiet)",
        "var(--accent)",
        "var(--rest)",
        "var(--edge)",
        "var(--page)",
    }
