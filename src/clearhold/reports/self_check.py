"""What a reader is told of a run's check of itself: that it failed, and on what; or how many planted ones it found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from clearhold.model import PlantedBy
from clearhold.reports.figures import format_number_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clearhold.model import Planted, Screening

_LONGEST_NAME = 120
_MOST_LISTS = 5

_WAYS: Mapping[PlantedBy, str] = {
    PlantedBy.NAME: "under this name",
    PlantedBy.ISIN: "with its ISIN {}",
    PlantedBy.ALIAS: "under its other name “{}”",
    PlantedBy.ORIGINAL_SCRIPT: "under its name in its own script, “{}”",
    PlantedBy.LEI: "with its LEI {}",
}


def failure_of(screening: Screening) -> str | None:
    """That the run failed its own check, on what, and what follows, in two sentences; None where it passed."""
    check = screening.check
    if not check.failed:
        return None
    told = [*_say_missed(screening), *_say_empty(screening)]
    return f"This screening failed its own check: {'; '.join(told)}. Do not rely on what it did not find."


def list_missed(screening: Screening) -> tuple[str, ...]:
    """Each planted holding that was not found, in words without a full stop."""
    labels = _labels(screening)
    return tuple(
        f"“{_shortened(each.name)}” of {labels[each.list]}, planted {_way(each)}" for each in screening.check.missed
    )


def describe_check(screening: Screening) -> str:
    """How the run checked itself and what came of it, in sentences for the method."""
    check, labels = screening.check, _labels(screening)
    left_out = [labels[name] for name in check.unplanted]
    none_of = f" No entry of {', '.join(left_out)} could be planted." if left_out else ""
    if not check.planted:
        return f"No known holding could be planted among the issuers, so that the run did not check itself.{none_of}"
    ways = Counter(each.by for each in check.planted)
    by_way = ", ".join(f"{ways[way]} by {way.value}" for way in PlantedBy if way in ways)
    number = len(check.planted)
    found = number - len(check.missed)
    outcome = (
        f"All {number} were found." if not check.missed else f"Of these {found} were found and {number - found} not."
    )
    return (
        f"To check itself, the run planted {format_number_of(number, 'known holding', 'known holdings')} among the "
        f"issuers, made of the lists' own entries ({by_way}), and took them out again: they are in no figure. "
        f"{outcome}{none_of}"
    )


def check_record(screening: Screening) -> dict[str, Any]:
    """The check as JSON has it."""
    check = screening.check
    return {
        "planted": len(check.planted),
        "found": len(check.planted) - len(check.missed),
        "missed": [
            {"list": each.list, "entry": each.entry, "name": each.name, "by": each.by.value, "value": each.value}
            for each in check.missed
        ],
        "lists_without_entries": list(check.empty),
        "lists_not_planted": list(check.unplanted),
    }


def _say_missed(screening: Screening) -> list[str]:
    missed, labels = screening.check.missed, _labels(screening)
    if not missed:
        return []
    first = missed[0]
    name, label = _shortened(first.name), labels[first.list]
    if len(missed) == 1:
        return [f"“{name}” of {label} was planted {_way(first)} and not found"]
    by_list = Counter(labels[each.list] for each in missed).most_common()
    where = ", ".join(f"{number} of {label}" for label, number in by_list[:_MOST_LISTS])
    where += " and more" if len(by_list) > _MOST_LISTS else ""
    many = f"of {len(screening.check.planted)} known holdings that were planted, {len(missed)} were not found ({where})"
    return [f"{many}, the first “{name}” of {label}, planted {_way(first)}"]


def _say_empty(screening: Screening) -> list[str]:
    labels = [_labels(screening)[name] for name in screening.check.empty]
    return [f"{', '.join(labels)} {'has' if len(labels) == 1 else 'have'} no entries"] if labels else []


def _way(planted: Planted) -> str:
    return _WAYS[planted.by].format(_shortened(planted.value))


def _labels(screening: Screening) -> dict[str, str]:
    return {each.name: each.label for each in screening.lists.lists}


def _shortened(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
