"""What the documents show is what happens."""

import re
import tomllib
from pathlib import Path
from types import FunctionType

import pytest

import autograd_cli
from autograd_cli import config, engine, ops
from autograd_cli.config import schema

ROOT = Path(__file__).parents[2]
PAGES = [
    "README.md",
    "docs/configs.md",
    "docs/data.md",
    "docs/images.md",
    "docs/runs.md",
    "docs/gallery.md",
    "docs/concept.md",
    "docs/add-an-op.md",
    "docs/engine.md",
]
# Commands that take minutes, or change the environment: those below look at what they need.
APART = [
    "python -m pip install '.[symbolic]'",
    "python -m pip install '.[test]'",
    "python -m pip install '.[bench]'",
    "python -m pytest",
    "python -m pytest tests/resume/test_resume_killed.py --kills 50",
    "python -m benchmarks '>' docs/performance.md",
]
SHORT = "{dataset: {name: iris_binary}, model: {name: logistic_regression}}"


def _text(page):
    return (ROOT / page).read_text(encoding="utf-8")


def _blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", _text(page), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_is_what_happens(page, walk, script, tmp_path):
    """Examples, sessions, commands, pictures; only times, ids and the last digits may differ."""
    text = _text(page)
    done = walk(text)
    assert done.failed == []
    assert {*done.apart} <= {*APART}
    assert [printed for _, printed in done.printed] == [promised for promised, _ in done.printed]
    assert _masked(done.text) == _masked(text)
    for made, kept in script("walk").pictures(text):
        assert script("walk").file_of(made, tmp_path).stat().st_size
        assert ((ROOT / page).parent / kept).is_file()


@pytest.mark.parametrize("page", PAGES)
def test_every_picture_is_one_that_the_page_makes(page, script):
    shown = re.findall(r"!\[[^\]]*\]\((\S+)\)", _text(page))
    assert shown == [kept for _, kept in script("walk").pictures(_text(page))]


def _masked(text):
    """Without what differs from one time, or machine, to another."""
    for pattern, mask in (
        (r"\d{8}-\d{6}-", "ID-"),
        (r"\d{4}-\d\d-\d\dT[\d:+]+", "WHEN"),
        (r"^(d2?f/d.*?  )( *)(0|\d\.\de-\d\d)(  x = .*)?(?=  |$)", r"\1ERROR"),  # rounding noise
        (r"\d\.\de[-+]\d\d", "ERROR"),
        (r"in \d+\.\d\d s", "in T s"),
        (r" +\d+\.\d\d$", " T"),  # seconds, the last column of `runs ls`
        (r"^(ID-\w+,\d+,\d+),[\d.]+,", r"\1,T,"),  # and of `runs export` the fourth
        (r"^[a-z ]*(train_seconds|peak_rss_bytes) .*\n", ""),
        (r"(\.\d{4})\d+", r"\1"),
    ):
        text = re.sub(pattern, mask, text, flags=re.MULTILINE)
    return text


@pytest.mark.parametrize("page", PAGES)
def test_the_tables_are_those_of_the_code(page, script):
    assert script("generate").with_tables(_text(page)) == _text(page)


def test_every_page_is_kept_up_to_date(script):
    assert sorted(script("generate").PAGES) == sorted(PAGES)
    shown = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} | {"README.md"}
    assert shown - {*PAGES} == {"docs/performance.md"}, "which the benchmarks write"


def test_the_set_up_commands_install_extras_that_exist():
    project = tomllib.loads(_text("pyproject.toml"))["project"]
    extras = {e for page in PAGES for e in re.findall(r'pip install "\.\[(\w+)\]"', _text(page))}
    assert extras == project["optional-dependencies"].keys()
    assert project["requires-python"] == ">=3.11"
    assert "needs Python 3.11 or later" in " ".join(_text("README.md").split())


def test_the_commands_that_are_only_for_a_shell_exist(pytestconfig):
    text = "".join(_text(page) for page in PAGES)
    assert all(command.replace("'", '"').replace('">"', ">") in text for command in APART)
    assert pytestconfig.getoption("--kills") > 0
    for path in ("tests/resume/test_resume_killed.py", "benchmarks/__main__.py"):
        assert (ROOT / path).is_file()


def test_the_config_shown_is_the_complete_default(tmp_path):
    (block,) = _blocks("README.md", "yaml")
    (whole,) = re.findall(r"autograd config init .* -o -\n(.*?)```", _text("docs/configs.md"), re.S)
    loaded = []
    for text in (block, whole, SHORT):
        path = tmp_path / "config.yaml"
        path.write_text(text)
        loaded.append(config.load(path))
    assert loaded[0].settings == loaded[1].settings == loaded[2].settings
    given = loaded[1].document.value
    assert given.keys() == schema.Settings.model_fields.keys()
    for section in ("dataset", "model", "loss", "optimizer", "schedule", "train", "checkpoint"):
        assert given[section].keys() == getattr(loaded[1].settings, section).as_dict().keys()


def test_the_links_between_the_pages_lead_somewhere():
    for page in PAGES:
        folder = (ROOT / page).parent
        for link in re.findall(r"\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)", _text(page)):
            assert not link or (folder / link).exists(), (page, link)


def test_the_readme_names_every_command():
    from typer.main import get_command

    from autograd_cli.cli.app import app

    commands = get_command(app).commands
    named = {f"{n} {sub}" for n, c in commands.items() for sub in getattr(c, "commands", {})}
    named |= {n for n, c in commands.items() if not hasattr(c, "commands")}
    shown = re.findall(r"^\| `autograd ([a-z]+(?: [a-z]+)?)", _text("README.md"), re.MULTILINE)
    assert sorted(shown) == sorted(named)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("`autograd trian CONFIG`", ["autograd trian CONFIG"]),
        ("`autograd train CONFIG --sede N`", ["autograd train CONFIG --sede N"]),
        ("`autograd --sede`", ["autograd --sede"]),
        ("```yaml\nmodel: 1\n```", ["/unnamed.yaml:1:1: dataset: missing; its name is one of"]),
        ("```yaml\n# a.yaml, with mistakes\n" + SHORT + "\n```", ["a.yaml has no mistakes"]),
        ("```sh\nautograd plot latest\n```", ["autograd plot latest\nerror: there is no run"]),
        ("`autograd plot latest`", ["autograd plot latest\nerror: there is no run"]),
    ],
)
def test_a_page_that_is_wrong_is_found_out(walk, text, wrong):
    done = walk(f"{text}\n")
    assert [w in told for told, w in zip(done.failed, wrong, strict=True)] == [True]


def test_a_session_and_an_example_that_are_not_what_happens_are_found_out(walk):
    done = walk(
        "```python\nprint(1 + 1)  # 3\n```\n"
        "<!-- cut: 1 1 -->\n```console\n$ autograd list loss\nnothing\n$ echo $?\n1\n```\n"
    )
    assert done.printed == [(["3"], ["2"])]
    session = done.text.partition("```console\n")[2].splitlines()
    assert session[0] == "$ autograd list loss"
    assert session[1:3] == ["loss", "..."]
    assert session[4:] == ["$ echo $?", "0", "```"]


@pytest.mark.parametrize("room", [engine, ops, autograd_cli])
def test_everything_public_has_a_docstring(room):
    for name in room.__all__:
        thing = getattr(room, name)
        if isinstance(thing, (type, FunctionType)):
            assert thing.__doc__, name


def test_no_file_is_longer_than_300_lines():
    files = [*ROOT.glob("autograd_cli/**/*.py"), *ROOT.glob("tests/**/*.py")]
    files += [*ROOT.glob("benchmarks/**/*.py"), *ROOT.glob("docs/*.py")]
    assert len(files) > 50
    long = [f.name for f in files if len(f.read_text(encoding="utf-8").splitlines()) > 300]
    assert long == []
