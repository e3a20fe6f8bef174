from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from builders_identification import item
from ytterby.core.errors import UsageError
from ytterby.core.estimate import Estimate
from ytterby.core.issue import Severity
from ytterby.core.item import Item
from ytterby.core.text import issue_text
from ytterby.identification.attaching import Attached
from ytterby.identification.attaching import attached as attached_on
from ytterby.identification.declarations import MOST_ELEMENTS, Declaration, from_ipc1752, from_rmi, from_rows
from ytterby.identification.identify import identify
from ytterby.identification.identity import Identity
from ytterby.identification.knowledge import Knowledge

KNOWLEDGE = Knowledge.shipped()
DAY = date(2026, 11, 21)
HEAD = '<MainDeclaration xmlns="http://webstds.ipc.org/175x/2.0" version="2.0">'


def class_d(*, neodymium_mg: float, part_mg: float = 1000.0, magnet_mg: float = 1000.0, number: str = "M-100") -> bytes:
    return (
        f'{HEAD}<Product unitType="Each"><ProductID itemNumber="{number}" itemName="Motor">'
        f'<Amount value="{part_mg}" UOM="mg"/></ProductID><MaterialInfo><HomogeneousMaterialList>'
        f'<HomogeneousMaterial name="magnet"><Amount value="{magnet_mg}" UOM="mg"/>'
        '<SubstanceCategoryList><SubstanceCategory name="Supplier"><Substance name="Neodymium">'
        f'<SubstanceID identity="7440-00-8" authority="CAS"/><Amount value="{neodymium_mg}" UOM="mg"/>'
        "</Substance></SubstanceCategory></SubstanceCategoryList></HomogeneousMaterial>"
        "</HomogeneousMaterialList></MaterialInfo></Product></MainDeclaration>"
    ).encode()


def laid(items: Sequence[Item], *declarations: Declaration) -> Attached:
    return attached_on(items, declarations, DAY, KNOWLEDGE)


def attached(items: Sequence[Item], declarations: Sequence[Declaration]) -> tuple[Item, ...]:
    return laid(items, *declarations).items


def identified(one: Item, *declarations: object) -> Identity:
    return identify(attached((one,), declarations), KNOWLEDGE)[0]  # type: ignore[arg-type]


def test_a_class_d_declaration_gives_shares_of_the_whole_part() -> None:
    (declaration,) = from_ipc1752(class_d(neodymium_mg=230.0), "d.xml", KNOWLEDGE)
    assert declaration.mass_g == pytest.approx(1.0)
    ((symbol, share),) = declaration.shares
    assert symbol == "Nd"
    assert share.best == pytest.approx(0.23, rel=0.01)


def test_an_oxide_counts_by_the_metal_in_it() -> None:
    text = class_d(neodymium_mg=100.0).replace(b"7440-00-8", b"1313-97-9")
    (declaration,) = from_ipc1752(text, "d.xml", KNOWLEDGE)
    assert declaration.shares[0][1].best == pytest.approx(0.0857, rel=0.01)


def test_concentrations_are_of_the_material_that_holds_them() -> None:
    text = class_d(neodymium_mg=1.0, part_mg=2000.0).replace(
        b'<Amount value="1.0" UOM="mg"/></Substance>', b'<Concentration value="30"/></Substance>')
    (declaration,) = from_ipc1752(text, "d.xml", KNOWLEDGE)
    assert declaration.shares[0][1].best == pytest.approx(0.15, rel=0.01)


def test_a_class_c_declaration_speaks_of_the_product() -> None:
    text = (
        f'{HEAD}<Product><ProductID itemNumber="C-1"><Amount value="2" UOM="g"/></ProductID><MaterialInfo>'
        '<SubstanceCategoryList><SubstanceCategory><Substance><SubstanceID identity="7429-91-6" authority="CAS"/>'
        '<Amount value="10000" UOM="ppm"/></Substance></SubstanceCategory></SubstanceCategoryList>'
        "</MaterialInfo></Product></MainDeclaration>"
    ).encode()
    (declaration,) = from_ipc1752(text, "c.xml", KNOWLEDGE)
    assert declaration.shares[0][0] == "Dy"
    assert declaration.shares[0][1].best == pytest.approx(0.01, rel=0.01)
    assert not declaration.complete


def test_sub_products_have_declarations_of_their_own() -> None:
    text = class_d(neodymium_mg=10.0).replace(
        b"</Product>", b'<SubProduct><ProductID itemNumber="S-1"/></SubProduct></Product>')
    whole, part = from_ipc1752(text, "d.xml", KNOWLEDGE)
    assert whole.shares
    assert part.numbers == ("S-1",)
    assert not part.shares


def test_a_declaration_is_attached_by_the_makers_number_whatever_its_hyphens() -> None:
    declarations = from_ipc1752(class_d(neodymium_mg=230.0), "d.xml", KNOWLEDGE)
    found = identified(item("bracket", mpn="m100"), *declarations)
    assert str(found.rare_earth) == "yes"
    assert found.contents[0].declared


def test_a_complete_list_without_rare_earths_clears_and_an_incomplete_one_does_not() -> None:
    clean = class_d(neodymium_mg=1000.0).replace(b"7440-00-8", b"7439-89-6").replace(b'"Neodymium"', b'"Iron"')
    assert str(identified(item("stepper motor", mpn="M-100"), *from_ipc1752(clean, "d", KNOWLEDGE)).rare_earth) == "no"
    for partial in (clean.replace(b'"Iron"><SubstanceID identity="7439-89-6" authority="CAS"/><Amount value="1000.0"',
                                  b'"Iron"><SubstanceID identity="7439-89-6" authority="CAS"/><Amount value="900.0"'),
                    clean.replace(b'"Motor"><Amount value="1000.0"', b'"Motor"><Amount value="9000"')):
        assert partial != clean
        left = identified(item("stepper motor", mpn="M-100"), *from_ipc1752(partial, "d", KNOWLEDGE))
        assert str(left.rare_earth) == "likely"


@pytest.mark.parametrize("data", [
    b"", b"no xml", b"<MainDeclaration", b"<?xml version='1.0' encoding='nonsense'?><a/>", b"<html/>",
    b'<!DOCTYPE a [<!ENTITY x "y">]><MainDeclaration>&x;</MainDeclaration>',
    b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><MainDeclaration/>',
])
def test_what_is_no_declaration_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UsageError):
        from_ipc1752(data, "bad.xml", KNOWLEDGE)


def test_deep_nesting_costs_no_recursion() -> None:
    deep = HEAD.encode() + b"<Product>" * 20_000 + b"</Product>" * 20_000 + b"</MainDeclaration>"
    assert len(from_ipc1752(deep, "deep.xml", KNOWLEDGE)) == 20_000


def test_a_list_with_element_columns_is_read_in_percent() -> None:
    rows = [["Part number", "Nd %", "Dy ppm"], ["A-1", "23.5", "12000"], ["A-2", "0", ""]]
    first, second = from_rows(rows, "list.xlsx")
    assert dict(first.shares)["Nd"].best == pytest.approx(0.235)
    assert dict(first.shares)["Dy"].best == pytest.approx(0.012)
    assert dict(second.shares)["Nd"] == Estimate.exactly(0.0)


def test_two_columns_without_heading_are_number_and_total() -> None:
    (declaration,) = from_rows([["A-1", "2.5 %"]], "list.csv")
    assert declaration.shares[0][0] == "REE"
    assert declaration.shares[0][1].best == pytest.approx(0.025)


def rmi(answer: str) -> list[tuple[str, list[list[str]]]]:
    return [("Declaration", [["Company Name (*):", "", "Magnets Ltd"], ["Rare Earths", answer]]),
            ("Product List", [["Manufacturer's Product Number", "Name"], ["MX-17", "Actuator"]])]


def test_a_yes_in_an_rmi_template_is_a_statement_of_presence() -> None:
    declarations = from_rmi(rmi("Yes"), "amrt.xlsx")
    found = identified(item("part", mpn="MX17"), *declarations)
    assert str(found.rare_earth) == "yes"
    assert "Magnets Ltd" in declarations[0].document


def test_a_no_in_an_rmi_template_clears_nothing() -> None:
    assert from_rmi(rmi("No"), "amrt.xlsx") == ()


@pytest.mark.parametrize("value", ["inf", "-1", "nan", "much", "1e400"])
def test_a_rare_earth_without_an_amount_is_there_and_never_absent(value: str) -> None:
    text = class_d(neodymium_mg=230.0).replace(b'value="230.0"', f'value="{value}"'.encode())
    (declaration,) = from_ipc1752(text, "d.xml", KNOWLEDGE)
    assert declaration.shares == (("Nd", Estimate(0.0, 0.0, 1.0)),)
    assert not declaration.complete
    assert str(identified(item("motor", mpn="M-100"), declaration).rare_earth) == "yes"


def test_a_rare_earth_named_without_its_number_is_there_in_an_unstated_amount() -> None:
    text = class_d(neodymium_mg=1000.0).replace(b'authority="CAS"', b'authority="own"')
    (declaration,) = from_ipc1752(text, "d.xml", KNOWLEDGE)
    assert declaration.shares == (("Nd", Estimate(0.0, 0.0, 1.0)),)


def stated(number: str, maker: str = "") -> Declaration:
    return Declaration((number,), (("Nd", Estimate.exactly(0.2)),), "list", maker=maker)


def test_of_two_declarations_that_cannot_both_be_true_the_range_holds_whichever_comes_last() -> None:
    one = Item("k", mpn="MX-100")
    clear, held = (Declaration(("MX-100",), (("Dy", Estimate.exactly(share)),), "list") for share in (0.0, 0.02))
    for order in ((clear, held), (held, clear)):
        (share,) = (each.share for each in attached((one,), order)[0].declared)
        assert (share.low, share.high) == (0.0, 0.02)


def test_a_later_declaration_that_agrees_replaces_the_earlier() -> None:
    rough, exact = (Declaration(("MX-100",), (("Dy", share),), "list")
                    for share in (Estimate(0.0, 0.02, 0.04), Estimate.exactly(0.03)))
    assert attached((Item("k", mpn="MX-100"),), (rough, exact))[0].declared[0].share == Estimate.exactly(0.03)


@pytest.mark.parametrize(("maker", "of_item"), [
    ("maxon motor ag", "Maxon"), ("SEW-Eurodrive GmbH & Co KG", "SEW EURODRIVE"), ("日本电产有限公司", "日本电产"),
    ("株式会社安川", "安川"), ("Acme", ""), ("", "Acme"),
])
def test_a_declaration_holds_where_the_makers_agree_or_one_is_not_stated(maker: str, of_item: str) -> None:
    one = Item("k", mpn="MX-100", manufacturer=of_item)
    assert attached((one,), (stated("MX 100", maker),))[0].declared


def test_the_same_number_of_another_maker_is_another_part_and_told() -> None:
    one = Item("k", mpn="MX-100", manufacturer="Bosch")
    found = laid((one,), stated("MX-100", "Maxon"))
    assert found.items == (one,)
    assert (found.holding, found.passed_over) == (0, 1)
    (issue,) = found.issues
    assert issue.code == "declaration-of-another-maker"
    assert "of Maxon" in issue_text(issue)


def test_of_two_makers_declarations_of_one_number_the_items_own_counts() -> None:
    one = Item("k", mpn="MX-100", manufacturer="Maxon")
    (found,) = attached((one,), (stated("MX-100", "Maxon"), stated("MX-100", "Bosch")))
    assert found.declared


@pytest.mark.parametrize("number", ["7", "M3", "101", "AB1", " M-3 "])
def test_a_very_short_number_needs_a_maker(number: str) -> None:
    found = laid((Item("k", part_number=number),), stated(number))
    assert found.items[0].declared == ()
    assert [issue.code for issue in found.issues] == ["declaration-number-short"]
    one = Item("k", part_number=number, manufacturer="Maxon")
    assert attached((one,), (stated(number, "Maxon"),))[0].declared


def test_a_list_of_which_no_number_is_in_the_bill_is_told_and_one_that_names_a_single_part_is_not() -> None:
    other = replace(stated("ZX-900"), document="other.csv")
    found = laid((Item("k", part_number="MX-100"),), stated("MX-100"), stated("QQ-777"), other)
    (issue,) = found.issues
    assert (issue.code, issue.severity, issue.where.file) == ("declarations-name-none", Severity.WARNING, "other.csv")
    assert dict(issue.params)["count"] == "1"


@pytest.mark.parametrize(("number", "holds"), [
    ("1000", False), ("10 00-00", False), ("1000000", True), ("A1000", True),
])
def test_up_to_six_digits_alone_need_a_maker(number: str, *, holds: bool) -> None:
    found = laid((Item("k", part_number=number),), stated(number))
    assert bool(found.items[0].declared) is holds
    assert [issue.code for issue in found.issues] == ([] if holds else ["declaration-number-short"])


def test_two_columns_of_one_element_that_contradict_each_other_leave_the_range_and_are_told() -> None:
    (one,) = from_rows([["MPN", "Dy %", "Dysprosium ppm"], ["AR-1000", "0", "20000"]], "d.csv")
    found = laid((Item("k", mpn="AR-1000"),), one)
    (declared,) = found.items[0].declared
    assert (declared.share.low, declared.share.high) == (0.0, pytest.approx(0.02))
    assert [issue.code for issue in found.issues] == ["declarations-contradict"]


@pytest.mark.parametrize("heading", ["Dysprosium %", "% Dy", "\u955d %", "Dysprosium content [ppm]"])
def test_a_list_names_elements_in_words_too(heading: str) -> None:
    (one,) = from_rows([["MPN", heading], ["AR-1000", "0"]], "d.csv")
    assert [symbol for symbol, _ in one.shares] == ["Dy"]


@pytest.mark.parametrize("heading", ["Dy % (old rev)", "Dy target %", "Dy min %", "Dy % reserve", "Dy % in coating"])
def test_a_nought_under_a_heading_of_something_else_is_no_declaration(heading: str) -> None:
    assert from_rows([["MPN", heading], ["AR-1000", "0"]], "d.csv") == ()


def test_a_share_under_a_heading_of_something_else_is_a_hint() -> None:
    (one,) = from_rows([["MPN", "Dy % in coating"], ["AR-1000", "2"]], "d.csv")
    assert one.shares == (("Dy", Estimate(0.0, 0.02, 1.0)),)


def test_a_supplier_that_declares_for_its_maker_is_heard() -> None:
    one = Item("k", mpn="MX-100", manufacturer="Maxon", supplier="Farnell Ltd")
    assert attached((one,), (stated("MX-100", "Farnell"),))[0].declared


def test_the_firm_that_answers_an_ipc_1752_request_is_the_maker() -> None:
    text = class_d(neodymium_mg=10.0).replace(
        b"<Product ", b'<BusinessInfo><Request><RequestCompany name="We"/></Request><Response>'
        b'<SupplyCompany name="Maxon"/></Response></BusinessInfo><Product ')
    assert from_ipc1752(text, "d.xml", KNOWLEDGE)[0].maker == "Maxon"


def test_a_list_may_have_a_column_of_makers() -> None:
    (one,) = from_rows([["Manufacturer part no", "Manufacturer", "Nd %"], ["MX-100", "Maxon", "2"]], "list")
    assert (one.numbers, one.maker) == (("MX-100",), "Maxon")


MAGNET = Item("k", description="NdFeB ring N42SH", mpn="AR-1000", manufacturer="Arnold", revision="B")


def clear(**more: str | int) -> Declaration:
    nought = tuple((symbol, Estimate.exactly(0.0)) for symbol in ("Dy", "Tb", "Ho"))
    return replace(Declaration(("AR-1000",), nought, "list.csv", maker="Arnold"), **more)  # type: ignore[arg-type]


def test_what_is_declared_of_another_revision_is_another_part_and_told() -> None:
    found = laid((MAGNET,), clear(revision="A", row=7))
    assert found.items == (MAGNET,)
    (issue,) = found.issues
    assert (issue.code, issue.where.row) == ("declaration-of-another-revision", 7)
    assert "AR-1000 rev. B" in issue_text(issue)
    assert "revision A" in issue_text(issue)


@pytest.mark.parametrize("revision", ["B", "b", "Rev. B", " revision b ", ""])
def test_the_same_revision_however_written_or_none_holds(revision: str) -> None:
    found = laid((MAGNET,), clear(revision=revision))
    assert found.items[0].declared
    assert not found.issues


def test_of_two_revisions_declared_the_bills_own_counts_and_the_other_is_no_trouble() -> None:
    found = laid((MAGNET,), clear(revision="A"), clear(revision="B"))
    assert found.items[0].declared
    assert not found.issues


def test_what_is_over_clears_nothing_and_is_told() -> None:
    found = laid((MAGNET,), clear(valid_until="2020-01-01"))
    assert found.items == (MAGNET,)
    assert (found.holding, found.over) == (0, 1)
    (issue,) = found.issues
    assert issue.code == "declaration-over"
    assert "2020-01-01" in issue_text(issue)


def test_what_is_over_hints_at_what_it_said_is_there_in_whatever_amount() -> None:
    shares = (("Dy", Estimate.exactly(0.02)), ("Tb", Estimate.exactly(0.0)))
    over = replace(clear(valid_until="2026-11-20"), shares=shares)
    (one,) = laid((MAGNET,), over).items
    assert [(declared.symbol, declared.share) for declared in one.declared] == [("Dy", Estimate(0.0, 0.02, 1.0))]
    assert "no longer valid" in one.declared[0].column


def test_a_new_declaration_stands_before_one_that_is_over() -> None:
    over = replace(clear(valid_until="2020-01-01"), shares=(("Dy", Estimate.exactly(0.02)),))
    found = laid((MAGNET,), over, clear(valid_until="2027-01-01"))
    assert all(declared.share == Estimate.exactly(0.0) for declared in found.items[0].declared)
    assert not found.issues


def test_declarations_at_odds_are_named_with_their_files_and_rows() -> None:
    held = replace(clear(row=2), shares=(("Dy", Estimate.exactly(0.02)),))
    found = laid((MAGNET,), held, clear(document="other.csv", row=9), clear(document="other.csv", row=12))
    assert dict(found.issues[0].params)["said"] == (
        "list.csv row 2, of Arnold; other.csv row 9, of Arnold; other.csv row 12, of Arnold")
    assert found.issues[0].code == "declarations-contradict"
    (dysprosium,) = (one.share for one in found.items[0].declared if one.symbol == "Dy")
    assert (dysprosium.low, dysprosium.high) == (0.0, 0.02), "a nought said twice hides no share either"


def test_declarations_of_any_of_its_numbers_count_together() -> None:
    one = replace(MAGNET, part_number="0815-1000")
    found = laid((one,), clear(), replace(clear(), numbers=("0815-1000",), shares=(("Dy", Estimate.exactly(0.02)),)))
    assert [issue.code for issue in found.issues] == ["declarations-contradict"]


def test_a_declaration_at_odds_with_the_bill_itself_is_told_and_the_range_holds() -> None:
    one = attached((MAGNET,), (replace(clear(), shares=(("Dy", Estimate.exactly(0.02)),)),))[0]
    found = laid((one,), clear())
    assert [issue.code for issue in found.issues] == ["declarations-contradict"]


def test_a_list_states_revisions_and_ends_of_validity_in_columns_of_its_own() -> None:
    rows = [["List of parts"], ["Part number", "Rev.", "Dy %", "Valid until"], ["MX-100", "C", "0", "2027-03-31"]]
    (one,) = from_rows(rows, "list.xlsx", sheet="Parts", numbers=(1, 3, 4))
    assert (one.revision, one.valid_until, one.sheet, one.row) == ("C", "2027-03-31", "Parts", 4)
    rows = [["Artikelnummer", "Änderungsstand", "Gültig bis", "Dy %"], ["M-1", "2", "31.12.2026", "0"]]
    (german,) = from_rows(rows, "l")
    assert (german.revision, german.valid_until) == ("2", "31.12.2026")
    (chinese,) = from_rows([["料号", "版本", "有效期至", "Dy %"], ["M-1", "A", "2026年12月31日", "0"]], "l")
    assert (chinese.revision, chinese.valid_until) == ("A", "2026年12月31日")
    (dated,) = from_rows([["Part number", "Revision date", "Dy %"], ["M-1", "2020-01-01", "0"]], "l")
    assert (dated.revision, dated.valid_until) == ("", "")


def test_an_ipc_1752_declaration_states_the_version_of_its_product_and_its_end() -> None:
    text = class_d(neodymium_mg=10.0).replace(b'itemName="Motor"', b'itemName="Motor" version="B"')
    answer = b'<BusinessInfo><Response date="2019-01-01" validUntil="2020-01-01"/></BusinessInfo>'
    ended = text.replace(b"<Product ", answer + b"<Product ")
    assert from_ipc1752(text, "d.xml", KNOWLEDGE)[0].revision == "B"
    assert from_ipc1752(text, "d.xml", KNOWLEDGE)[0].valid_until == ""
    assert from_ipc1752(ended, "d.xml", KNOWLEDGE)[0].valid_until == "2020-01-01"


def test_a_declaration_of_endless_elements_is_refused_with_its_name_before_they_are_built() -> None:
    for elements in (b"<a>x</a>" * MOST_ELEMENTS, b"<a/>" * (MOST_ELEMENTS + 1)):
        with pytest.raises(UsageError, match=r"^big\.xml: the declaration has more elements"):
            from_ipc1752(b"<MainDeclaration>" + elements + b"</MainDeclaration>", "big.xml", KNOWLEDGE)
    built = b"<MainDeclaration>" + b"<a>x</a>" * (MOST_ELEMENTS + 1) + b"</MainDeclaration"  # not even well-formed
    with pytest.raises(UsageError, match="more elements"):
        from_ipc1752(built, "big.xml", KNOWLEDGE)


@pytest.mark.parametrize("issued", ["2009-01-01", "2030-01-01"])
def test_what_was_signed_long_ago_or_in_days_to_come_clears_nothing_and_is_told(issued: str) -> None:
    found = laid((MAGNET,), clear(issued=issued))
    assert found.items == (MAGNET,)
    (issue,) = found.issues
    assert issue.code == "declaration-over"
    assert f"issued {issued}" in issue_text(issue)


@pytest.mark.parametrize("heading", ["Date", "Issued", "Signed on date", "Datum", "Fecha de emisión", "日期", "Дата"])
def test_a_list_states_the_day_of_each_declaration_in_a_column_of_its_own(heading: str) -> None:
    (one,) = from_rows([["MPN", "Dy %", heading], ["AR-1000", "0", "2009-01-01"]], "list.csv")
    assert (one.issued, one.valid_until) == ("2009-01-01", "")


@pytest.mark.parametrize("heading", ["Revision date", "Valid until date", "Next due date", "Update"])
def test_other_days_are_no_days_of_issue(heading: str) -> None:
    (one,) = from_rows([["MPN", "Dy %", heading], ["AR-1000", "0", "2009-01-01"]], "list.csv")
    assert one.issued == ""


def answered(*, day: str, place: str = "Response") -> tuple[Declaration, ...]:
    """A class D declaration without dysprosium, the day as an attribute of one of its elements."""
    text = class_d(neodymium_mg=1000.0).decode()
    said = "<BusinessInfo><Request date='2001-01-01'/><Response><ResponseCompany name='X'/></Response></BusinessInfo>"
    text = text.replace(HEAD, HEAD + said).replace(f"<{place}", f"<{place} date='{day}'", 1)
    return from_ipc1752(text.encode(), "d.xml", KNOWLEDGE)


@pytest.mark.parametrize("place", ["Response", "MainDeclaration", "ProductID"])
@pytest.mark.parametrize(("day", "counts"), [
    ("2009-01-01", False), ("2030-01-01", False), ("2026-03-01", True), ("2026-03-01Z", True),
    ("2026-03-01+01:00", True), ("2026-03-01T08:00:00Z", True),
])
def test_the_day_of_an_ipc_declaration_decides_whether_it_counts(place: str, day: str, *, counts: bool) -> None:
    (one,) = answered(day=day, place=place)
    assert one.issued == day
    issues = laid((item("Motor", part_number="M-100"),), one).issues
    assert ("declaration-over" in {issue.code for issue in issues}) is not counts


def test_the_day_of_the_request_is_none_of_the_declaration() -> None:
    (one,) = answered(day="2026-03-01", place="Unheard")
    assert not one.issued


@pytest.mark.parametrize(("heading", "cell"), [
    ("Material", "Nickel plating"), ("Component", "coating"), ("Sub-part", "shaft"), ("Level", "plating"),
    ("Substance location", "glue"), ("Status", "DRAFT"), ("Status", "withdrawn"), ("Tested", "no"),
    ("Comment", "not tested, placeholder"), ("Lot", "only lot 7"), ("Note", "Dy 2 % from rev C on"),
    ("Dy present", "yes"), ("", "only lot 7"), ("Supplier", "Zeta"), ("Vendor", "Zeta"), ("Declared by", "Zeta"),
])
def test_a_row_that_says_more_than_shares_clears_nothing_and_is_told(heading: str, cell: str) -> None:
    declarations = from_rows([["MPN", "Tb %", "Dy %", heading], ["AR-1000", "0", "2", cell]], "d.csv")
    found = laid((Item("k", mpn="AR-1000", supplier="Acme Ltd"),), *declarations)
    assert [(one.symbol, one.share) for one in found.items[0].declared] == [("Dy", Estimate(0.02, 0.02, 1.0))]
    (issue,) = found.issues
    assert issue.code == "declaration-reserved"
    assert cell in issue_text(issue)


@pytest.mark.parametrize(("heading", "cell"), [
    ("Description", "Ring 10x5"), ("Quantity", "4"), ("Part name", "Ring"), ("Status", "released"), ("Tested", "yes"),
    ("Comment", ""), ("Comment", "n/a"), ("Supplier", "Acme GmbH"), ("Supplier part no", "R-7"), ("Part number", "P-1"),
    ("Weight (g)", "4.2"), ("CAS", "7429-91-6"), ("RoHS", "yes"), ("Dy present", "no"),
])
def test_a_row_that_says_nothing_else_of_the_content_clears(heading: str, cell: str) -> None:
    declarations = from_rows([["MPN", "Tb %", heading], ["AR-1000", "0", cell]], "d.csv")
    found = laid((Item("k", mpn="AR-1000", supplier="Acme Ltd"),), *declarations)
    assert [(one.symbol, one.share.high) for one in found.items[0].declared] == [("Tb", 0.0)]
    assert found.issues == ()


def test_a_row_valid_from_a_later_day_clears_nothing() -> None:
    declarations = from_rows([["MPN", "Dy %", "Valid from"], ["AR-1000", "0", "2030-01-01"]], "d.csv")
    assert laid((Item("k", mpn="AR-1000"),), *declarations).items[0].declared == ()


ABOVE = [["MPN", "Dy %", "Tb %"], ["AR-1000", "0", "0"], ["AR-2000", "0", "0"]]


@pytest.mark.parametrize("note", [
    "DRAFT \u2013 not for release", "Example row, replace", "Values refer to the packaging only", "Entwurf",
    "nur Beschichtung", "Exemple", "\u4ec5\u6307\u9540\u5c42", "\u30b5\u30f3\u30d7\u30eb",
    "Magnet without coating layer", "Lot 7",
])
@pytest.mark.parametrize("above", [True, False])
def test_a_note_around_a_list_that_limits_it_holds_back_its_noughts_and_is_told(note: str, *, above: bool) -> None:
    rows = [[note], [], *ABOVE] if above else [*ABOVE, [], [note]]
    found = laid((Item("k", mpn="AR-1000"), Item("l", mpn="AR-2000")), *from_rows(rows, "d.csv"))
    assert [one.declared for one in found.items] == [(), ()]
    (issue,) = found.issues
    assert issue.code == "declaration-reserved"
    assert note in issue_text(issue)


@pytest.mark.parametrize("row", [["* Dy and Tb below 1 %"], ["1) see page 2"], ["Note", "measured in May"]])
def test_a_footnote_below_a_list_holds_back_its_noughts(row: list[str]) -> None:
    assert all(one.reserved for one in from_rows([*ABOVE, row], "d.csv"))


@pytest.mark.parametrize("rows", [
    [["Material declaration of Arnold GmbH, 2026"], [], *ABOVE], [["", "Content of the whole part", ""], *ABOVE],
    [*ABOVE, ["AR-3000", "", ""]], [*ABOVE, ["Signed: quality department"]],
])
def test_a_title_or_a_part_without_shares_limits_nothing(rows: list[list[str]]) -> None:
    assert [one.reserved for one in from_rows(rows, "d.csv")] == ["", ""]


def test_a_sheet_of_drafts_clears_nothing() -> None:
    assert [one.reserved for one in from_rows(ABOVE, "d.xlsx", sheet="Draft")] == ["Draft", "Draft"]
    assert [one.reserved for one in from_rows(ABOVE, "d.xlsx", sheet="Parts")] == ["", ""]


@pytest.mark.parametrize(("shares", "said"), [
    (("500", "0"), "Dy %: 500"), (("70", "60"), "shares of 130 %"), (("-1", "0"), "Dy %: -1"),
    (("0 (2 from rev B)", "0"), "Dy %: 0 (2 from rev B)"), (("~0", "0"), "Dy %: ~0"),
])
def test_shares_that_cannot_be_are_told_and_hold_back_the_noughts_beside_them(
    shares: tuple[str, str], said: str,
) -> None:
    declarations = from_rows([["MPN", "Dy %", "Tb %"], ["AR-1000", *shares]], "d.csv")
    found = laid((Item("k", mpn="AR-1000"),), *declarations)
    assert all(one.share.high == 1.0 for one in found.items[0].declared)
    assert said in issue_text(found.issues[0])


def test_a_share_without_a_unit_beside_those_with_one_is_told() -> None:
    (one,) = from_rows([["MPN", "Dy", "Tb %"], ["AR-1000", "5", "0"]], "d.csv")
    assert one.reserved == "Dy: 5"


def test_a_row_of_shares_without_a_number_may_go_with_the_part_above() -> None:
    (one,) = from_rows([["MPN", "Dy %"], ["AR-1000", "0"], ["", "2"]], "d.csv")
    assert one.reserved == "row 3 has no part number"


@pytest.mark.parametrize(("rows", "revisions", "reserved"), [
    ([["AR-1000", "B", "0"]], ["B"], [""]), ([["AR-1000", "1", "0"], ["AR-2000", "2", "0"]], ["", ""], ["", ""]),
    ([["AR-1000", "2", "0"], ["AR-2000", "2", "0"]], ["2", "2"], ["", ""]),
])
def test_an_index_is_the_revision_unless_it_numbers_the_rows(
    rows: list[list[str]], revisions: list[str], reserved: list[str],
) -> None:
    found = from_rows([["MPN", "Index", "Dy %"], *rows], "d.csv")
    assert [one.revision for one in found] == revisions
    assert [one.reserved for one in found] == reserved


def test_an_index_of_another_revision_than_the_bill_clears_nothing() -> None:
    declarations = from_rows([["MPN", "Index", "Dy %"], ["AR-1000", "B", "0"]], "d.csv")
    found = laid((Item("k", mpn="AR-1000", revision="C"),), *declarations)
    assert found.items[0].declared == ()
    assert [issue.code for issue in found.issues] == ["declaration-of-another-revision"]


@pytest.mark.parametrize(("heading", "cell"), [
    ("Unit", "ppm of coating"), ("Quantity", "1 layer of 3"), ("No.", "only lot 7"), ("Weight", "of coating"),
])
def test_a_plain_column_that_says_more_than_it_should_holds_back_noughts(heading: str, cell: str) -> None:
    (one,) = from_rows([["MPN", "Tb %", heading], ["AR-1000", "0", cell]], "d.csv")
    assert one.reserved == f"{heading}: {cell}"


@pytest.mark.parametrize(("heading", "name", "clears"), [
    ("Description", "Screw M3", False), ("Part name", "Ferrite ring", False), ("Item", "NdFeB N35", False),
    ("\u540d\u79f0", "\u70e7\u7ed3\u9495\u94c1\u787c N42SH", True),
    ("Description", "Ring magnet N42SH, Ni", True), ("Item", "7", True),
])
def test_a_row_that_names_another_thing_than_the_item_clears_nothing_and_is_told(
    heading: str, name: str, *, clears: bool,
) -> None:
    declarations = from_rows([["MPN", heading, "Dy %"], ["AR-1000", name, "0"]], "d.csv")
    found = laid((Item("k", mpn="AR-1000", description="NdFeB N42SH"),), *declarations)
    assert bool(found.items[0].declared) is clears
    assert [issue.code for issue in found.issues] == ([] if clears else ["declaration-reserved"])
    assert clears or name in issue_text(found.issues[0])
