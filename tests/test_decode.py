"""Bytes to text: every encoding a page may come in, whatever it says of itself."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import ENCODINGS, ODD_NAMES, PROSE
from test_golden import FOLDER, read_case

from cleanarticle import clean
from cleanarticle.reading.decode import decode

ENGLISH = (
    "“The harbour’s ferries – all of them – run again,” the café’s owner said on Saturday. " * 6
)


def story(language: str) -> str:
    case = read_case(FOLDER / "languages" / f"{language}.txt")
    return "\n\n".join(text for label, text in case.lines if label == "body")


GERMAN, FRENCH, RUSSIAN, UKRAINIAN = map(story, ("de", "fr", "ru", "uk"))
JAPANESE, CHINESE, KOREAN, TAIWANESE = map(story, ("ja", "zh", "ko", "zh_hant"))


def page(text: str, charset: str) -> str:
    """A page that declares an encoding, the way the web did before it had a shorter one."""
    meta = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        if charset
        else ""
    )
    return f"<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"


# --- UTF-8 ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", PROSE)
def test_utf8_needs_no_declaration(text: str) -> None:
    assert decode(text.encode()) == (text, ())


@pytest.mark.parametrize(
    "charset", ["utf-8", "UTF8", "iso-8859-1", "windows-1251", "shift_jis", "x"]
)
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, JAPANESE])
def test_utf8_is_told_whatever_is_declared(text: str, charset: str) -> None:
    whole = page(text, charset)
    assert decode(whole.encode()) == (whole, ())


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode(codecs.BOM_UTF8 + RUSSIAN.encode()) == (RUSSIAN, ())


@pytest.mark.parametrize("text", [RUSSIAN, JAPANESE, GERMAN, ENGLISH, "x" * 5000 + "é", "Süß"])
def test_utf8_cut_inside_a_character_is_utf8(text: str) -> None:
    """As by a limit on the size of a download: all but the last character is whole."""
    raw = text.encode()
    last = max(at for at, byte in enumerate(raw) if byte >= 0xC0)
    got, warnings = decode(raw[: last + 1])
    assert got.rstrip("\ufffd") == raw[:last].decode()
    assert warnings == ("encoding-damaged",)


def test_a_few_damaged_bytes_do_not_make_it_something_else() -> None:
    half = len(RUSSIAN) // 2
    raw = RUSSIAN[:half].encode() + b"\xff" + RUSSIAN[half:].encode()
    whole = f"{RUSSIAN[:half]}\ufffd{RUSSIAN[half:]}"
    assert decode(raw) == (whole, ("encoding-damaged",))


SCHOOL = "It’s a school “for all” in the old town of Carrow. The café was not in it, he said."


@pytest.mark.parametrize("declared", [b"<meta charset=utf-8>", codecs.BOM_UTF8])
def test_a_stray_byte_in_declared_utf8_is_windows_1252(declared: bytes) -> None:
    raw = SCHOOL.encode().replace("é".encode(), b"\xe9")
    got, warnings = decode(declared + raw)
    assert got.removeprefix("<meta charset=utf-8>") == SCHOOL
    assert warnings == ("encoding-damaged",)


def test_stray_bytes_are_taken_in_where_utf8_clearly_outnumbers_them() -> None:
    raw = SCHOOL.encode().replace("é".encode(), b"\xe9")
    assert decode(raw + "é".encode()) == (SCHOOL + "é", ("encoding-damaged",))
    few = "Der Müller und die ".encode() + "Bäcker kamen über die Brücke.".encode("cp1252")
    assert decode(few)[1] == ("encoding-guessed",)
    assert decode(b"<meta charset=utf-8>" + few)[1] == ("encoding-guessed",)


def test_a_wrong_declaration_of_utf8_is_seen() -> None:
    whole = page(GERMAN, "utf-8")
    got, warnings = decode(whole.encode("cp1252"))
    assert got == whole
    assert warnings == ("encoding-guessed",)


# --- encodings of one script ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "charset"),
    [
        (GERMAN, "cp1252", "windows-1252"),
        (FRENCH, "cp1252", "windows-1252"),
        (GERMAN, "cp1252", "iso-8859-1"),
        (ENGLISH, "cp1252", "ISO-8859-1"),
        (ENGLISH, "cp1252", "us-ascii"),
        (story("pl"), "iso8859-2", "iso-8859-2"),
        (story("cs"), "cp1250", "windows-1250"),
        (story("tr"), "cp1254", "windows-1254"),
        (story("tr"), "cp1254", "iso-8859-9"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (UKRAINIAN, "cp1251", "cp1251"),
        (story("bg"), "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (story("el"), "cp1253", "windows-1253"),
        (story("he"), "cp1255", "windows-1255"),
        (story("ar"), "cp1256", "windows-1256"),
        (JAPANESE, "shift_jis", "Shift_JIS"),
        (JAPANESE, "cp932", "x-sjis"),
        (JAPANESE, "cp932", "shift_jis"),
        (JAPANESE, "euc-jp", "EUC-JP"),
        (CHINESE, "gbk", "gb2312"),
        (CHINESE, "gbk", "GBK"),
        (CHINESE, "gb18030", "gb18030"),
        (TAIWANESE, "big5", "big5"),
        (KOREAN, "cp949", "euc-kr"),
    ],
)
def test_a_declared_encoding_is_believed(text: str, name: str, charset: str) -> None:
    """The names are those of the WHATWG Encoding Standard, by which browsers read them."""
    raw = page(text, charset).encode(name, "ignore")
    assert decode(raw) == (raw.decode(name), ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (GERMAN, "latin-1"),
        (ENGLISH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (UKRAINIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (CHINESE, "gbk"),
        (TAIWANESE, "big5"),
        (KOREAN, "cp949"),
    ],
)
def test_an_undeclared_encoding_is_guessed(text: str, name: str) -> None:
    raw = text.encode(name, "ignore")
    got, warnings = decode(raw)
    assert got == raw.decode(name)
    assert warnings == ("encoding-guessed",)


@pytest.mark.parametrize(
    "text", ["Café", "Der Hafen öffnete früh am Morgen wieder für alle Schiffe."]
)
def test_a_short_text_is_guessed_for_what_is_likely(text: str) -> None:
    got, _ = decode(text.encode("cp1252"))
    assert got == text


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<meta charset=windows-1251>", "cp1251"),
        ("<META CHARSET='Windows-1251' />", "cp1251"),
        ('<meta content="text/html; charset=windows-1251" http-equiv=Content-Type>', "cp1251"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251"),
        ("<title>x</title>" * 40 + "<meta charset=windows-1251>", "cp1251"),
    ],
)
def test_where_a_declaration_may_stand(head: str, name: str) -> None:
    whole = head + RUSSIAN
    assert decode(whole.encode(name)) == (whole, ())


@pytest.mark.parametrize("charset", ["x-unknown", "utf-99", "none", "", *ODD_NAMES, "mbcs", "oem"])
def test_a_name_that_is_no_encoding_of_a_page_is_passed_over(charset: str) -> None:
    whole = page(GERMAN, charset)
    assert decode(whole.encode("cp1252")) == (whole, ("encoding-guessed",))


@pytest.mark.parametrize("charset", ["utf-16", "utf-16le", "UTF-16BE", "utf-32", "utf-7"])
def test_a_page_that_could_be_read_so_far_is_not_utf16(charset: str) -> None:
    """A declaration in ASCII that says what follows is no ASCII is wrong, says the standard."""
    for filling in ("", " "):  # of even and of odd length
        whole = page(GERMAN + filling, charset)
        assert decode(whole.encode("cp1252"))[0] == whole


# --- two bytes a character --------------------------------------------------------------------


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, JAPANESE, "x", "😀"])
@pytest.mark.parametrize(
    "name", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_a_byte_order_mark_tells_all(text: str, name: str) -> None:
    mark = "" if name in ("utf-16", "utf-32") else "\ufeff"
    assert decode((mark + text).encode(name)) == (text, ())


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, GERMAN, page(RUSSIAN[:300], "utf-16"), RUSSIAN])
def test_utf16_without_a_mark(text: str, name: str) -> None:
    assert decode(text.encode(name))[0] == text


def test_utf16_cut_inside_a_character_is_utf16() -> None:
    got, warnings = decode(RUSSIAN.encode("utf-16")[:-1])
    assert got.rstrip("\ufffd") == RUSSIAN[:-1]
    assert warnings == ("encoding-damaged",)


def test_zeros_in_text_do_not_make_it_utf16() -> None:
    text = ENGLISH.replace(" ", "\x00 ")
    assert decode(text.encode()) == (text, ())


# --- pages, by what they are and what they declare ---------------------------------------------

LEGACY = {
    "de": (GERMAN, "cp1252", "windows-1252"),
    "ru": (RUSSIAN, "cp1251", "windows-1251"),
    "ja": (JAPANESE, "shift_jis", "shift_jis"),
    "zh": (CHINESE, "gbk", "gbk"),
    "ko": (KOREAN, "cp949", "euc-kr"),
}


@pytest.mark.parametrize("language", LEGACY)
@pytest.mark.parametrize("written", ["utf-8", "legacy"])
@pytest.mark.parametrize("declared", ["rightly", "not", "utf-8", "iso-8859-1"])
def test_a_page_comes_out_right_whatever_it_declares(
    language: str, written: str, declared: str
) -> None:
    text, name, label = LEGACY[language]
    name = "utf-8" if written == "utf-8" else name
    label = "utf-8" if written == "utf-8" else label
    whole = page(text, {"rightly": label, "not": ""}.get(declared, declared))
    raw = whole.encode(name, "ignore")
    assert decode(raw)[0] == raw.decode(name)


def test_a_declaration_of_latin_letters_is_believed_of_short_runs() -> None:
    whole = page("Créée à Łódź: žluťoučký kůň. " * 9, "windows-1250")
    assert decode(whole.encode("cp1250", "ignore"))[1] == ()


# --- any bytes --------------------------------------------------------------------------------


@given(st.binary(max_size=400), st.sampled_from((*ENCODINGS, *ODD_NAMES, "")))
@example(b"", "")
@example(b"\xff", "")
@example(b"\xfe\xff\xd8", "")
@example(b"\xe9", "hex")
@example(b"\xe9", "idna")
def test_any_bytes_give_some_text(raw: bytes, charset: str) -> None:
    text, warnings = decode((f"<meta charset={charset}>".encode() if charset else b"") + raw)
    assert isinstance(text, str)
    assert set(warnings) <= {"encoding-guessed", "encoding-damaged"}


@given(st.text(st.characters(codec="utf-8")))
def test_utf8_comes_back(text: str) -> None:
    """Unless it has zeros: half a text of zeros is taken for UTF-16."""
    text = text.replace("\x00", "").removeprefix("\ufeff")
    assert decode(text.encode()) == (text, ())


def test_a_warning_reaches_the_article() -> None:
    article = clean(GERMAN.encode("cp1252"))
    assert article.warnings == ("encoding-guessed",)
    assert article.text == clean(GERMAN).text
    assert clean(RUSSIAN.encode()[:-2]).warnings == ("encoding-damaged",)
    assert clean(RUSSIAN.encode()).warnings == ()


@pytest.mark.parametrize("name", ["cp1252", "utf-8", "utf-16"])
def test_bytes_and_text_give_the_same_article(name: str) -> None:
    whole = page(GERMAN, name)
    assert clean(whole.encode(name)).text == clean(whole).text
