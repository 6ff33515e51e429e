"""The public names: what they take, what they give, and what they say when they cannot."""

from __future__ import annotations

import inspect
import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from strategies import PACK

import cleanarticle
from cleanarticle import (
    CleanArticleError,
    Cleaner,
    InputError,
    PackError,
    SettingError,
    UnknownRuleError,
    clean,
)
from cleanarticle.model import CATEGORIES

SEED = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
RAW = SEED.read_text(encoding="utf-8")
CAPTION = "Jens Stoltenberg. Photo: Getty Images"

WHOLE = """\
[pack]
language = "en"

[MY102]
name = "weather-box"
category = "navigation"
scope = "prefix"
action = "drop"
guards = { max_words = 6 }
reason = "a link to the weather page"
phrases = ["weather in"]
hits = ["Weather in Skerry"]
misses = ["The weather in Skerry was fine."]
since = "1"
"""
PAGE = "\n\n".join(
    [
        "A word from our sponsor:",
        "The harbour, which had been closed since the storm of last week, reopened on Saturday.",
        "Weather in Skerry",
        "Ferries run again from noon, the port said in a statement, and all seats are taken.",
        "He read a word from our sponsor aloud, and everybody on the pier had to laugh at it.",
    ]
)


@pytest.fixture
def pack(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "own.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def dropped_by(cleaner: Cleaner, page: str = PAGE) -> list[tuple[str, str, str | None]]:
    return [
        (removed.text, removed.category, removed.rule) for removed in cleaner.clean(page).removed
    ]


# --- what is taken ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw", [None, 5, 2.5, ["text"], {"text": 1}, object(), Path("page.txt"), SimpleNamespace(), str]
)
def test_a_wrong_type_is_named_with_what_is_taken(raw: Any) -> None:
    with pytest.raises(TypeError) as caught:
        clean(raw)
    assert type(raw).__name__ in str(caught.value)
    for taken in ("str", "bytes", "BeautifulSoup"):
        assert taken in str(caught.value)


def test_bytes_of_every_kind() -> None:
    raw = RAW.encode()
    texts = {clean(page).text for page in (raw, bytearray(raw), memoryview(raw), RAW)}
    assert len(texts) == 1


def test_a_strided_view_of_bytes() -> None:
    assert clean(memoryview(b"a-b-c-")[::2]).document.text == "abc"


@pytest.mark.parametrize("parser", ["html.parser", "lxml"])
def test_a_soup_is_read_as_its_markup(parser: str) -> None:
    bs4 = pytest.importorskip("bs4")
    if parser == "lxml":
        pytest.importorskip("lxml")
    markup = (
        f"<html><body><nav>Menu</nav><p>{PAGE.splitlines()[2]} <b>All</b> of it.</p></body></html>"
    )
    soup = bs4.BeautifulSoup(markup, parser)
    article = clean(soup)
    assert article.document.format == "html"
    assert article.document.texts == clean(str(soup), format="html").document.texts
    assert clean(soup.p).document.texts == (f"{PAGE.splitlines()[2]} All of it.",)
    assert str(soup.nav) == "<nav>Menu</nav>", "the soup is not changed"


def test_a_subclass_of_str_is_text() -> None:
    class Page(str):
        __slots__ = ()

    assert clean(Page(RAW)).text == clean(RAW).text


@pytest.mark.parametrize("url", [5, b"https://example.org", Path("a"), ["https://example.org"]])
def test_a_url_of_another_type_is_refused(url: Any) -> None:
    with pytest.raises((TypeError, SettingError)):
        clean(RAW, url=url)


def test_the_url_is_kept() -> None:
    metadata = clean(RAW, url="https://example.org/a").metadata
    assert metadata.url == "https://example.org/a"
    assert metadata.found["url"].how == "argument"


# --- settings ---------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["xml", "", None, 5, ["text"], "HTML"])
def test_an_unknown_format_is_named(value: Any) -> None:
    with pytest.raises(SettingError) as caught:
        clean("text", format=value)
    assert repr(value) in str(caught.value)
    assert '"auto", "text" or "html"' in str(caught.value)


@pytest.mark.parametrize("value", ["english", "e", "", "12", "e1", 5, ["en"], b"en", "日本"])
def test_what_is_no_language_is_named(value: Any) -> None:
    with pytest.raises(SettingError) as caught:
        clean("text", language=value)
    assert f"language={value!r}" in str(caught.value)
    assert "ISO 639-1" in str(caught.value)


@pytest.mark.parametrize("value", ["en", "EN", " en ", "en-GB", "en_US", "eN"])
def test_a_language_may_be_written_in_many_ways(value: str) -> None:
    assert Cleaner(value).language == "en"
    assert clean("Advertisement", language=value).removed[0].rule == "EN101"


def test_a_language_without_a_pack_is_no_error() -> None:
    assert clean(RAW, language="zz").text


@pytest.mark.parametrize("name", ["disable", "keep", "packs"])
@pytest.mark.parametrize("value", ["EN101", b"EN101", 5, None])
def test_a_list_is_asked_for(name: str, value: Any) -> None:
    with pytest.raises(SettingError) as caught:
        Cleaner(**{name: value})
    assert name in str(caught.value)
    assert "a list" in str(caught.value)


@pytest.mark.parametrize("value", [["captions"], [5], [None, "x"], [["caption"]], ["caption", "x"]])
def test_a_wrong_category_is_named(value: Any) -> None:
    with pytest.raises(SettingError) as caught:
        Cleaner(keep=value)
    assert "keep=" in str(caught.value)
    assert all(category in str(caught.value) for category in CATEGORIES)


@pytest.mark.parametrize("value", [[5], [None], [b"EN101"], [["EN101"]]])
def test_a_code_of_another_type_is_named(value: Any) -> None:
    with pytest.raises(CleanArticleError):
        Cleaner(disable=value)


@pytest.mark.parametrize(
    ("code", "near"),
    [("EN1O1", "EN101"), ("EN10l", "EN101"), ("EN1011", "EN101"), ("en101", "EN101")],
)
def test_an_unknown_code_suggests_near_ones(code: str, near: str) -> None:
    with pytest.raises(UnknownRuleError) as caught:
        Cleaner(disable=["EN102", code])
    assert caught.value.code == code
    assert near in caught.value.near
    assert code in str(caught.value)
    assert near in str(caught.value)
    assert "cleanarticle rules" in str(caught.value)


def test_a_code_like_no_other_suggests_nothing() -> None:
    with pytest.raises(UnknownRuleError) as caught:
        Cleaner(disable=["?"])
    assert caught.value.near == ()
    assert "did you mean" not in str(caught.value)


def test_a_disabled_rule_does_not_apply() -> None:
    assert {removed.rule for removed in clean(RAW).removed} >= {"EN101", "ANY804"}
    article = Cleaner(disable=["EN101", "ANY804"]).clean(RAW)
    assert {removed.rule for removed in article.removed}.isdisjoint({"EN101", "ANY804"})
    assert "captions" not in article.metadata.found


def test_settings_may_be_iterators_and_sets() -> None:
    cleaner = Cleaner(disable=iter(["EN101"]), keep={"caption"})
    assert (cleaner.disable, cleaner.keep) == ({"EN101"}, {"caption"})


def test_kept_captions_stay_in_the_text() -> None:
    assert CAPTION not in clean(RAW).text
    article = Cleaner(keep=["caption"]).clean(RAW)
    assert CAPTION in article.text
    assert article.metadata.captions == clean(RAW).metadata.captions
    assert "caption" not in {removed.category for removed in article.removed}


def test_every_category_can_be_kept() -> None:
    article = Cleaner(keep=CATEGORIES).clean(RAW)
    assert article.removed == ()
    assert "".join(article.text.split()) == "".join(RAW.split())


def test_at_most_five_parameters() -> None:
    for call in (clean, Cleaner.__init__, Cleaner.clean):
        assert len(set(inspect.signature(call).parameters) - {"self"}) <= 5


# --- own packs --------------------------------------------------------------------------------


def test_an_own_rule_of_a_known_kind_applies(pack: Callable[[str], Path]) -> None:
    assert ("A word from our sponsor:", "ad", "MY101") not in dropped_by(Cleaner("en"))
    for path in (pack(PACK), str(pack(PACK))):
        assert ("A word from our sponsor:", "ad", "MY101") in dropped_by(Cleaner("en", [path]))


def test_an_own_rule_may_spell_out_every_field(pack: Callable[[str], Path]) -> None:
    cleaner = Cleaner("en", [pack(WHOLE)])
    assert ("Weather in Skerry", "navigation", "MY102") in dropped_by(cleaner)
    removed = next(line for line in cleaner.clean(PAGE).removed if line.rule == "MY102")
    assert removed.reason == "a link to the weather page"


def test_a_miss_of_an_own_rule_is_left_alone(pack: Callable[[str], Path]) -> None:
    assert "everybody on the pier" in Cleaner("en", [pack(PACK)]).clean(PAGE).text


def test_an_own_rule_can_be_disabled_and_its_category_kept(pack: Callable[[str], Path]) -> None:
    path = pack(PACK)
    assert "MY101" not in {code for *_, code in dropped_by(Cleaner("en", [path], ["MY101"]))}
    assert "A word from our sponsor:" in Cleaner("en", [path], keep=["ad"]).clean(PAGE).text


def test_an_own_pack_for_any_language_applies_to_every_page(pack: Callable[[str], Path]) -> None:
    cleaner = Cleaner(packs=[pack(PACK.replace('"en"', '"any"', 1))])
    for language in ("de", "zz", None):
        page = Cleaner(language, cleaner.packs).clean("A word from our sponsor:\n\nDer Hafen.")
        assert page.removed[0].rule == "MY101"


def test_an_own_pack_for_another_language_does_not_apply(pack: Callable[[str], Path]) -> None:
    cleaner = Cleaner("en", [pack(PACK.replace('"en"', '"de"', 1))])
    assert "MY101" not in {code for *_, code in dropped_by(cleaner)}


def test_an_own_pack_brings_a_language_of_its_own(pack: Callable[[str], Path]) -> None:
    """Catalan has no pack of ours; whoever writes one must see it used."""
    cleaner = Cleaner("ca", [pack(PACK.replace('"en"', '"ca"', 1))])
    assert "MY101" in {code for *_, code in dropped_by(cleaner)}


@pytest.mark.parametrize("language", ["EN", "english", "", "e", "e1"])
def test_the_language_of_a_pack_is_checked(pack: Callable[[str], Path], language: str) -> None:
    """Else its rules would silently never apply. (Capitals may as well be understood.)"""
    path = pack(PACK.replace('"en"', f'"{language}"', 1))
    try:
        cleaner = Cleaner("en", [path])
    except PackError as error:
        assert "own.toml" in str(error)
    else:
        assert "MY101" in {code for *_, code in dropped_by(cleaner)}


def test_a_pack_says_once_how_long_ago_something_was(pack: Callable[[str], Path]) -> None:
    told = WHOLE.replace("[pack]\n", "[pack]\nago = ['{n} tides ago', 'a tide ago']\n")
    told = told.replace('"prefix"', '"line"').replace('["weather in"]', "['seen {ago}', 'ebb']")
    cleaner = Cleaner("en", [pack(told)])
    page = PAGE.replace("Weather in Skerry", "Seen 12 tides ago\n\nSeen a tide ago\n\nEbb")
    found = {text for text, _, code in dropped_by(cleaner, page) if code == "MY102"}
    assert found == {"Seen 12 tides ago", "Seen a tide ago", "Ebb"}


def without(field: str) -> str:
    lines = WHOLE.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(f"{field} "))


def broken_packs() -> list[Any]:
    rule = "rule MY10"
    cases: dict[str, tuple[str | bytes, str, str]] = {
        "no TOML": ("= = =", "no TOML", "line"),
        "a rule twice": (PACK + PACK[PACK.index("[MY101]") :], "no TOML", "line"),
        "empty": ("", "[pack]", "language"),
        "no pack table": (PACK[PACK.index("[MY101]") :], "[pack]", "language"),
        "a pack without a language": (PACK.replace('language = "en"', ""), "[pack]", "language"),
        "a language of another type": (PACK.replace('"en"', "5", 1), "[pack]", "language"),
        "not UTF-8": (PACK.encode() + b"# caf\xe9\n", "UTF-8", "UTF-8"),
        "UTF-16": (PACK.encode("utf-16"), "UTF-8", "UTF-8"),
        "a bad code": (PACK.replace("MY101", "my-1"), "my-1", "MY101"),
        "a code of ours": (PACK.replace("MY101", "EN101"), "EN101", "code"),
        "a field at the top": ("MY100 = 1\n" + PACK, "MY100", "[MY100]"),
        "a list of rules": (PACK.replace("[MY101]", "[[MY101]]"), rule, "[MY101]"),
        "an unknown field": (PACK + "colour = 1\n", "colour", "phrases"),
        "an unknown kind": (PACK.replace("ad-label", "adlabel"), "adlabel", "ad-label"),
        "a kind of another type": (PACK.replace('"ad-label"', '["ad-label"]'), rule, "ad-label"),
        "an unknown category": (PACK + 'category = "advert"\n', "advert", "promotion"),
        "an unknown action": (PACK + 'action = "kill"\n', "kill", "drop"),
        "an unknown scope": (PACK + 'scope = "word"\n', "word", "prefix"),
        "an unknown test": (PACK + 'test = "magic"\n', "magic", "counter"),
        "a test of another type": (PACK + 'test = ["counter"]\n', rule, "counter"),
        "hits that are no list": (
            WHOLE.replace('["Weather in Skerry"]', '"Weather"'),
            rule,
            "hits",
        ),
        "phrases of another type": (PACK.replace("phrases = [", "phrases = [5, "), rule, "phrases"),
        "an empty phrase": (PACK.replace("phrases = [", 'phrases = ["", '), rule, "phrases"),
        "a phrase that is nothing": (
            PACK.replace("phrases = [", 'scope = "contains"\nphrases = ["\u200d", '),
            rule,
            "phrase",
        ),
        "times ago that the pack does not give": (
            PACK.replace("phrases = [", 'phrases = ["seen {ago}", '),
            rule,
            "ago = [",
        ),
        "times ago of another type": (
            PACK.replace("[pack]\n", "[pack]\nago = 5\n"),
            "ago is 5",
            "ago = [",
        ),
        "a span of another type": (PACK + 'span = "no"\n', rule, "span"),
        "an unknown guard": (PACK + "guards = { most_words = 5 }\n", rule, "max_words"),
        "guards of another type": (PACK + "guards = 5\n", rule, "max_words"),
    }
    for guard in (
        'max_words = "x"',
        "max_words = 2.5",
        "max_words = [5]",
        'min_words = "x"',
        "min_words = { a = 1 }",
        'colon = "yes"',
        "label = 1",
        'unquoted = "false"',
        "rest = 5",
        'rest = "verse"',
    ):
        cases[f"guard {guard}"] = (PACK + f"guards = {{ {guard} }}\n", rule, guard.split()[0])
    for field in "name category reason phrases hits misses since".split():
        cases[f"no {field}"] = (without(field), rule, field)
    for field in "reason since name".split():
        cases[f"a blank {field}"] = (without(field) + f'{field} = "  "\n', rule, field)
    for field in "hits misses phrases".split():
        cases[f"no entry in {field}"] = (without(field) + f"{field} = []\n", rule, field)
    return [pytest.param(*case, id=name) for name, case in cases.items()]


@pytest.mark.parametrize(("content", "entry", "remedy"), broken_packs())
def test_a_broken_pack_is_named_with_entry_and_remedy(
    pack: Callable[[str | bytes], Path], content: str | bytes, entry: str, remedy: str
) -> None:
    path = pack(content)
    with pytest.raises(PackError) as caught:
        Cleaner("en", [path]).clean(PAGE)
    error = caught.value
    assert error.source == str(path)
    assert entry in str(error)
    assert remedy in error.problem + error.remedy
    assert str(error).startswith(str(path))
    assert "Remedy: " in str(error)


@pytest.mark.parametrize("name", ["missing.toml", "", "\x00"])
def test_a_pack_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    """No such file; a folder; a path that no file can have."""
    path = f"{tmp_path}/{name}"
    with pytest.raises(PackError) as caught:
        Cleaner(packs=[path])
    assert (caught.value.source, caught.value.code) == (str(Path(path)) if name else path, None)
    assert "path" in caught.value.remedy


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_pack_without_permission_is_named(pack: Callable[[str], Path]) -> None:
    path = pack(PACK)
    path.chmod(0)
    with pytest.raises(PackError, match="permission"):
        Cleaner(packs=[path])


@pytest.mark.parametrize("value", [[5], [None], [b"own.toml"]])
def test_a_pack_of_another_type_is_refused(value: Any) -> None:
    with pytest.raises(CleanArticleError):
        Cleaner(packs=value)


def test_every_error_is_of_the_tree_and_of_a_common_kind() -> None:
    for error, kind in (
        (PackError, ValueError),
        (SettingError, ValueError),
        (UnknownRuleError, KeyError),
        (InputError, OSError),
    ):
        assert issubclass(error, CleanArticleError)
        assert issubclass(error, kind)


# --- what is given ----------------------------------------------------------------------------


def test_removed_says_where_what_and_why() -> None:
    removed = clean(RAW).removed
    assert [line.text for line in removed].count("Advertisement:") == 3
    for line in removed:
        assert " ".join(RAW[line.start : line.end].split()) == line.text
        assert line.category in CATEGORIES
        assert line.reason
        assert 0 <= line.score <= 1


def test_the_dict_is_plain_data_with_permanent_keys() -> None:
    data = clean(RAW, url="https://example.org/a").to_dict()
    assert list(data) == [
        "text",
        "metadata",
        "confidence",
        "kind",
        "kind_confidence",
        "removed",
        "warnings",
    ]
    assert list(data["removed"][0]) == "start end text category rule reason score".split()
    assert data["metadata"]["captions"] == [{"text": "Jens Stoltenberg.", "credit": "Getty Images"}]
    assert list(data["metadata"]["found"]["title"]) == (
        "how detail start end confidence note".split()
    )
    assert set(data["metadata"]) == set(
        "title subtitle authors agencies date_published date_modified site_name language "
        "description section breadcrumbs tags captions dateline source copyright_holder "
        "reading_time url images feeds found candidates".split()
    )
    assert json.loads(json.dumps(data)) == data


def test_json_keeps_letters_as_they_are() -> None:
    article = clean("Порт знову відкрився в суботу, через три дні після шторму, який закрив його.")
    assert article.text
    assert article.text in article.to_json()
    assert "\n  " in article.to_json(indent=2)


def test_markdown_has_title_paragraphs_and_lists() -> None:
    article = clean(RAW)
    lines = article.to_markdown().split("\n")
    assert lines[:2] == [f"# {article.metadata.title}", ""]
    assert lines[2].startswith("NATO Secretary General")
    assert sum(line.startswith("- ") for line in lines) == 3
    assert "•" not in "".join(lines)


def test_markdown_of_markup_has_subheads_lists_and_quotes() -> None:
    prose = "The harbour, closed since the storm of last week, reopened on Saturday, the port said."
    page = (
        f"<html><body><article><p>{prose} It is *open*.</p><h3>The ferries</h3><p>{prose}</p>"
        f"<ul><li>{prose}</li><li>{prose} [Twice]</li></ul><blockquote><p>{prose}</p></blockquote>"
        f"<p># {prose}</p></article></body></html>"
    )
    markdown = Cleaner(keep=CATEGORIES).clean(page).to_markdown()
    for line in (
        f"{prose} It is \\*open\\*.",
        "### The ferries",
        f"- {prose}",
        f"- {prose} \\[Twice]",
        f"> {prose}",
        f"\\# {prose}",
    ):
        assert line in markdown.split("\n")


def test_explain_shows_every_block_once() -> None:
    article = clean(RAW)
    shown = article.explain().split("\n")
    blocks = shown[: len(article.decisions)]
    for line, decision, text in zip(blocks, article.decisions, article.document.texts, strict=True):
        assert line.startswith("+ " if decision.keep else "- ")
        assert decision.category in line
        assert (decision.rule or "") in line
        assert line.endswith(text)
    assert any(line.startswith("title: Stoltenberg") for line in shown)
    assert shown[-1] == (
        f"{sum(d.keep for d in article.decisions)} of {len(blocks)} blocks kept, "
        f"confidence {article.confidence:.2f}"
    )


def test_explain_shows_the_strongest_points_and_colours_when_asked() -> None:
    article = clean(RAW)
    assert "\x1b" not in article.explain(points=2)
    colored = dict(zip(article.decisions, article.explain(color=True).split("\n"), strict=False))
    tints = {decision.category: line.split("m")[0] for decision, line in colored.items()}
    assert tints["body"] == "\x1b[32" and tints["ad"] == tints["promotion"] == "\x1b[31"
    assert tints["title"] == tints["caption"] == "\x1b[34"
    lines = article.explain(points=2).split("\n")
    first = article.decisions[0].points
    assert [line.split()[0] for line in lines[2:4]] == [f"{p.value:+.2f}" for p in first[:2]]
    assert lines[1].strip() == article.decisions[0].reason
    assert [abs(p.value) for p in first] == sorted((abs(p.value) for p in first), reverse=True)


def test_all_public_names_are_there_and_documented() -> None:
    assert len(set(cleanarticle.__all__)) == len(cleanarticle.__all__)
    missing = []
    for name in set(cleanarticle.__all__) - {"__version__"}:
        value = getattr(cleanarticle, name)
        members = vars(value).items() if inspect.isclass(value) else ()
        documented = [
            (f"{name}.{key}", member)
            for key, member in members
            if not key.startswith("_")
            and (inspect.isfunction(member) or isinstance(member, property))
        ]
        missing += [at for at, thing in [(name, value), *documented] if not inspect.getdoc(thing)]
    assert missing == []


def test_a_docstring_is_not_one_that_python_made_up() -> None:
    """A dataclass or named tuple without one gets its signature: ``Article(text: str, …)``."""
    classes = [getattr(cleanarticle, name) for name in cleanarticle.__all__]
    bare = [
        c for c in classes if inspect.isclass(c) and (c.__doc__ or "").startswith(f"{c.__name__}(")
    ]
    assert bare == []
