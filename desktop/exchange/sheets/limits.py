"""What a foreign sheet may cost: beyond these it is refused, each with a sentence of its own."""

FILE_BYTES = 64 * 1024 * 1024
"""Of the file as it lies on the stick; 50,000 rows of a large office are under ten."""

PROCESSOR_SECONDS = 20
"""Of the child, for one reading of the whole file."""

WAIT_SECONDS = 30.0
"""By the clock on the wall, from the moment the parent waits for the next rows."""

PARTS = 2_000
INFLATED_BYTES = 600 * 1024 * 1024
STRINGS_BYTES = 160 * 1024 * 1024
"""A ZIP file's parts, all of them unpacked, and the table of texts in it."""

CELLS = 6_000_000
"""Filled cells of all sheets together, and the area that one sheet spans."""

ROWS = 250_000
COLUMNS = 1_500
CELL_CHARACTERS = 4_000
"""What is longer is cut there: no name and no village is."""

FRAME_BYTES = 64 * 1024
"""About as much is said to the parent at once; a frame of more than `FRAME_LIMIT` is refused."""

FRAME_LIMIT = 8 * 1024 * 1024
"""One row of `COLUMNS` cells of `CELL_CHARACTERS` would be larger; nobody has that."""

SAMPLES = 12
"""Different values of a column that are looked at to guess what it holds."""
