"""What is said about stock, waybills and releases by order."""

from desktop.errors import (
    DocumentIsWaybill,
    DocumentReceived,
    LoanNotOut,
    StockCountWrong,
    StockGoodsUnread,
    StockItemTwice,
    StockItemUnknown,
    StockNoItems,
    StockNotCounted,
    StockReasonNeeded,
    StockSamePoint,
    StockShort,
    StockTextWrong,
    WaybillElsewhere,
    WaybillExists,
    WaybillReceived,
    WaybillsOverdue,
    WaybillUnknown,
)
from desktop.words.catalogue import mark, tr
from desktop.words.people import joined
from desktop.words.said import Said, says
from desktop.words.stock import item_label

TEXT_NAMES = {
    "number": mark("the number of the waybill"),
    "origin": mark("where it comes from"),
    "vehicle": mark("the vehicle"),
    "seal": mark("the seal"),
    "document": mark("the number of the document"),
    "note": mark("the note"),
    "batch": mark("the batch"),
    "order": mark("the number of the order"),
    "authority": mark("who gave the order"),
    "reason": mark("the reason"),
}


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(StockItemUnknown)
def _item_unknown(told: StockItemUnknown) -> Said:
    return Said(
        tr("No relief item has the code {item}.", item=told.item),
        tr("Look at the items of the round."),
        _unchanged(),
    )


@says(StockItemTwice)
def _item_twice(told: StockItemTwice) -> Said:
    return Said(
        tr("{item} is named twice.", item=item_label(told.item)),
        tr("Write each item once, with all of it together."),
        _unchanged(),
    )


@says(StockNoItems)
def _no_items(_: StockNoItems) -> Said:
    return Said(tr("No item is named."), tr("Write at least one item and its count."), _unchanged())


@says(StockCountWrong)
def _count(told: StockCountWrong) -> Said:
    item = item_label(told.item)
    sentences = {
        "fraction": tr("{item}: {count} is not a whole number.", item=item, count=told.count),
        "negative": tr("{item}: {count} is less than nothing.", item=item, count=told.count),
        "nothing": tr("{item}: nothing is written.", item=item),
        "too_many": tr("{item}: {count} is more than any store holds.", item=item, count=told.count),
    }
    what = sentences.get(told.why, tr("{item}: {count} is no count.", item=item, count=told.count))
    return Said(what, tr("Count again and write whole bags, cans or pieces."), _unchanged())


@says(StockGoodsUnread)
def _goods(told: StockGoodsUnread) -> Said:
    return Said(
        tr("{text} cannot be read.", text=told.text),
        tr("Write ITEM=COUNT, and after it :BATCH and :2027-03-31 where they are known."),
        _unchanged(),
    )


@says(StockTextWrong)
def _text(told: StockTextWrong) -> Said:
    name = tr(TEXT_NAMES.get(told.name, told.name))
    if told.why == "missing":
        return Said(tr("One thing is not written: {name}.", name=name), tr("Write it, then go on."), _unchanged())
    if told.why == "long":
        return Said(
            tr("This is too long: {name}.", name=name),
            tr("Write it in at most {limit} letters.", limit=str(told.limit)),
            _unchanged(),
        )
    return Said(
        tr("There is a sign in it that cannot be kept: {name}.", name=name),
        tr("Write it again without it."),
        _unchanged(),
    )


@says(StockShort)
def _short(told: StockShort) -> Said:
    return Said(
        tr(
            "{item}: {asked} are asked for, {there} are there.",
            item=item_label(told.item),
            asked=str(told.asked),
            there=str(told.there),
        ),
        tr("Take what is there, or count the shelf again."),
        _unchanged(),
    )


@says(StockNotCounted)
def _not_counted(told: StockNotCounted) -> Said:
    return Said(
        tr("{item} was never counted at this point.", item=item_label(told.item)),
        tr("Count it first; from then on the book knows it."),
        _unchanged(),
    )


@says(StockReasonNeeded)
def _reason(told: StockReasonNeeded) -> Said:
    return Said(
        tr(
            "{item}: the book has {book}, the shelf has {counted}.",
            item=item_label(told.item),
            book=str(told.book),
            counted=str(told.counted),
        ),
        tr("Count once more. If it stays so, say why; not explained is an answer too."),
        _unchanged(),
    )


@says(StockSamePoint)
def _same(told: StockSamePoint) -> Said:
    return Said(tr("It lies at {point} already.", point=told.point), tr("Choose the point it goes to."), _unchanged())


@says(WaybillUnknown)
def _waybill_unknown(told: WaybillUnknown) -> Said:
    return Said(
        tr("There is no waybill {number}.", number=told.number),
        tr("Look at the number on the paper, or receive it with the paper's own number as document."),
        _unchanged(),
    )


@says(WaybillExists)
def _waybill_exists(told: WaybillExists) -> Said:
    return Said(
        tr("There is a waybill {number} already.", number=told.number), tr("Take another number."), _unchanged()
    )


@says(WaybillReceived)
def _waybill_received(told: WaybillReceived) -> Said:
    return Said(
        tr("The goods of waybill {number} were received before.", number=told.number),
        tr("Look at the book of the point. What came besides is received with a document of its own."),
        _unchanged(),
    )


@says(DocumentReceived)
def _document_received(told: DocumentReceived) -> Said:
    return Said(
        tr(
            "With the document {document} was received before: {item}, {count}.",
            document=told.document,
            item=item_label(told.item),
            count=told.quantity,
        ),
        tr("Look at the book of the point. Where more came with the same document, say so in the note."),
        _unchanged(),
    )


@says(DocumentIsWaybill)
def _document_is_waybill(told: DocumentIsWaybill) -> Said:
    return Said(
        tr("{number} is a waybill that is awaited here.", number=told.number),
        tr("Count its goods in against the waybill, line by line."),
        _unchanged(),
    )


@says(WaybillsOverdue)
def _waybills_overdue(told: WaybillsOverdue) -> Said:
    return Said(
        tr("The truck of waybill {numbers} should be here and was not counted in.", numbers=joined(*told.numbers)),
        tr("Count it in under Stock. If it did not come, say why."),
        _unchanged(),
    )


@says(WaybillElsewhere)
def _waybill_elsewhere(told: WaybillElsewhere) -> Said:
    return Said(
        tr("Waybill {number} is for {point}.", number=told.number, point=told.point),
        tr("Receive it there, or call the supervisor when the truck came here."),
        _unchanged(),
    )


@says(LoanNotOut)
def _loan(told: LoanNotOut) -> Said:
    return Said(
        tr(
            "{item}: {asked} come back, {out} are still lent.",
            item=item_label(told.item),
            asked=str(told.asked),
            out=str(told.out),
        ),
        tr("Look at the slip of the hand-over."),
        _unchanged(),
    )
