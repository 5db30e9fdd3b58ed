"""Fills the paper form after a distribution: whom to ask and a box for each answer."""

from desktop.records.accounts import Sample
from desktop.records.operator import OfficeView
from desktop.values.sampling import RULE
from desktop.values.vocabulary import Language
from desktop.words.captions.bilingual import pair, practice_pair
from desktop.words.catalogue import mark, tr_in
from printing.monitoring_values import MonitoringRow, MonitoringSheet
from printing.values import Pair

_QUESTIONS = (
    mark("Agrees"),
    mark("Received"),
    mark("What, how much"),
    mark("Paid anybody"),
    mark("Minutes"),
    mark("Safe"),
    mark("Used or sold"),
    mark("Complaints known"),
)


def monitoring_sheet(drawn: Sample, language: Language, office: OfficeView) -> MonitoringSheet:
    """The form as it is drawn; the seed stands on every page."""
    names = {site.point_code: site.point_name for site in drawn.sites}
    return MonitoringSheet(
        title=pair(language, "After the distribution"),
        place=Pair(f"{drawn.programme} · {drawn.round_code}"),
        code=pair(language, "Code"),
        village=pair(language, "Village"),
        point=pair(language, "Point"),
        questions=tuple(pair(language, question) for question in _QUESTIONS),
        consent=pair(language, "May we ask you a few questions? You may say no, and nothing changes."),
        rows=tuple(MonitoringRow(one.code.text, one.village, names[one.point_code]) for one in drawn.households),
        rule=tr_in(
            Language.ENGLISH,
            "Seed {seed} · {count} of {served} households · {rule}",
            seed=str(drawn.seed),
            count=len(drawn.households),
            served=drawn.served,
            rule=RULE,
        ),
        page=tr_in(Language.ENGLISH, "Page {page} of {pages}"),
        language=language.value,
        practice=office.practice,
        practice_caption=practice_pair(language),
    )
