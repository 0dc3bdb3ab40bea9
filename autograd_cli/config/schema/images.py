"""Datasets of images, (C, H, W) each."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from autograd_cli.config.schema.datasets import DatasetSection
from autograd_cli.config.schema.section import CLASSES, Task

_Side: TypeAlias = Annotated[int, Field(ge=1, le=10_000)]


class Images(DatasetSection):
    """Settings that every dataset of images has: pixels go from black, -1, to white, 1."""

    tasks = CLASSES

    standardize: bool = Field(
        default=False,
        description="instead: each channel of the training part to mean 0, deviation 1",
    )


class DigitsImages(Images):
    """Handwritten digits as images: 1,797 of 1 x 8 x 8 pixels, 10 classes; ink is white."""

    task: ClassVar[Task] = "multiclass"
    name: Literal["digits_images"]

    def known_task(self) -> Task | None:
        return self.task


class CIFAR10(Images):
    """CIFAR-10: 60,000 photographs of 3 x 32 x 32 pixels, 10 classes, from its official files."""

    task: ClassVar[Task] = "multiclass"
    name: Literal["cifar10"]
    path: str = Field(
        min_length=1,
        description="cifar-10-python.tar.gz or cifar-10-binary.tar.gz, or the folder it unpacks "
        "to; a config's relative path starts at the config's folder",
    )
    validation_fraction: float | None = Field(  # type: ignore[assignment]
        default=None,
        ge=0,
        lt=1,
        description="null: the 10,000 official test images are the validation part; else a share "
        "of the 50,000 others, and the test images are not looked at",
    )
    verify: bool = Field(
        default=True, description="refuse files of the official size that are not the official ones"
    )

    @property
    def has_validation(self) -> bool:
        return self.validation_fraction is None or self.validation_fraction > 0

    def known_task(self) -> Task | None:
        return self.task


class ImageFolder(Images):
    """The user's own images (needs Pillow: the extra `images`): a folder for each class."""

    name: Literal["images"]
    path: str = Field(
        min_length=1,
        description="the folder that holds the classes' folders; a config's relative path starts "
        "at the config's folder",
    )
    size: Annotated[list[_Side], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="[height, width] to bring all images to; null if they are alike"
    )
    color: Literal["rgb", "grey"] | None = Field(
        default=None, description="3 channels or 1; null for grey if all images are"
    )

    def known_task(self) -> Task | None:
        return None


IMAGES: tuple[type[DatasetSection], ...] = (DigitsImages, CIFAR10, ImageFolder)
ImageSettings: TypeAlias = DigitsImages | CIFAR10 | ImageFolder
