"""Bring the documents up to date: `python docs/generate.py`.

Sessions (`console` blocks) are run again, as `walk` says. What stands between
`<!-- generated: NAME -->` and `<!-- end -->` is a table of `tables`. The README's picture is of its
first training. (`docs/performance.md` is generated too, by `python -m benchmarks`.)
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
    "docs/runs.md",
    "docs/engine.md",
    "docs/concept.md",
    "docs/add-an-op.md",
)
PICTURE = ROOT / "docs" / "images" / "iris_logreg_loss.png"


def main() -> None:
    """Write all pages anew, and the README's picture."""
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
                draw_picture(place)


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


def draw_picture(place: Path) -> None:
    """Of the loss of the first run below `place`."""
    from autograd_cli import plots, runs

    first = min(place.glob("runs/*-iris_logreg"))
    (loss,) = (picture for picture in plots.draw(runs.RunFolder(first)) if picture.stem == "loss")
    PICTURE.parent.mkdir(exist_ok=True)
    shutil.copy(loss, PICTURE)


if __name__ == "__main__":
    main()
