"""Bring the documents up to date: `python docs/generate.py`.

Sessions (`console` blocks) are run again, as `walk` says. What stands between
`<!-- generated: NAME -->` and `<!-- end -->` is a table of `tables`. A picture with a line
`<!-- picture: FILE -->` above it is the file that the page's own commands have made.
(`docs/performance.md` is generated too, by `python -m benchmarks`.)
"""

import re
import shutil
import tempfile
from pathlib import Path

import tables
from walk import Walk, file_of, pictures

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "docs/configs.md",
    "docs/data.md",
    "docs/images.md",
    "docs/runs.md",
    "docs/gallery.md",
    "docs/engine.md",
    "docs/concept.md",
    "docs/add-an-op.md",
)


def main() -> None:
    """Write all pages anew, and their pictures."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder).resolve()
            shutil.copytree(ROOT / "configs", place / "configs")
            text = with_tables((ROOT / page).read_text(encoding="utf-8"))
            walk = Walk(place).through(text)
            (ROOT / page).write_text(walk.text, encoding="utf-8")
            wrong = [f"{given} is not {told}" for told, given in walk.printed if told != given]
            print(page, *walk.failed, *wrong, sep="\n  ")
            for made, kept in pictures(text):
                kept = (ROOT / page).parent / kept
                kept.parent.mkdir(exist_ok=True)
                shutil.copyfile(file_of(made, place), kept)


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


if __name__ == "__main__":
    main()
