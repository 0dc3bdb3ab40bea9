"""A page of HTML taken apart, as strictly as we write it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"br", "img", "input", "meta"}


@dataclass
class Element:
    name: str
    attributes: dict
    parent: "Element | None" = None
    children: list = field(default_factory=list)

    def find(self, name=None, **attributes):
        """All elements inside of it of this name that have these attributes."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if name in (None, child.name) and attributes.items() <= child.attributes.items():
                    found.append(child)
                found += child.find(name, **attributes)
        return found

    @property
    def text(self):
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def rows(self):
        """The texts of the cells of a table, row by row."""
        return [[c.text for c in row.children if c.name in ("th", "td")] for row in self.find("tr")]


class _Parser(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {})

    def handle_starttag(self, tag, attrs):
        assert len({*dict(attrs)}) == len(attrs), "an attribute is given twice"
        self.at.children.append(Element(tag, dict(attrs), self.at))
        if tag not in _VOID:
            self.at = self.at.children[-1]

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Element(tag, dict(attrs), self.at))

    def handle_endtag(self, tag):
        assert tag == self.at.name, f"</{tag}> ends <{self.at.name}>"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)


def parse(page):
    """The elements of a page, whose tags must all be closed in order."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    assert parser.at is parser.root, f"<{parser.at.name}> has no end"
    return parser.root
