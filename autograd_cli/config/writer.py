"""Plain values -> YAML that any reader understands the same way, be it of YAML 1.1 or 1.2."""

import math
from typing import Any

import yaml

from autograd_cli.config.reader import Core

_BREAKS = frozenset("\n\r\x85\u2028\u2029")  # of which other quotes would make spaces


class _Dumper(yaml.SafeDumper):
    """Puts every word in quotes that one of the two would take for something else."""

    def represent_str(self, data: str) -> yaml.ScalarNode:
        style = '"' if _BREAKS & set(data) else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style)

    def represent_list(self, data: Any) -> yaml.SequenceNode:
        """Each item in one line."""
        node = super().represent_list(data)
        for item in node.value:
            item.flow_style = True
        return node


_Dumper.add_representer(str, _Dumper.represent_str)
_Dumper.add_representer(list, _Dumper.represent_list)

for _first, _resolvers in Core.yaml_implicit_resolvers.items():
    for _tag, _pattern in _resolvers:
        _Dumper.add_implicit_resolver(_tag, _pattern, [_first])


def block(values: dict[str, Any]) -> str:
    """A key on each line, in the order of `values`."""
    return _dumped(values, flow=False)


def inline(value: Any) -> str:
    """Any value in one line."""
    return _dumped(value, flow=True).removesuffix("\n").removesuffix("\n...")


def _dumped(value: Any, *, flow: bool) -> str:
    text: str = yaml.dump(
        value,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=math.inf,
        default_flow_style=flow,
    )
    return text
