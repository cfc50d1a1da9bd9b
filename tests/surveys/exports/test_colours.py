"""Colours as people see them."""

from __future__ import annotations

import pytest

from surveys.exports.colours import contrast, lightened, mixed, sights


def test_black_on_white_is_as_far_as_it_goes() -> None:
    """The measure is WCAG's, whose ends are known."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0f6b5f", "#0f6b5f") == 1


def test_mixing_ends_at_both_colours() -> None:
    """A share of nothing changes nothing, a share of all is the other colour."""
    assert mixed("#102030", "#ffffff", 0) == "#102030"
    assert mixed("#102030", "#ffffff", 1) == "#ffffff"


def test_a_colour_is_lightened_until_it_can_be_read() -> None:
    """On a dark screen the same colour would drown."""
    assert contrast(lightened("#0f1f5f", "#1c222c", 7), "#1c222c") >= 7


def test_greys_look_alike_to_everybody() -> None:
    """What has no colour cannot lose it: the simulations add none."""
    for _, seen in sights():
        assert contrast(seen("#808080"), "#808080") == pytest.approx(1, abs=0.03)


def test_red_and_green_come_closer_without_one_of_them() -> None:
    """Fails when a way of seeing is left out, or taken for full sight."""
    apart = {name: contrast(seen("#d00000"), seen("#00a000")) for name, seen in sights()}

    assert len(apart) == 4
    assert len({round(each, 2) for each in apart.values()}) == 4
