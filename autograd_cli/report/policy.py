"""What a browser may do with a report: run and apply what is in the page, and load nothing."""

import base64
import hashlib

from autograd_cli.report.markup import Markup, tag


def policy(*, style: str, script: str) -> Markup:
    """The meta element that allows this style, this script and embedded pictures, and no more."""
    rules = {
        "default-src": "'none'",
        "style-src": _digest(style),
        "script-src": _digest(script),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    content = "; ".join(f"{name} {value}" for name, value in rules.items())
    return tag("meta", http_equiv="Content-Security-Policy", content=content)


def _digest(text: str) -> str:
    found = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{found}'"
