"""Pickles such as the files of CIFAR-10 are, read without calling anything that they name.

Not by Python's `pickle`, which does what a file says: here a call is noted down, not made, a name
is admitted only if NumPy's arrays need it, and steps, bytes and memory are bounded by the file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from autograd_cli.data.errors import DataError
from autograd_cli.data.images.cifar10.official import AGAIN

_MOST_STEPS = 200_000  # Python 2 takes 3 for an image, Python 3 up to 10; there are 10,000 images
_LONGEST_NAME = 64
_STOP = ord(".")
_HINT = f"It is damaged, or was made to do harm: nothing in it was run. {AGAIN}"

# What Python 2 and 3 and NumPy before and since 2.0 call what makes an array, or bytes.
_ADMITTED = {
    "numpy.core.multiarray._reconstruct": "array",
    "numpy._core.multiarray._reconstruct": "array",
    "numpy.core.numeric._frombuffer": "frombuffer",
    "numpy._core.numeric._frombuffer": "frombuffer",
    "numpy.ndarray": "ndarray",
    "numpy.dtype": "dtype",
    "_codecs.encode": "encode",
}


@dataclass(frozen=True, slots=True)
class Name:
    """Something that a pickle names: one of the admitted."""

    name: str


@dataclass(slots=True)
class Call:
    """A call that a pickle asks for, and the state that its result should get."""

    function: str
    arguments: tuple[Any, ...]
    state: Any = None


class _MalformedError(Exception):
    """What is wrong at a byte."""


def load(data: bytes, place: str) -> Any:
    """What a pickle holds: plain values, `Call` for arrays; what was a str in Python 2 is bytes.

    Long bytes are a memoryview of `data`.

    Raises DataError, which begins with `place`, if it is damaged or holds anything else.
    """
    machine = _Machine(data)
    try:
        return machine.run()
    except _MalformedError as error:
        problem = str(error)
    except (IndexError, KeyError, ValueError):  # also of UTF-8, and of a key without a value
        problem = "this does not follow from what came before"
    raise DataError(f"{place} cannot be read as a pickle: byte {machine.at}: {problem}", _HINT)


class _Machine:
    """A stack, the stacks below the marks, and the memo, as `pickletools` describes them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.stack: list[Any] = []
        self.below: list[list[Any]] = []
        self.memo: dict[int, Any] = {}
        self.encoded = 0

    def run(self) -> Any:
        for _ in range(_MOST_STEPS):
            code = self.byte()
            if code == _STOP:
                return self.stack.pop()
            step = _STEPS.get(code)
            if step is None:
                raise _MalformedError(
                    f"the opcode {code:#04x} is none of those that such a file needs"
                )
            step(self)
        raise _MalformedError("it takes more steps than any such file")

    def byte(self) -> int:
        if self.at == len(self.data):
            raise _MalformedError("it is cut short")
        self.at += 1
        return self.data[self.at - 1]

    def number(self, width: int, *, signed: bool = False) -> int:
        return int.from_bytes(self.take(width), "little", signed=signed)

    def take(self, count: int) -> bytes:
        self._check(count)
        self.at += count
        return self.data[self.at - count : self.at]

    def view(self, count: int) -> memoryview:
        """As `take`, without a copy."""
        self._check(count)
        self.at += count
        return memoryview(self.data)[self.at - count : self.at]

    def _check(self, count: int) -> None:
        left = len(self.data) - self.at
        if count > left:
            raise _MalformedError(f"it is cut short: {count} bytes should follow, {left} do")

    def push(self, value: Any) -> None:
        self.stack.append(value)

    def mark(self) -> None:
        self.below.append(self.stack)
        self.stack = []

    def since_mark(self) -> list[Any]:
        found, self.stack = self.stack, self.below.pop()
        return found

    def append(self, values: list[Any]) -> None:
        self._top(list).extend(values)

    def set_items(self, values: list[Any]) -> None:
        found = self._top(dict)
        for key, value in zip(values[::2], values[1::2], strict=True):
            if not isinstance(key, (bytes, str)) or len(key) > _LONGEST_NAME:
                raise _MalformedError("a key is no short text")
            found[key] = value

    def tuple_of(self, count: int) -> None:
        if len(self.stack) < count:
            raise IndexError
        self.stack[-count:] = [tuple(self.stack[-count:])]

    def line(self) -> str:
        end = self.data.find(b"\n", self.at, self.at + _LONGEST_NAME)
        if end < 0:
            raise _MalformedError("a name has no end")
        name, self.at = self.data[self.at : end].decode("latin-1"), end + 1
        return name

    def name(self, module: Any, name: Any) -> None:
        texts = isinstance(module, str) and isinstance(name, str)  # a list may print without end
        found = _ADMITTED.get(f"{module}.{name}") if texts else None
        if found is None:
            raise _MalformedError(f"it asks for {_shown(module)}.{_shown(name)}, not for an array")
        self.push(Name(found))

    def call(self) -> None:
        arguments, function = self.stack.pop(), self.stack.pop()
        if not isinstance(function, Name) or not isinstance(arguments, tuple):
            raise _MalformedError("what is called is no function")
        encoded = function.name == "encode"
        self.push(self._encoded(arguments) if encoded else Call(function.name, arguments))

    def build(self) -> None:
        state = self.stack.pop()
        self._top(Call).state = state

    def _encoded(self, arguments: tuple[Any, ...]) -> bytes:
        """How protocol 2 of Python 3 writes bytes; of the same text not again and again."""
        match arguments:
            case (str(text), "latin1"):
                self.encoded += len(text)
                if self.encoded > len(self.data):
                    raise _MalformedError("it holds more bytes than it is long")
                return text.encode("latin-1")
        raise _MalformedError("it encodes what is no text in Latin-1")

    def _top(self, kind: type) -> Any:
        if not isinstance(self.stack[-1], kind):
            raise _MalformedError(f"a {type(self.stack[-1]).__name__} is used as a {kind.__name__}")
        return self.stack[-1]


def _shown(name: Any) -> str:
    return name[:_LONGEST_NAME] if isinstance(name, str) else type(name).__name__


_Step: TypeAlias = Callable[[_Machine], None]


def _short_bytes(machine: _Machine) -> None:
    machine.stack.append(machine.take(machine.byte()))


def _long_bytes(width: int) -> _Step:
    """Push the bytes that follow their length, which is a number of `width` bytes."""
    return lambda machine: machine.push(machine.view(machine.number(width)))


def _text(width: int) -> _Step:
    """Push a text in UTF-8 that follows its length, which is a number of `width` bytes."""
    return lambda machine: machine.push(machine.take(machine.number(width)).decode())


def _remember(machine: _Machine, place: int) -> None:
    machine.memo[place] = machine.stack[-1]


def _pass(machine: _Machine, count: int) -> None:
    machine.take(count)


def _stack_name(machine: _Machine) -> None:
    name, module = machine.stack.pop(), machine.stack.pop()
    machine.name(module, name)


def _long(machine: _Machine) -> None:
    width = machine.byte()
    if width > 8:
        raise _MalformedError(f"a number has {width} bytes")
    machine.push(machine.number(width, signed=True))


# By opcode, whose names are those of `pickletools`.
_STEPS: dict[int, _Step] = {
    ord("K"): lambda m: m.stack.append(m.byte()),  # BININT1
    ord("M"): lambda m: m.push(m.number(2)),  # BININT2
    ord("J"): lambda m: m.push(m.number(4, signed=True)),  # BININT
    0x8A: _long,  # LONG1
    ord("U"): _short_bytes,  # SHORT_BINSTRING
    ord("T"): _long_bytes(4),  # BINSTRING
    ord("C"): _short_bytes,  # SHORT_BINBYTES
    ord("B"): _long_bytes(4),  # BINBYTES
    0x8E: _long_bytes(8),  # BINBYTES8
    0x96: _long_bytes(8),  # BYTEARRAY8
    0x8C: _text(1),  # SHORT_BINUNICODE
    ord("X"): _text(4),  # BINUNICODE
    0x8D: _text(8),  # BINUNICODE8
    ord("N"): lambda m: m.push(None),  # NONE
    0x88: lambda m: m.push(True),  # NEWTRUE
    0x89: lambda m: m.push(False),  # NEWFALSE
    ord("]"): lambda m: m.push([]),  # EMPTY_LIST
    ord("}"): lambda m: m.push({}),  # EMPTY_DICT
    ord(")"): lambda m: m.push(()),  # EMPTY_TUPLE
    ord("("): _Machine.mark,  # MARK
    ord("a"): lambda m: m.append([m.stack.pop()]),  # APPEND
    ord("e"): lambda m: m.append(m.since_mark()),  # APPENDS
    ord("s"): lambda m: m.set_items([m.stack.pop(-2), m.stack.pop()]),  # SETITEM
    ord("u"): lambda m: m.set_items(m.since_mark()),  # SETITEMS
    0x85: lambda m: m.tuple_of(1),  # TUPLE1
    0x86: lambda m: m.tuple_of(2),  # TUPLE2
    0x87: lambda m: m.tuple_of(3),  # TUPLE3
    ord("t"): lambda m: m.push(tuple(m.since_mark())),  # TUPLE
    ord("q"): lambda m: _remember(m, m.byte()),  # BINPUT
    ord("r"): lambda m: _remember(m, m.number(4)),  # LONG_BINPUT
    0x94: lambda m: _remember(m, len(m.memo)),  # MEMOIZE
    ord("h"): lambda m: m.push(m.memo[m.byte()]),  # BINGET
    ord("j"): lambda m: m.push(m.memo[m.number(4)]),  # LONG_BINGET
    ord("c"): lambda m: m.name(m.line(), m.line()),  # GLOBAL
    0x93: _stack_name,  # STACK_GLOBAL
    ord("R"): _Machine.call,  # REDUCE
    ord("b"): _Machine.build,  # BUILD
    0x80: lambda m: _pass(m, 1),  # PROTO
    0x95: lambda m: _pass(m, 8),  # FRAME
}
