"""Themes, icons, words and numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor

from ytterby.core.estimate import Estimate
from ytterby.core.finding import Force, Outcome, Treatment
from ytterby.gui import icons, theme, wording
from ytterby.resources import folder

SCHEMES = ("light", "dark", "contrast")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
             for value in QColor(colour).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_stand_out_4_5_to_1_and_marks_3_to_1_from_what_lies_behind(qapp, scheme):
    theme.apply(qapp, scheme)
    of = theme.tokens()
    for ground in (of.background, of.surface, of.raised):
        assert contrast(of.text, ground) >= 4.5
        assert contrast(of.muted, ground) >= 4.5
    for name in ("controlled", "undetermined", "clear", "suspended", "unverified", "defence", "semiconductor"):
        assert contrast(getattr(of, name), of.surface) >= 3, name
    for ground in (of.background, of.surface):  # of scroll bars
        assert contrast(of.handle, ground) >= 3
    assert contrast(of.text, of.selection) >= 4.5
    assert contrast(of.text, of.highlight) >= 4.5
    assert contrast(of.on_accent, of.accent) >= 4.5
    assert len(set(of.series)) == 8


def test_every_scheme_can_be_laid_over_and_taken_back(qapp):
    for scheme in (*theme.SCHEMES, "light"):
        theme.apply(qapp, scheme)
    assert theme.tokens().name == "light"
    assert qapp.palette().window().color().name() == theme.tokens().background


def test_no_colour_stands_outside_the_theme():
    gui = Path(theme.__file__).parent
    colour = re.compile(r"[\"']#[0-9a-fA-F]{3,8}[\"']|Qt\.GlobalColor\.(?!transparent)\w+")
    found = [f"{file.name}: {hit}" for file in gui.rglob("*.py") if file.name != "theme.py"
             for hit in colour.findall(file.read_text("utf-8"))]
    assert not found


@pytest.mark.parametrize("name", sorted(path.stem for path in folder("icons").glob("*.svg")))
def test_every_icon_can_be_drawn(qapp, name):
    image = icons.icon(name).pixmap(20, 20).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(20) for y in range(20))


def test_every_status_has_a_mark_of_another_shape(qapp):
    statuses = ("controlled", "undetermined", "upstream", "rare earth", "not controlled")
    assert len({icons.MARKS[status][0] for status in statuses}) == len(statuses)
    assert {str(force) for force in Force} <= icons.MARKS.keys()


def test_every_word_of_the_law_has_words_on_screen():
    assert set(wording.OUTCOME_WORDS) == set(Outcome)
    assert set(wording.FORCE_WORDS) == set(Force)
    assert set(wording.TREATMENT_WORDS) == set(Treatment)


@pytest.mark.parametrize(("made", "text"), [
    (lambda: wording.number(1204), "1,204"), (lambda: wording.number(None), "–"),
    (lambda: wording.number(0.5, 2), "0.5"),
    (lambda: wording.number(float("nan")), "–"), (lambda: wording.money(18400, "EUR"), "€ 18,400"),
    (lambda: wording.money(None, "EUR"), "–"), (lambda: wording.money(5, "SEK"), "SEK 5"),
    (lambda: wording.percent(0.001, 2), "0.1 %"), (lambda: wording.mass(0.0042), "4.2 mg"),
    (lambda: wording.mass(7.0), "7 g"), (lambda: wording.mass(125_000), "125 kg"),
    (lambda: wording.mass(3.2e6), "3.2 t"),
    (lambda: wording.quantity(0.02), "0.02"), (lambda: wording.quantity(12000.4), "12,000"),
    (lambda: wording.counted(1, "entry", "entries"), "1 entry"), (lambda: wording.counted(2, "line"), "2 lines"),
    (lambda: wording.estimate_percent(Estimate(0.006, 0.032, 0.06)), "3.2 % (0.6–6 %)"),
    (lambda: wording.estimate_percent(Estimate.exactly(0.055)), "5.5 %"),
])
def test_numbers_are_shown_in_the_users_locale(made, text):
    assert made() == text


def test_german_numbers_have_german_signs():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    try:
        assert wording.money(18400.5, "EUR", 2) == "€ 18.400,50"
        assert wording.decimal_sign() == ","
    finally:
        QLocale.setDefault(before)
