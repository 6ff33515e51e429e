"""What is known of text itself."""

from cleanarticle.text import _DIGIT_LEADS, fold_lines


def test_every_digit_of_every_script_folds_to_zero() -> None:
    digits = [chr(c) for c in range(0x30, 0x20000) if chr(c).isdecimal()]
    assert len(digits) > 600
    assert fold_lines(digits) == ["0"] * len(digits)


def test_runs_of_digits_fold_to_one_zero() -> None:
    assert fold_lines(["1", "12 345", "x1234567y", "٠١٢ and 90", "००१"]) == [
        "0",
        "0 0",
        "x0y",
        "0 and 0",
        "0",
    ]


def test_the_first_bytes_of_digits_are_all_listed() -> None:
    leads = {chr(c).encode()[:1] for c in range(128, 0x20000) if chr(c).isdecimal()}
    assert leads == set(_DIGIT_LEADS)


def test_a_line_folds_the_same_whatever_else_is_on_the_page() -> None:
    lines = ["Don`t MISS", "Déjà – “vu”", "12 “Comments”", "İSTANBUL ılık", "ＴＭ™ 99"]
    assert fold_lines(lines) == [fold_lines([line])[0] for line in lines]
    assert fold_lines(lines)[::2] == ["don't miss", '0 "comments"', "tmtm 0"]
