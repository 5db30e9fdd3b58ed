"""Home: tiles by role, today in numbers, the unfinished household, open rounds; the way in where nobody is yet."""

from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, override

import msgspec
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.records.distribution import RoundView
from desktop.records.household import DamagedPhone, DayCount, KeptDraft
from desktop.ui import printing_desk
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role as TypeRole
from desktop.ui.background import Lane
from desktop.ui.kept_form import KIND, KeptForm, place_in_words, read_kept
from desktop.ui.page import Page, scrolling
from desktop.ui.screens.home.also import AlsoHere
from desktop.ui.screens.home.days import day_in_words, greeting, moment_in_words
from desktop.ui.screens.home.panels import PhonesPanel, RoundsPanel, TodayPanel, UnfinishedPanel
from desktop.ui.screens.home.tiles import BACKUP, HomeTile, MinorTile, also_of, tiles_of
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.tile import Tile
from desktop.ui.workbench import GoPhones, GoRegister, GoRounds, GoStation, Workbench
from desktop.usecases import phones, programmes, registration, safekeeping
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.period import PAKISTAN
from desktop.values.permissions import Permission
from desktop.words.catalogue import tr
from desktop.words.said import Said


class Seen(msgspec.Struct, frozen=True):
    """What the home page loads in one go."""

    days: tuple[DayCount, ...]
    empty: bool
    rounds: tuple[RoundView, ...]
    draft: KeptDraft | None
    phones: tuple[DamagedPhone, ...] = ()


class HomePage(Page):
    """The tiles of the role that is signed in."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {
            EntryKind.HOUSEHOLD_REGISTERED,
            EntryKind.HOUSEHOLD_CORRECTED,
            EntryKind.IMPORT_OPENED,
            EntryKind.IMPORT_UNDONE,
            EntryKind.ROUND_MADE,
            EntryKind.ROUND_OPENED,
            EntryKind.ROUND_FROZEN,
            EntryKind.ROUND_CLOSED,
            EntryKind.GIVEN,
            EntryKind.VOIDED,
        }
    )

    def __init__(self, bench: Workbench) -> None:
        """Tiles at once; what has to be read comes with `entered`."""
        now = datetime.now(UTC)
        super().__init__(bench, greeting(bench.desk.person.name, now), home=False)
        self.set_head_trailing(Line(day_in_words(now.astimezone(PAKISTAN).date()), TypeRole.BODY, "muted"))
        self._may_register = bench.desk.permits(Permission.REGISTER)
        self._main = QWidget()
        self._main.setProperty("role", "clear")
        self._column = QVBoxLayout(self._main)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().layout.gap)
        self.tiles = self._make_tiles()
        self._minor = also_of(bench.desk.person.role)
        self.also = AlsoHere(self._minor, self._go_also)
        self._column.addWidget(self.also)
        self._unfinished: UnfinishedPanel | None = None
        self.phones = PhonesPanel()
        self.phones.opened.connect(lambda who="": self.bench.go(GoPhones(chosen=who)))
        self._column.addWidget(self.phones)
        self._rounds = RoundsPanel()
        self._rounds.opened.connect(self._open_round)
        self._rounds.hide()
        self._column.addWidget(self._rounds)
        self._column.addStretch(1)
        self._area = scrolling(self._main)  # with large text there is more than a window holds
        self.body.addWidget(self._area, 1)
        self.today = TodayPanel()
        if self._may_register:
            side = self.side()
            side.addWidget(self.today)
            side.addStretch(1)
        self._empty: EmptyState | None = None

    @override
    def entered(self) -> None:
        """Load counts, rounds and the kept draft."""
        self.bench.run(self._load, self._show)
        first = next(iter(self.tiles.values()))
        first.setFocus()

    @override
    def help_text(self) -> str:
        """The number keys, and how one leaves."""
        return tr(
            "Press the number on a tile, or go with Tab and press Enter. "
            "Before you go, lock: Ctrl+L, or the lock at the top."
        )

    def _load(self, desk: Desk) -> Seen:
        return Seen(
            days=registration.own_days(desk),
            empty=registration.nobody_yet(desk),
            rounds=programmes.rounds(desk),
            draft=registration.kept_draft(desk, KIND) if self._may_register else None,
            phones=phones.to_check(desk) if desk.permits(Permission.SEARCH) else (),
        )

    def _show(self, seen: Seen) -> None:
        self.today.show_days(seen.days)
        self._rounds.show_rounds(seen.rounds)
        self.phones.show_phones(seen.phones)
        if self._unfinished is not None:
            self._unfinished.hide()
            self._unfinished.deleteLater()
            self._unfinished = None
        kept = read_kept(seen.draft.body) if seen.draft else None
        if seen.draft is not None and kept is not None:
            self._offer(kept, seen.draft.kept_at)
        self._show_empty(empty=seen.empty and self._may_register and kept is None)

    def _offer(self, kept: KeptForm, kept_at: datetime) -> None:
        members = kept.draft.members
        name = members[0].name_as_told or members[0].name_latin if members else ""
        offer = UnfinishedPanel(name, place_in_words(kept), moment_in_words(kept_at, datetime.now(UTC)))
        offer.resumed.connect(lambda: self.bench.go(GoRegister(resume=True)))
        offer.dropped.connect(lambda: self.bench.run(lambda desk: registration.drop_draft(desk, KIND), self._dropped))
        self._unfinished = offer
        self._column.insertWidget(2, offer)
        offer.show()

    def _dropped(self, _: None) -> None:
        self.bench.say(NoticeKind.GOOD, Said(tr("The unfinished household was let go.")))
        self.entered()

    def _make_tiles(self) -> dict[str, Tile]:
        grid = QGridLayout()
        grid.setSpacing(16)
        wanted = tiles_of(self.bench.desk.person.role)
        across = 2 if len(wanted) == 4 or current().scale > 1.5 else 3
        made: dict[str, Tile] = {}
        for place, one in enumerate(wanted):
            tile = Tile(tr(one.heading), tr(one.line), one.icon, str(place + 1), filled=place == 0)
            tile.clicked.connect(lambda _on=False, chosen=one: self._go(chosen))
            grid.addWidget(tile, place // across, place % across)
            made[one.key] = tile
        self._column.addLayout(grid)
        return made

    def _go(self, tile: HomeTile) -> None:
        if tile.destination is not None:
            self.bench.go(tile.destination)
        elif tile.key == BACKUP:
            day = datetime.now(PAKISTAN).strftime("%Y-%m-%d")
            printing_desk.ask_where(
                self,
                tr("Where shall the backup go?"),
                f"haqdar-{day}.haqdar-backup",
                self._backup,
                kinds=printing_desk.BACKUPS,
            )

    def _go_also(self, tile: MinorTile) -> None:
        self.bench.go(tile.destination)

    def _backup(self, target: Path) -> None:
        opened = self.bench.opened
        self.bench.run_named(
            tr("Making a backup"),
            lambda desk, _job: safekeeping.backup(
                desk, opened.certificates, opened.folder, opened.unlocked.store_key, target.absolute(), replace=True
            ),
            lambda made: self.bench.say(
                NoticeKind.GOOD,
                Said(
                    tr("Backup written and opened again: {n} entries are in it.", n=made.entries),
                    tr("Keep it away from this laptop."),
                ),
            ),
            lane=Lane.DATA,
        )

    def _open_round(self, code: str) -> None:
        if self.bench.desk.permits(Permission.ROUNDS):
            self.bench.go(GoRounds(code))
        elif self.bench.desk.permits(Permission.SCAN):
            self.bench.go(GoStation())

    def _show_empty(self, *, empty: bool) -> None:
        if not empty:
            return
        if self._empty is None:
            start = Button(tr("Register the first household"), ButtonKind.PRIMARY, "home-plus", "1", shortcut="1")
            start.clicked.connect(lambda: self.bench.go(GoRegister()))
            self._empty = EmptyState(
                tr("Nobody is registered here yet"),
                tr("Start with one household. It takes about four minutes, with papers or without."),
                start,
            )
            for button in (*self.tiles.values(), *self.also.buttons.values()):
                button.setEnabled(False)
            self._area.hide()
            if (aside := self.today.parentWidget()) is not None:
                aside.hide()
            way_in = QVBoxLayout()
            way_in.addWidget(self._empty, 1)
            early = AlsoHere([one for one in self._minor if one.early], self._go_also)
            way_in.addWidget(early)
            self.body.addLayout(way_in, 1)
            self._empty.show()  # now, not with the next event: a hidden button cannot take the keyboard
            early.setVisible(bool(early.buttons))
            start.setFocus()
