"""The tables in the documents that are read off the code: settings, data, formulas, functions."""

import inspect
import json
import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from operator import attrgetter
from typing import Any

from autograd_cli import ops, optim
from autograd_cli.config import describe, schema

_MANY = 5  # settings that are not repeated for another variant
# Files of several datasets, or with another name than their dataset.
_MODULES = {"iris_binary": "iris"}


def functions() -> str:
    """The functions of the package by the files that they are in."""
    families: dict[str, list[str]] = {}
    names = [name for name in ops.__all__ if name != "linalg"]
    for name in [*names, *(f"linalg.{name}" for name in ops.linalg.__all__ if name.islower())]:
        module = import_module(attrgetter(name)(ops).__module__)
        families.setdefault((module.__doc__ or "").partition("\n")[0], []).append(f"`{name}`")
    return _table(
        ("", ""), [(about, ", ".join(names)) for about, names in sorted(families.items())]
    )


def settings() -> str:
    """The schema: a table for each section. What all variants of one share stands first."""
    lines = []
    for section, variants in describe().items():
        common = _common(variants)
        rows = _rows([("", each) for each in common])
        told: list[dict[str, Any]] = []
        for variant in variants:
            own = [setting for setting in variant["settings"] if setting not in common]
            about, own = _shortened(variant["about"], own, told)
            if len(variants) > 1:
                rows += [(f"`{variant['name']}`", "", "", about)]
            rows += _rows([("", each) for each in own])
            told.append(variant)
        head: tuple[str, ...] = ("name", "setting", "default", "")
        if len(variants) == 1:
            head, rows = head[1:], [row[1:] for row in rows]
        title = f"**`{section}`**"
        title += f" {variants[0]['about']}" if len(variants) == 1 else ""
        title += "".join(
            f" One of `{'.'.join(path)}`." for path, kind in schema.LISTS.items() if kind == section
        )
        title += f" All have {_listed(s['key'] for s in common)}." if common else ""
        lines += [title, "", _table(head, rows)]
    return "\n".join(lines)


def datasets() -> str:
    """The fixed and the drawn datasets: what they are, and whence or by which formula."""
    rows = []
    for variant in schema.DATASETS:
        if issubclass(variant, schema.Table | schema.Images):
            continue
        name = schema.name(variant)
        module = import_module(f"autograd_cli.data.{_MODULES.get(name, name)}")
        facts = _paragraphs(module.__doc__ or "")
        task = getattr(variant, "task", "binary or multiclass")
        about = (variant.__doc__ or "").partition("\n")[0]
        rows.append((f"`{name}`", task, about, facts.get("Source", "drawn from `dataset.seed`")))
    return _table(("name", "task", "", "source"), rows)


def optimizers() -> str:
    """The formulas of the optimizers."""
    return _formulas(optim.SGD, optim.RMSprop, optim.Adam, optim.AdamW)


def schedules() -> str:
    """The formulas of the schedules."""
    return _formulas(optim.Step, optim.Cosine, optim.Plateau)


def _formulas(*classes: type) -> str:
    """What the classes say of themselves."""
    blocks = [
        f"**`{each.__name__.lower()}`**\n\n```text\n{inspect.cleandoc(each.__doc__ or '')}\n```\n"
        for each in classes
    ]
    return "\n".join(blocks)


def _paragraphs(docstring: str) -> dict[str, str]:
    """The paragraphs of a docstring that begin with a word in the margin: Source, Shapes, ..."""
    found = re.findall(r"^([A-Z]\w+)    +(.*(?:\n +.*)*)", inspect.cleandoc(docstring), re.M)
    return {word: " ".join(text.split()) for word, text in found}


def _common(variants: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The settings of all variants, as most of them have them."""
    if len(variants) < 2:
        return []
    first, *rest = (variant["settings"] for variant in variants)
    return [
        setting
        for setting in first
        if sum(setting in others for others in rest) > len(rest) / 2
        and all(setting["key"] in [other["key"] for other in others] for others in rest)
    ]


def _shortened(
    about: str, own: list[dict[str, Any]], told: list[dict[str, Any]]
) -> tuple[str, list[dict[str, Any]]]:
    """Of many settings that another variant before has too, only the name of that one."""
    for other in told if len(own) >= _MANY else ():
        if all(setting in other["settings"] for setting in own):
            rest = [s["key"] for s in other["settings"] if s not in own]
            without = [key for key in rest if key not in ("validation_fraction", "standardize")]
            return (
                f"{about} Its settings are those of `{other['name']}` but {_listed(without)}.",
                [],
            )
    return about, own


def _rows(settings: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, ...]]:
    return [(name, f"`{s['key']}`", _default(s), s["about"]) for name, s in settings]


def _default(setting: dict[str, Any]) -> str:
    return "required" if setting["required"] else f"`{json.dumps(setting['default'])}`"


def _listed(keys: Iterable[str]) -> str:
    *most, last = [f"`{key}`" for key in keys]
    return f"{', '.join(most)} and {last}" if most else last


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (head, *rows)]
    lines.insert(1, "|" + "---|" * len(head))
    return "".join(f"{line.replace('|  |', '| |').replace('|  |', '| |')}\n" for line in lines)
