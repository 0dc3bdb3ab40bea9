"""The names that a list of runs needs: nothing is loaded here, so that it is there at once."""

SUMMARY = "summary.json"
PLOTS = "plots"  # the pictures: of one run in its folder, of several beside their folders


def by_age(run_id: str) -> tuple[str, int]:
    """A key that sorts ids by time: the second and the tenth of one second and name in order."""
    stem, _, number = run_id.rpartition("-")
    return (stem, int(number)) if stem.count("-") > 1 and number.isdecimal() else (run_id, 1)
