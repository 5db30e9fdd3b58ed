"""The practice office is ready: how many people are in it, and where the passphrase of each role lies."""

from desktop.ui.appearance.texts import isolate
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.first_run.question import QuestionPage
from desktop.ui.widgets.line import Line, Paragraph
from desktop.words.catalogue import tr


class PracticePage(QuestionPage):
    """Numbers and a folder."""

    def __init__(self, households: int, people: int, keys: str) -> None:
        """`keys` is the folder of the passphrase files."""
        super().__init__(
            tr("The practice office is ready"),
            tr(
                "{households} invented households with {people} people are in it.", households=households, people=people
            ),
            tr("Go to the lock screen"),
            has_back=False,
        )
        self.add(
            Paragraph(tr("Each role has its own operator, called like the role. The passphrases lie in this folder:")),
            Line(isolate(keys), Role.BODY, bold=True, elide=True),
            Paragraph(tr("Everything is marked PRACTICE: screens, cards and papers."), tint="muted"),
        )
