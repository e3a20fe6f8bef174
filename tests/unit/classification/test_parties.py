from pathlib import Path

import pytest
from openpyxl import Workbook

import builders_classification as make
from ytterby.classification.classify import classify
from ytterby.classification.context import Context, ListedParty
from ytterby.classification.decide import decide
from ytterby.classification.parties import possible_matches, read_parties
from ytterby.core.finding import Treatment
from ytterby.core.text import issue_text, reason_text

LAW = make.rules("2026-11-21")
WORKS = ListedParty("Example Heavy Works Co., Ltd.", "MOFCOM-2026-11")
NORTH = ListedParty("北方示例重工有限公司", "own")
LISTED = (WORKS, NORTH)


@pytest.mark.parametrize(
    "name", ["EXAMPLE HEAVY WORKS", "Works, Example Heavy Ltd", "Example Heavy Worcs Inc.", "北方示例重工"])
def test_a_name_like_a_listed_one_is_a_possible_match(name: str) -> None:
    assert name in possible_matches([name], LISTED)


@pytest.mark.parametrize("name", ["Example Light Lamps", "Heavy Duty Screws GmbH", "南方电缆", "Co., Ltd.", ""])
def test_other_names_are_none(name: str) -> None:
    assert possible_matches([name], LISTED) == {}


def test_a_possible_match_is_told_and_decides_nothing() -> None:
    one = make.item("SmCo", origin=("CN",), supplier="Example Heavy Works")
    plain = make.judged(LAW, one, make.smco()).worst(0)
    result = make.judged(LAW, one, make.smco(), context=Context(parties=LISTED))
    finding = result.worst(0)
    assert finding is not None
    assert plain is not None
    assert (finding.outcome, finding.treatment) == (plain.outcome, plain.treatment)
    assert any("a possible match, check" in reason_text(reason) for reason in finding.reasons)
    _, issues = decide(make.bill(one), result, ())
    assert ["Example Heavy Works" in issue_text(issue) for issue in issues] == [True]


def test_items_alike_but_for_the_supplier_do_not_share_a_match() -> None:
    listed = make.item("SmCo a", key="a", supplier="Example Heavy Works")
    other = make.item("SmCo b", key="b", supplier="Another")
    held = (make.identity(listed, make.smco()), make.identity(other, make.smco()))
    result = classify(make.bill(listed, other), held, LAW, Context(parties=LISTED))
    told = [{reason.code for one in result.findings[place] for reason in one.reasons} for place in (0, 1)]
    assert ["law-party-possible" in codes for codes in told] == [True, False]


def test_the_customer_is_compared_too() -> None:
    stated = Context(customer="Example Heavy Works Ltd", parties=LISTED)
    result = make.judged(LAW, make.item("SmCo"), make.smco(), context=stated)
    assert len(result.issues) == 1


@pytest.mark.parametrize(("stated", "treatment"), [
    ({}, Treatment.LICENCE_REQUIRED), ({"affiliate_of": ("MOFCOM-2026-11",)}, Treatment.DENIED),
    ({"party_lists": ("MOFCOM-2026-11",)}, Treatment.PROHIBITED),
])
def test_an_affiliate_counts_only_where_stated_and_where_the_text_names_affiliates(
    stated: dict[str, tuple[str, ...]], treatment: Treatment
) -> None:
    result = make.judged(LAW, make.item("SmCo", origin=("CN",)), make.smco(), context=Context(**stated))  # type: ignore[arg-type]
    abroad = make.found(result, "Annex61/P2.I.1", "art. 1(3)")
    listed = make.found(result, "1C902.a/a.4")
    assert abroad is not None
    assert listed is not None
    assert abroad.treatment is treatment
    if "affiliate_of" in stated:
        assert listed.treatment is Treatment.LICENCE_REQUIRED
        assert "law-treatment-open" in {reason.code for reason in listed.reasons}


def test_a_party_list_is_read_from_csv_and_workbook_alike(tmp_path: Path) -> None:
    rows = [("List", "Name"), ("own list", "Example Heavy Works"), ("own list", "北方示例重工"), ("", "Nameless list")]
    (tmp_path / "p.csv").write_text("\n".join(",".join(row) for row in rows), "utf-8")
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "p.xlsx")
    for name in ("p.csv", "p.xlsx"):
        read = read_parties(tmp_path / name)
        assert read.parties == (ListedParty("Example Heavy Works", "own list"), ListedParty("北方示例重工", "own list"))
        assert [(issue.code, issue.where.row) for issue in read.issues] == [("party-row", 4)]


def test_a_list_without_headings_is_said_to_be_read_by_its_first_columns(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("a,b\nExample Heavy Works,own list\n", "utf-8")
    (issue,) = read_parties(tmp_path / "p.csv").issues
    assert issue.code == "party-headings"
    assert '"a" on "b"' in issue_text(issue)
