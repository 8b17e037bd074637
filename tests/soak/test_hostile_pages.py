"""Ten thousand hostile texts, wherever people's words are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.test_kill import note
from tests.web.test_hostile import check_all

pytestmark = pytest.mark.soak
TEXTS = 10_000


def test_ten_thousand_hostile_texts_are_shown_inert(tmp_path: Path) -> None:
    shown = check_all(tmp_path, reports=900, others=300, seed=1898)
    assert shown >= TEXTS
    note("hostile texts", {"shown": shown, "not inert": 0})
