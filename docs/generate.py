"""Bring the documents up to date: `python docs/generate.py`.

Sessions (`console` blocks) are run again, as `walk` says. What stands between
`<!-- generated: NAME -->` and `<!-- end -->` is a table of `tables`. The README's pictures are of
its own trainings. (`docs/performance.md` is generated too, by `python -m benchmarks`.)
"""

import re
import shutil
import tempfile
from pathlib import Path

import tables
from walk import Walk

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "docs/configs.md",
    "docs/data.md",
    "docs/images.md",
    "docs/runs.md",
    "docs/engine.md",
    "docs/concept.md",
    "docs/add-an-op.md",
)
# From the README's runs, by their names.
PICTURES = {"iris_logreg": "loss", "digits_convnet": "images"}


def main() -> None:
    """Write all pages anew, and the README's pictures."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder).resolve()
            shutil.copytree(ROOT / "configs", place / "configs")
            text = with_tables((ROOT / page).read_text(encoding="utf-8"))
            walk = Walk(place).through(text)
            (ROOT / page).write_text(walk.text, encoding="utf-8")
            wrong = [f"{given} is not {told}" for told, given in walk.printed if told != given]
            print(page, *walk.failed, *wrong, sep="\n  ")
            if page == "README.md":
                draw_pictures(place)


def with_tables(text: str) -> str:
    """`text` with fresh tables."""
    for name in re.findall(r"<!-- generated: (\w+) -->", text):
        text = replaced(text, name, getattr(tables, name)())
    return text


def replaced(text: str, name: str, content: str) -> str:
    """`text` with `content` in its part called `name`."""
    pattern = re.compile(rf"(<!-- generated: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    result, count = pattern.subn(lambda found: found[1] + content + found[2], text)
    if count != 1:
        raise ValueError(f"{count} parts called {name}")
    return result


def draw_pictures(place: Path) -> None:
    """Those of `PICTURES`, of the first run of each name below `place`."""
    from autograd_cli import plots, runs

    folder = ROOT / "docs" / "images"
    folder.mkdir(exist_ok=True)
    for name, what in PICTURES.items():
        run = runs.RunFolder(min(place.glob(f"runs/*-{name}")))
        plots.draw(run)
        shutil.copy(run.plots / f"{what}.png", folder / f"{name}_{what}.png")


if __name__ == "__main__":
    main()
