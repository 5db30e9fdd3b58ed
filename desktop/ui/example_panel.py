"""Live examples: what a household would get by the rules, for as many people as somebody asks about."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.distribution import ItemDraft
from desktop.records.relief_rule import Facts
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.line import Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.stepper import Stepper
from desktop.usecases import programme_rules
from desktop.values.vocabulary import Category
from desktop.words.catalogue import tr
from desktop.words.rules import example_sentence

FAMILY = 7
LARGEST = 40


class ExamplePanel(Panel):
    """Counts people, and of them those whom a rule asks for; the sentence beneath follows at once."""

    def __init__(self, items: Sequence[ItemDraft] = (), parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.size_stepper = Stepper(tr("People"), tr("One less"), tr("One more"), low=1, high=LARGEST)
        self.size_stepper.set_value(FAMILY)
        captions = {
            Category.INFANT: tr("Children under two"),
            Category.WOMAN: tr("Women and girls of 12 to 49"),
            Category.DISABLED: tr("People with a disability"),
        }
        self.steppers = {
            category: Stepper(caption, tr("One less"), tr("One more"), high=LARGEST)
            for category, caption in captions.items()
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(4 if current().layout.small else 8)
        self._rows: dict[Category, QWidget] = {}
        column.addWidget(_row(tr("People in the household"), self.size_stepper))
        for category, stepper in self.steppers.items():
            stepper.set_value(0)
            self._rows[category] = _row(captions[category], stepper)
            column.addWidget(self._rows[category])
        for stepper in (self.size_stepper, *self.steppers.values()):
            stepper.changed.connect(self._tell)
        self.sentence = Paragraph("", Role.BODY)
        column.addWidget(self.sentence)
        self._items: tuple[ItemDraft, ...] = ()
        self.show_items(items)

    def show_items(self, items: Sequence[ItemDraft]) -> None:
        """By these rules from now on; only what they ask for is asked."""
        self._items = tuple(items)
        asked = {category for item in items for category, _ in item.rule.per}
        for category, row in self._rows.items():
            row.setVisible(category in asked)
        self._tell()

    def facts(self) -> Facts:
        """The household that is asked about."""
        told = {category: stepper.value() or 0 for category, stepper in self.steppers.items()}
        return Facts(
            size=self.size_stepper.value() or 1,
            infants=told[Category.INFANT],
            women=told[Category.WOMAN],
            disabled=told[Category.DISABLED],
        )

    def _tell(self, _value: object = None) -> None:
        example = programme_rules.example(self._items, self.facts())
        asked = {category for item in self._items for category, _ in item.rule.per}
        facts = example.facts if asked else Facts(example.facts.size)
        self.sentence.setText(example_sentence(facts, example.items))


def _row(caption: str, stepper: Stepper) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    row.addWidget(Paragraph(caption, Role.LABEL), 1)
    row.addWidget(stepper)
    return holder
