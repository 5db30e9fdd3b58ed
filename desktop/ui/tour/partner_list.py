"""A list as a partner might send it, invented: two scripts, digits of two scripts, and columns that we never take."""

from pathlib import Path

import xlsxwriter

NAME = "families-of-a-partner.xlsx"
_HEADINGS = (
    "HH No|Name|Father/Husband name|Relation|Sex|Age|District|Tehsil|Village|Consent|Consent to call|Mobile|"
    "Kiln owner|Peshgi"
)
_ROWS = (
    "1|حلیمہ بی بی|نور محمد|Head|F|41|Lahore|Lahore Cantt|Kot Radhan|yes|yes|0300-0000099|x|1",
    "1|Noor Muhammad|Karam Din|Husband|M|45|Lahore|Lahore Cantt|Kot Radhan|yes|yes||x|1",
    "1|Yasmin|Noor Muhammad|Daughter|F|۱۲|Lahore|Lahore Cantt|Kot Radhan|yes|yes||x|1",
    "2|Rasheed Masih|Boota Masih|Head|M|38|Lahore|Lahore Cantt|Kot Radhan|yes|yes|0300-0000099|x|2",
    "3|Kamla|Bhooro Mal|Head|F|grown up|Lahore|Lahore Cantt|Goth Bhoro|yes|yes|0300-0000099|x|3",
    "4|Jamal Khan|Sher Khan|Head|M|29|Lahore|Lahore Cantt|Kot Radhan|yes|yes|0300-0000099|x|4",
    "5|Amna Bibi|Fazal Din|Head|F|33|Lahore|Lahore Cantt|Kot Radhan|no|no||x|5",
)
"""Four households come in, with one phone between them; the fifth did not agree."""

NEVER_TAKEN = 2
"""The last two columns, whatever stands in them."""
COLUMNS = _HEADINGS.count("|") + 1
HOUSEHOLDS, PEOPLE, REFUSED = 4, 6, 1


def write_list(folder: Path) -> Path:
    """Write it as a workbook into a folder."""
    file = folder / NAME
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet("families")
    for number, line in enumerate((_HEADINGS, *_ROWS)):
        sheet.write_row(number, 0, line.split("|"))
    book.close()
    return file.absolute()
