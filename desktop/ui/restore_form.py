"""What a restore asks for: the backup, the first person's proof, the second person's, and the reason."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop.errors import RecoveryCodeWrong
from desktop.security.recovery import parse_recovery_code
from desktop.ui.printing_desk import BACKUPS
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.fields import PassphraseField, TextField
from desktop.ui.widgets.form import Form
from desktop.usecases.safekeeping import Proof, RestoreDraft
from desktop.words.catalogue import tr
from desktop.words.messages import say

_PASSPHRASE, _RECOVERY = "passphrase", "recovery"


class RestoreForm(Form):
    """Fields of a restore. `draft` gives what was typed, or None with a sentence at each field that lacks something."""

    def __init__(self, first: str = "") -> None:
        """`first` is the name of the first person, where somebody is signed in."""
        super().__init__()
        self.file = TextField(tr("Backup file"), rtl=False, keeps=None)
        browse = Button(tr("Choose the file"), ButtonKind.SECONDARY, "database", "Ctrl O", "Ctrl+O")
        browse.setAutoDefault(False)  # Enter in a field of a dialog goes to the next field
        browse.clicked.connect(self._browse)
        self.name = TextField(tr("Name of the first person"), width=300, keeps=None)
        self.by = ChoiceChips(
            tr("First person proves by"),
            [Choice(_PASSPHRASE, tr("Passphrase")), Choice(_RECOVERY, tr("Recovery sheet"))],
        )
        self.by.set_value(_PASSPHRASE)
        self.by.chosen.connect(self._show_proof)
        self.passphrase = PassphraseField(tr("Passphrase of the first person"), width=300)
        self.words = TextField(tr("The thirteen words of the sheet"), rtl=False, keeps=None)
        self.second = TextField(tr("Name of the second person"), width=300, keeps=None)
        self.second_passphrase = PassphraseField(tr("Passphrase of the second person"), width=300)
        self.reason = TextField(tr("Reason"))
        self.reason.setMaxLength(200)
        self.add("file", tr("Backup"), browse, self.file)  # so that Enter leads from the field to the next one
        self.add("name", tr("First person"), self.name)
        self.add("by", tr("Proof"), self.by)
        self.add("passphrase", tr("Passphrase"), self.passphrase)
        self.add("words", tr("Words"), self.words)
        self.add("second", tr("Second person"), self.second)
        self.add("second_passphrase", tr("Passphrase"), self.second_passphrase)
        self.add("reason", tr("Reason"), self.reason)
        self.name.set_value(first)
        self._show_proof(_PASSPHRASE)

    def focus_first(self) -> None:
        """The backup comes first."""
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> RestoreDraft | None:
        """What was typed, when nothing is missing."""
        by_words = self.by.value() == _RECOVERY
        file = Path(self.file.value()).expanduser() if self.file.value() else None
        recovery = None
        missing = {
            "file": "" if file is not None and file.is_file() else tr("Choose the backup that is to be restored."),
            "name": "" if self.name.value() else tr("Write the name as on the lock screen."),
            "passphrase": "" if by_words or self.passphrase.value() else tr("Type the passphrase."),
            "words": "",
            "second": "" if self.second.value() else tr("Restoring takes two people of different roles."),
            "second_passphrase": "" if self.second_passphrase.value() else tr("The second person types it."),
            "reason": "" if self.reason.value() else tr("Write the reason in a few words."),
        }
        if by_words:
            try:
                recovery = parse_recovery_code(self.words.value())
            except RecoveryCodeWrong as wrong:
                missing["words"] = say(wrong).shortly()
        if not self.mend(missing) or file is None:
            return None
        return RestoreDraft(
            file,
            Proof(self.name.value(), "" if by_words else self.passphrase.value(), recovery),
            Proof(self.second.value(), self.second_passphrase.value()),
            self.reason.value(),
        )

    def forget(self) -> None:
        """Take out what proves somebody; the rest stays for another try."""
        for field in (self.passphrase, self.words, self.second_passphrase):
            field.clear()

    def _show_proof(self, by: str) -> None:
        self.row("passphrase").setVisible(by == _PASSPHRASE)
        self.row("words").setVisible(by == _RECOVERY)

    def _browse(self) -> None:
        dialog = QFileDialog(self, tr("Choose the backup"), "", f"{BACKUPS};;* (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, on=True)
        dialog.fileSelected.connect(self._choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose(self, name: str) -> None:
        self.file.set_value(name)
        self.row("file").set_problem("")
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
