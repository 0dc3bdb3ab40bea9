"""What a terminal shows in the end of all that was written to it."""

import re

_PARTS = re.compile(r"\x1b\[([?\d;]*)([A-Za-z])|([\r\n])|([^\x1b\r\n]+)")


def screen(written):
    """The lines, without spaces at their ends, after moves of the cursor and erasures."""
    lines, row, column = [""], 0, 0
    for numbers, command, move, text in _PARTS.findall(written):
        if move == "\n":
            row, column = row + 1, 0
            lines.extend([""] * (row + 1 - len(lines)))
        elif move == "\r":
            column = 0
        elif command == "A":
            row -= int(numbers or 1)
            assert row >= 0
        elif (command, numbers) == ("K", "2"):
            lines[row] = ""
        elif text:
            lines[row] = lines[row][:column].ljust(column) + text + lines[row][column + len(text) :]
            column += len(text)
        else:
            assert command in ("m", "h", "l"), f"what is {command}?"
    return [line.rstrip() for line in lines]
