"""A command whose argument is a formula, which may begin with a minus sign."""

import re
from typing import Any

from autograd_cli.cli.help import Command

_LONG_OPTION = re.compile(r"--[A-Za-z][\w-]*(=.*)?", re.DOTALL)


class FormulaCommand(Command):
    """A command that takes "-x**2" for its argument, and not for options that it has not.

    The values of its options may be negative, too.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args if "--" in args else self._reordered(ctx, args))

    def _reordered(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments with such formulas behind a --, after which nothing is an option."""
        follow = {  # how many values
            name: 0 if getattr(param, "is_flag", False) else param.nargs
            for param in self.get_params(ctx)
            for name in (*param.opts, *param.secondary_opts)
        }
        others: list[str] = []
        formulas: list[str] = []
        rest = iter(args)
        for arg in rest:
            with_value = not arg.startswith("--") and follow.get(arg[:2], 0) > 0  # as in -oFILE
            is_option = arg in follow or with_value or _LONG_OPTION.fullmatch(arg)
            if arg.startswith("-") and not is_option:
                formulas.append(arg)
                continue
            others.append(arg)
            for _ in range(follow.get(arg, 0) if arg.startswith("-") else 0):
                others += [value for value in [next(rest, None)] if value is not None]
        return [*others, "--", *formulas] if formulas else args
