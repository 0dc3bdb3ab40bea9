"""Write the generated parts of the documents: `python docs/generate.py`.

They stand between `<!-- generated: NAME -->` and `<!-- end -->`: in the README a terminal session,
the settings that a config may have, and the picture of a run; in engine.md the list of functions.
(`docs/performance.md` is generated too, by `python -m benchmarks`.)
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from operator import attrgetter
from pathlib import Path

from autograd_cli import ops
from autograd_cli.config import describe

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
ENGINE = ROOT / "docs" / "engine.md"
PICTURE = ROOT / "docs" / "images" / "iris_logreg_loss.png"


def main() -> None:
    """Bring README.md, its picture and engine.md up to date."""
    text = ENGINE.read_text(encoding="utf-8")
    ENGINE.write_text(replaced(text, "functions", functions()), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copytree(ROOT / "configs", place / "configs")
        text = README.read_text(encoding="utf-8")
        text = replaced(text, "session", session(place))
        text = replaced(text, "settings", settings())
        README.write_text(text, encoding="utf-8")
        PICTURE.parent.mkdir(exist_ok=True)
        (loss,) = place.glob("runs/*/plots/loss.png")
        shutil.copy(loss, PICTURE)


def replaced(text: str, name: str, content: str) -> str:
    """`text` with `content` in its part called `name`."""
    pattern = re.compile(rf"(<!-- generated: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    result, count = pattern.subn(lambda found: found[1] + content + found[2], text)
    if count != 1:
        raise ValueError(f"{count} parts called {name}")
    return result


def session(place: Path) -> str:
    """A real session in the folder `place`, which has the configs, its long parts cut."""
    shown = ["```console"]
    for command, keep in (
        ("autograd train configs/iris_logreg.yaml", (4, 4)),
        ("autograd train configs/iris_logreg.yaml optimizer.lrr=0.1 train.epochs=0", (9, 0)),
        ("autograd gradcheck", (5, 2)),
    ):
        lines = _output(command, place)
        first, last = keep
        cut = len(lines) > first + last
        shown += [f"$ {command}", *lines[:first], *(["..."] if cut else [])]
        shown += lines[len(lines) - last :] if cut and last else [] if cut else lines[first:]
    return "\n".join([*shown, "```", ""])


def _output(command: str, place: Path) -> list[str]:
    arguments = [sys.executable, "-m", "autograd_cli", *command.split()[1:]]
    answer = subprocess.run(
        arguments, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return answer.stdout.splitlines()


def functions() -> str:
    """The functions of the package by the files that they are in, as a table."""
    families: dict[str, list[str]] = {}
    names = [name for name in ops.__all__ if name != "linalg"]
    for name in [*names, *(f"linalg.{name}" for name in ops.linalg.__all__ if name.islower())]:
        module = import_module(attrgetter(name)(ops).__module__)
        families.setdefault((module.__doc__ or "").partition("\n")[0], []).append(f"`{name}`")
    rows = [f"| {about} | {', '.join(names)} |" for about, names in sorted(families.items())]
    return "\n".join(["| | |", "|---|---|", *rows, ""])


def settings() -> str:
    """The schema as tables."""
    lines = []
    for section, variants in describe().items():
        lines += [f"**`{section}`**", "", "| name | setting | default | |", "|---|---|---|---|"]
        for variant in variants:
            lines.append(f"| `{variant['name']}` | | | {variant['about']} |")
            for setting in variant["settings"]:
                default = (
                    "required" if setting["required"] else f"`{json.dumps(setting['default'])}`"
                )
                lines.append(f"| | `{setting['key']}` | {default} | {setting['about']} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
