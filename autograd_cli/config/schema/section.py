"""What all sections of a config share."""

from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

Task: TypeAlias = Literal["binary", "multiclass", "regression"]
ANY_TASK: frozenset[Task] = frozenset({"binary", "multiclass", "regression"})
CLASSES: frozenset[Task] = frozenset({"binary", "multiclass"})


class Section(BaseModel):
    """No unknown key, no conversion between types, no NaN.

    Its validator is built when it is first used: a config uses few of all the sections there are.
    """

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, allow_inf_nan=False, defer_build=True
    )

    @classmethod
    def key_names(cls) -> list[str]:
        """The keys of this section, the name first."""
        return sorted(cls.model_fields, key=lambda key: key != "name")

    def as_dict(self, *, in_short: bool = False) -> dict[str, Any]:
        """Plain values, the name first; `in_short` without what is at its default."""
        values = {key: getattr(self, key) for key in self.key_names()}
        if in_short:
            fields = type(self).model_fields
            values = {
                key: value
                for key, value in values.items()
                if key == "name" or value != fields[key].get_default(call_default_factory=True)
            }
        return {key: plain(value, in_short=in_short) for key, value in values.items()}


def plain(value: Any, *, in_short: bool = False) -> Any:
    """Without sections, in whose places there are what `as_dict` gives."""
    if isinstance(value, list):
        return [plain(item, in_short=in_short) for item in value]
    return value.as_dict(in_short=in_short) if isinstance(value, Section) else value


def name(variant: type[Section]) -> str:
    """The name by which a config picks this variant."""
    literal: str = variant.model_fields["name"].annotation.__args__[0]  # type: ignore[union-attr]
    return literal
