"""What the dashboard, Products and Suppliers say is whole: cards wrap, tiles are named as far as there is room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ytterby.exposure.exposure import Concentration
from ytterby.gui.charts.cards import FigureCard
from ytterby.gui.charts.frame import _unbroken
from ytterby.gui.charts.treemap_plot import name_lines
from ytterby.gui.views.supplier_lines import untold_words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NAME = "MG-2001 Magnet NdFeB N42SH 20 x 10 x 4 mm, Ni plated"


def metrics() -> QFontMetrics:
    return QFontMetrics(QApplication.font())


def test_a_card_is_as_high_as_its_words_need(qtbot: QtBot) -> None:
    card = FigureCard("clear")
    qtbot.addWidget(card)
    card.show_figure("0 %", "of spend is judged on evidence", "12 items", "", frozenset())
    low = card.heightForWidth(230)
    card.show_figure("0 %", "of spend is judged on evidence", "10 % decided on a person's word, no evidence given", "",
                     frozenset())
    assert card.heightForWidth(230) > low
    assert card.heightForWidth(900) == low, "where there is room it stands on one line"


def test_a_tile_says_the_whole_name_where_it_has_the_room(qtbot: QtBot) -> None:
    lines = name_lines(NAME, metrics(), QSizeF(120, 200))
    assert " ".join(lines) == NAME
    assert all(metrics().horizontalAdvance(line) <= 120 for line in lines)


def test_a_tile_too_narrow_for_the_part_number_says_nothing_instead_of_its_first_letters(qtbot: QtBot) -> None:
    assert name_lines(NAME, metrics(), QSizeF(metrics().horizontalAdvance("MG-2"), 200)) == []
    assert name_lines(NAME, metrics(), QSizeF(300, 3)) == []


def test_the_last_line_of_a_tile_is_cut_and_never_below_its_edge(qtbot: QtBot) -> None:
    lines = name_lines(NAME, metrics(), QSizeF(120, metrics().height() * 2 + 1))
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_a_title_keeps_a_number_with_what_it_counts() -> None:
    assert "2\u00a0items" in _unbroken("Dysprosium decides most of what is controlled: 2 items")
    assert "46\u00a0days" in _unbroken("stops first, after 46 days")


def test_what_no_source_is_stated_of_stands_on_one_line() -> None:
    none = tuple(Concentration(by, (), 0.0, 0.0, 0.0, "") for by in ("supplier", "country", "processing country"))
    ((words, _),) = untold_words(none)
    assert words == ("Suppliers and countries of make not stated; shares of the countries of refining not known "
                     "without masses.")
    assert untold_words(()) == []
