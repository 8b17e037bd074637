from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.stretches import Stretches

PARTS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda p: (min(p), max(p))), max_size=12)


@given(PARTS, st.integers(0, 30), st.integers(0, 30))
def test_what_touches_a_stretch_is_found_in_the_order_given(parts: list[tuple[int, int]], start: int, end: int) -> None:
    found = Stretches((*part, number) for number, part in enumerate(parts)).touching(start, end)
    assert found == [n for n, (first, stop) in enumerate(parts) if first < end and start < stop]
