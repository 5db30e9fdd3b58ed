"""Settings of a machine: kept, refused when damaged, never in the way."""

from pathlib import Path

import pytest

from desktop.settings import Settings, load_settings, save_settings


def test_what_was_set_comes_back(tmp_path: Path) -> None:
    chosen = Settings(language="ur", text_percent=150, theme="sun", lock_minutes=3, scanner_prefix="~")
    save_settings(tmp_path, chosen)
    loaded = load_settings(tmp_path)
    assert loaded.settings == chosen
    assert not loaded.damaged


def test_a_missing_file_gives_defaults_without_complaint(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == load_settings(tmp_path / "nowhere")
    assert not load_settings(tmp_path).damaged


@pytest.mark.parametrize(
    "damage", [b"language = 'klingon'", b"text_percent = 900", b"\xff\xfe\x00", b"theme = ", b"unknown = 1", b"[[["]
)
def test_a_damaged_file_gives_defaults_and_says_so(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(damage)
    loaded = load_settings(tmp_path)
    assert loaded.settings == Settings()
    assert loaded.damaged


def test_every_cut_of_the_file_still_starts(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(language="sd", sound=10, printer="Office printer"))
    whole = (tmp_path / "settings.toml").read_bytes()
    for length in range(len(whole)):
        (tmp_path / "settings.toml").write_bytes(whole[:length])
        load_settings(tmp_path)


def test_saving_over_a_damaged_file_keeps_it_aside(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"theme = ")
    save_settings(tmp_path, Settings(theme="dark"))
    assert (tmp_path / "settings.damaged.toml").read_bytes() == b"theme = "
    assert load_settings(tmp_path).settings.theme == "dark"
