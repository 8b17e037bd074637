"""What every answer carries, and what no page brings with it."""

from __future__ import annotations

import gzip
import re

import httpx


def test_every_answer_forbids_what_is_not_ours(address: str) -> None:
    for where in ("/", "/reports", "/static/style.css", "/nothing", "/stories/none", "/reports?format=csv"):
        headers = httpx.get(address + where).headers
        assert "default-src 'none'" in headers["content-security-policy"], where
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_a_story_is_under_100_kb_over_the_wire_without_its_map(address: str) -> None:
    found = re.search(r'href="(/stories/[^"]+)"', httpx.get(address).text)
    assert found
    story = httpx.get(address + found[1]).text
    map = re.search(r'<svg[^>]+class="map">.*?</svg>', story, re.S)
    assert map
    sizes = [len(gzip.compress(story.replace(map[0], "").encode(), 4))]
    for where in re.findall(r'"(/[a-z/.]+\.(?:css|js|woff2))"', story):
        with httpx.stream("GET", address + where, headers={"Accept-Encoding": "gzip"}) as answer:
            sizes.append(sum(len(part) for part in answer.iter_raw()))
    assert sum(sizes) < 100_000, sizes
