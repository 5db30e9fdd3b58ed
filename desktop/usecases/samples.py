"""Drawing the sample for monitoring after a distribution: by a seed that is printed, so that others can repeat it."""

from desktop.errors import SampleWrong
from desktop.queries import accounts, programmes
from desktop.records.accounts import Asked, Sample, Site
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission
from desktop.values.sampling import LEAST_ERROR, MOST_ERROR, MOST_SEED, at_sites, drawn, sample_size


def draw_sample(desk: Desk, round_code: str, *, seed: int, error: int = 5) -> Sample:
    """Choose whom to ask of those who received in a round, at each point; the same seed chooses the same.

    `error` is the margin in per cent. Raises RoundUnknown, SampleWrong.
    """
    desk.require(Permission.SAMPLE)
    if not 0 <= seed <= MOST_SEED:
        raise SampleWrong(why="seed", value=str(seed)[:40])
    if not LEAST_ERROR <= error <= MOST_ERROR:
        raise SampleWrong(why="error", value=str(error)[:40])
    with desk.transaction(Permission.SAMPLE) as work:
        view = programmes.round_view(work.conn, work.district, round_code)
        served = accounts.served(work.conn, work.district, view.id)
        sizes = at_sites({point: len(households) for point, households in sorted(served.items())}, error)
        if not sizes:
            raise SampleWrong(why="empty", value="")
        chosen: list[Asked] = []
        for point, number in sizes.items():
            by_code = {one.code.text: one for one in served[point]}
            codes = drawn(by_code, number, seed=seed, round_code=view.code, point_code=point)
            chosen += [by_code[code] for code in codes]
        names = {code: name for _, code, name in accounts.points_of(work.conn, work.district, view.id)}
        everybody = sum(len(households) for households in served.values())
        work.record(
            EntryKind.SAMPLE_DRAWN,
            view.id,
            {"round": view.code, "seed": seed, "error": error, "served": everybody, "asked": dict(sizes)},
        )
    return Sample(
        round_code=view.code,
        programme=view.programme,
        seed=seed,
        error=error,
        served=everybody,
        wanted=sample_size(everybody, error),
        sites=tuple(Site(point, names[point], len(served[point]), number) for point, number in sizes.items()),
        households=tuple(chosen),
        entry=work.entry,
    )
