"""Cleaning an author's picture: drawn anew, so that nothing is in it but what it shows."""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from storage.pictures import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 5 * 1024 * 1024
"""Largest picture file an author may give. Unit: bytes."""

WIDEST = 6000
"""Longest side a picture file may have. Unit: pixels."""

KEPT_SIDE = 800
"""Longest side of the picture that is kept. Unit: pixels."""

SMALL = 80 * 1024
"""A picture stays PNG up to here; above, it is kept as JPEG. Unit: bytes."""

_FORMATS = ("PNG", "JPEG", "WEBP")
_OTHERS = (
    (b"<svg", "is an SVG drawing"),
    (b"<?xml", "is an SVG drawing or other XML"),
    (b"GIF8", "is a GIF"),
    (b"%PDF", "is a PDF"),
    (b"ftyphei", "is a HEIC photo, as iPhones take them"),
    (b"ftypavif", "is an AVIF picture"),
)
_SAVE_AS = "Save it as PNG, JPEG or WebP"


class PictureRefused(Exception):
    """A picture that cannot be used: which, ``what`` is wrong with it, and the ``way_out``."""

    def __init__(self, name: str, what: str, way_out: str) -> None:
        self.what = f'the picture "{name}" {what}'
        self.way_out = way_out
        super().__init__(f"{self.what}. {way_out}")


def clean(content: bytes, name: str) -> Picture:
    """Draw a picture anew.

    No place, camera, thumbnail, comment or profile stays in it; it is turned as it was meant,
    what was see-through is white, and it is at most ``KEPT_SIDE`` a side. The same bytes always
    give the same picture. A large photo takes a second and 150 MB.

    Raises:
        PictureRefused: It is too large, damaged, or no PNG, JPEG or WebP.
    """
    check_size(len(content), name)
    fresh = _redrawn(content, name)
    kept, media_type = _written(fresh, "PNG"), "image/png"
    if len(kept) > SMALL:
        kept, media_type = _written(fresh, "JPEG"), "image/jpeg"
    return Picture(kept, media_type, hashlib.sha256(content).hexdigest())


def check_size(size: int, name: str) -> None:
    """Refuse a file that is too large. Unit: bytes.

    Raises:
        PictureRefused: It is.
    """
    if size > LARGEST:
        raise PictureRefused(
            name,
            f"is {size / 2**20:.1f} MB; the most is {LARGEST // 2**20} MB",
            "Save it smaller, under the same name",
        )


def _redrawn(content: bytes, name: str) -> Image:
    from PIL import Image, ImageOps, UnidentifiedImageError

    damaged = PictureRefused(name, "is damaged or not whole", f"{_SAVE_AS} again")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            seen = Image.open(BytesIO(content), formats=_FORMATS)
        _check_sides(seen.size, name)
        if seen.format == "JPEG":
            seen.draft("RGB", (2 * KEPT_SIDE, 2 * KEPT_SIDE))
        upright = ImageOps.exif_transpose(seen)
        drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except PictureRefused:
        raise
    except UnidentifiedImageError:
        raise PictureRefused(name, _kind(content), _SAVE_AS) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_wide(name, "has far too many pixels") from None
    except Exception:  # whatever a broken file does to Pillow, it is the file that is refused
        raise damaged from None
    drawn.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
    page = Image.new("RGB", drawn.size, "white")
    page.paste(drawn, mask=drawn.getchannel("A") if drawn.mode == "RGBA" else None)
    return page


def _check_sides(size: tuple[int, int], name: str) -> None:
    if max(size) > WIDEST:
        raise _too_wide(name, f"is {size[0]} × {size[1]} pixels")


def _too_wide(name: str, how: str) -> PictureRefused:
    return PictureRefused(
        name, f"{how}; the most is {WIDEST} a side", "Save it smaller, under the same name"
    )


def _kind(content: bytes) -> str:
    start = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t")
    for mark, what in _OTHERS:
        if mark in start:
            return f"{what}; pictures are PNG, JPEG or WebP"
    return "is no PNG, JPEG or WebP"


def _written(page: Image, form: str) -> bytes:
    out = BytesIO()
    if form == "PNG":
        page.save(out, "PNG", optimize=True)
    else:
        page.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
