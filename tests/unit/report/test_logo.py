"""The firm's logo: known by its bytes, bounded, and nothing but its pixels goes round."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from builders_report import assessment, document
from ytterby.core.errors import ReportError
from ytterby.report.brief import write as write_brief
from ytterby.report.dossier import dossier
from ytterby.report.logo import MOST_BYTES, read_logo
from ytterby.report.questionnaire import write_forms
from ytterby.report.questions import INSTRUCTIONS, PARTS
from ytterby.report.xlsx import write


def picture(kind: str, size: tuple[int, int] = (300, 100)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "#0055aa").save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_png_and_jpeg_are_known_by_their_bytes_whatever_the_name(kind: str, tmp_path: Path) -> None:
    (tmp_path / "logo.txt").write_bytes(picture(kind))
    logo = read_logo(tmp_path / "logo.txt")
    assert (logo.width, logo.height) == (300, 100)
    assert logo.data.startswith(b"\x89PNG")


@pytest.mark.parametrize("data", [
    b"", b"GIF89a" + bytes(100), b"\x89PNG\r\n\x1a\n", picture("PNG")[:80], picture("JPEG")[:60], b"<svg onload='x'/>",
    picture("PNG")[:-8], picture("PNG", (1, 1))[:50], picture("GIF"), b"\xff\xd8\xff\xe0\x00\x00" * 50,
])
def test_what_is_no_whole_picture_is_refused_in_a_sentence(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(data)
    with pytest.raises(ReportError, match="no whole PNG or JPEG"):
        read_logo(tmp_path / "logo.png")


def test_a_huge_file_or_picture_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES))
    with pytest.raises(ReportError, match="larger than 2 MB"):
        read_logo(tmp_path / "large.png")
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    chunk += bytes(4) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)
    with pytest.raises(ReportError, match="60000 × 60000"):
        read_logo(tmp_path / "bomb.png")


def test_words_hidden_in_the_file_do_not_go_round(tmp_path: Path) -> None:
    words = PngInfo()
    words.add_text("Comment", "internal only")
    Image.new("RGB", (40, 20)).save(tmp_path / "logo.png", pnginfo=words)
    assert b"internal" in (tmp_path / "logo.png").read_bytes()
    assert b"internal" not in read_logo(tmp_path / "logo.png").data


def test_it_stands_on_summary_and_brief_and_is_never_enlarged(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(picture("PNG", (90, 30)))
    made = dossier(document(), assessment(), firm="Firma", logo=read_logo(tmp_path / "logo.png"))
    write(made, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    image, = book["Summary"]._images
    assert (image.width, image.height) == (90, 30)
    assert not book["Lines"]._images
    write_brief(made, tmp_path / "with.pdf")
    write_brief(dossier(document(), assessment(), firm="Firma"), tmp_path / "without.pdf")
    assert b"/Image" in (tmp_path / "with.pdf").read_bytes()
    assert b"/Subtype /Image" not in (tmp_path / "without.pdf").read_bytes()


def test_it_stands_on_the_first_sheet_of_every_questionnaire(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(picture("PNG", (900, 300)))
    made = dossier(document(), assessment(), firm="Firma", logo=read_logo(tmp_path / "logo.png"))
    forms = write_forms(made, tmp_path / "forms")
    assert forms
    for form in forms:
        book = load_workbook(form)
        image, = book[INSTRUCTIONS]._images
        assert image.anchor._from.row == 0
        assert not book[PARTS]._images
