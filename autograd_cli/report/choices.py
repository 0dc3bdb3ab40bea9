"""What a reader chooses for the curves, and the pieces of line that explain them."""

from autograd_cli.report.markup import Content, Markup, tag


def choice(kind: str, name: str, value: str, label: Content, *, on: bool = True) -> Markup:
    """A control with its label; `on`: it is chosen at first."""
    return tag("label", tag("input", type=kind, name=name, value=value, checked=on), " ", label)


def marked(swatch: Markup, name: Content) -> Markup:
    """A name behind its piece of line."""
    return tag("span", swatch, tag("span", name), class_="marked")
