"""Drawing the sample for monitoring after a distribution: by a seed that is printed, so that others can repeat it."""

from collections.abc import Mapping, Sequence

from desktop.errors import SampleWrong
from desktop.queries.relief import accounts, programmes
from desktop.records.accounts import Asked, Sample, Site, Sizes
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission
from desktop.values.sampling import LEAST_ERROR, MOST_ERROR, MOST_SEED, at_sites, drawn, first_size, sample_size


def sizes(desk: Desk, round_code: str, *, error: int = 5) -> Sizes:
    """How many would be asked at each point, of how many who received; nobody is chosen and nothing is written.

    `error` is the margin in per cent. Raises RoundUnknown, SampleWrong.
    """
    _require_error(error)
    with desk.reading(Permission.SAMPLE) as conn:
        view = programmes.round_view(conn, desk.office.district, round_code)
        served = accounts.served(conn, desk.office.district, view.id)
        names = {code: name for _, code, name in accounts.points_of(conn, desk.office.district, view.id)}
    everybody = sum(len(households) for households in served.values())
    wanted, sites = sample_size(everybody, error), _sites(served, names, error)
    return Sizes(view.code, error, first_size(error), everybody, wanted, sites)


def draw_sample(desk: Desk, round_code: str, *, seed: int, error: int = 5) -> Sample:
    """Choose whom to ask of those who received in a round, at each point; the same seed chooses the same.

    `error` is the margin in per cent. Raises RoundUnknown, SampleWrong.
    """
    desk.require(Permission.SAMPLE)
    if not 0 <= seed <= MOST_SEED:
        raise SampleWrong(why="seed", value=str(seed)[:40])
    _require_error(error)
    # everybody who was served: read before, so that no lane waits for it
    with desk.reading(Permission.SAMPLE) as conn:
        view = programmes.round_view(conn, desk.office.district, round_code)
        served = accounts.served(conn, desk.office.district, view.id)
        names = {code: name for _, code, name in accounts.points_of(conn, desk.office.district, view.id)}
    sites = _sites(served, names, error)
    if not sites:
        raise SampleWrong(why="empty", value="")
    chosen: list[Asked] = []
    for site in sites:
        by_code = {one.code.text: one for one in served[site.point_code]}
        codes = drawn(by_code, site.asked, seed=seed, round_code=view.code, point_code=site.point_code)
        chosen += [by_code[code] for code in codes]
    everybody = sum(len(households) for households in served.values())
    with desk.transaction(Permission.SAMPLE) as work:
        asked = {site.point_code: site.asked for site in sites}
        content = {"round": view.code, "seed": seed, "error": error, "served": everybody, "asked": asked}
        work.record(EntryKind.SAMPLE_DRAWN, view.id, content)
    return Sample(
        round_code=view.code,
        programme=view.programme,
        seed=seed,
        error=error,
        served=everybody,
        wanted=sample_size(everybody, error),
        sites=sites,
        households=tuple(chosen),
        entry=work.entry,
    )


def _sites(served: Mapping[str, Sequence[Asked]], names: Mapping[str, str], error: int) -> tuple[Site, ...]:
    """How many are asked at each point of those who were served there."""
    numbers = at_sites({point: len(households) for point, households in sorted(served.items())}, error)
    return tuple(Site(point, names[point], len(served[point]), number) for point, number in numbers.items())


def _require_error(error: int) -> None:
    if not LEAST_ERROR <= error <= MOST_ERROR:
        raise SampleWrong(why="error", value=str(error)[:40])
