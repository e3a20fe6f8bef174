"""What cells say: numbers, prices, units, counts, countries, and part numbers that a spreadsheet has turned."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from builders_trial import Bill, Styled, check

HEAD = ("Part No.", "Description", "Qty")


def one(
    rule: str, heading: str, cell: object, field: str, value: object, usual: object = None, read: object = None,
) -> Bill:
    """A bill of three lines with a further column that holds ``cell`` in the second; the others hold what is usual."""
    rows = [(*HEAD, heading), ("A-1", "Bracket", 2, usual), ("A-2", "Cover", 1, cell), ("A-3", "Lid", 7, usual)]
    return Bill(rule, rows, field, [(read,), (value,), (read,)])


def counted(rule: str, cell: object, quantity: float | None, *said: str) -> Bill:
    rows = [HEAD, ("A-1", "Bracket", 2), ("A-2", "Cover", cell), ("A-3", "Lid", 7), ("A-4", "Cap", 3)]
    return Bill(rule, rows, "number quantity", [("A-1", 2), ("A-2", quantity), ("A-3", 7), ("A-4", 3)], said)


COUNTS = (
    counted("1,8 m", "1,8 m", 1.8),
    counted("12个", "12个", 12),
    counted("2 End Sets", "2 End Sets", 2),
    counted("full-width figures", "１２", 12),
    counted("full-width figures with a unit", "３．５ｍ", 3.5),
    counted("a times mark before", "x 4", 4),
    counted("a times mark behind", "4x", 4),
    counted("what may be a half or one of two is asked", "1/2", None, "quantity-unread"),
    counted("as required is no number", "as required", None, "quantity-unread"),
    counted("a blank within", "1 200", 1200),
    counted("a unit in brackets", "5 (pcs)", 5),
    counted("Stück", "6 Stück", 6),
)

PRICES = (
    one("a yen sign of full width", "单价 CNY", "￥0.73", "price", "0.73 CNY"),
    one("kr behind, comma, told in the heading", "Pris SEK", "95,11 kr", "price", "95.11 SEK"),
    one("points in thousands and a comma", "Preis", "1.234,56 €", "price", "1234.56 EUR"),
    one("commas in thousands and a point", "Price", "USD 1,234.56", "price", "1234.56 USD"),
    one("blanks in thousands", "Prix", "1 234,56 €", "price", "1234.56 EUR"),
    one("an apostrophe in thousands", "Preis", "CHF 1'234.50", "price", "1234.5 CHF"),
    one("per 100 in the heading", "Price per 100 EUR", 250, "price", "2.5 EUR"),
    one("per 100 in the cell", "Price EUR", "250,00 / 100", "price", "2.5 EUR", 10, "10 EUR"),
    one("per thousand in words of the heading", "Preis pro 1000 Stück EUR", 50, "price", "0.05 EUR"),
    one("per 100 in German in the cell", "Preis EUR", "250,00 je 100 Stück", "price", "2.5 EUR", 10, "10 EUR"),
    one("a currency of the number format", "Price", Styled(12.5, '#,##0.00 "€"'), "price", "12.5 EUR"),
    one("a currency with its country in the number format", "Price", Styled(12.5, "[$£-809]#,##0.00"),
         "price", "12.5 GBP"),
    one("the letters of a currency in the number format", "Price", Styled(12.5, '#,##0.00 "PLN"'),
         "price", "12.5 PLN"),
    one("zł", "Cena", "12,50 zł", "price", "12.5 PLN"),
    one("Kč", "Cena", "1 250,50 Kč", "price", "1250.5 CZK"),
    one("₽", "Цена", "1 250,50 ₽", "price", "1250.5 RUB"),
    one("руб.", "Цена", "1250,50 руб.", "price", "1250.5 RUB"),
    one("元", "单价", "12.5元", "price", "12.5 CNY"),
    one("円", "単価", "1,250円", "price", "1250 JPY"),
    one("₩", "단가", "₩1,250", "price", "1250 KRW"),
    one("on request is no price", "Price EUR", "on request", "price", None),
    Bill("per 100 in a note above",
         [("All prices per 100 pieces in EUR",), (), (*HEAD, "Price"), ("A-1", "Bracket", 2, 250),
              ("A-2", "Cover", 1, 90)],
         "number price", [("A-1", "2.5 EUR"), ("A-2", "0.9 EUR")]),
    Bill("a currency in a note above",
         [("Alle Preise in CHF, netto",), (), (*HEAD, "Preis"), ("A-1", "Bracket", 2, 2.5), ("A-2", "Cover", 1, 9)],
         "number price", [("A-1", "2.5 CHF"), ("A-2", "9 CHF")]),
    Bill("a price unit in a column beside",
         [(*HEAD, "Preis EUR", "Preiseinheit"), ("A-1", "Bracket", 2, 250, 100), ("A-2", "Cover", 1, 9, 1)],
         "number price", [("A-1", "2.5 EUR"), ("A-2", "9 EUR")]),
    Bill("a currency in a column beside",
         [(*HEAD, "Price", "Currency"), ("A-1", "Bracket", 2, 2.5, "USD"), ("A-2", "Cover", 1, 9, "JPY")],
         "number price", [("A-1", "2.5 USD"), ("A-2", "9 JPY")]),
)

MASSES = (
    one("kilograms of the heading", "Weight [kg]", 0.25, "mass", 250.0),
    one("a unit of the cell before that of the heading", "Weight (g)", "0,25 kg", "mass", 250.0),
    one("pounds", "Weight (lbs)", 2, "mass", 907.185),
    one("milligrams of the cell", "Mass", "350 mg", "mass", 0.35),
    one("Chinese kilograms", "重量（千克）", 1.5, "mass", 1500.0),
)

ORIGINS = tuple(one(f"{cell} is {code}", "Country of origin", cell, "origin", code, "France", "FR") for cell, code in (
    ("CN/VN", "CN/VN"), ("P.R.C.", "CN"), ("PRC", "CN"), ("Made in China", "CN"), ("CHN", "CN"),
    ("Volksrepublik China", "CN"),
    ("République tchèque", "CZ"), ("Tschechien", "CZ"), ("Estados Unidos", "US"), ("Stati Uniti", "US"),
    ("Estados Unidos da América", "US"),
    ("Verenigde Staten", "US"), ("Niemcy", "DE"), ("Německo", "DE"), ("Германия", "DE"), ("德国", "DE"),
    ("ドイツ", "DE"), ("독일", "DE"),
    ("Allemagne", "DE"), ("Alemania", "DE"), ("Germania", "DE"), ("Alemanha", "DE"), ("Duitsland", "DE"),
    ("Deutschland", "DE"),
    ("Japonia", "JP"), ("Japonsko", "JP"), ("Giappone", "JP"), ("Japão", "JP"), ("Япония", "JP"), ("日本", "JP"),
    ("일본", "JP"),
    ("Południowa Korea", "KR"), ("Korea Południowa", "KR"), ("Südkorea", "KR"), ("Corée du Sud", "KR"),
    ("Corea del Sur", "KR"),
    ("Jižní Korea", "KR"), ("Южная Корея", "KR"), ("韩国", "KR"), ("韓国", "KR"), ("대한민국", "KR"),
    ("Zuid-Korea", "KR"),
    ("Coreia do Sul", "KR"), ("Corea del Sud", "KR"), ("Китай", "CN"), ("Čína", "CN"), ("Chiny", "CN"),
    ("Cina", "CN"), ("中国大陆", "CN"),
    ("중국", "CN"), ("台湾", "TW"), ("Tajwan", "TW"), ("Holland", "NL"), ("UK", "GB"), ("Großbritannien", "GB"),
    ("Türkei", "TR"),
    ("Vietnam", "VN"), ("越南", "VN"), ("Wietnam", "VN"), ("Малайзия", "MY"), ("マレーシア", "MY"), ("Maleisië", "MY"),
    ("China, Vietnam", "CN/VN"), ("CN; JP", "CN/JP"), ("China or Japan", "CN/JP"), ("ＣＮ", "CN"),
))

TURNED = (
    Bill("a type that became a date is said", [(*HEAD, "MPN"), ("A-1", "Bracket", 2, Styled(datetime(2026, 3, 7),
         "d-mmm")),
                                               ("A-2", "Cover", 1, "QX-7"), ("A-3", "Lid", 7, "QX-8")],
         "number quantity", [("A-1", 2), ("A-2", 1), ("A-3", 7)], ("code-became-date",)),
    Bill("a type that became a power of ten is said", [(*HEAD, "MPN"), ("A-1", "Bracket", 2, "1.20E+15"),
         ("A-2", "Cover", 1, "QX-7"),
                                                       ("A-3", "Lid", 7, "QX-8")],
         "number quantity", [("A-1", 2), ("A-2", 1), ("A-3", 7)], ("code-became-exponent",)),
    Bill("a number of many figures has no decimals", [(*HEAD, "MPN"), ("A-1", "Bracket", 2, 1217860027.0),
         ("A-2", "Cover", 1, "QX-7"),
                                                      ("A-3", "Lid", 7, "QX-8")],
         "number mpn", [("A-1", "1217860027"), ("A-2", "QX-7"), ("A-3", "QX-8")]),
    Bill("leading zeros of the format", [HEAD, (Styled(4711, "00000000"), "Bracket", 2), (Styled(815, "00000000"),
         "Cover", 1)],
         "number", [("00004711",), ("00000815",)]),
    Bill("leading zeros of the text", [HEAD, ("0004711", "Bracket", 2),
         ("0000815", "Cover", 1)], "number", [("0004711",), ("0000815",)]),
    Bill("full-width letters and figures are the same part",
         [HEAD, ("ＡＢ－１２", "Magnet", 2), ("AB-12", "Magnet", 1), ("CD-34", "Cover", 1)],
         "thing quantity", [(0, 2), (0, 1), (1, 1)]),
    Bill("half-width katakana", [("品番", "品名", "数量"), ("", "ﾓｰﾀ", 2), ("", "モータ", 3), ("A-2", "カバー", 1)],
         "thing quantity", [(0, 2), (0, 3), (1, 1)]),
    Bill("Cyrillic look-alikes in a number are the same part",
         [HEAD, ("ABC-12", "Bracket", 2), ("АВС-12", "Bracket", 3)], "thing quantity", [(0, 2), (0, 3)]),
)

ALL = (*COUNTS, *PRICES, *MASSES, *ORIGINS, *TURNED)


@pytest.mark.parametrize("bill", ALL, ids=str)
def test_cells_say_what_they_say_to_a_reader(bill: Bill, tmp_path: Path) -> None:
    check(bill, tmp_path)
