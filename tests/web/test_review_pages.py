"""Review in a browser: by keyboard alone, by forms alone, by two people; and that stories follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from onrecord.model.decisions import Action, Decision
from onrecord.model.records import ReaderInfo
from onrecord.publishing.shown import refresh
from onrecord.review.deciding import Answer, decide, undo
from onrecord.review.queue import list_new, waiting
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.review.sheet import NotDecided
from onrecord.store.decisions import decisions_in
from onrecord.store.queued import Filter
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture
from onrecord.web.app import create_app
from tests.web.conftest import AXE, serving

Send = Callable[..., str]


@pytest.fixture
def served(record: RecordFile) -> Iterator[str]:
    """Where a record is served that a test may change."""
    with serving(record.path) as address:
        yield address


@pytest.fixture
def client(record: RecordFile) -> Iterator[TestClient]:
    """The pages as one person's browser without scripts sees them."""
    with TestClient(create_app(record.path), base_url="http://localhost") as made:
        yield made


def hidden_in(page: str) -> dict[str, str]:
    """What a page's forms send beside what is typed."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def send(client: TestClient, where: str, which: str, **more: object) -> str:
    """Send a form of a page as it stands: the one whose `action` is `which`; where it leads to."""
    page = client.get(where).text
    form = next(one for one in re.findall(r"<form[^>]*method=.post.*?</form>", page, re.S) if f'value="{which}"' in one)
    fields = hidden_in(form)
    answer = client.post("/review/decide", data=fields | more, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_thirty_records_are_reviewed_by_keyboard_alone(tab: Page, served: str, record: RecordFile) -> None:
    tab.goto(served + "/review")
    for number in range(30):
        before = tab.url, tab.locator(".question").inner_text()
        tab.keyboard.press("c" if number % 3 else "x")
        tab.wait_for_function("before => document.querySelector('.question')?.innerText !== before[1]"
                              " || location.href !== before[0]", arg=list(before))  # fmt: skip
    decided = [one.action for one in decisions_in(record)]
    assert len(decided) == 30
    assert decided.count("unsure") == 10
    tab.keyboard.press("u")
    expect(tab.locator(".card .note, .card .decided, .question")).not_to_have_count(0)
    for _ in range(100):
        if len(decisions_in(record)) > 30:
            break
        tab.wait_for_timeout(50)
    assert decisions_in(record)[-1].undoes == 30


def test_a_span_is_moved_by_keys_and_a_record_rejected_with_a_reason(
    tab: Page, served: str, record: RecordFile
) -> None:
    tab.goto(served + "/review?kind=figures")
    words = tab.locator(".around mark").first.inner_text()
    tab.keyboard.press("]")
    expect(tab.locator(".around mark").first).not_to_have_text(words)
    longer = tab.locator(".around mark").first.inner_text()
    assert longer.startswith(words)
    assert len(longer) > len(words)
    question = tab.locator(".question").inner_text()
    tab.click("text=Keep the correction")
    expect(tab.locator(".question")).not_to_have_text(question)
    (made,) = decisions_in(record)
    assert (made.action, made.after["quotes"]["span"]) == ("correct", longer)
    question = tab.locator(".question").inner_text()
    tab.keyboard.press("r")
    tab.keyboard.type("a misreading")
    tab.keyboard.press("Enter")
    expect(tab.locator(".question")).not_to_have_text(question)
    assert (decisions_in(record)[-1].action, decisions_in(record)[-1].why) == ("reject", "a misreading")


def test_a_missed_record_is_added_by_selecting_words(tab: Page, served: str, record: RecordFile) -> None:
    report = next(one["report"]["id"] for one in record.documents())
    tab.goto(f"{served}/review/add?report={report}&kind=entities")
    tab.evaluate(
        "() => { const t = document.querySelector('.source-text').firstChild;"
        " const r = document.createRange(); r.setStart(t, 0); r.setEnd(t, 8); getSelection().addRange(r);"
        " document.dispatchEvent(new Event('pointerup')) }"
    )
    expect(tab.locator("[data-own]")).to_have_value(re.compile(r"^0-\d+$"))
    tab.fill("[name='f:name']", "An added one")
    tab.select_option("[name='f:type']", "group")
    tab.click("text=Add it")
    tab.wait_for_url("**/reports/**")
    assert decisions_in(record)[-1].action == "add"
    assert tab.get_by_text("An added one").count()


def test_words_that_are_links_are_selected_with_the_mouse(tab: Page, served: str, record: RecordFile) -> None:
    report = next(one["report"]["id"] for one in record.documents())
    tab.goto(f"{served}/reports/{report}")
    links = tab.locator(".text a.words")
    first, second = links.nth(2), links.nth(3)
    begin, end = first.bounding_box(), second.bounding_box()
    assert begin
    assert end
    tab.mouse.move(begin["x"] + 1, begin["y"] + begin["height"] / 2)
    tab.mouse.down()
    tab.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=5)
    tab.mouse.up()
    expect(tab.locator(".add-missed [name=end]")).to_have_value(re.compile(r"^\d+$"))
    start, stop = (int(tab.input_value(f".add-missed [name={name}]")) for name in ("start", "end"))
    text = next(one["report"]["text"] for one in record.documents())
    assert text[start:stop] == tab.evaluate("getSelection().toString()")
    assert tab.url.endswith(report), "selecting follows no link"
    tab.mouse.click(5, 5)
    first.click()
    expect(tab).to_have_url(re.compile("#"))


def test_a_missed_fact_needs_no_more_than_its_words_and_who_is_tied_to_whom(
    client: TestClient, record: RecordFile
) -> None:
    made = next(one for one in record.documents() if one["facts"] and len(one["entities"]) > 2)
    report, (one, other) = made["report"]["id"], made["entities"][:2]
    hidden = hidden_in(client.get(f"/review/add?report={report}&kind=facts").text)
    told = hidden | {"f:subject": one["id"], "f:relation": "controlled_by", "f:span": "0-20"}
    refused = client.post("/review/add", data=told)
    assert "hoose who or what that is" in refused.text
    kept = client.post("/review/add", data=told | {"f:object.entity": other["id"]}, follow_redirects=False)
    assert kept.status_code == 303
    fact = decisions_in(record)[-1].after
    start, end = fact["object"]["span"]
    assert fact["object"]["text"] == made["report"]["text"][start:end]
    assert [start, end] in other["mentions"]


def test_a_corrected_figure_changes_the_story_at_once(client: TestClient, record: RecordFile) -> None:
    story = re.search(r'href="(/stories/[^"]+)"', client.get("/").text)
    assert story
    assert "9,876" not in client.get(story[1]).text
    client.get("/review")
    with ReviewedFile(record.path) as desk:
        item = next(one for one in waiting(desk, Filter(kind="figures")) if one.name.endswith(":killed"))
    where = f"/review?item={item.report}:{item.name}"
    send(client, where, "correct", **{"f:value": "9876", "f:precision": "exact"})
    with ReviewedFile(record.path) as desk:
        text = next(desk.books([item.report]).values().__iter__()).figures
        assert 9876 in [one.value for one in text]
    pages = [client.get(one).text for one in re.findall(r'href="(/stories/[^"]+)"', client.get("/").text)]
    assert any("9,876" in page for page in pages)


def test_what_does_not_fit_is_said_in_place_with_what_was_typed(client: TestClient, record: RecordFile) -> None:
    page = client.get("/review?kind=figures").text
    hidden = hidden_in(page)
    told = hidden | {"action": "correct", "f:value": "some", "f:span": "5-5"}
    answer = client.post("/review/decide", data=told)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    answer = client.post("/review/decide", data=hidden | {"action": "reject"})
    assert "needs a reason" in answer.text
    assert decisions_in(record) == []


def test_two_people_decide_blind_and_a_third_settles(record: RecordFile) -> None:
    for who, action, more in (("Ada", "confirm", {}), ("Bo", "reject", {"why": "no count"})):
        with TestClient(create_app(record.path, local=who), base_url="http://localhost") as client:
            page = client.get("/review?kind=figures&blind=1").text
            assert "Ada" not in page or who == "Ada"
            assert "the reading is unsure" not in page
            send(client, "/review?kind=figures&blind=1", action, **more)
    with TestClient(create_app(record.path, local="Cy"), base_url="http://localhost") as client:
        page = client.get("/review/agreement").text
        assert "1 disagreement, 1 open" in page
        assert "Krippendorff" in page
        send(client, "/review/agreement", "settle")
        assert "Settled by <bdi>Cy</bdi>" in client.get("/review/agreement").text
    assert [one.blind for one in decisions_in(record)] == [True, True, False]


def test_a_decision_survives_a_new_reading_and_stale_ones_show_both(record: RecordFile, maine: list[Capture]) -> None:
    with ReviewedFile(record.path) as desk, TestClient(create_app(record.path), base_url="http://localhost") as client:
        item = next(one for one in waiting(desk, Filter(kind="figures")) if one.name.endswith(":killed"))
        decide(
            desk, Answer("Ada", "correct", item.report, "figures", (item.cell,), {"value": 4321, "precision": "exact"})
        )
        old = next(one for one in maine if one.record.report.id == item.report)
        figures = tuple(replace(one, status="denied") for one in old.record.records.figures)
        newer = replace(old.record, reader=ReaderInfo("99", {}, "none"),
                        records=replace(old.record.records, figures=figures))  # fmt: skip
        assert record.add([replace(old, record=newer)]) == 1
        page = client.get(f"/reports/{item.report}").text
        assert "4,321" in page
        refresh(desk)
        card = client.get(f"/review?item={item.report}:{item.name}").text
        assert "A new reading says otherwise" in card


def test_entities_are_merged_and_split_by_forms(client: TestClient, record: RecordFile) -> None:
    with ReviewedFile(record.path) as desk:
        client.get("/review")
        item = next(
            one for one in waiting(desk, Filter(kind="entities"), size=300)
            if len(desk.books([one.report])[one.report].by_id[one.cell].mentions) > 1
        )  # fmt: skip
        view = desk.books([item.report])[item.report]
        other = next(one.id for one in view.entities if one.id != item.cell)
        where = f"/review?item={item.report}:{item.name}"
        span = view.by_id[item.cell].mentions[-1]
        send(client, where, "split", part=f"{span.start}-{span.end}", name="Another")
        assert "Another" in {one.name for one in desk.books([item.report])[item.report].entities}
        send(client, where, "merge", **{"with": other})
        assert other not in {one.id for one in desk.books([item.report])[item.report].entities}


def test_people_are_merged_and_split_by_forms(client: TestClient, record: RecordFile) -> None:
    first, second = [one["id"] for one in client.get("/api/people").json()["rows"]][:2]
    before = client.get(f"/api/people/{first}").json()
    page = client.get(f"/people/{first}")
    assert "Who is this?" in page.text
    hidden = {"token": hidden_in(page.text)["token"]}
    assert client.post(f"/people/{first}", data=hidden | {"action": "merge", "other": "Nobody"}).status_code == 422
    client.post(f"/people/{first}", data=hidden | {"action": "merge", "other": second})
    with ReviewedFile(record.path) as desk:
        refresh(desk)
    merged = client.get(f"/api/people/{first}").json()
    assert merged["statements"] > before["statements"]
    assert second in client.get(f"/people/{second}").text  # leads to whom it is now
    assert client.get(f"/people/{second}").url.path == f"/people/{first}"
    report = merged["said"][0]["report"]
    client.post(f"/people/{first}", data=hidden | {"action": "split", "report": report})
    with ReviewedFile(record.path) as desk:
        refresh(desk)
    assert client.get(f"/api/people/{first}").json()["reports"] < merged["reports"]


def test_stories_are_joined_and_left_by_forms(two_stories: RecordFile, client: TestClient) -> None:
    first, second = [one["id"] for one in client.get("/api/stories").json()["rows"]][:2]
    before = client.get(f"/api/stories/{first}").json()["number_of_reports"]
    where = f"/review/stories/{first}"
    hidden = {"token": hidden_in(client.get(where).text)["token"]}
    client.post(where, data=hidden | {"action": "merge_stories", "story": f"http://localhost/stories/{second}#top"})
    joined = client.get(f"/api/stories/{first}").json()
    assert joined["number_of_reports"] > before
    going = [one["id"] for one in joined["reports"]][-1]
    client.post(where, data=hidden | {"action": "leave_story", "report": going})
    assert client.get(f"/api/stories/{first}").json()["number_of_reports"] < joined["number_of_reports"]
    assert client.post(where, data=hidden | {"action": "leave_story"}).status_code == 422
    assert client.post(where, data=hidden | {"action": "dance"}).status_code == 400
    other = [one["id"] for one in client.get("/api/incidents").json()["rows"] if one["story"] != joined["story"]][:1]
    told = [one["id"] for one in client.get(f"/api/stories/{first}").json()["incidents"]]
    address = f"http://localhost/stories/x#{other[0]}"
    client.post(where, data=hidden | {"action": "merge", "incident": told[0], "elsewhere": address})
    assert told[0] in [one["id"] for one in client.get(f"/api/stories/{first}").json()["incidents"]]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_axe_finds_nothing(browser: Browser, served: str, record: RecordFile, scheme: str, width: int) -> None:
    report = next(one["report"]["id"] for one in record.documents())
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    story = page.request.get(f"{served}/api/stories").json()["rows"][0]["id"]
    for path in (f"/review/stories/{story}", "/review?edit=1",
                 "/review?kind=entities", "/review?blind=1&kind=places&edit=1", "/review/agreement",
                 f"/review/add?report={report}&start=3&end=9", "/paste"):  # fmt: skip
        page.goto(served + path)
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")
        told = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found["violations"]]
        assert not told, f"{path}: {told}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than the screen"
    context.close()


def test_a_cell_is_reviewed_from_its_report(client: TestClient, record: RecordFile) -> None:
    report = next(one["report"]["id"] for one in record.documents())
    link = re.search(r'class="check" href="([^"]+)"', client.get(f"/reports/{report}").text)
    assert link
    assert client.get(link[1].replace("&amp;", "&")).status_code == 200


def test_a_cell_that_went_with_what_it_stood_on_gives_way_to_the_next(client: TestClient, record: RecordFile) -> None:
    report, fact = next((one["report"]["id"], fact) for one in record.documents() for fact in one["facts"])
    waits = waiting(record, Filter(report=report, kind="facts"), size=1000)
    at = next(one.name for one in waits if one.cell == fact["id"])
    form = hidden_in(client.get(f"/review?item={report}:{at}").text)
    assert form["item"] == f"{report}:{at}"
    gone = decide(record, Answer("Ada", "reject", report, "entities", (fact["subject"],), why="nobody"))
    refused = client.post("/review/decide", data=form | {"action": "confirm"})
    assert refused.status_code == 422
    for page in (refused, client.get(f"/review?item={report}:{at}")):
        assert "what it stood on was" in page.text
        assert hidden_in(page.text)["item"] != f"{report}:{at}"
    assert client.get(f"/review?item={report}:{at}").status_code == 404
    undo(record, "Ada", gone.number)
    assert client.post("/review/decide", data=form | {"action": "confirm"}, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("action", ["confirm", "reject", "correct"])
def test_nobody_decides_on_what_somebody_has_changed_since_it_was_shown(
    client: TestClient, record: RecordFile, action: str
) -> None:
    item = waiting(record, Filter(kind="figures"))[0]
    page = client.get(f"/review?item={item.report}:{item.name}").text
    form = hidden_in(page) | {"action": action, "why": "as it was", "f:value": "12", "f:precision": "exact"}
    assert form["seen"]
    decide(record, Answer("Bo", "correct", item.report, "figures", (item.cell,), {"value": 777, "precision": "exact"}))
    refused = client.post("/review/decide", data=form)
    assert refused.status_code == 422
    assert "It has been changed since you opened it" in refused.text
    assert "777" in refused.text, "and it is shown as it is now"
    assert [one.who for one in decisions_in(record)] == ["Bo"]
    again = hidden_in(refused.text) | {"action": "confirm"}
    assert client.post("/review/decide", data=again, follow_redirects=False).status_code == 303


def test_a_form_that_is_sent_twice_is_kept_once(client: TestClient, record: RecordFile) -> None:
    items = waiting(record, Filter(kind="figures"))
    for item, action in zip(items, ("confirm", "reject", "correct"), strict=False):
        form = hidden_in(client.get(f"/review?item={item.report}:{item.name}").text)
        form |= {"action": action, "why": "so", "f:value": "12", "f:precision": "exact"}
        for _ in range(2):
            assert client.post("/review/decide", data=form, follow_redirects=False).status_code == 303
    assert [one.action for one in decisions_in(record)] == ["confirm", "reject", "correct"]


def test_a_disagreement_on_an_added_figure_is_settled_for_either(client: TestClient, record: RecordFile) -> None:
    report = next(one["report"]["id"] for one in record.documents())
    figure = {"measure": "killed", "precision": "exact", "value": 9, "change": "total", "status": "confirmed"}
    for at, value in ((0, None), (10, 11), (20, 12)):
        added = decide(record, Answer("Ada", "add", report, "figures", (), figure | {"span": [at, at + 5]}))
        cell = next(one["id"] for one in record_as_reviewed(record, report)["figures"] if one["span"] == [at, at + 5])
        after = None if value is None else {"value": value, "precision": "exact"}
        other = decide(record, Answer("Bo", "correct" if value else "reject", report, "figures", (cell,), after, "so"))
        list_new(record)
        page = client.get(f"/review?item={report}:{added.name}").text
        chosen = added if at < 20 else other
        form = hidden_in(page) | {"action": "settle", "number": str(chosen.number)}
        answer = client.post("/review/decide", data=form, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        shown = next(one for one in record_as_reviewed(record, report)["figures"] if one["span"] == [at, at + 5])
        assert shown["value"] == (12 if at == 20 else 9)


def record_as_reviewed(record: RecordFile, report: str) -> dict[str, Any]:
    with ReviewedFile(record.path) as desk:
        return next(one for one in desk.documents() if one["report"]["id"] == report)


def test_what_was_split_off_is_decided_on_like_any_cell(record: RecordFile) -> None:
    made, whole = next((one, entity) for one in record.documents() for entity in one["entities"]
                       if len(entity["mentions"]) > 1)  # fmt: skip
    report, mentions = made["report"]["id"], whole["mentions"]
    parts = [{"mentions": mentions[:1]}, {"mentions": mentions[1:], "name": "Other"}]
    decide(record, Answer("Ada", "split", report, "entities", (whole["id"],), parts))

    def others() -> list[dict[str, Any]]:
        return [one for one in record_as_reviewed(record, report)["entities"] if one["mentions"] == mentions[1:]]

    (other,) = others()
    decide(record, Answer("Ada", "confirm", report, "entities", (other["id"],)))
    assert others()[0]["decided"]["action"] == "confirm"
    decide(record, Answer("Ada", "correct", report, "entities", (others()[0]["id"],), {"name": "Zed"}))
    assert [one["name"] for one in others()] == ["Zed"]
    decide(record, Answer("Ada", "reject", report, "entities", (others()[0]["id"],), why="nobody"))
    assert others() == []


def test_only_who_had_no_part_in_a_disagreement_settles_it(record: RecordFile) -> None:
    made = next(one for one in record.documents() if one["figures"])
    report, cell = made["report"]["id"], made["figures"][0]["id"]

    def say(who: str, action: Action, value: int = 0, blind: bool = False, settles: bool = False) -> Decision:
        after = {"value": value, "precision": "exact"} if action == "correct" else None
        return decide(record, Answer(who, action, report, "figures", (cell,), after, "so", blind, settles))

    say("Ada", "confirm")
    say("Bo", "reject")
    own = say("Cy", "correct", 5002, blind=True)
    say("Cy", "unsure")
    with pytest.raises(NotDecided, match="can't settle it"):
        say("Cy", "correct", 5002, settles=True)
    undo(record, "Cy", own.number)
    with pytest.raises(NotDecided, match="can't settle it"):
        say("Cy", "correct", 5002, settles=True)
    added = {"measure": "killed", "precision": "exact", "value": 9, "change": "total", "status": "confirmed"}
    with pytest.raises(NotDecided, match="add settles nothing"):
        decide(record, Answer("Cy", "add", report, "figures", (), added | {"span": [0, 5]}, settles=True))
    assert say("Dee", "correct", 5002, settles=True).settles


def test_a_form_of_another_page_is_not_kept(client: TestClient, record: RecordFile) -> None:
    page = client.get("/review").text
    hidden = hidden_in(page) | {"action": "confirm"}
    for data, headers in ((hidden | {"token": "x"}, {}), (hidden, {"Origin": "http://else.example"}),
                          (hidden, {"Sec-Fetch-Site": "cross-site"})):  # fmt: skip
        assert client.post("/review/decide", data=data, headers=headers).status_code == 403
    assert decisions_in(record) == []


def test_another_address_is_told_nothing_of_the_record(client: TestClient, record: RecordFile) -> None:
    page = client.get("/", headers={"Host": "else.example"})
    assert page.status_code == 400
    assert "not served under this address" in page.text
    assert record.path.name not in page.text
    assert "--known-as" in client.get("/api/stories", headers={"Host": "else.example"}).json()["error"]


def test_a_number_that_no_decision_has_tells_of_none(client: TestClient) -> None:
    for number in ("9" * 4400, "0", "-1", "x"):
        assert client.get(f"/review?done={number}").status_code == 200


def test_where_to_is_never_another_site(client: TestClient, tmp_path: Path) -> None:
    page = client.get("/review").text
    hidden = hidden_in(page)
    told = hidden | {"action": "confirm", "onward": "//else.example/"}
    assert client.post("/review/decide", data=told, follow_redirects=False).headers["location"] == "/review?done=1"
