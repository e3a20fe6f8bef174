"""What columns mean: sources in their three shapes, several quantities, and headings in thirteen languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_trial import Bill, check

SOURCES = "number quantity alternative sources"

FOLLOWING_ROWS = (
    Bill("rows without item number add makers",
         [("Item", "Part No.", "Description", "Qty", "Manufacturer", "MPN"),
              (1, "R-10", "Resistor 10k", 4, "Ace", "A10K"),
          ("", "", "", "", "Bolt", "B10K"), ("", "", "", "", "Cog", "C10K"),
          (2, "C-20", "Capacitor", 2, "Dax", "D100N"),
          ("", "", "", "", "Eos", "E100N")],
         SOURCES,
         [("R-10", 4, False, "Ace A10K; Bolt B10K; Cog C10K"), ("R-10", None, True, "Ace A10K; Bolt B10K; Cog C10K"),
          ("R-10", None, True, "Ace A10K; Bolt B10K; Cog C10K"), ("C-20", 2, False, "Dax D100N; Eos E100N"),
          ("C-20", None, True, "Dax D100N; Eos E100N")]),
    Bill("the same in German, with the maker's number before the maker",
         [("Pos", "Sachnummer", "Benennung", "Menge", "Herstellernummer", "Hersteller"),
          (10, "M-1", "Magnet", 8, "NX-42", "Ace"), ("", "", "", "", "QX-42", "Bolt"),
          (20, "S-1", "Schraube", 4, "DIN912", "Cog")],
         SOURCES,
         [("M-1", 8, False, "Ace NX-42; Bolt QX-42"), ("M-1", None, True, "Ace NX-42; Bolt QX-42"),
              ("S-1", 4, False, "Cog DIN912")]),
    Bill("in Chinese", [("序号", "料号", "名称", "数量", "制造商", "制造商型号"),
         (1, "R-1", "电阻", 4, "甲公司", "RC0603"),
                        ("", "", "", "", "乙公司", "RK73"), (2, "C-1", "电容", 2, "丙公司", "GRM188")],
         SOURCES,
         [("R-1", 4, False, "甲公司 RC0603; 乙公司 RK73"), ("R-1", None, True, "甲公司 RC0603; 乙公司 RK73"),
          ("C-1", 2, False, "丙公司 GRM188")]),
)

NUMBERED_COLUMNS = (
    Bill("Manufacturer 1..3 and MPN 1..3",
         [("Part No.", "Description", "Qty", "Manufacturer 1",
              "MPN 1", "Manufacturer 2", "MPN 2", "Manufacturer 3", "MPN 3"),
          ("R-10", "Resistor", 4, "Ace", "A1", "Bolt", "B1", "Cog", "C1"),
          ("C-20", "Capacitor", 2, "Dax", "D1", "", "", "", "")],
         "number quantity sources", [("R-10", 4, "Ace A1; Bolt B1; Cog C1"), ("C-20", 2, "Dax D1")]),
    Bill("all makers first, then all numbers",
         [("Part No.", "Description", "Qty", "Mfr 1", "Mfr 2", "Mfr P/N 1", "Mfr P/N 2"),
              ("R-10", "Resistor", 4, "Ace", "Bolt", "A1", "B1"),
          ("C-20", "Capacitor", 2, "Dax", "Eos", "D1", "E1")],
         "number quantity sources", [("R-10", 4, "Ace A1; Bolt B1"), ("C-20", 2, "Dax D1; Eos E1")]),
    Bill("Hersteller 1, Herstellernummer 1",
         [("Sachnummer", "Benennung", "Menge", "Hersteller 1",
              "Herstellernummer 1", "Hersteller 2", "Herstellernummer 2"),
          ("M-1", "Magnet", 4, "Ace", "A1", "Bolt", "B1"), ("S-1", "Schraube", 2, "Dax", "D1", "", "")],
         "number quantity sources", [("M-1", 4, "Ace A1; Bolt B1"), ("S-1", 2, "Dax D1")]),
    Bill("制造商1, 型号1",
         [("物料编码", "名称", "数量", "制造商1", "制造商型号1", "制造商2", "制造商型号2"),
              ("R-1", "电阻", 4, "甲", "A1", "乙", "B1"),
          ("C-1", "电容", 2, "丙", "C1", "", "")],
         "number quantity sources", [("R-1", 4, "甲 A1; 乙 B1"), ("C-1", 2, "丙 C1")]),
    Bill("a second source without number in its heading",
         [("Part No.", "Description", "Qty", "Manufacturer", "MPN", "Alt. Manufacturer", "Alt. MPN"),
          ("R-10", "Resistor", 4, "Ace", "A1", "Bolt", "B1"), ("C-20", "Capacitor", 2, "Dax", "D1", "", "")],
         "number quantity sources", [("R-10", 4, "Ace A1; Bolt B1"), ("C-20", 2, "Dax D1")]),
)

REPEATED_ROWS = (
    Bill("one item number on two rows counts once",
         [("Item", "Part No.", "Description", "Qty", "Manufacturer", "MPN"), (1, "R-10", "Resistor", 4, "Ace", "A1"),
          (1, "R-10", "Resistor", 4, "Bolt", "B1"), (2, "C-20", "Capacitor", 2, "Dax", "D1")],
         SOURCES, [("R-10", 4, False, "Ace A1; Bolt B1"), ("R-10", 4, True, "Ace A1; Bolt B1"),
              ("C-20", 2, False, "Dax D1")]),
    Bill("without item number, one part number on rows below each other",
         [("Part No.", "Description", "Qty", "Manufacturer", "MPN"), ("R-10", "Resistor", 4, "Ace", "A1"),
          ("R-10", "Resistor", 4, "Bolt", "B1"), ("R-10", "Resistor", 4, "Cog", "C1"),
          ("C-20", "Capacitor", 2, "Dax", "D1")],
         SOURCES, [("R-10", 4, False, "Ace A1; Bolt B1; Cog C1"), ("R-10", 4, True, "Ace A1; Bolt B1; Cog C1"),
                   ("R-10", 4, True, "Ace A1; Bolt B1; Cog C1"), ("C-20", 2, False, "Dax D1")]),
    Bill("one designator on two rows counts once",
         [("Designator", "Part No.", "Description", "Qty", "Manufacturer", "MPN"),
              ("R1", "R-10", "Resistor", 1, "Ace", "A1"),
          ("R1", "R-10", "Resistor", 1, "Bolt", "B1"), ("C1", "C-20", "Capacitor", 1, "Dax", "D1")],
         "number alternative", [("R-10", False), ("R-10", True), ("C-20", False)]),
    Bill("another designator counts again",
         [("Designator", "Part No.", "Description", "Qty", "Manufacturer", "MPN"),
              ("R1", "R-10", "Resistor", 1, "Ace", "A1"),
          ("R2", "R-10", "Resistor", 1, "Ace", "A1"), ("C1", "C-20", "Capacitor", 1, "Dax", "D1")],
         "number alternative", [("R-10", False), ("R-10", False), ("C-20", False)]),
)

QUANTITIES = (
    Bill("per unit beside total", [("Part No.", "Description", "Qty per unit", "Total qty"),
         ("A-1", "Screw", 4, 400), ("A-2", "Nut", 2, 200)],
         "number quantity", [("A-1", 4), ("A-2", 2)]),
    Bill("Gesamtmenge before Menge", [("Sachnummer", "Benennung", "Gesamtmenge", "Menge"),
         ("A-1", "Schraube", 400, 4), ("A-2", "Mutter", 200, 2)],
         "number quantity", [("A-1", 4), ("A-2", 2)]),
    Bill("what is ordered and what stands on the shelf are no use",
         [("Part No.", "Description", "Order qty", "Qty", "Stock"), ("A-1", "Screw", 1000, 4, 77),
              ("A-2", "Nut", 500, 2, 5)],
         "number quantity stock", [("A-1", 4, 77), ("A-2", 2, 5)]),
    Bill("Chinese, per set beside total", [("物料编码", "名称", "单套用量", "总用量"), ("A-1", "螺钉", 4, 400),
         ("A-2", "螺母", 2, 200)],
         "number quantity", [("A-1", 4), ("A-2", 2)]),
    Bill("two variants of a product", [("Part No.", "Description", "Qty", "Qty variant B"), ("A-1", "Screw", 4, 6),
         ("A-2", "Nut", 2, 3)],
         "number quantity", [("A-1", 4), ("A-2", 2)], ("quantity-twice",)),
)

WHOLE = "number description quantity unit manufacturer supplier material price origin mass hs"
READ = [("A-1", "Ring", 4, "kg", "Ace", "Bolt", "C45", "2.5 EUR", "CN", 12, "850511"),
        ("A-2", "Disc", 2, "kg", "Cog", "Dax", "S235", "7.5 EUR", "DE", 30, "848390")]


def _everything(*heads: str) -> list[tuple[object, ...]]:
    return [heads, ("A-1", "Ring", 4, "kg", "Ace", "Bolt", "C45", 2.5, "CN", 12, "850511"),
            ("A-2", "Disc", 2, "kg", "Cog", "Dax", "S235", 7.5, "DE", 30, "848390")]


LANGUAGES = tuple(Bill(language, _everything(*heads), WHOLE, READ) for language, heads in {
    "English": ("Part number", "Description", "Quantity", "Unit",
    "Manufacturer", "Supplier", "Material", "Unit price EUR",
                "Country of origin", "Weight (g)", "HS code"),
    "German": ("Artikelnummer", "Bezeichnung", "Menge", "Einheit",
    "Hersteller", "Lieferant", "Werkstoff", "Stückpreis EUR",
               "Ursprungsland", "Gewicht (g)", "Zolltarifnummer"),
    "French": ("Référence", "Désignation", "Quantité", "Unité",
    "Fabricant", "Fournisseur", "Matière", "Prix unitaire EUR",
               "Pays d'origine", "Poids (g)", "Code douanier"),
    "Spanish": ("Código", "Descripción", "Cantidad", "Unidad",
    "Fabricante", "Proveedor", "Material", "Precio unitario EUR",
                "País de origen", "Peso (g)", "Código arancelario"),
    "Italian": ("Codice", "Descrizione", "Quantità", "Unità di misura", "Produttore", "Fornitore", "Materiale",
                "Prezzo unitario EUR", "Paese di origine", "Peso (g)", "Codice doganale"),
    "Portuguese": ("Código", "Descrição", "Quantidade", "Unidade",
    "Fabricante", "Fornecedor", "Material", "Preço unitário EUR",
                   "País de origem", "Peso (g)", "NCM"),
    "Dutch": ("Artikelnummer", "Omschrijving", "Aantal", "Eenheid",
    "Fabrikant", "Leverancier", "Materiaal", "Stukprijs EUR",
              "Land van oorsprong", "Gewicht (g)", "HS-code"),
    "Polish": ("Numer części", "Nazwa", "Ilość", "Jednostka",
    "Producent", "Dostawca", "Materiał", "Cena jednostkowa EUR",
               "Kraj pochodzenia", "Masa (g)", "Kod celny"),
    "Czech": ("Číslo dílu", "Název", "Množství", "Jednotka", "Výrobce", "Dodavatel", "Materiál", "Jednotková cena EUR",
              "Země původu", "Hmotnost (g)", "Celní kód"),
    "Russian": ("Артикул", "Наименование", "Количество", "Ед. изм.",
    "Производитель", "Поставщик", "Материал", "Цена EUR",
                "Страна происхождения", "Масса (г)", "Код ТН ВЭД"),
    "Chinese": ("物料编码", "物料名称", "数量", "单位", "制造商", "供应商", "材料",
    "单价(EUR)", "原产国", "重量(g)", "海关编码"),
    "Japanese": ("品番", "品名", "数量", "単位", "メーカー", "仕入先", "材質",
    "単価(EUR)", "原産国", "質量(g)", "HSコード"),
    "Korean": ("품번", "품명", "수량", "단위", "제조사", "공급업체", "재질", "단가(EUR)",
    "원산지", "중량(g)", "HS코드"),
}.items())

BY_VALUES = (
    Bill("numbers that run on under No. are places, codes are part numbers",
         [("No.", "Name", "Qty"), ("QX-17-A", "Bracket", 2), ("QX-18-B", "Cover", 1), ("QX-19-C", "Lid", 5)],
         "part_number quantity", [("QX-17-A", 2), ("QX-18-B", 1), ("QX-19-C", 5)]),
    Bill("columns without headings beside those with",
         [("Part No.", "", "Qty", ""), ("A-1", "Bracket, bent", 2, ""), ("A-2", "Cover, painted", 1, "see drawing"),
          ("A-3", "Lid, turned", 5, "")],
         "number description remark", [("A-1", "Bracket, bent", ""), ("A-2", "Cover, painted", "see drawing"),
         ("A-3", "Lid, turned", "")]),
)

ALL = (*FOLLOWING_ROWS, *NUMBERED_COLUMNS, *REPEATED_ROWS, *QUANTITIES, *LANGUAGES, *BY_VALUES)


@pytest.mark.parametrize("bill", ALL, ids=str)
def test_columns_mean_what_their_headings_and_values_say(bill: Bill, tmp_path: Path) -> None:
    check(bill, tmp_path)
