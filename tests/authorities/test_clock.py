from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from duixian.authorities import clock


def test_inside_the_block_it_is_the_moment_given_and_after_it_now() -> None:
    with clock.at(date(2026, 3, 2)):
        assert clock.today() == date(2026, 3, 2)
        with clock.at(datetime(2026, 3, 5, 1, tzinfo=UTC)):
            assert clock.now() == datetime(2026, 3, 5, 1, tzinfo=UTC)
        assert clock.today() == date(2026, 3, 2)
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 60


def test_the_day_is_the_offices_not_the_meridians() -> None:
    with clock.at(datetime(2026, 3, 1, 16, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 2)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"), clock.at(datetime(2026, 3, 1)):
        pass
