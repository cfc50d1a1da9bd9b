"""What runs ``make test`` leaves nothing out and calls nothing passed that was not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_test_is_told_of_and_one_that_ends_its_process_fails_the_run(tmp_path: Path) -> None:
    """A test lost with its process would be a requirement nobody looked at."""
    (tmp_path / "test_told.py").write_text(
        "import pytest\n"
        "def test_passes(): pass\n"
        "def test_fails(): assert 1 == 2\n"
        "def test_is_left_out(): pytest.skip('no such server')\n"
    )
    (tmp_path / "test_untold.py").write_text(
        "import os, signal\ndef test_dies(): os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    argv = ("-m", "pytest", "-p", "tests.forking", "--forks", "2", "-q", "-rs")
    ran = subprocess.run(
        [sys.executable, *argv, "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert "2 failed, 1 passed, 1 skipped" in ran.stdout
    assert "no such server" in ran.stdout
    assert re.search(r"test_dies __.*\nnot run: the processes ended with .*-9", ran.stdout)
