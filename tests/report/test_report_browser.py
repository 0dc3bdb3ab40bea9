"""Reports in a real browser: what a reader sees, and what does not run."""

import base64
import json
from importlib import import_module

import pytest
from hostile import HOSTILE, ROOT, SCRIPT

from autograd_cli import runs
from autograd_cli.report import page


@pytest.fixture(scope="module")
def browser():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT)
        chromium = import_module("benchmarks.chromium")
    program = chromium.installed()
    if program is None:
        pytest.skip("no Chromium: there is no chromium, chromium-browser or google-chrome on PATH")
    with chromium.Browser(program) as found:
        yield found


@pytest.fixture(scope="module")
def files(tmp_path_factory, hostile_page, pair):
    """The paths of a page of one run and of one of two."""
    place = tmp_path_factory.mktemp("pages")
    for name, text in (("one", hostile_page), ("two", page(pair))):
        (place / f"{name}.html").write_bytes(text.encode())
    return {name: place / f"{name}.html" for name in ("one", "two")}


@pytest.fixture
def show(browser, files):
    """Open a page; at the end nothing in it must have complained."""
    tabs = []

    def open_(name, **screen):
        tabs.append(browser.open(files[name], **screen))
        return tabs[-1]

    yield open_
    for tab in tabs:
        assert tab.complaints == []
        tab.close()


def point_at(tab, chart, share):
    """Move the mouse over a chart, to a share of the width of its axis; over its middle."""
    drawing = f"document.querySelector('#{chart} .drawing')"
    tab.evaluate(f"{drawing}.scrollIntoView({{behavior: 'instant'}})")
    box = tab.evaluate(
        f"(() => {{ const b = {drawing}.getBoundingClientRect();"
        " return [b.left, b.top, b.width, b.height]; })()"
    )
    x = box[0] + 56 + share * (box[2] - 68)
    tab.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=box[1] + box[3] / 2)


def readout(tab, chart):
    """What the line through a chart says: the place, and the texts of the rows that are shown."""
    return tab.evaluate(
        f"(() => {{ const f = document.querySelector('#{chart}');"
        " const rows = [...f.querySelectorAll('.readout tbody tr')].filter((r) => !r.hidden);"
        " return [f.querySelector('output').textContent,"
        " ...rows.map((r) => [...r.cells].map((c) => c.textContent.trim()))]; })()"
    )


def press(tab, key):
    for kind in ("keyDown", "keyUp"):
        code = {"ArrowLeft": 37, "ArrowRight": 39, "Home": 36}[key]
        tab.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)


def values(run, epoch, *columns):
    """As the readout says them."""
    row = runs.rows(run)[epoch - 1]
    return [f"{float(f'{row[column]:.6g}'):.15g}" for column in columns]


def test_what_data_says_does_not_run_and_is_shown(show):
    tab = show("one")
    assert tab.evaluate("window.hacked === undefined")
    assert tab.evaluate("document.title") == f"{SCRIPT}: report"
    shown = tab.evaluate("[...document.querySelectorAll('bdi')].map((e) => e.innerText)")
    assert {" ".join(name.split()) for name in HOSTILE} <= {" ".join(t.split()) for t in shown}
    assert tab.evaluate("document.querySelectorAll('script').length") == 2


def test_the_policy_is_in_force(show, browser, files):
    tab = browser.open(files["one"])
    tab.evaluate(
        "document.body.append(Object.assign(document.createElement('script'),"
        " {textContent: 'window.hacked = 3'}))"
    )
    assert tab.evaluate("window.hacked === undefined")
    assert any("Content Security Policy" in complaint for complaint in tab.complaints)
    tab.close()


def test_the_mouse_over_a_chart_shows_the_values_of_all_runs(show, pair):
    tab = show("two")
    assert readout(tab, "chart-0")[0] == "at the end"
    point_at(tab, "chart-0", 0.5)
    columns = ("train/loss", "val/loss")
    assert readout(tab, "chart-0") == [
        "epoch 3",
        *([f"run{i}", *values(run, 3, *columns)] for i, run in enumerate(pair)),
    ]
    assert tab.evaluate("document.querySelectorAll('#chart-0 .dot').length") == 4
    assert readout(tab, "chart-1")[0] == "at the end", "the others stay"


def test_arrow_keys_move_the_line_through_a_chart(show, pair):
    tab = show("two")
    tab.evaluate("document.querySelector('#chart-1 .slider input').focus()")
    press(tab, "ArrowLeft")
    columns = ("train/accuracy", "val/accuracy")
    told = readout(tab, "chart-1")
    assert told == [
        "epoch 4",
        *([f"run{i}", *values(run, 4, *columns)] for i, run in enumerate(pair)),
    ]
    said = tab.evaluate("document.activeElement.getAttribute('aria-valuetext')")
    first, second = values(pair[0], 4, *columns)
    assert said.startswith(f"epoch 4: run0 training {first}, run0 validation {second}, run1 ")
    press(tab, "Home")
    assert readout(tab, "chart-1")[0] == "epoch 1"


def test_runs_and_parts_are_chosen(show, pair):
    tab = show("two")
    count = "document.querySelectorAll('#chart-0 .drawing .line').length"
    assert tab.evaluate(count) == 4
    tab.evaluate("document.querySelector('[name=run][value=\"0\"]').click()")
    assert tab.evaluate(count) == 2
    expected = ["run1", *values(pair[1], 5, "train/loss", "val/loss")]
    assert readout(tab, "chart-0") == ["at the end", expected]
    tab.evaluate("document.querySelector('[name=part][value=val]').click()")
    assert tab.evaluate(count) == 1
    tab.evaluate("document.querySelector('[data-runs=no]').click()")
    assert tab.evaluate(count) == 0
    assert readout(tab, "chart-0") == ["nothing is shown"]
    tab.evaluate("document.querySelector('[data-runs=all]').click()")
    assert tab.evaluate(count) == 2


def test_the_scale_and_what_is_across_are_chosen(show):
    tab = show("two")
    ticks = "[...document.querySelectorAll('#chart-0 text')].map((e) => e.textContent)"
    linear = tab.evaluate(ticks)
    tab.evaluate("document.querySelector('#chart-0 [name=log]').click()")
    assert tab.evaluate(ticks) != linear
    assert tab.evaluate(ticks)[-1] == "epoch"
    tab.evaluate("document.querySelector('[name=across][value=seconds]').click()")
    assert tab.evaluate(ticks)[-1] == "seconds of training"
    point_at(tab, "chart-0", 0)
    assert readout(tab, "chart-0")[0].startswith("seconds 0.0")
    tab.evaluate("document.querySelector('[name=across][value=step]').click()")
    point_at(tab, "chart-0", 0)
    assert readout(tab, "chart-0")[0] == "step 12"


@pytest.mark.parametrize("name", ["one", "two"])
def test_a_phone_shows_it_without_scrolling_sideways(show, name):
    tab = show(name, width=375, height=700)
    assert tab.evaluate("innerWidth") == 375
    tab.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert tab.evaluate("document.documentElement.scrollWidth") == 375


@pytest.mark.parametrize("name", ["one", "two"])
def test_all_controls_and_pictures_have_names(show, name):
    tab = show(name)
    tree = tab.send("Accessibility.getFullAXTree")["nodes"]
    wanted = {"checkbox", "radio", "slider", "button", "link", "image", "img", "region"}
    found = [
        (node["role"]["value"], node.get("name", {}).get("value", "").strip())
        for node in tree
        if not node["ignored"] and node["role"]["value"] in wanted
    ]
    assert {"checkbox", "radio", "slider", "image"} <= {role for role, _ in found}
    assert [role for role, called in found if not called] == []


def test_a_keyboard_reaches_all_controls_and_the_focus_is_seen(show):
    tab = show("two")
    for kind in ("rawKeyDown", "keyUp"):
        tab.send("Input.dispatchKeyEvent", type=kind, key="Tab", windowsVirtualKeyCode=9)
    assert tab.evaluate("document.activeElement.textContent") == "To the content"
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    reached = "[...document.querySelectorAll('input, button, a, summary')].every((e) =>"
    assert tab.evaluate(f"{reached} e.tabIndex === 0)")


def test_it_prints_with_all_sections_open(show):
    tab = show("two")
    opened = "document.querySelectorAll('details[open]').length"
    before = tab.evaluate(opened)
    tab.evaluate(
        "addEventListener('beforeprint', () => { window.printed ="
        " document.querySelectorAll('details:not([open])').length; })"
    )
    pdf = base64.b64decode(tab.send("Page.printToPDF")["data"])
    assert pdf.startswith(b"%PDF")
    assert tab.evaluate("window.printed") == 0
    assert tab.evaluate(opened) == before
    tab.send("Emulation.setEmulatedMedia", media="print")
    shown = "getComputedStyle(document.querySelector('{}')).display"
    assert tab.evaluate(shown.format("#controls")) == "none"
    assert tab.evaluate(shown.format(".drawing svg")) == "block"


def test_the_dark_scheme_is_dark(show):
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert show("one").evaluate(ground) == "rgb(255, 255, 255)"
    assert show("one", dark=True).evaluate(ground) == "rgb(20, 23, 26)"


def test_without_scripts_the_curves_are_there_and_no_dead_controls(show, files):
    tab = show("two", scripts=False)
    nodes = tab.send("DOM.getDocument", depth=-1)["root"]
    text = json.dumps(nodes)
    assert text.count("line c0 train") >= 4
    root = nodes["nodeId"]
    form = tab.send("DOM.querySelector", nodeId=root, selector="#controls")["nodeId"]
    assert "hidden" in tab.send("DOM.getAttributes", nodeId=form)["attributes"]
