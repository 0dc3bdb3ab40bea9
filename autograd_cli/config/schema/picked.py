"""A section of which the `name` picks a variant."""

from collections.abc import Sequence
from typing import Any, LiteralString

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from autograd_cli.config.schema.section import Section, name


class Picked:
    """Annotates a union of variants: validates what is given as the variant that it names.

    Pydantic's own discriminated unions do the same, but build the validators of all variants, which
    took longer than the rest of loading a config, and put a variant's name into errors' locations.

    Kinds of errors beside the variant's own: `section` for what is no mapping; `name_missing` and
    `name_unknown`, at the name.
    """

    def __init__(
        self, variants: Sequence[type[Section]], *, unnamed: type[Section] | None = None
    ) -> None:
        self.variants = {name(variant): variant for variant in variants}
        self.types = tuple(variants)
        self.unnamed = unnamed

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validated)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [variant.model_json_schema() for variant in self.types]}

    def _validated(self, given: Any) -> Section:
        if isinstance(given, self.types):
            return given
        if not isinstance(given, dict):
            raise PydanticCustomError("section", "this is a section of keys")
        return self._variant(given).model_validate(given)

    def _variant(self, given: dict[str, Any]) -> type[Section]:
        if "name" not in given:
            if self.unnamed:
                return self.unnamed
            raise _at_name("name_missing", "missing", given)
        named = given["name"]
        if not isinstance(named, str) or named not in self.variants:
            raise _at_name("name_unknown", "unknown name", named)
        return self.variants[named]


def _at_name(kind: LiteralString, message: LiteralString, given: Any) -> ValidationError:
    error = PydanticCustomError(kind, message)
    details = InitErrorDetails(type=error, loc=("name",), input=given)
    return ValidationError.from_exception_data("a section", [details])
