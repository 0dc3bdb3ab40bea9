"""The page of a report: whole, safe, readable by machines, and small."""

import base64
import hashlib
import json
import re
import shutil
from itertools import pairwise

import pytest
from hostile import BREAKOUT, HOSTILE, IMAGE, SCRIPT
from parsed import parse

from autograd_cli.report import page
from autograd_cli.runs import RunError, RunFolder

TITLES = [
    "At a glance",
    "Curves",
    "Settings",
    "Predictions",
    "Pictures",
    "Graph",
    "Environment",
    "How to reproduce it",
]


@pytest.fixture(params=["hostile", "of_pair"])
def any_page(request):
    return request.getfixturevalue(request.param)


def test_the_verdict_comes_first_and_then_all_sections(any_page):
    assert any_page.find("h1")[0].text in (SCRIPT, "2 runs")
    assert [h.text for h in any_page.find("h2")] == TITLES
    links = any_page.find("nav")[0].find("a")
    ids = {element.attributes["id"] for element in any_page.find("section")}
    assert [link.text for link in links] == TITLES
    assert {link.attributes["href"] for link in links} == {f"#{i}" for i in ids}


def test_headings_are_in_order(any_page):
    levels = [int(e.name[1]) for e in any_page.find() if re.fullmatch("h[1-6]", e.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - level <= 1 for level, later in pairwise(levels))


def test_ids_are_unique_and_what_refers_to_them_finds_them(any_page):
    ids = [e.attributes["id"] for e in any_page.find() if "id" in e.attributes]
    assert len(ids) == len({*ids})
    for element in any_page.find():
        for name in ("aria-labelledby", "aria-describedby", "for"):
            assert {*element.attributes.get(name, "").split()} <= {*ids}
        assert element.attributes.get("href", "#content").removeprefix("#") in ids


def test_landmarks_tables_and_pictures_are_named(any_page):
    assert {"header", "nav", "main", "footer"} <= {e.name for e in any_page.find()}
    for table in any_page.find("table"):
        assert len(table.find("caption")) == 1
        assert all(th.attributes["scope"] in ("row", "col") for th in table.find("th"))
        assert len({len(row) for row in table.rows}) == 1
    for image in any_page.find("img"):
        assert image.attributes["alt"]
    for drawing in any_page.find("svg"):
        assert "aria-hidden" in drawing.attributes or drawing.attributes["role"] == "img"


def test_controls_are_named_and_hidden_until_the_script_shows_them(any_page):
    inputs = any_page.find("input")
    assert inputs
    for control in inputs:
        label, above = None, control
        hidden = False
        while above is not None:
            label = label or (above if above.name == "label" else None)
            hidden = hidden or "hidden" in above.attributes
            above = above.parent
        assert control.attributes.get("aria-label") or label.text.strip()
        assert hidden


def test_the_policy_allows_our_own_style_and_script_and_no_more(any_page):
    (meta,) = any_page.find("meta", **{"http-equiv": "Content-Security-Policy"})
    rules = dict(rule.split(" ", 1) for rule in meta.attributes["content"].split("; "))
    (style,) = any_page.find("style")
    scripts = [s for s in any_page.find("script") if "type" not in s.attributes]

    def digest(element):
        found = hashlib.sha256(element.text.encode()).digest()
        return f"'sha256-{base64.b64encode(found).decode()}'"

    assert rules == {
        "default-src": "'none'",
        "style-src": digest(style),
        "script-src": " ".join(map(digest, scripts)),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert len(scripts) == 1


def test_nothing_comes_from_elsewhere_or_is_styled_or_scripted_in_place(any_page):
    for element in any_page.find():
        assert element.name not in ("link", "iframe", "object", "embed", "base")
        for name, value in element.attributes.items():
            assert name != "style"
            assert not name.startswith("on")
            if name in ("src", "href", "action", "xlink:href"):
                assert value.startswith(("data:image/png;base64,", "#"))


def test_names_and_texts_of_data_and_configs_are_text(hostile, hostile_page):
    assert len(hostile.find("script")) == 2
    assert not hostile.find("img", src="x")
    shown = {bdi.text for bdi in hostile.find("bdi")}
    assert {*HOSTILE} <= shown
    text = hostile.find("body")[0].text
    assert f"This training failed: {IMAGE}." in text
    assert f"# {SCRIPT}" in text
    assert hostile.find("title")[0].text == f"{SCRIPT}: report"
    assert hostile_page.count("<script") == hostile_page.count("</script") == 2


def test_the_data_of_the_curves_cannot_break_out_of_its_script(hostile):
    (data,) = hostile.find("script", id="curve-data")
    assert data.text.isascii()
    assert not {*"<>&"} & {*data.text}
    told = json.loads(data.text)
    assert told["runs"][0]["label"] == SCRIPT
    assert [chart["title"] for chart in told["charts"]][:2] == ["loss", "accuracy"]


def test_the_confusion_matrix_has_the_classes_and_the_counts(hostile):
    (matrix,) = hostile.find("table", **{"class": "confusion"})
    header, *rows = matrix.rows
    assert header == ["", *sorted(HOSTILE)]
    assert [row[0] for row in rows] == sorted(HOSTILE)
    assert sum(int(cell) for row in rows for cell in row[1:]) == 6


def test_mistakes_come_first_among_the_examples(hostile):
    (table,) = hostile.find("table", **{"class": "examples"})
    header, *rows = table.rows
    assert header == ["example", "true", "predicted", "probability", IMAGE, "width"]
    wrong = [row[2].endswith("✗ wrong") for row in rows]
    assert wrong == sorted(wrong, reverse=True)
    assert all(row[2].removesuffix(" ✗ wrong") in HOSTILE for row in rows)
    assert len(rows) == 6


def test_pictures_and_the_graph_are_in_the_page(hostile):
    (pictures,) = hostile.find("section", id="pictures")
    assert [h.text for h in pictures.find("h3")] == ["True and predicted classes"]
    assert pictures.find("img")[0].attributes["alt"] == f"True and predicted classes of {SCRIPT}"
    (reason,) = pictures.find("li")
    assert reason.text.startswith("Residuals: ")
    (graph,) = hostile.find("section", id="graph")
    assert len([s for s in graph.find("svg") if s.attributes["role"] == "img"]) == 1
    names = [row[1] for row in graph.find("table")[0].rows]
    assert {"x", "layers.0", "layers.1", "targets"} <= {*names}


def test_how_to_reproduce_it(hostile, hostile_run):
    steps = hostile.find("section", id="reproduce")[0]
    pip, *codes = [pre.text for pre in steps.find("pre")]
    packages = json.loads(hostile_run.environment.read_text())["packages"]
    assert pip == "python -m pip install " + " ".join(f"{k}=={v}" for k, v in packages.items())
    assert codes == [
        hostile_run.resolved_config.read_text(),
        hostile_run.config.read_text(),
        "autograd train config.resolved.yaml",
    ]
    final = json.loads(hostile_run.summary.read_text())["final"]
    expected = [[name, str(value)] for name, value in final.items()]
    assert steps.find("table")[0].rows[1:] == expected
    digest = json.loads(hostile_run.preprocessing.read_text())["dataset_sha256"]
    assert steps.find("code", **{"class": "digest"})[0].text == digest


def test_of_several_runs_what_differs_comes_first(of_pair):
    (settings,) = of_pair.find("section", id="settings")
    assert settings.find("table")[0].rows == [
        ["run", "seed", "model.hidden", "optimizer.lr"],
        ["run0", "0", "4", "0.01"],
        ["run1", "1", "5", "0.02"],
    ]
    (fold,) = settings.find("details")
    assert "optimizer.momentum" in fold.text


def test_of_several_runs_the_best_is_told_and_marked(of_pair, pair):
    told = [json.loads(run.summary.read_text())["best"] for run in pair]
    values = [best["metrics"]["val/loss"] for best in told]
    best = min(range(2), key=values.__getitem__)
    (verdict,) = of_pair.find("p", **{"class": "verdict"})
    epoch = told[best]["epoch"]
    assert verdict.text == f"Best val/loss {values[best]:.4f}: run{best}, at epoch {epoch}"
    header, *rows = of_pair.find("section", id="figures")[0].find("table")[0].rows
    column = header.index("val/loss")
    assert [row[column].endswith(" ★") for row in rows] == [i == best for i in range(2)]


def test_curves_are_drawn_in_the_page_itself(of_pair):
    charts = of_pair.find("figure", **{"class": "chart"})
    assert [c.find("h3")[0].text for c in charts] == [
        "loss", "accuracy", "learning rate", "gradient norm"
    ]  # fmt: skip
    lines = [p for p in charts[0].find("path") if p.attributes["class"].startswith("line c")]
    assert [p.attributes["class"] for p in lines if p.parent.name == "svg"][:4] == [
        "line c0 train", "line c0 val", "line c1 train", "line c1 val"
    ]  # fmt: skip
    assert all(p.attributes["d"].count("L") == 4 for p in lines)
    readout = charts[0].find("table", **{"class": "readout"})[0]
    assert readout.rows[0] == ["run", "training", "validation"]
    assert [row[0] for row in readout.rows[1:]] == ["run0", "run1"]


def test_a_thousand_epochs_of_a_run_take_a_twentieth_of_5_megabytes(synthetic):
    text = page(synthetic(4, 1000))
    assert len(text.encode()) < 4 * 5_000_000 / 20
    told = json.loads(parse(text).find("script", id="curve-data")[0].text)
    assert [run["label"] for run in told["runs"]] == [f"run{i}" for i in range(4)]
    assert all(len(r["tables"]["epochs"]["val/loss"]) == 1000 for r in told["runs"])


def test_a_run_that_was_copied_elsewhere_has_the_same_report(pair, tmp_path):
    copies = [RunFolder(shutil.copytree(run.path, tmp_path / run.id)) for run in pair]

    def without_the_time(text):
        return re.sub(r"Made by .*?</p>", "", text)

    assert without_the_time(page(copies)) == without_the_time(page(pair))


def test_runs_of_one_name_are_called_by_their_ids(pair, tmp_path):
    copies = [RunFolder(shutil.copytree(pair[0].path, tmp_path / name)) for name in "ab"]
    (data,) = parse(page(copies)).find("script", id="curve-data")
    assert [run["label"] for run in json.loads(data.text)["runs"]] == ["a", "b"]


def test_a_run_that_is_given_twice_is_refused(pair):
    with pytest.raises(RunError, match=f"^{pair[0].id} is given twice$"):
        page([pair[0], pair[1], pair[0]])


def test_colours_have_enough_contrast(hostile):
    """WCAG 2.2: 4.5 for text, 3 for lines, on both backgrounds, light and dark."""
    (style,) = hostile.find("style")
    light, dark = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))
        for block in re.findall(r":root \{(.*?)\}", style.text, re.DOTALL)[:2]
    ]
    for colours in (light, dark):
        for ground in ("paper", "panel"):
            for name in ("ink", "soft", "link", "good", "bad"):
                assert _contrast(colours[name], colours[ground]) >= 4.5, name
        for i in range(8):
            assert _contrast(colours[f"c{i}"], colours["paper"]) >= 3, i


def _contrast(one, other):
    def luminance(colour):
        letters = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
        parts = [int(letters[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_what_ends_a_script_is_nowhere_else(hostile_page):
    assert BREAKOUT not in hostile_page
