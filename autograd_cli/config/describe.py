"""The schema told in plain values: what each section may say, with defaults and bounds."""

from collections.abc import Iterable
from typing import Any

from autograd_cli.config.problems import literals
from autograd_cli.config.schema import (
    LISTED,
    LISTS,
    SINGLE,
    VARIANTS,
    Section,
    Settings,
    name,
    plain,
)


def describe() -> dict[str, list[dict[str, Any]]]:
    """By section its variants: `name`, `about`, and `settings` with `key`, `default`, `about`.

    `required` tells a setting without a default. Sections without a name have one variant. What
    lists of sections hold, as layers, stands after the section that has such a list.
    """
    sections = {}
    for section, variants in VARIANTS.items():
        sections[section] = _variants(variants)
        for path, called in LISTS.items():
            if path[0] == section:
                sections[called] = _variants(LISTED[called])
    for section, variant in SINGLE.items():
        told = _variant(variant, section)
        if Settings.model_fields[section].get_default(call_default_factory=True) is None:
            told["about"] += " Off unless it is given."
        sections[section] = [told]
    for key in ("metrics", "seed"):
        setting = {"key": key, **_setting(Settings, key)}
        sections[key] = [{"name": key, "about": "A key by itself.", "settings": [setting]}]
    return sections


def _variants(variants: Iterable[type[Section]]) -> list[dict[str, Any]]:
    return [_variant(variant, name(variant)) for variant in variants]


def _variant(variant: type[Section], called: str) -> dict[str, Any]:
    settings = [
        {"key": key, **_setting(variant, key)} for key in variant.key_names() if key != "name"
    ]
    about = (variant.__doc__ or "").partition("\n")[0]
    return {"name": called, "about": about, "settings": settings}


def _setting(section: type[Section], key: str) -> dict[str, Any]:
    field = section.model_fields[key]
    default = field.get_default(call_default_factory=True)
    bounds = [
        f"{sign} {getattr(limit, bound)}"
        for limit in field.metadata
        for bound, sign in (("gt", ">"), ("ge", "at least"), ("lt", "<"), ("le", "at most"))
        if hasattr(limit, bound)
    ]
    words = [word for word in literals(field.annotation) if word != "null"]
    choices = f"one of {', '.join(words)}" if len(words) > 1 else ""
    return {
        "default": None if field.is_required() else plain(default, in_short=True),
        "required": field.is_required(),
        "about": "; ".join(filter(None, [field.description, choices, ", ".join(bounds)])),
    }
