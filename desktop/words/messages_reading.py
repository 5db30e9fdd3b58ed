"""What is said about pictures, papers, videos, cameras and cards that are read."""

from desktop.errors import (
    CameraMissing,
    CardSignatureWrong,
    FileTooLarge,
    NoCodeFound,
    NoSuchFile,
    NotAPicture,
    NotOurCard,
    PdfDamaged,
    PdfLocked,
    PictureDamaged,
    PictureTooLarge,
    ReaderMissing,
    TooManyPages,
    UnsafeFile,
    VideoDamaged,
)
from desktop.words.catalogue import tr, tr_n
from desktop.words.said import Said, says

_MB = 1_000_000


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(NoSuchFile)
def _no_such_file(told: NoSuchFile) -> Said:
    return Said(
        tr("The file {file} cannot be opened.", file=told.file), tr("Look at its name and place."), _unchanged()
    )


@says(FileTooLarge)
def _file_too_large(told: FileTooLarge) -> Said:
    what = tr(
        "The file {file} is too large: {size} MB, at most {limit} MB.",
        file=told.file,
        size=told.size // _MB,
        limit=told.limit // _MB,
    )
    return Said(what, tr("Make it smaller, or take fewer pages."), _unchanged())


@says(NotAPicture)
def _not_a_picture(told: NotAPicture) -> Said:
    return Said(
        tr("The file {file} is no picture, PDF or video, whatever its name says.", file=told.file),
        tr("Choose a PNG, JPEG or PDF file."),
        _unchanged(),
    )


@says(PictureTooLarge)
def _picture_too_large(told: PictureTooLarge) -> Said:
    what = tr(
        "The picture {file} is too large: {width} × {height} points.",
        file=told.file,
        width=told.width,
        height=told.height,
    )
    return Said(what, tr("Take a smaller picture."), _unchanged())


@says(PictureDamaged)
def _picture_damaged(told: PictureDamaged) -> Said:
    return Said(
        tr("The picture {file} is damaged or cut short.", file=told.file), tr("Take or copy it again."), _unchanged()
    )


@says(PdfLocked)
def _pdf_locked(told: PdfLocked) -> Said:
    return Said(tr("The PDF {file} wants a password.", file=told.file), tr("Save it without a password."), _unchanged())


@says(PdfDamaged)
def _pdf_damaged(told: PdfDamaged) -> Said:
    return Said(tr("The PDF {file} cannot be opened.", file=told.file), tr("Copy or scan it again."), _unchanged())


@says(TooManyPages)
def _too_many_pages(told: TooManyPages) -> Said:
    what = tr(
        "The PDF {file} has {pages} pages, at most {limit} are read.",
        file=told.file,
        pages=told.pages,
        limit=told.limit,
    )
    return Said(what, tr("Read it in parts."), _unchanged())


@says(VideoDamaged)
def _video_damaged(told: VideoDamaged) -> Said:
    return Said(tr("The video {file} shows no picture.", file=told.file), tr("Take it again."), _unchanged())


@says(UnsafeFile)
def _unsafe_file(told: UnsafeFile) -> Said:
    return Said(
        tr("The file {file} could not be opened safely ({how}).", file=told.file, how=told.how),
        tr("Do not open it elsewhere. Ask where it comes from."),
        tr("It was looked at behind closed doors: nothing was changed."),
    )


@says(NoCodeFound)
def _no_code(told: NoCodeFound) -> Said:
    return Said(
        tr_n(
            "There is no code in {file} ({n} page looked at).",
            "There is no code in {file} ({n} pages looked at).",
            told.pages,
            file=told.file,
        ),
        tr("More light, the whole card in the picture, and hold still."),
        _unchanged(),
    )


@says(ReaderMissing)
def _reader_missing(_: ReaderMissing) -> Said:
    return Said(
        tr("The reader of pictures does not start on this machine."),
        tr("Type the code for now. See: haqdar doctor."),
        tr("Nothing is lost."),
    )


@says(CameraMissing)
def _camera_missing(told: CameraMissing) -> Said:
    what = tr("The camera {camera} does not answer.", camera=told.camera) if told.camera else tr("There is no camera.")
    return Said(what, tr("Plug it in, close other programs that use it, or type the code."), tr("Nothing is lost."))


@says(NotOurCard)
def _not_our_card(told: NotOurCard) -> Said:
    what = {
        "other_office": tr("This card is of another office."),
        "practice_card": tr("This is a practice card; this office is real."),
        "real_card": tr("This card is of a real office; this is a practice office."),
    }.get(told.reason, tr("This is no card of this office."))
    return Said(what, tr("Turn the card, wipe it, give it light, or type the code."), tr("Nothing was recorded."))


@says(CardSignatureWrong)
def _signature_wrong(_: CardSignatureWrong) -> Said:
    return Said(
        tr("Please walk with this person to the help desk."),
        tr("Keep calm and give the card back."),
        tr("Nothing was handed over."),
    )
