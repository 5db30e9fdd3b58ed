"""How long a queue takes: twelve seconds a household in each lane, which is 300 cards an hour."""

SECONDS_EACH = 12
"""Steps up 3, shows the card 1.5, the answer 0.5, look and ask 2, mark 4, next 1."""
CARDS_AN_HOUR = 3600 // SECONDS_EACH
MOST_LANES = 50
DAY_MINUTES = 8 * 60
"""A day at a point; people who wait longer go home without."""


def minutes_for(households: int, lanes: int) -> int:
    """Minutes until so many households were served in so many lanes, rounded up; 0 when nobody waits or no lane is."""
    if households <= 0 or lanes <= 0:
        return 0
    return -(-households * SECONDS_EACH // (lanes * 60))


def lanes_for_a_day(households: int) -> int:
    """The fewest lanes that serve so many households within one day."""
    return max(1, -(-households * SECONDS_EACH // (DAY_MINUTES * 60)))
