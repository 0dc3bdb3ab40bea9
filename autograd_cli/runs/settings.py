"""The settings of a run, read back as the schema of today understands them."""

from typing import TYPE_CHECKING, Any

from autograd_cli.runs.columns import flat
from autograd_cli.runs.errors import RunError
from autograd_cli.runs.layout import RunFolder

if TYPE_CHECKING:
    from autograd_cli.config import Settings


def settings(run: RunFolder) -> dict[str, Any]:
    """Every setting by its dotted key; what the run's version did not know is at its default.

    Raises RunError if the config cannot be read.
    """
    return flat(_read(run).as_dict())


def changed(run: RunFolder) -> dict[str, Any]:
    """The settings that a config must give, and those that are not at their defaults.

    Of a list of sections, as layers, all that it must say, unless the whole list is the default.

    Raises RunError if the config cannot be read.
    """
    given = _read(run)
    least = _completed({key: _required(given, key) for key in ("dataset", "model")})
    named = _completed({key: _required(given, key) for key in type(given).model_fields})
    defaults = {**flat(named.as_dict()), **_names(flat(least.as_dict()))}
    in_short = flat(given.as_dict(in_short=True))
    required = {f"{key}.{name}" for key in ("dataset", "model") for name in _required(given, key)}

    def must_be_said(key: str, value: Any) -> bool:
        if _is_listed(key):
            return key in in_short
        return key in required or key not in defaults or value != defaults[key]

    return {key: value for key, value in flat(given.as_dict()).items() if must_be_said(key, value)}


def _read(run: RunFolder) -> "Settings":
    import yaml  # slow to load, as the schema is

    try:
        return _completed(yaml.safe_load(run.resolved_config.read_bytes()))
    except (OSError, ValueError, yaml.YAMLError) as error:  # ValueError: also what pydantic raises
        reason = str(error).replace("\n", " ")
        raise RunError(f"{run.resolved_config} cannot be read: {reason}") from error


def _completed(values: Any) -> "Settings":
    from autograd_cli.config import Settings

    settings = Settings.model_validate(values)
    task = settings.likely_task()
    return settings.completed(task) if task else settings


def _required(settings: "Settings", key: str) -> Any:
    """What of a section picks its variant or has no default; of one without variants its default.

    So a section that is not there by default differs in all its settings.
    """
    section = getattr(settings, key)
    fields = getattr(type(section), "model_fields", {})
    if "name" not in fields:
        return type(settings).model_fields[key].get_default(call_default_factory=True)
    return {
        name: getattr(section, name)
        for name, field in fields.items()
        if name == "name" or field.is_required()
    }


def _is_listed(key: str) -> bool:
    """Whether it is a setting of a section in a list."""
    from autograd_cli.config.schema import LISTS

    return any(key.startswith(f"{'.'.join(path)}.") for path in LISTS)


def _names(settings: dict[str, Any]) -> dict[str, Any]:
    """The names alone, for a section's name is a choice even where all else is its default."""
    return {key: value for key, value in settings.items() if key.endswith(".name")}
