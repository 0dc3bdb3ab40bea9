"""A new config for a model: every setting there is, with its default and what it means."""

import textwrap
from collections.abc import Iterator
from typing import Any

from autograd_cli.config.describe import describe
from autograd_cli.config.errors import ConfigError, Problem
from autograd_cli.config.nearest import choices, shown
from autograd_cli.config.schema import LISTS, SINGLE, VARIANTS, Settings, name
from autograd_cli.config.writer import inline

SCHEMA_FILE = "autograd.schema.json"
_WIDTH = 100
_NARROW = 40  # a setting that takes more than this has what it means above it

_DATASETS = {
    "logistic_regression": "iris_binary",
    "least_squares": "diabetes",
    "mlp": "iris",
    "convnet": "digits_images",
}
# What a file is called, as nobody has told yet.
_PATHS = {"cifar10": "cifar-10-python.tar.gz", "images": "images"}
# For images that are too small for the layers that are the default.
_SMALL = [
    {"name": "conv", "channels": 16, "padding": 1},
    {"name": "max_pool"},
    {"name": "conv", "channels": 32, "padding": 1},
    {"name": "max_pool"},
    {"name": "dense", "units": 64},
]


def template(model: str, dataset: str | None = None) -> str:
    """The text of a config for `model` on `dataset`, or on one that fits it.

    Paths and targets are guesses, and small images get layers that fit them. Raises ConfigError for
    a name that is not there, and for a model and a dataset that do not fit each other.
    """
    for section, given in (("model", model), ("dataset", dataset)):
        names = [name(variant) for variant in VARIANTS[section]]
        if given is not None and given not in names:
            what = f"unknown {section} {shown(given)}; {choices(given, names)}"
            raise ConfigError([Problem("", "", what)])
    settings = _settings(model, dataset or _DATASETS[model])
    but = " but for model.layers" if _layers(model, settings.dataset.name) else ""
    head = [
        f"# yaml-language-server: $schema={SCHEMA_FILE}",
        f"# {model} on {settings.dataset.name}: every setting, with its default{but}.",
    ]
    told = describe()
    body = [
        line
        for section, value in settings.as_dict().items()
        for line in _section(section, value, told[section])
    ]
    return "\n".join([*head, *body, ""])


def _settings(model: str, dataset: str) -> Settings:
    guesses = {"path": _PATHS.get(dataset, f"table.{dataset}"), "target": -1}
    (variant,) = (v for v in VARIANTS["dataset"] if name(v) == dataset)
    required = {key: value for key, value in guesses.items() if key in variant.model_fields}
    settings = Settings.model_validate(
        {
            "dataset": {"name": dataset, **required},
            "model": {"name": model, **_layers(model, dataset)},
        }
    )
    task = settings.dataset.known_task()
    conflicts = settings.conflicts(task)
    if conflicts:
        raise ConfigError([Problem("", "", what) for _, what in conflicts])
    return settings.completed(task) if task else settings


def _layers(model: str, dataset: str) -> dict[str, Any]:
    """What a model says of its layers if those that are the default do not fit."""
    return {"layers": _SMALL} if (model, dataset) == ("convnet", "digits_images") else {}


def _section(section: str, value: Any, told: list[dict[str, Any]]) -> Iterator[str]:
    """The lines of a section or of a key by itself; what may stand for null is commented out."""
    yield ""
    if isinstance(value, dict):
        yield from _mapping(section, value, told)
        return
    if section in SINGLE:
        (variant,) = told
        defaults = {setting["key"]: setting["default"] for setting in variant["settings"]}
        about, *lines = _mapping(section, defaults, told)
        yield about
        yield f"{section}: null  # {Settings.model_fields[section].description}"
        yield from (f"# {line}" for line in lines)
    elif section in VARIANTS:
        what = f"{Settings.model_fields[section].description}; {_names(section)}"
        yield from _aligned([(f"{section}: null", what)])
    else:
        (setting,) = told[0]["settings"]
        yield from _aligned([(f"{section}: {inline(value)}", setting["about"])])


def _mapping(section: str, value: dict[str, Any], told: list[dict[str, Any]]) -> Iterator[str]:
    """A section's key with what the section is above it, then its settings."""
    (variant,) = (v for v in told if v["name"] == value.get("name", section))
    abouts = {setting["key"]: setting["about"] for setting in variant["settings"]}
    if section in VARIANTS:
        abouts["name"] = _names(section)
    yield f"# {variant['about']}"
    yield f"{section}:"
    for key in value:
        if called := LISTS.get((section, key)):
            abouts[key] += f"; what each may say: autograd list {called}"
    yield from _aligned([(_setting(key, v), abouts[key]) for key, v in value.items()])


def _setting(key: str, value: Any) -> str:
    """A setting of a section in a line; a list of sections in a line for each."""
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return "\n".join([f"  {key}:", *(f"    - {inline(item)}" for item in value)])
    return f"  {key}: {inline(value)}"


def _names(section: str) -> str:
    return f"others: autograd list {section}"


def _aligned(settings: list[tuple[str, str]]) -> Iterator[str]:
    """Settings with what they mean beside them, or above where that would be too wide."""
    column = max((len(text) for text, _ in settings if len(text) <= _NARROW), default=0)
    for text, about in settings:
        line = f"{text:{column}}  # {about}"
        if len(text) <= column and len(line) <= _WIDTH:
            yield line
        else:
            start = " " * (len(text) - len(text.lstrip())) + "# "
            yield from textwrap.wrap(about, _WIDTH, initial_indent=start, subsequent_indent=start)
            yield text
