"""500 configs at random through `train`: each is trained as it says, or refused with the place.

No traceback, and no key that is read over. `drawn` has the configs, `trainer` what is allowed.
The full test has 2,000: `python -m pytest tests/fuzz --hypothesis-profile full`.
"""

import drawn
from hypothesis import given, settings
from hypothesis import strategies as st

_FULL = settings.get_current_profile_name() == "full"


@given(drawn.VALID)
@settings(max_examples=400 if _FULL else 100)
def test_configs_drawn_from_the_schema(trainer, document):
    trainer.train(drawn.written(document), said=document)


@given(drawn.mistaken(drawn.FITTING))
@settings(max_examples=450 if _FULL else 112)
def test_any_values_in_the_place_of_settings(trainer, document):
    trainer.train(drawn.written(document), said=document)


@given(drawn.FITTING, st.data())
@settings(max_examples=350 if _FULL else 87)
def test_any_overrides(trainer, document, data):
    said, words = document, []
    for _ in range(data.draw(st.integers(1, 3))):
        path, value = data.draw(drawn.changes(said))
        said = drawn.changed(said, path, value)
        words.append(f"{'.'.join(map(str, path))}={drawn.written(value)}")
    trainer.train(drawn.written(document), *words, said=said)


@given(drawn.broken(drawn.FITTING))
@settings(max_examples=450 if _FULL else 112)
def test_broken_text(trainer, content):
    trainer.train(content)


_OTHERS = st.sampled_from(["config.yaml", "none.yaml", "t.npy", ".", "", "base.yaml\0"])


@given(drawn.FITTING, st.data())
@settings(max_examples=350 if _FULL else 87)
def test_configs_that_extend_others(trainer, document, data):
    below = {key: value for key, value in document.items() if data.draw(st.booleans())}
    above = {key: value for key, value in document.items() if key not in below}
    if below and data.draw(st.booleans()):
        below = data.draw(drawn.mistaken(st.just(below)))
    if above and data.draw(st.booleans()):
        above = data.draw(drawn.mistaken(st.just(above)))
    broken = drawn.broken(st.just(below))
    trainer.write(data.draw(st.just(drawn.written(below)) | broken), "base.yaml")
    extends = data.draw(st.just("base.yaml") | st.just("base.yaml") | _OTHERS | drawn.VALUES)
    said = above if "extends" in above else {"extends": extends, **above}
    trainer.train(drawn.written(said), said=above)
