"""The brief: two pages whatever the bill holds, the report's own figures, text in every script, markup shown."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders_report import HOSTILE, assessment, document
from ytterby.core.errors import ReportError
from ytterby.core.finding import Force
from ytterby.exposure.exposure import Share
from ytterby.report.brief import words, write
from ytterby.report.dossier import dossier
from ytterby.report.layout import shortened
from ytterby.report.page import Kind, Link
from ytterby.report.pdf_text import CHINESE, JAPANESE, markup, runs

READER = shutil.which("pdftotext")
ASSUMED = "MOFCOM-2025-61=in-force@2026-11-11"


def pages(path: Path) -> int:
    return len(re.findall(rb"/Type /Page\b", path.read_bytes()))


def text_of(path: Path) -> str:
    assert READER
    done = subprocess.run([READER, "-layout", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_the_same_input_gives_the_same_bytes_on_two_pages(tmp_path: Path) -> None:
    made = dossier(document(), assessment())
    for name in ("a.pdf", "b.pdf"):
        write(made, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert pages(tmp_path / "a.pdf") == 2


def test_a_crowded_bill_still_takes_two_pages(tmp_path: Path) -> None:
    found = assessment(Force.UNVERIFIED, *(f"{ASSUMED} {number} 稀土" * 4 for number in range(30)))
    shares = tuple(Share(f"Supplier {number} <b>株式会社カ", 0.05, 1.0, (1,)) for number in range(20))
    crowded = tuple(replace(found.exposure.concentration[0], by=f"way {number}", shares=shares) for number in range(9))
    exposure = replace(found.exposure, concentration=crowded, figures=found.exposure.figures * 6)
    write(dossier(document(), replace(found, exposure=exposure), firm="Firma " * 60), tmp_path / "brief.pdf")
    assert pages(tmp_path / "brief.pdf") == 2


@pytest.mark.skipif(READER is None, reason="no reader of PDF is installed")
def test_it_says_day_assumption_rules_figures_and_that_it_is_no_advice(tmp_path: Path) -> None:
    write(dossier(document(), assessment(Force.UNVERIFIED, ASSUMED), firm="A & <b>B</b> 稀土"), tmp_path / "brief.pdf")
    text = text_of(tmp_path / "brief.pdf")
    for needed in ("2026-11-21", ASSUMED, "1" * 64, "not legal advice", "18,750", "A & <b>B</b> 稀土", "seed 1",
                   "controlled, unverified", "undetermined, unverified"):
        assert needed in text, needed
    assert "65 %" not in text, "the shares of suppliers have no line of the law"


@pytest.mark.skipif(READER is None, reason="no reader of PDF is installed")
def test_it_names_items_with_product_and_money_and_says_once_that_it_is_no_advice(tmp_path: Path) -> None:
    write(dossier(document(), assessment()), tmp_path / "brief.pdf")
    text = text_of(tmp_path / "brief.pdf")
    assert text.count("not legal advice") == 1
    assert re.search(r"M-1: SmCo magnet 20x4 DU-100 controlled, in force 18,750", text)
    assert "Spend, EUR" in text


def test_letters_go_to_a_font_that_has_them_and_markup_is_shown() -> None:
    assert runs("N42SH 钕铁硼 magnet") == [("N42SH ", True), ("钕铁硼 ", False), ("magnet", True)]
    assert CHINESE in markup("钕铁硼")
    assert JAPANESE in markup("磁石のカタログ")
    assert markup("<b>&") == "&lt;b&gt;&amp;"
    assert "\x07" not in markup(HOSTILE)
    assert shortened("abcdef", 4) == "abc…"


def test_cells_read_as_in_the_workbook() -> None:
    assert [words(*each) for each in (
        (None, Kind.TEXT), (0.6, Kind.SHARE), (18_750.4, Kind.MONEY), (date(2026, 11, 21), Kind.DATE),
        (Link("Lines 5", "Lines", 5), Kind.TEXT), (2.5, Kind.NUMBER))] == [
        "", "60 %", "18,750", "2026-11-21", "Lines 5", "2.5"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="folder does not exist"):
        write(dossier(document(), assessment()), tmp_path / "none" / "brief.pdf")
