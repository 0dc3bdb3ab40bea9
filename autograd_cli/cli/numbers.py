"""How numbers are written for people."""


def number(value: float | None) -> str:
    """Four decimals, or four digits where those would show none or too many; - for no number."""
    if value is None:
        return "-"
    return f"{value:.4f}" if value == 0 or 1e-3 <= abs(value) < 1e5 else f"{value:.3e}"
