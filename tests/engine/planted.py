"""Functions made on the spot, most of them with a wrong rule, for a gradient check to find."""

from typing import Any

import autograd_cli as ag


def planted(forward: Any, **rules: Any) -> Any:
    """The op `Planted` with this forward and these rules."""
    members = {"forward": staticmethod(forward)}
    members |= {name: staticmethod(rule) for name, rule in rules.items()}
    return type("Planted", (ag.Function,), members).apply
