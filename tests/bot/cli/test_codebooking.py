"""``earshot codebook``: the organisation's themes at the computer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.bot.cli.ready import SETUP, earshot


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house that was just set up, in an empty directory."""
    for name in os.environ:
        if name.startswith("EARSHOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    assert earshot(*SETUP).exit_code == 0


def test_themes_go_out_are_changed_elsewhere_and_come_back() -> None:
    """A code that another program renamed is the theme it was; versions before stay."""
    assert "ours.qdc: version 1, 24 themes." in earshot("codebook", "export", "ours.qdc").output
    text = Path("ours.qdc").read_text("utf-8")
    renamed = text.replace("Food and meals", "Tea").replace("<?earshot", "<?other")
    Path("ours.qdc").write_text(renamed, "utf-8")

    assert "Version 2 now, 24 themes." in earshot("codebook", "import", "ours.qdc").output
    assert "- Tea: Better food" in earshot("codebook", "show").output
    assert "- Food and meals:" in earshot("codebook", "show", "--version", "1").output
    assert earshot("codebook", "export", "ours.yaml").exit_code == 0
    assert "id: food\n  name: Tea" in Path("ours.yaml").read_text("utf-8")
    assert "Version 2 now" in earshot("codebook", "import", "ours.yaml").output


def test_what_cannot_be_done_is_said() -> None:
    """With what there is instead."""
    Path("broken.yaml").write_text("- [", "utf-8")
    Path("many.csv").write_text("name\n" + "\n".join(f"t{n}" for n in range(61)), "utf-8")

    assert "only 1, the starter" in earshot("codebook", "show", "--version", "7").output
    assert "Use one of .yaml" in earshot("codebook", "export", "ours.doc").output
    assert "cannot be opened" in earshot("codebook", "import", "gone.yaml").output
    assert "cannot be read as YAML" in earshot("codebook", "import", "broken.yaml").output
    assert "the most is 60" in earshot("codebook", "import", "many.csv").output


def test_where_nothing_is_set_up_the_starter_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A designer with a table and no house sees which themes ``--codebook starter`` means."""
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)

    told = earshot("codebook", "show")
    assert told.exit_code == 0
    assert "- Food and meals: " in told.output
    assert "themes that come with Earshot" in told.output
    assert "24 themes" in earshot("codebook", "export", "ours.yaml").output
    assert "only 1, the starter" in earshot("codebook", "show", "--version", "2").output
    assert "nowhere to keep themes" in earshot("codebook", "import", "ours.yaml").output
    assert not (empty / "data").exists()
