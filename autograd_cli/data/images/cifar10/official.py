"""What is known of the official files of CIFAR-10: where they are, their classes, their checksums.

Source    https://www.cs.toronto.edu/~kriz/cifar.html, which describes both formats
Shapes    60,000 images (3, 32, 32) of 10 classes; five batches of 10,000 to train, one to test
Checksums MD5 of the files in the archives, each as in two projects that check them: of the Python
          version torchvision is one; of the binary one the Go package c3sr/dldataset
"""

import hashlib

from autograd_cli.data.errors import DataError

PAGE = "https://www.cs.toronto.edu/~kriz/cifar.html"
DOWNLOAD = f"Download cifar-10-python.tar.gz (170 MB) from {PAGE}"
AGAIN = f"Download it again from {PAGE}."
CLASSES = (
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
)  # fmt: skip
IMAGE = (3, 32, 32)
PIXELS = 3 * 32 * 32  # bytes of an image
IMAGES = 10_000  # of a batch

_MD5 = {
    "data_batch_1": "c99cafc152244af753f735de768cd75f",
    "data_batch_2": "d4bba439e000b95fd0a9bffe97cbabec",
    "data_batch_3": "54ebc095f3ab1f0389bbae665268c751",
    "data_batch_4": "634d18415352ddfa80567beed471001a",
    "data_batch_5": "482c414d41f54cd18b22e5b47cb7c3cb",
    "test_batch": "40351d587109b95175f43aff81a1287e",
    "data_batch_1.bin": "5dd7e06a14cb22eb9f671a540d1b7c25",
    "data_batch_2.bin": "5ea93a67294ea407fff1d09f752e9692",
    "data_batch_3.bin": "942cd6a4bcdd0dd3c604fbe906cb4421",
    "data_batch_4.bin": "ae636b3ba5c66a11e91e8cb52e771fcb",
    "data_batch_5.bin": "53f37980c15c3d472c316c40844f3f0d",
    "test_batch.bin": "803d5f7f4d78ea53de84dbe85f74fb6d",
}


class NotOfficialError(DataError):
    """Files that look like the official ones, and are not."""

    def __init__(self, message: str) -> None:
        super().__init__(f"{message}: damaged, or altered", AGAIN)


def check(name: str, content: bytes, place: str) -> bool:
    """Whether the batch called `name` is the official one, which has 10,000 images.

    Raises NotOfficialError, which begins with `place`, if it has as many and is not.
    """
    if len(content) < IMAGES * PIXELS:
        return False
    found = hashlib.md5(content, usedforsecurity=False).hexdigest()
    if found != _MD5[name]:
        raise NotOfficialError(
            f"{place} has the size of the official file, but the MD5 checksum {found} instead of "
            f"{_MD5[name]}"
        )
    return True
