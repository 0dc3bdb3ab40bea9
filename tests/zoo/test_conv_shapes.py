"""What does not fit a convolutional network is told before there is one, with the layer."""

import numpy as np
import pytest
from layer_settings import avg_pool, build, conv, dense, dropout, max_pool

from autograd_cli.config import SettingError, schema

DEFAULT = schema.ConvNet(name="convnet").layers


@pytest.mark.parametrize(
    ("layers", "shape", "key", "message"),
    [
        (
            [conv(16, kernel_size=3), max_pool(), conv(16), max_pool()],
            (1, 8, 8),
            (3, "kernel_size"),
            "max_pool, the 4th layer, gets images of 16 x 1 x 1: a window of 2 x 2 does not fit",
        ),
        (
            [avg_pool(kernel_size=6, padding=1)],
            (3, 2, 9),
            (0, "kernel_size"),
            "avg_pool, the 1st layer, gets images of 3 x 2 x 9: a window of 6 x 6 does not fit, "
            "padded by 1",
        ),
        (
            [max_pool(), conv(kernel_size=5)],
            (1, 8, 8),
            (1, "kernel_size"),
            "conv, the 2nd layer, gets images of 1 x 4 x 4: a kernel of 5 x 5 does not fit",
        ),
        (
            [conv(kernel_size=3, dilation=5, padding=1)],
            (1, 8, 8),
            (0, "kernel_size"),
            "conv, the 1st layer, gets images of 1 x 8 x 8: a kernel of 3 x 3 with dilation 5 does "
            "not fit, padded by 1",
        ),
        (
            [conv(6), conv(8, groups=4)],
            (3, 8, 8),
            (1, "groups"),
            "conv, the 2nd layer, gets images of 6 x 6 x 6: 4 groups do not divide their 6 "
            "channels",
        ),
        (
            [conv(7, groups=2)],
            (4, 8, 8),
            (0, "groups"),
            "conv, the 1st layer, gets images of 4 x 8 x 8: 2 groups do not divide its 7 channels",
        ),
        (
            [conv(), conv(), max_pool(kernel_size=3, padding=2)],
            (1, 8, 8),
            (2, "padding"),
            "max_pool, the 3rd layer, gets images of 4 x 4 x 4: a padding of 2 is more than half a "
            "window of 3 x 3",
        ),
        (
            [dense(5), dropout(), conv()],
            (1, 8, 8),
            (2, "name"),
            "conv, the 3rd layer, gets 5 numbers: it works on images, so put it before the first "
            "dense layer",
        ),
        (
            [dense(5), avg_pool()],
            (1, 8, 8),
            (1, "name"),
            "avg_pool, the 2nd layer, gets 5 numbers: it works on images, so put it before the "
            "first dense layer",
        ),
        (
            [conv(1_000_000, kernel_size=1), dense(1_000_000)],
            (1, 8, 8),
            (1, "units"),
            "dense, the 2nd layer, gets images of 1000000 x 8 x 8: a weight of "
            "1000000 x 64000000 numbers does not fit into memory",
        ),
        (
            [conv(1_000_000, kernel_size=1), conv(1_000_000, kernel_size=10_000, padding=9_999)],
            (1, 8, 8),
            (1, "channels"),
            "conv, the 2nd layer, gets images of 1000000 x 8 x 8: a weight of 1000000 x "
            "1000000 x 10000 x 10000 numbers does not fit into memory",
        ),
        (
            [max_pool(kernel_size=1)] * 11 + [max_pool(), max_pool()],
            (1, 2, 2),
            (12, "kernel_size"),
            "max_pool, the 13th layer, gets images of 1 x 1 x 1: a window of 2 x 2 does not fit",
        ),
        (
            [max_pool(kernel_size=1)] * 20 + [conv()],
            (1, 2, 2),
            (20, "kernel_size"),
            "conv, the 21st layer, gets images of 1 x 2 x 2: a kernel of 3 x 3 does not fit",
        ),
        (
            DEFAULT,
            (1, 8, 8),
            (2, "kernel_size"),
            "conv, the 3rd layer, gets images of 6 x 2 x 2: a kernel of 5 x 5 does not fit; set "
            "model.layers: the default ones are for images of 32 x 32",
        ),
    ],
)
def test_a_layer_that_does_not_fit_is_named(layers, shape, key, message):
    with pytest.raises(SettingError) as caught:
        build(*layers, shape=shape)
    assert caught.value.path == ("model", "layers", *key)
    assert caught.value.problem == message


def test_a_window_of_all_that_there_is_fits():
    images = np.zeros((5, 2, 8, 8))
    model = build(conv(kernel_size=8), max_pool(kernel_size=2, padding=1), dense())
    assert model(images).shape == (5, 3)
    assert build(conv(kernel_size=10, padding=1))(images).shape == (5, 3)
    assert build(avg_pool(kernel_size=8))(images).shape == (5, 3)


def test_a_dataset_without_images_is_refused():
    with pytest.raises(SettingError) as caught:
        build(shape=(30,))
    assert caught.value.path == ("model", "name")
    assert caught.value.problem == (
        "convnet takes images (C, H, W), and this dataset has 30 features; choose another model, "
        "or a dataset of images: digits_images, cifar10, images"
    )
