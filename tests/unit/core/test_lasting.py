"""What the search for circles passes by."""

from __future__ import annotations

import gc

from ytterby.core.lasting import MANY, made_without_search, spare, spare_no_more


def test_what_is_much_is_spared_until_another_file_is_shown() -> None:
    try:
        spare_no_more()
        spare(MANY - 1)
        assert gc.get_freeze_count() == 0
        spare(MANY)
        assert gc.get_freeze_count() > 0
    finally:
        spare_no_more()
    assert gc.get_freeze_count() == 0


def test_the_search_goes_on_once_the_values_are_made_or_were_not() -> None:
    try:
        with made_without_search():
            assert not gc.isenabled()
            raise ValueError
    except ValueError:
        assert gc.isenabled()
