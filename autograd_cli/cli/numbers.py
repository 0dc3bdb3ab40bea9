"""How numbers are written for people."""


def number(value: float | None) -> str:
    """Four decimals, or four digits where those would show none or too many; - for no number."""
    if value is None:
        return "-"
    return f"{value:.4f}" if value == 0 or 1e-3 <= abs(value) < 1e5 else f"{value:.3e}"


def size(count: float) -> str:
    """Bytes in the largest unit that there is one of."""
    units = ("B", "KiB", "MiB", "GiB", "TiB")
    power = 0
    while count >= 1024 and power + 1 < len(units):
        count, power = count / 1024, power + 1
    return f"{count:.1f} {units[power]}" if power else f"{count} {units[power]}"
