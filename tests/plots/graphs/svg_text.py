"""What is in the text of a drawn graph."""

from xml.etree import ElementTree

from autograd_cli.plots.graphs import svg

SVG = "{http://www.w3.org/2000/svg}"


def parsed(graph, **how):
    return ElementTree.fromstring(svg(graph, **how))


def groups(graph, kind, **how):
    """By the first line of what is told of them, the groups of a kind."""
    found = parsed(graph, **how).findall(f"{SVG}g[@class='graph-{kind}']")
    return {group.findtext(f"{SVG}title", "").split("\n")[0]: group for group in found}


def texts(group):
    return [text.text for text in group.iter(f"{SVG}text")]


def told(group):
    """The lines that are seen when pointing at it."""
    return group.findtext(f"{SVG}title").split("\n")
