"""Does a photograph come out small, upright, and telling nothing but what one sees?"""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from okportal.documents.uploads import accept_picture
from okportal.errors import Refused
from tests.documents.samples import opened, pdf, picture
from tests.documents.uploading import refusal, sent, taken


def noise(form) -> bytes:
    """A picture that cannot be packed small, so that there is something to cut off."""
    written = BytesIO()
    Image.effect_noise((100, 100), 90).convert("RGB").save(written, form)
    return written.getvalue()


def test_long_side_is_at_most_two_thousand():
    assert opened(taken(picture(size=(4000, 1000))).content).size == (2000, 500)
    assert opened(taken(picture("PNG", size=(100, 3000))).content).size == (67, 2000)
    assert opened(taken(picture(size=(60, 40))).content).size == (60, 40)


def camera_picture(form, orientation=6):
    """Left half red, right half blue, lying on its side, with everything a camera tells."""
    image = Image.new("RGB", (80, 40), "blue")
    image.paste("red", (0, 0, 40, 40))
    told = Image.Exif()
    told[0x0112], told[0x010F], told[0x9286] = orientation, "Kameramerke", "hemmelig sted"
    told.get_ifd(0x8825)[1] = "N"
    extra = {"comment": b"hemmelig kommentar"} if form == "JPEG" else {}
    if form == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>hemmelig</x:xmpmeta>")
        extra = {"pnginfo": words}
    written = BytesIO()
    image.save(written, form, exif=told, icc_profile=b"hemmelig profil" * 20, quality=95, **extra)
    return written.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("take", [taken, lambda content: accept_picture(sent(content))], ids=["picture", "portrait"])
def test_picture_stands_upright_and_tells_nothing_else(form, take):
    sent_in = camera_picture(form)
    assert b"Kameramerke" in sent_in
    content = take(sent_in).content
    for told in (b"Kameramerke", b"hemmelig", b"Exif", b"eXIf", b"xmp", b"ICC", b"iCCP"):
        assert told not in content, told
    image = opened(content).convert("RGB")
    middle, bottom = image.width // 2, image.height - 5
    assert image.getpixel((middle, 5))[0] > 200 and image.getpixel((middle, bottom))[2] > 200, "not turned"
    assert not image.getexif()


def test_transparency_is_kept_as_png():
    for form in ("PNG", "WEBP"):
        accepted = taken(picture(form, mode="RGBA", colour=(0, 0, 0, 0)))
        assert accepted.content_type == "image/png" and opened(accepted.content).getpixel((1, 1))[3] == 0


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "P"), ("PNG", "1"), ("PNG", "LA")])
def test_every_way_to_write_colours_is_read(form, mode):
    assert taken(picture(form, mode=mode, colour=None)).content_type in {"image/jpeg", "image/png"}


def test_first_picture_of_a_film_is_taken():
    written = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(written, "PNG", save_all=True, append_images=frames[1:])
    assert getattr(opened(taken(written.getvalue()).content), "n_frames", 1) == 1


def test_portrait_is_a_square_of_512_without_transparency():
    for content in (
        picture(size=(4000, 1000)),
        picture(size=(30, 200)),
        picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)),
    ):
        accepted = accept_picture(sent(content, "meg.png"))
        image = opened(accepted.content)
        assert (image.size, image.mode, accepted.name) == ((512, 512), "RGB", "meg.jpg")
    assert image.getpixel((5, 5)) == (255, 255, 255)


def test_no_document_is_a_portrait():
    with pytest.raises(Refused, match="kind"):
        accept_picture(sent(pdf(), "meg.jpg"))


def png_of(width, height) -> bytes:
    """A PNG that promises this many pixels in a few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(30_000, 30_000), (8_000, 6_251), (50_000_001, 1)])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_picture_of_too_many_pixels_is_refused_before_it_is_decoded(size):
    assert "million pixels" in refusal(png_of(*size))


@pytest.mark.parametrize(
    "content",
    [noise("PNG")[:9000], noise("JPEG")[:4000], noise("WEBP")[:4000], b"\xff\xd8\xff\xe0" + b"x" * 90],
    ids=range(4),
)
@pytest.mark.parametrize("is_lenient", [False, True])
def test_damaged_picture_is_refused(content, is_lenient, monkeypatch):
    """Also when WeasyPrint has been loaded, which makes Pillow lenient."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", is_lenient)
    assert "damaged" in refusal(content)
    with pytest.raises(Refused, match="damaged"):
        accept_picture(sent(content))


def test_page_hidden_behind_a_picture_is_gone():
    assert b"<script>" not in taken(picture() + b"<script>alert(1)</script>").content
