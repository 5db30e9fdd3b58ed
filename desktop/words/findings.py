"""What a check of the book found, in sentences."""

from desktop.records.safekeeping import PaperAnswer, PaperChecked
from desktop.words.catalogue import tr


def paper_sentence(paper: PaperChecked) -> str:
    """One answer of the four that a paper can get, and what to do where there is something to do."""
    match paper.answer:
        case PaperAnswer.AGREES:
            return tr("This paper agrees with the book: lines 0 to {last} stand.", last=max(paper.size - 1, 0))
        case PaperAnswer.DIFFERS:
            return tr("The paper and the book do not agree. Keep the paper. Nobody has to act alone.")
        case PaperAnswer.NEWER:
            return tr("This paper is newer than the book: lines are missing. Keep the paper, call the supervisor.")
        case PaperAnswer.OTHER_DESK:
            return tr("This paper belongs to another desk.")
        case PaperAnswer.UNREADABLE:
            return tr("These digits cannot be read. Type them again: HQ, the desk, the line, six groups of four.")
