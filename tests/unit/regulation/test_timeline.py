from datetime import date

from ytterby.core.finding import Citation, Force
from ytterby.regulation.timeline import State, next_after, running, state_on

ANNOUNCED, PAUSED = date(2025, 10, 9), date(2025, 11, 7)


def state(start: str, force: Force, published: date) -> State:
    return State(date.fromisoformat(start), force, Citation("text", "art."), published)


TABLE = (
    state("2025-10-09", Force.NOT_YET, ANNOUNCED),
    state("2025-11-08", Force.IN_FORCE, ANNOUNCED),
    state("2025-11-07", Force.SUSPENDED, PAUSED),
    state("2026-11-11", Force.UNVERIFIED, PAUSED),
)


def on(day: str, known_by: date | None = None) -> Force | None:
    found = state_on(running(TABLE, known_by), date.fromisoformat(day))
    return found.force if found else None


def test_a_later_text_replaces_states_that_start_on_or_after_its_own_start() -> None:
    assert [one.force for one in running(TABLE)] == [Force.NOT_YET, Force.SUSPENDED, Force.UNVERIFIED]
    assert on("2025-12-15") is Force.SUSPENDED


def test_a_later_text_may_say_otherwise_of_the_same_day() -> None:
    cancelled = (*TABLE[:2], state("2025-11-08", Force.REPEALED, PAUSED))
    assert [one.force for one in running(cancelled)] == [Force.NOT_YET, Force.REPEALED]


def test_who_does_not_know_the_later_text_sees_the_announced_start() -> None:
    assert on("2025-12-15", date(2025, 10, 15)) is Force.IN_FORCE
    assert on("2025-12-15", PAUSED) is Force.SUSPENDED


def test_a_state_begins_on_its_day_and_ends_the_day_before_the_next() -> None:
    assert on("2025-11-06") is Force.NOT_YET
    assert on("2025-11-07") is Force.SUSPENDED
    assert on("2026-11-10") is Force.SUSPENDED
    assert on("2026-11-11") is Force.UNVERIFIED


def test_before_anything_was_published_there_is_no_state() -> None:
    assert on("2025-10-08") is None
    assert on("2025-12-15", date(2025, 10, 8)) is None


def test_the_order_of_the_file_does_not_matter() -> None:
    assert running(tuple(reversed(TABLE))) == running(TABLE)


def test_the_next_change_is_the_first_after_the_day() -> None:
    coming = next_after(running(TABLE), date(2025, 12, 15))
    assert coming is not None
    assert (coming.start, coming.force) == (date(2026, 11, 11), Force.UNVERIFIED)
    assert next_after(running(TABLE), date(2026, 11, 11)) is None
