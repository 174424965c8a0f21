"""How does a photograph become a picture that is small and tells nothing but what one sees?

A picture is decoded and drawn anew: where and when it was taken, the camera's own preview and whatever else was hidden
in the file stay behind, and no trick with the bytes survives.
"""

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from okportal.documents.kinds import JPEG, PNG, Kind
from okportal.errors import Refused

LONGEST_SIDE = 2000  # pixels: A4 at 170 dots an inch
PORTRAIT_SIDE = 512
FACE_IS_AT = (0.5, 0.4)  # when the long side is cut off: faces are above the middle
MOST_PIXELS = 50_000_000  # 150 MB while it is decoded; telephones take 12 to 48 millions
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")


def redrawn(content: bytes) -> tuple[bytes, Kind]:
    """The right way up, longest side at most 2,000 px: a PNG as PNG, what is transparent too, all others as JPEG."""
    picture = _opened(content)
    mode = "RGBA" if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info else "RGB"
    kind = PNG if picture.format == "PNG" or mode == "RGBA" else JPEG
    try:
        picture.draft(mode, (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))  # a JPEG is decoded at about the size needed
        if picture.mode != mode:  # before it is made smaller, or a palette gives single dots
            picture = picture.convert(mode)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        ImageOps.exif_transpose(picture, in_place=True)
        return _written(picture, kind), kind
    except Exception as error:  # each decoder has its own ways to stumble over damaged data
        raise unreadable() from error


def portrait(content: bytes) -> tuple[bytes, Kind]:
    """A square of 512 px round the middle, as JPEG; what is transparent becomes white."""
    picture = _opened(content)
    try:
        picture.draft("RGB", (2 * PORTRAIT_SIDE, 2 * PORTRAIT_SIDE))
        picture = picture.convert("RGBA")
        ImageOps.exif_transpose(picture, in_place=True)
        picture = ImageOps.fit(picture, (PORTRAIT_SIDE, PORTRAIT_SIDE), Image.Resampling.LANCZOS, centering=FACE_IS_AT)
        white = Image.new("RGBA", picture.size, "white")
        return _written(Image.alpha_composite(white, picture).convert("RGB"), JPEG), JPEG
    except Exception as error:  # as above
        raise unreadable() from error


class _Whole(BytesIO):
    """Reading on after the end is an error. WeasyPrint tells Pillow, for the whole process, to fill up half a picture
    with grey; here it is refused.
    """

    def read(self, size=-1):
        found = super().read(size)
        if not found and size and size > 0:
            raise OSError("cut off")
        return found


def _opened(content) -> Image.Image:
    """The picture with its head read and nothing decoded yet: its size is known before its memory is taken."""
    try:
        picture = Image.open(_Whole(content), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:  # as above
        raise unreadable() from error
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_many_pixels()
    return picture


def _written(picture, kind: Kind) -> bytes:
    picture.info = {}  # else the writer copies comment, profile and Exif from here
    written = BytesIO()
    if kind == PNG:
        picture.save(written, "PNG", optimize=False)
    else:
        picture.save(written, "JPEG", quality=QUALITY, progressive=True)
    return written.getvalue()


def unreadable() -> Refused:
    return Refused(_("The picture is damaged and cannot be read."), way_out=_("Save it anew, or take a new one."))


def _too_many_pixels() -> Refused:
    return Refused(
        _("The picture has more than %(number)s million pixels.") % {"number": MOST_PIXELS // 1_000_000},
        way_out=_("Make it smaller and try again."),
    )
