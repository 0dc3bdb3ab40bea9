"""Predictions to draw, and what a drawn sheet holds."""

import io
from types import SimpleNamespace

import numpy as np
import pytest

from autograd_cli.runs import Predictions


@pytest.fixture
def predicted():
    """Predictions with a confusion matrix, and of some images with outputs and targets."""

    def make(confusion=((1,),), images=None, outputs=(), targets=(), part="val", epoch=3):
        images = np.zeros((0, 0, 0, 0), np.uint8) if images is None else images
        return Predictions(
            part,
            epoch,
            np.array(outputs, float),
            np.array(targets, int),
            np.array(confusion, np.int64),
            images,
            np.arange(len(images)),
        )

    return make


@pytest.fixture
def seen():
    """What is on a sheet once it is drawn: texts with their boxes, images and frames.

    All that is drawn is inside the picture.
    """

    def look(figure):
        from matplotlib.image import BboxImage
        from matplotlib.patches import Rectangle

        figure.savefig(io.BytesIO(), format="png")  # a warning here is an error
        renderer = figure.canvas.get_renderer()
        images = [a for a in figure.artists if isinstance(a, BboxImage)]
        frames = [a for a in figure.artists if isinstance(a, Rectangle)]
        boxes = [text.get_window_extent(renderer) for text in figure.texts]
        boxes += [image.bbox for image in images]
        width, height = figure.bbox.size
        for box in boxes:
            assert 0 <= box.x0 <= box.x1 <= width
            assert 0 <= box.y0 <= box.y1 <= height
        assert width == int(width)
        assert height == int(height)
        return SimpleNamespace(
            size=(int(width), int(height)),
            texts=[text.get_text() for text in figure.texts],
            written=figure.texts,
            boxes=boxes[: len(figure.texts)],
            images=[image.get_array() for image in images],
            places=[image.bbox for image in images],
            frames=frames,
        )

    return look


@pytest.fixture
def apart():
    """Whether no two boxes cover the same place."""

    def look(boxes):
        return not any(
            a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1
            for i, a in enumerate(boxes)
            for b in boxes[:i]
        )

    return look
