"""What Evidence says of the sources of an item."""

from __future__ import annotations

from ytterby.exposure.exposure import NOT_STATED, Alternates, Origin, SingleSource, Sourcing
from ytterby.gui.views.sourcing_words import sourcing_rows


def test_every_way_of_hanging_on_one_source_is_told_with_split_and_alternates_by_worth():
    sourcing = Sourcing(
        (SingleSource("owner", "Top AG", ("Alfa", "Beta")), SingleSource("processing country", "China", ())),
        6250.0, 1.6, 0.25, True, Alternates(("Beta",), ("Gamma",), ("Delta",), ("Eps",)),
        (Origin("Alfa", ("CN",), 0.75, "Top AG", True), Origin("Beta", ("DE",), 0.25, "Top AG", True)),
    )
    assert sourcing_rows(sourcing) == [
        ("Single source", "several names of one owner, Top AG; its rare earths mostly refined in China"),
        ("Sources", "Alfa (of Top AG) 75 %, Beta (of Top AG) 25 %"),
        ("Split", "25 % left without the largest; HHI 6,250, as good as 1.6 equal"),
        ("Alternates", "qualified: Beta; in qualification: Gamma; named: Delta; only known: Eps"),
    ]


def test_a_split_that_is_not_stated_is_no_figure():
    sourcing = Sourcing((), 10_000.0, 1.0, 0.0, False, Alternates(("Beta",)),
                        (Origin("Alfa", (), 1.0, "Alfa"), Origin("Beta", (), 0.0, "Beta")))
    assert sourcing_rows(sourcing) == [("Sources", "Alfa, Beta"), ("Alternates", "qualified: Beta")]
    assert sourcing_rows(NOT_STATED) == []
