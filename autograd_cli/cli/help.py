"""How the help of commands looks: a list under headings, usage as people know it from elsewhere."""

from typing import Any

from typer.core import TyperCommand, TyperGroup


class Command(TyperCommand):
    """A command whose usage says FILE for what must be there, [FILE] for what may be."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        shown = (p for p in self.get_params(ctx) if not getattr(p, "hidden", False))
        pieces = [piece for param in shown for piece in param.get_usage_pieces(ctx)]
        return ["[OPTIONS]", *(piece.replace("{", "").replace("}", "") for piece in pieces)]


class Group(TyperGroup):
    """Commands, each listed under the heading that its `rich_help_panel` is."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        width = max(map(len, self.commands))
        room = formatter.width - width - 6
        headings: dict[str, list[tuple[str, str]]] = {}
        command: Any  # the type that Typer promises knows no headings
        for name, command in self.commands.items():
            row = name.ljust(width), command.get_short_help_str(room)
            headings.setdefault(str(command.rich_help_panel), []).append(row)
        for heading, rows in headings.items():
            with formatter.section(heading):
                formatter.write_dl(rows)
