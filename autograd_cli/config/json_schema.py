"""The JSON Schema of a config file, for editors.

It accepts what `load` accepts, as far as that can be told from the file alone: not what an extended
file or the data say, and not whether the metric to monitor is computed.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from autograd_cli.config.files import EXTENDS
from autograd_cli.config.schema import (
    DATASETS,
    LISTED,
    LISTS,
    LOSSES,
    METRICS,
    SINGLE,
    UNNAMED,
    VARIANTS,
    Images,
    Section,
    Settings,
    Task,
    fits,
    fitting_models,
    name,
    plain,
)

_EXTENDS = {
    "description": "a config that holds where this one is silent; the path starts at this file's "
    "folder",
    "type": "string",
    "minLength": 1,
}


_NESTEROV = {
    "if": {"properties": {"nesterov": {"const": True}}, "required": ["nesterov"]},
    "then": {"properties": {"momentum": {"exclusiveMinimum": 0}}, "required": ["momentum"]},
}


def json_schema() -> dict[str, Any]:
    """The schema, of draft 2020-12: a definition for each variant of a section.

    A file that extends another may leave out whatever that one says.
    """
    root = _plain(Settings.model_json_schema())["properties"]
    for section in (*VARIANTS, *SINGLE):
        root[section] = _section(section, root[section])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A config of autograd",
        "type": "object",
        "properties": {EXTENDS: _EXTENDS, **root},
        "additionalProperties": False,
        "if": {"not": {"required": [EXTENDS]}},
        "then": {
            "required": ["dataset", "model"],
            "properties": {section: _complete(section) for section in VARIANTS},
            "allOf": [{"properties": {"optimizer": _NESTEROV}}, *_fitting()],
        },
        "$defs": _definitions(),
    }


def _plain(schema: Any) -> Any:
    """Without the titles that pydantic gives everything."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _plain(part)
        for key, part in schema.items()
        if not (key == "title" and isinstance(part, str))
    }


def _definitions() -> dict[str, Any]:
    sections = {
        f"{section}.{name(variant)}": _definition(variant)
        for section, variants in VARIANTS.items()
        for variant in variants
    }
    sections |= {section: _definition(variant) for section, variant in SINGLE.items()}
    for definition in sections.values():  # what a file leaves out, the one it extends may say
        definition.pop("required", None)
    monitored = [f"{part}/{metric}" for part in ("train", "val") for metric in ("loss", *METRICS)]
    sections["train"]["properties"]["monitor"]["anyOf"][0] = {"enum": monitored}
    for (section, key), called in LISTS.items():
        for variant in VARIANTS[section]:
            if key in variant.model_fields:
                defined = sections[f"{section}.{name(variant)}"]["properties"][key]
                defined["items"] = {"anyOf": _references(called, LISTED[called])}
    listed = {
        f"{called}.{name(variant)}": _definition(variant)
        for called, variants in LISTED.items()
        for variant in variants
    }
    return sections | listed


def _definition(variant: type[Section]) -> dict[str, Any]:
    """The settings of a variant."""
    found: dict[str, Any] = _plain(variant.model_json_schema())
    found["properties"] = {key: found["properties"][key] for key in variant.key_names()}
    found["properties"].get("name", {}).pop("default", None)
    for key, field in variant.model_fields.items():
        if field.default_factory:
            default = field.get_default(call_default_factory=True)
            found["properties"][key]["default"] = plain(default, in_short=True)
    return found


def _section(section: str, told: dict[str, Any]) -> dict[str, Any]:
    """Any variant of the section, or null where that means something."""
    field = Settings.model_fields[section]
    kinds: list[dict[str, str]] = [{"$ref": f"#/$defs/{section}"}]
    if section in VARIANTS:
        kinds = _references(section, VARIANTS[section])
    if not field.is_required() and field.get_default(call_default_factory=True) is None:
        kinds.append({"type": "null"})
    about = {key: told[key] for key in told if key in ("description", "default")}
    return about | {"anyOf": kinds}


def _references(section: str, variants: Sequence[type[Section]]) -> list[dict[str, str]]:
    return [{"$ref": f"#/$defs/{section}.{name(variant)}"} for variant in variants]


def _complete(section: str) -> dict[str, Any]:
    """What must be there in a section that adds to no other file's."""
    if section in UNNAMED:
        unnamed = {"$ref": f"#/$defs/{section}.{name(UNNAMED[section])}"}
        return {"if": {"type": "object", "required": ["name"]}, "else": unnamed}
    needs = []
    for variant in VARIANTS[section]:
        required = [key for key, field in variant.model_fields.items() if field.is_required()]
        if set(required) - {"name"}:
            needs.append({"if": _called([name(variant)]), "then": {"required": required}})
    return {"required": ["name"], **({"allOf": needs} if needs else {})}


def _called(names: list[str]) -> dict[str, Any]:
    return {"properties": {"name": {"enum": names}}}


def _fitting() -> Iterator[dict[str, Any]]:
    """Models, losses and metrics for the datasets, as far as their names alone tell what fits."""
    alike: dict[tuple[frozenset[Task], bool], list[str]] = {}
    for dataset in DATASETS:
        tasks = frozenset({dataset.task}) if hasattr(dataset, "task") else dataset.tasks
        alike.setdefault((tasks, issubclass(dataset, Images)), []).append(name(dataset))
    for (tasks, images), datasets in alike.items():
        of_these = {"dataset": {"required": ["name"], **_called(datasets)}}
        metrics = [metric for metric in METRICS if any(fits(metric, task) for task in tasks)]
        yield {
            "if": {"required": ["dataset"], "properties": of_these},
            "then": {
                "properties": {
                    "model": _called(fitting_models(tasks, images=images)),
                    "loss": _called([name(loss) for loss in LOSSES if loss.task in tasks]),
                    "metrics": {"items": {"enum": metrics}},
                }
            },
        }
