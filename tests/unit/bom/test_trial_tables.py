"""Where lines stand: tables side by side and on their side, examples, sections, totals, ranks, pages, merged cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_trial import Bill, Styled, check

HEAD = ("Part No.", "Description", "Qty")
HOUSING, MAGNET, SHAFT = ("H-100", "Housing, die cast", 1), ("M-200", "Ring magnet", 12), ("S-300", "Shaft", 2)
COIL, LENS = ("C-400", "Coil", 6), ("L-500", "Lens", 3)
ROWS = "row number quantity"

SIDE_BY_SIDE = (
    Bill("two tables under their own titles, of other length",
         [("Left arm", "", "", "", "Right arm"), (*HEAD, "", *HEAD), (*HOUSING, "", *COIL), (*MAGNET, "", *LENS),
              SHAFT],
         ROWS, [(3, "H-100", 1), (4, "M-200", 12), (5, "S-300", 2), (3, "C-400", 6), (4, "L-500", 3)]),
    Bill("two tables with other headings",
         [(*HEAD, "", "Sachnummer", "Benennung", "Menge"), (*HOUSING, "", *COIL), (*MAGNET, "", *LENS)],
         ROWS, [(2, "H-100", 1), (3, "M-200", 12), (2, "C-400", 6), (3, "L-500", 3)]),
    Bill("three tables with one blank column between",
         [(*HEAD, "", *HEAD, "", *HEAD), (*HOUSING, "", *COIL, "", *SHAFT),
              (*MAGNET, "", *LENS, "", "S-301", "Pin", 9)],
         ROWS, [(2, "H-100", 1), (3, "M-200", 12), (2, "C-400", 6), (3, "L-500", 3), (2, "S-300", 2),
              (3, "S-301", 9)]),
)

ON_ITS_SIDE = (
    Bill("a title above",
         [("Motor bill",), (), ("Part number", "H-100", "M-200", "S-300"),
          ("Description", "Housing", "Ring magnet", "Shaft"), ("Quantity", 1, 12, 2), ("Unit price (EUR)", 3, 0.5, 7)],
         "number description quantity price",
         [("H-100", "Housing", 1, "3 EUR"), ("M-200", "Ring magnet", 12, "0.5 EUR"), ("S-300", "Shaft", 2, "7 EUR")]),
    Bill("German, not in A1",
         [(), ("", "Sachnummer", "H-100", "M-200", "S-300"), ("", "Benennung", "Gehäuse", "Ringmagnet", "Welle"),
          ("", "Menge", 1, 12, 2), ("", "Werkstoff", "AlSi9", "NdFeB", "C45")],
         "number material quantity", [("H-100", "AlSi9", 1), ("M-200", "NdFeB", 12), ("S-300", "C45", 2)]),
    Bill("Chinese",
         [("物料编码", "H-100", "M-200", "S-300", "C-400"), ("名称", "外壳", "磁环", "轴", "线圈"),
              ("数量", 1, 12, 2, 6),
          ("供应商", "甲", "乙", "丙", "丁")],
         "number description quantity supplier",
         [("H-100", "外壳", 1, "甲"), ("M-200", "磁环", 12, "乙"), ("S-300", "轴", 2, "丙"),
              ("C-400", "线圈", 6, "丁")]),
    Bill("one thing lacks a value",
         [("Part number", "H-100", "M-200", "S-300"), ("Description", "Housing", "Ring magnet", "Shaft"),
          ("Qty", 1, "", 2), ("Manufacturer", "Ace", "Bolt", "Cog")],
         "number quantity manufacturer", [("H-100", 1, "Ace"), ("M-200", None, "Bolt"), ("S-300", 2, "Cog")]),
)

EXAMPLES = (
    Bill("Beispiel in a column of its own",
         [("Pos", "Artikelnummer", "Bezeichnung", "Menge"), ("Beispiel", "12345", "Schraube M4", 10),
          (1, *HOUSING), (2, *MAGNET)], ROWS, [(3, "H-100", 1), (4, "M-200", 12)], ("example-row",)),
    Bill("a Chinese example", [("序号", "物料编码", "名称", "数量"), ("示例", "AB-1", "螺钉", 5), (1, *HOUSING),
         (2, *MAGNET)],
         ROWS, [(3, "H-100", 1), (4, "M-200", 12)], ("example-row",)),
    Bill("a part named sample holder is a part", [HEAD, ("X-9", "Sample holder", 2),
         ("X-8", "Example plate cover", 1)],
         ROWS, [(2, "X-9", 2), (3, "X-8", 1)], unsaid=("example-row",)),
)

SECTIONS = (
    Bill("names alone head what follows",
         [HEAD, ("Mechanics",), HOUSING, SHAFT, ("Electrics",), COIL, ("Optics",), LENS],
         "row number section",
         [(3, "H-100", "Mechanics"), (4, "S-300", "Mechanics"), (6, "C-400", "Electrics"), (8, "L-500", "Optics")]),
    Bill("numbered names in the description column",
         [HEAD, ("", "1. Mechanics"), HOUSING, SHAFT, ("", "2. Electrics"), COIL, LENS],
         "row number section",
         [(3, "H-100", "1. Mechanics"), (4, "S-300", "1. Mechanics"), (6, "C-400", "2. Electrics"),
          (7, "L-500", "2. Electrics")]),
    Bill("merged over the whole width",
         [HEAD, (Styled("Rotor", across=3),), MAGNET, SHAFT, (Styled("Stator", across=3),), COIL],
         "row number section", [(3, "M-200", "Rotor"), (4, "S-300", "Rotor"), (6, "C-400", "Stator")]),
)

PRICED = (*HEAD, "Unit price (EUR)", "Amount (EUR)")
P1, P2, P3 = ("H-100", "Housing", 1, 5, 5), ("M-200", "Ring magnet", 12, 0.5, 6), ("S-300", "Shaft", 2, 7, 14)
TOTALS = (
    Bill("above the headings", [("Total cost", "", "", "", 25), ("Lines", 3), (), PRICED, P1, P2, P3],
         ROWS, [(5, "H-100", 1), (6, "M-200", 12), (7, "S-300", 2)]),
    Bill("inside and below", [PRICED, P1, P2, ("", "Subtotal drive", "", "", 11),
         P3, ("", "Subtotal shaft", "", "", 14),
                              ("", "Grand total", "", "", 25)],
         ROWS, [(2, "H-100", 1), (3, "M-200", 12), (5, "S-300", 2)], ("total-row",)),
    Bill("Zwischensumme, Gesamtsumme and taxes",
         [("Artikelnummer", "Bezeichnung", "Menge", "Preis EUR", "Summe EUR"),
              P1, P2, ("Zwischensumme", "", "", "", 11),
          P3, ("Gesamtsumme netto", "", "", "", 25), ("zzgl. 19 % MwSt.", "", "", "", 4.75)],
         ROWS, [(2, "H-100", 1), (3, "M-200", 12), (5, "S-300", 2)]),
    Bill("a sum without a word", [PRICED, P1, P2, P3, ("", "", "", "", 25)],
         ROWS, [(2, "H-100", 1), (3, "M-200", 12), (4, "S-300", 2)]),
)

RANKS = (
    Bill("a column of ranks 1..4 in one section",
         [("Rank", "Supplier", "Part No.", "Description", "Qty"), ("Magnet",), (1, "Ace", "M-1", "Ring magnet A", 4),
          (2, "Bolt", "M-2", "Ring magnet B", 4), (3, "Cog", "M-3", "Ring magnet C", 4),
          (4, "Dax", "M-4", "Ring magnet D", 4),
          ("Coil",), (1, "Ace", "C-1", "Coil A", 2), (2, "Bolt", "C-2", "Coil B", 2)],
         "number alternative",
         [("M-1", False), ("M-2", True), ("M-3", True), ("M-4", True), ("C-1", False), ("C-2", True)]),
    Bill("ranks beside one item number",
         [("Item", "Choice", "Part No.", "Description", "Qty"), (10, 1, "M-1", "Magnet of Ace", 4),
          (10, 2, "M-2", "Magnet of Bolt", 4), (10, 3, "M-3", "Magnet of Cog", 4), (20, 1, "C-1", "Coil of Ace", 2),
          (20, 2, "C-2", "Coil of Bolt", 2)],
         "number alternative", [("M-1", False), ("M-2", True), ("M-3", True), ("C-1", False), ("C-2", True)]),
    Bill("German ranks beside one item number",
         [("Pos", "Rang", "Artikelnummer", "Bezeichnung", "Menge"), (10, 1, "M-1", "Magnet A", 4),
              (10, 2, "M-2", "Magnet B", 4),
          (20, 1, "C-1", "Spule A", 2), (20, 2, "C-2", "Spule B", 2)],
         "number alternative", [("M-1", False), ("M-2", True), ("C-1", False), ("C-2", True)]),
    Bill("running numbers are no ranks",
         [("No.", *HEAD), (1, *HOUSING), (2, *MAGNET), (3, *SHAFT), (4, *COIL)],
         "number alternative", [("H-100", False), ("M-200", False), ("S-300", False), ("C-400", False)]),
)

PAGES = (
    Bill("headings come again after a page mark",
         [HEAD, HOUSING, MAGNET, ("Page 1 of 2",), HEAD, SHAFT, COIL, ("Page 2 of 2",)],
         ROWS, [(2, "H-100", 1), (3, "M-200", 12), (6, "S-300", 2), (7, "C-400", 6)]),
    Bill("headings come again in capitals",
         [HEAD, HOUSING, MAGNET, tuple(name.upper() for name in HEAD), SHAFT, COIL],
         ROWS, [(2, "H-100", 1), (3, "M-200", 12), (5, "S-300", 2), (6, "C-400", 6)]),
    Bill("title and headings come again",
         [("Pump PX-3", "", "Seite 1/2"), HEAD, HOUSING, MAGNET, (), ("Pump PX-3", "", "Seite 2/2"),
              HEAD, SHAFT, COIL],
         ROWS, [(3, "H-100", 1), (4, "M-200", 12), (8, "S-300", 2), (9, "C-400", 6)]),
    Bill("an amount carried over is no line",
         [PRICED, P1, P2, ("", "Übertrag", "", "", 11), PRICED, ("", "Übertrag", "", "", 11), P3],
         ROWS, [(2, "H-100", 1), (3, "M-200", 12), (7, "S-300", 2)]),
)

MERGED = (
    Bill("a maker over three lines", [(*HEAD, "Manufacturer"), (*HOUSING, Styled("Ace", down=3)),
         MAGNET, SHAFT, (*COIL, "Bolt")],
         "number manufacturer", [("H-100", "Ace"), ("M-200", "Ace"), ("S-300", "Ace"), ("C-400", "Bolt")]),
    Bill("headings of two rows, some over both",
         [(Styled("Part No.", down=2), Styled("Description", down=2), Styled("Quantity", across=2)),
          ("", "", "per unit", "total"), ("H-100", "Housing", 1, 100), ("M-200", "Ring magnet", 12, 1200)],
         "row number quantity", [(3, "H-100", 1), (4, "M-200", 12)]),
    Bill("number, name and quantity over two sources",
         [(*HEAD, "Manufacturer", "MPN"),
          (Styled("M-200", down=2), Styled("Magnet", down=2), Styled(12, down=2), "Ace", "A12"),
          ("", "", "", "Bolt", "B12"),
          (*COIL, "Cog", "K6")],
         "number quantity alternative sources", [("M-200", 12, False, "Ace A12; Bolt B12"),
         ("M-200", None, True, "Ace A12; Bolt B12"),
          ("C-400", 6, False, "Cog K6")]),
    Bill("a category over lines at the left",
         [("Category", *HEAD), (Styled("Magnetics", down=2), *MAGNET), ("", *COIL), ("Optics", *LENS)],
         "number category", [("M-200", "Magnetics"), ("C-400", "Magnetics"), ("L-500", "Optics")]),
)

PLACES = (
    Bill("far down and right", [*[()] * 38, *[("",) * 5 + row for row in (HEAD, HOUSING, MAGNET)]],
         ROWS, [(40, "H-100", 1), (41, "M-200", 12)]),
    Bill("numbered blank rows are no lines",
         [("No.", *HEAD), (1, *HOUSING), (2, *MAGNET), *[(number,) for number in range(3, 21)]],
         ROWS, [(2, "H-100", 1), (3, "M-200", 12)]),
    Bill("a legend below", [HEAD, HOUSING, MAGNET, (), ("Legend:",), ("N/A", "not applicable"),
         ("TBD", "to be defined")],
         ROWS, [(2, "H-100", 1), (3, "M-200", 12)]),
    Bill("stacked tables with other columns, each under its title",
         [("Mechanical parts",), HEAD, HOUSING, SHAFT, (), ("Electrical parts",),
              ("Ref", "Qty", "MPN", "Manufacturer"),
          ("R1,R2", 2, "RC0603", "Ace"), ("C1", 1, "GRM188", "Bolt")],
         ROWS, [(3, "H-100", 1), (4, "S-300", 2), (8, "RC0603", 2), (9, "GRM188", 1)]),
    Bill("the name column has no heading", [("Part No.", "", "Qty"), HOUSING, MAGNET, SHAFT],
         "number description", [("H-100", "Housing, die cast"), ("M-200", "Ring magnet"), ("S-300", "Shaft")]),
)

ALL = (*SIDE_BY_SIDE, *ON_ITS_SIDE, *EXAMPLES, *SECTIONS, *TOTALS, *RANKS, *PAGES, *MERGED, *PLACES)


@pytest.mark.parametrize("bill", ALL, ids=str)
def test_lines_are_those_of_the_bill_and_no_others(bill: Bill, tmp_path: Path) -> None:
    check(bill, tmp_path)
