"""The schema told in plain values: what each section may say, with defaults and bounds."""

from typing import Any

from pydantic_core import PydanticUndefined

from autograd_cli.config.schema import VARIANTS, Section, Settings, Train, name


def describe() -> dict[str, list[dict[str, Any]]]:
    """By section its variants: `name`, `about`, and `settings` with `key`, `default`, `about`.

    `required` tells a setting without a default. The sections `train` and `seed` have one variant.
    """
    sections = {
        section: [_variant(variant, name(variant)) for variant in variants]
        for section, variants in VARIANTS.items()
    }
    sections["train"] = [_variant(Train, "train")]
    seed = {"key": "seed", **_setting(Settings, "seed")}
    sections["seed"] = [{"name": "seed", "about": "A key by itself.", "settings": [seed]}]
    return sections


def _variant(variant: type[Section], called: str) -> dict[str, Any]:
    settings = [
        {"key": key, **_setting(variant, key)} for key in variant.key_names() if key != "name"
    ]
    about = (variant.__doc__ or "").partition("\n")[0]
    return {"name": called, "about": about, "settings": settings}


def _setting(section: type[Section], key: str) -> dict[str, Any]:
    field = section.model_fields[key]
    required = field.default is PydanticUndefined
    bounds = [
        f"{sign} {getattr(limit, bound)}"
        for limit in field.metadata
        for bound, sign in (("gt", ">"), ("ge", "at least"), ("lt", "<"), ("le", "at most"))
        if hasattr(limit, bound)
    ]
    return {
        "default": None if required else field.default,
        "required": required,
        "about": "; ".join([field.description or "", *([", ".join(bounds)] if bounds else [])]),
    }
