"""The tables in the documents that are read off the code: settings, datasets, formulas, functions."""

import inspect
import json
import re
from importlib import import_module
from operator import attrgetter
from typing import Any

from autograd_cli import ops, optim
from autograd_cli.config import describe, schema

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
        rows = []
        common = _common(variants)
        if common:
            rows += [("", f"`{s['key']}`", _default(s), s["about"]) for s in common]
        for variant in variants:
            # A section of one variant has its own name.
            name = "" if variant["name"] == section else f"`{variant['name']}`"
            if name:
                rows.append((name, "", "", variant["about"]))
            own = [s for s in variant["settings"] if s not in common]
            rows += [("", f"`{s['key']}`", _default(s), s["about"]) for s in own]
        about = f" {variants[0]['about']}" if len(variants) == 1 else ""
        shared = f" All of them have {_listed(s['key'] for s in common)}." if common else ""
        lines += [f"**`{section}`**{about}{shared}", ""]
        lines += [_table(("name", "setting", "default", ""), rows)]
    return "\n".join(lines)


def datasets() -> str:
    """The fixed and the drawn datasets: what they are, and whence or by which formula."""
    rows = []
    for variant in schema.DATASETS:
        if issubclass(variant, schema.Table):
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
    lines = []
    for each in classes:
        text, _, source = inspect.cleandoc(each.__doc__ or "").partition("Source    ")
        lines += [f"- **`{each.__name__.lower()}`** {_code(' '.join(text.split()))}"]
        if source:
            lines[-1] += f" *{' '.join(source.split())}*"
    return "\n".join([*lines, ""])


def _code(text: str) -> str:
    """A docstring's text with what would be taken for markup escaped."""
    return re.sub(r"([<*_])", r"\\\1", text)


def _paragraphs(docstring: str) -> dict[str, str]:
    """The paragraphs of a docstring that begin with a word in the margin: Source, Shapes, ..."""
    found = re.findall(r"^([A-Z]\w+)    +(.*(?:\n +.*)*)", inspect.cleandoc(docstring), re.M)
    return {word: " ".join(text.split()) for word, text in found}


def _common(variants: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(variants) < 2:
        return []
    first, *rest = (variant["settings"] for variant in variants)
    return [setting for setting in first if all(setting in others for others in rest)]


def _default(setting: dict[str, Any]) -> str:
    return "required" if setting["required"] else f"`{json.dumps(setting['default'])}`"


def _listed(keys: Any) -> str:
    return " and ".join(f"`{key}`" for key in keys)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    text = "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
    return re.sub(r"\|  (?=\|)", "| ", text).replace("| --- | --- |", "|---|---|")
