"""Text to Expression: Python's grammar, of which only arithmetic is let through."""

import ast
import difflib
import re
import warnings
from typing import Any

from autograd_cli.expressions import operations
from autograd_cli.expressions.errors import ExpressionError, refusal
from autograd_cli.expressions.expression import Call, Expression, Number, Step, Variable
from autograd_cli.expressions.operations import CONSTANTS, FUNCTIONS, NAMES, Operation

LONGEST = 2000  # characters
_DEEPEST = 50

_BINARY: dict[type[ast.operator], Operation] = {
    ast.Add: operations.ADD,
    ast.Sub: operations.SUBTRACT,
    ast.Mult: operations.MULTIPLY,
    ast.Div: operations.DIVIDE,
    ast.Pow: operations.POWER,
    ast.MatMult: operations.MATMUL,
}
_ALLOWED = (
    "A formula is made of numbers, variables, pi, e, + - * / ** @, parentheses, lists of numbers "
    f"and the functions {NAMES}."
)
# How people call what Python's grammar has besides.
_REFUSED: dict[type[ast.AST], str] = {
    ast.Attribute: "an attribute",
    ast.Subscript: "an index",
    ast.Lambda: "a lambda",
    ast.Compare: "a comparison",
    ast.BoolOp: "and / or",
    ast.IfExp: "if / else",
    ast.NamedExpr: "an assignment",
    ast.ListComp: "a comprehension",
    ast.SetComp: "a comprehension",
    ast.DictComp: "a comprehension",
    ast.GeneratorExp: "a comprehension",
    ast.Tuple: "a comma",
    ast.JoinedStr: "a text",
    ast.Starred: "a *",
}


def parse(text: str) -> Expression:
    """Read a formula of numbers, variables, operators and functions; nothing in it is executed.

    Raises ExpressionError, with the column, for anything else; for what is too long, too deep or
    too large to be computed.
    """
    text = re.sub(r"\s", " ", text).strip()
    _check_text(text)
    reader = _Reader(text)
    reader.read(_tree(text), 0)
    variables = dict.fromkeys(step.name for step in reader.steps if isinstance(step, Variable))
    found = Expression(text, tuple(reader.steps), tuple(variables))

    from autograd_cli.expressions.constants import check  # loads NumPy: what is refused is by now

    check(found, reader.places)
    return found


def _check_text(text: str) -> None:
    if not text:
        raise ExpressionError("the formula is empty", 'Write one, as "x**2 + sin(y)".')
    if len(text) > LONGEST:
        raise ExpressionError(
            f"the formula has {len(text)} characters; at most {LONGEST} are read",
            "Leave parts of it out.",
        )
    depth = 0
    for column, character in enumerate(text):
        if not character.isprintable() or character in "#\\":
            raise refusal(f"a character that no formula has, {character!a}", text, column, column)
        depth += (character in "([{") - (character in ")]}")
        if depth > _DEEPEST:
            raise _too_deep(text, column)


def _too_deep(text: str, column: int) -> ExpressionError:
    return refusal(f"nested more than {_DEEPEST} deep", text, column, column + 1)


def _tree(text: str) -> ast.expr:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's about strings, which are refused anyway
            return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        column = min(max((error.offset or 1) - 1, 0), len(text))
        end = column + 1
        what = (error.msg or "invalid syntax").removesuffix(". Perhaps you forgot a comma?")
        hint = "Write products with *, powers with **, as in 3*x**2 + sin(y)."
        if "=" in text:
            hint = "Write the formula alone, without y = before it."
        raise refusal(f"not a formula: {what}", text, column, end, hint) from None
    except (RecursionError, MemoryError, ValueError):
        raise _too_deep(text, 0) from None


class _Reader:
    """Turns Python's tree into steps; what it does not know it refuses."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps: list[Step] = []
        self.places: list[tuple[int, int]] = []

    def read(self, node: ast.expr, depth: int) -> int:
        """Add the steps of `node`; the number of its result."""
        if depth > _DEEPEST:
            raise _too_deep(self.text, self._place(node)[0])
        match node:
            case ast.Constant(value=value):
                return self._number(node, value)
            case ast.Name(id=name):
                return self._name(node, name)
            case ast.BinOp():
                return self._chain(node, depth)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                x = self.read(operand, depth + 1)
                return self._add(node, Call(self._part(node), operations.NEGATIVE, (x,)))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.read(operand, depth + 1)
            case ast.Call():
                return self._call(node, depth)
            case ast.List(elts=items) if items:
                xs = tuple(self.read(item, depth + 1) for item in items)
                return self._add(node, Call(self._part(node), operations.ROW, xs))
            case ast.List():
                raise self._refusal(node, "an empty list")
        raise self._refusal(node, f"{_REFUSED.get(type(node), 'this')} is not allowed", _ALLOWED)

    def _chain(self, node: ast.BinOp, depth: int) -> int:
        """A long sum is deep in Python's tree, at its left; here it is a loop."""
        spine: list[ast.BinOp] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp):
            spine.append(left)
            left = left.left
        x = self.read(left, depth + 1)
        for link in reversed(spine):
            if isinstance(link.op, ast.BitXor):
                raise self._refusal(link, "^ is no power", "Write **, as in x**2.")
            if type(link.op) not in _BINARY:
                raise self._refusal(link, "an operator that no formula has", _ALLOWED)
            y = self.read(link.right, depth + 1)
            x = self._add(link, Call(self._part(link), _BINARY[type(link.op)], (x, y)))
        return x

    def _number(self, node: ast.Constant, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, (int, float, complex)):
            kind = "a text" if isinstance(value, (str, bytes)) else f"{value}"
            raise self._refusal(node, f"{kind} is not allowed", _ALLOWED)
        if isinstance(value, complex):
            raise self._refusal(node, "an imaginary number", "Formulas are of real numbers.")
        return self._add(node, Number(self._part(node), value))

    def _name(self, node: ast.Name, name: str) -> int:
        if name in CONSTANTS:
            return self._add(node, Number(name, CONSTANTS[name], name))
        if name in FUNCTIONS:
            raise self._refusal(
                node, f"{name} is a function", f"Give it what it is of, as {name}(x)."
            )
        if name.startswith("_"):
            raise self._refusal(node, "a variable's name begins with a letter")
        return self._add(node, Variable(name))

    def _call(self, node: ast.Call, depth: int) -> int:
        if not isinstance(node.func, ast.Name):
            raise self._refusal(node, "only functions known by name can be called", _ALLOWED)
        name = node.func.id
        if name not in FUNCTIONS:
            near = difflib.get_close_matches(name, FUNCTIONS, n=1)
            did = f"Did you mean {near[0]}? " if near else ""
            hint = f"{did}The functions are {NAMES}. A product needs its *."
            raise self._refusal(node.func, f"unknown function {name}", hint)
        if node.keywords:
            raise self._refusal(node, f"{name} takes no named arguments", f"Write {name}(x).")
        function = FUNCTIONS[name]
        if len(node.args) != function.inputs:
            takes = f"{function.inputs} argument{'s' * (function.inputs > 1)}"
            raise self._refusal(node, f"{name} takes {takes}; given {len(node.args)}")
        xs = tuple(self.read(argument, depth + 1) for argument in node.args)
        return self._add(node, Call(self._part(node), function, xs))

    def _add(self, node: ast.expr, step: Step) -> int:
        self.steps.append(step)
        self.places.append(self._place(node))
        return len(self.steps) - 1

    def _place(self, node: ast.expr) -> tuple[int, int]:
        """Where it begins and ends; Python counts bytes."""
        code = self.text.encode()
        ends = node.col_offset, node.end_col_offset or node.col_offset
        start, end = (len(code[:offset].decode()) for offset in ends)
        return start, end

    def _part(self, node: ast.expr) -> str:
        start, end = self._place(node)
        return self.text[start:end]

    def _refusal(self, node: ast.expr, what: str, hint: str = "") -> ExpressionError:
        return refusal(what, self.text, *self._place(node), hint)
