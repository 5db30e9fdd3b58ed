"""The one style sheet of the application, written from the tokens for a direction and a text size."""

from desktop.ui.appearance.tokens import Tokens


def style_sheet(tokens: Tokens, rtl: bool, row: int, scale: float) -> str:
    """Rules for what Qt draws itself: fields, lists, tables, panels and scroll bars. No fonts and no `:focus`:
    fonts are set by role, and the focus is shown by one ring above the window."""
    return "".join((_fields(tokens, row), _frames(tokens), _views(tokens, rtl, scale), _scroll_bars(tokens)))


def _fields(t: Tokens, row: int) -> str:
    inner = row - 2 * t.border
    strong = row - 4
    return f"""
QLineEdit, QPlainTextEdit, QSpinBox {{
    border: {t.border}px solid {t.edge}; border-radius: 6px; background: {t.surface}; color: {t.ink};
    padding: 0 13px; min-height: {inner}px; max-height: {inner}px;
    placeholder-text-color: {t.muted}; selection-background-color: {t.accent}; selection-color: {t.on_accent};
    lineedit-password-character: 8226; }}
QPlainTextEdit {{ padding: 8px 9px; max-height: 99999px; }}
QLineEdit[role="code"] {{ padding: 0 8px; min-height: 0; max-height: 999px; }}
QLineEdit[state="problem"] {{ border: 2px solid {t.warn}; background: {t.warn_soft};
    padding: 0 12px; min-height: {strong}px; max-height: {strong}px; }}
QLineEdit[state="problem"][role="code"] {{ padding: 0 7px; min-height: 0; max-height: 999px; }}
QLineEdit[state="unneeded"], QLineEdit:disabled {{ border: {t.border}px dashed {t.edge}; background: {t.sunk};
    color: {t.muted}; }}
QLineEdit[state="proposed"] {{ border: {t.border}px dashed {t.accent}; }}
"""


def _frames(t: Tokens) -> str:
    return f"""
QFrame[role="panel"] {{ background: {t.surface}; border: {t.border}px solid {t.line}; border-radius: 8px; }}
QFrame[role="sunk"] {{ background: {t.sunk}; border: none; border-radius: 8px; }}
QFrame[role="preview"] {{ background: {t.wash}; border: none; border-radius: 8px; }}
QFrame[role="bar"] {{ background: {t.bar}; border: none; }}
QFrame[role="head"] {{ background: {t.ground}; border: none; border-bottom: {t.border}px solid {t.line}; }}
QFrame[role="foot"] {{ background: {t.surface}; border: none; border-top: {t.border}px solid {t.line}; }}
QFrame[role="rule"] {{ background: {t.line}; border: none; min-height: {t.border}px; max-height: {t.border}px; }}
QFrame[role="divider"] {{ background: {t.line}; border: none; }}
QFrame[role="clear"], QScrollArea, QScrollArea > QWidget > QWidget[role="clear"] {{ background: transparent;
    border: none; }}
QToolTip {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.edge}; padding: 4px; }}
"""


def _views(t: Tokens, rtl: bool, scale: float) -> str:
    side = "right" if rtl else "left"
    pad = round(16 * scale)
    return f"""
QListView {{ background: transparent; border: none; outline: none; }}
QTableView {{ background: {t.surface}; border: {t.border}px solid {t.line}; border-radius: 8px; outline: none;
    gridline-color: transparent; selection-background-color: {t.wash}; selection-color: {t.ink}; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: transparent; border: none; border-bottom: {t.border}px solid {t.line};
    color: {t.muted}; padding-{side}: {pad}px; }}
QTableCornerButton::section {{ background: transparent; border: none; }}
QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.ink}; border: {t.border}px solid {t.edge};
    outline: none; selection-background-color: {t.accent_soft}; selection-color: {t.ink}; }}
QMenu {{ background: {t.surface}; color: {t.ink}; border: {t.border}px solid {t.edge}; }}
QMenu::item {{ padding: 8px {pad}px; }}
QMenu::item:selected {{ background: {t.accent_soft}; }}
"""


def _scroll_bars(t: Tokens) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {t.edge}; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
