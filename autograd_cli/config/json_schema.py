"""The JSON Schema of a config file, for editors.

It accepts what `load` accepts, as far as that can be told from the file alone: not what an extended
file or the data say, and not whether the metric to monitor is computed.
"""

from typing import Any

from autograd_cli.config.files import EXTENDS
from autograd_cli.config.schema import (
    METRICS,
    SINGLE,
    UNNAMED,
    VARIANTS,
    Section,
    Settings,
    Task,
    fits,
    name,
)

_TASKS: tuple[Task, ...] = ("binary", "multiclass", "regression")
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
            "allOf": [{"properties": {"optimizer": _NESTEROV}}, *map(_fitting, _TASKS)],
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
    named = {
        f"{section}.{name(variant)}": _definition(variant)
        for section, variants in VARIANTS.items()
        for variant in variants
    }
    single = {section: _definition(variant) for section, variant in SINGLE.items()}
    monitored = [f"{part}/{metric}" for part in ("train", "val") for metric in ("loss", *METRICS)]
    single["train"]["properties"]["monitor"]["anyOf"][0] = {"enum": monitored}
    return named | single


def _definition(variant: type[Section]) -> dict[str, Any]:
    """The settings of a variant, none of which must be there."""
    found: dict[str, Any] = _plain(variant.model_json_schema())
    found.pop("required", None)
    found["properties"] = {key: found["properties"][key] for key in variant.key_names()}
    found["properties"].get("name", {}).pop("default", None)
    return found


def _section(section: str, told: dict[str, Any]) -> dict[str, Any]:
    """Any variant of the section, or null where that means something."""
    field = Settings.model_fields[section]
    kinds: list[dict[str, str]] = [{"$ref": f"#/$defs/{section}"}]
    if section in VARIANTS:
        kinds = [{"$ref": f"#/$defs/{section}.{name(v)}"} for v in VARIANTS[section]]
    if not field.is_required() and field.get_default(call_default_factory=True) is None:
        kinds.append({"type": "null"})
    about = {key: told[key] for key in told if key in ("description", "default")}
    return about | {"anyOf": kinds}


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


def _fitting(task: Task) -> dict[str, Any]:
    """Models, losses and metrics for the datasets that by their name alone are of this task."""
    datasets = [name(v) for v in VARIANTS["dataset"] if getattr(v, "task", None) == task]
    models = [name(v) for v in VARIANTS["model"] if task in v.tasks]  # type: ignore[attr-defined]
    losses = [name(v) for v in VARIANTS["loss"] if v.task == task]  # type: ignore[attr-defined]
    metrics = [metric for metric in METRICS if fits(metric, task)]
    of_task = {"properties": {"dataset": {"required": ["name"], **_called(datasets)}}}
    return {
        "if": {"required": ["dataset"], **of_task},
        "then": {
            "properties": {
                "model": _called(models),
                "loss": _called(losses),
                "metrics": {"items": {"enum": metrics}},
            }
        },
    }
