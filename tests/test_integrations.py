"""Each integration, in the real framework, gives what ``clean`` gives; the docs' scripts run."""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from extras import needs

from cleanarticle import Cleaner, clean
from cleanarticle.integrations import rows

ROOT = Path(__file__).parent.parent
DOCS = (ROOT / "docs" / "integrations.md").read_text(encoding="utf-8")
STORY = (
    "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    "The café at the quay, the mayor said, was full again by noon. Berth {} is still shut."
)
PAGES = [
    f"<h1>Berth {i} opens</h1><p>By Jane Doe</p><p>{STORY.format(i)}</p><p>Advertisement:</p>"
    for i in range(7)
]
URLS = [f"https://e.org/{i}" for i in range(7)]
TEXTS = [clean(page).text for page in PAGES]


def script(heading: str, number: int = 0) -> str:
    """A script of the docs."""
    section = DOCS.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"```python\n(.*?)```", section, re.S)[number]


@pytest.fixture
def run(tmp_path) -> Callable[[str, str], object]:
    """Runs a script in a folder with pages, then evaluates what it has got."""
    lines = [json.dumps({"html": p, "url": u}) + "\n" for p, u in zip(PAGES, URLS, strict=True)]
    (tmp_path / "pages.jsonl").write_text("".join(lines))
    (tmp_path / "parts").mkdir()
    for part in range(3):
        (tmp_path / "parts" / f"{part}.jsonl").write_text("".join(lines[part::3]))

    def result(code: str, got: str = "None") -> object:
        path = tmp_path / "script.py"
        tail = f"if __name__ == '__main__':\n    import json\n    print(json.dumps({got}))\n"
        path.write_text(f"{code}\n{tail}", encoding="utf-8")
        done = subprocess.run(
            [sys.executable, path],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT / "src"),
                "HF_HOME": str(tmp_path / "hf"),
                "HF_HUB_OFFLINE": "1",
                "PYSPARK_PYTHON": sys.executable,
                "SPARK_LOCAL_IP": "127.0.0.1",
                "SPARK_LOCAL_HOSTNAME": "localhost",
            },
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return result


def test_each_is_thin_and_named_in_the_docs() -> None:
    modules = sorted((ROOT / "src" / "cleanarticle" / "integrations").glob("[a-z]*.py"))
    assert len(modules) == 8
    for path in modules:
        assert path.read_text(encoding="utf-8").count("\n") <= 60, path
        assert f"`cleanarticle.integrations.{path.stem}`" in DOCS


def test_a_failed_page_is_a_row_that_says_so() -> None:
    class Broken(Cleaner):
        def clean(self, *args: object) -> object:
            raise ValueError("no good")

    (row,) = rows(["page"], cleaner=Broken())
    assert row == {"text": None, "warnings": ["failed: ValueError: no good"]}


# pandas


def test_pandas(run) -> None:
    needs("pandas", "integrations")
    assert run(script("pandas"), "frame['text'].tolist()") == TEXTS


def test_pandas_keeps_the_index_and_takes_missing_pages() -> None:
    pandas = needs("pandas", "integrations")
    import cleanarticle.integrations.pandas  # noqa: F401

    series = pandas.Series([PAGES[0], None, float("nan"), PAGES[1]], index=[5, 3, 3, "x"])
    frame = series.article.clean(url=pandas.Series([URLS[0], None, None, URLS[1]]))
    assert list(frame.index) == [5, 3, 3, "x"]
    assert [isinstance(text, str) for text in frame["text"]] == [True, False, False, True]
    assert frame["url"].iloc[3] == URLS[1]
    assert frame["authors"].iloc[0] == ["Jane Doe"]
    assert frame["removed"].iloc[0] == clean(PAGES[0]).to_dict()["removed"]
    kept = series.article.text(Cleaner(keep=["ad"]), workers=1)
    assert "Advertisement:" in kept.iloc[3]
    empty = pandas.Series([], dtype=object).article.clean()
    assert "title" in empty.columns and len(empty) == 0


# polars


def test_polars(run) -> None:
    needs("polars", "integrations")
    assert run(script("polars"), "frame['text'].to_list()") == TEXTS


def test_polars_gives_structs_eagerly_lazily_and_for_nulls() -> None:
    pl = needs("polars", "integrations")
    from cleanarticle.integrations.polars import ARTICLE

    frame = pl.DataFrame({"html": [PAGES[0], None, PAGES[1]]})
    expression = pl.col("html").article.clean(Cleaner(keep=["ad"]), workers=1)
    article = frame.select(expression).to_series()
    assert article.dtype == ARTICLE
    assert frame.lazy().select(expression).collect().to_series().to_list() == article.to_list()
    assert "Advertisement:" in article[0]["text"]
    assert article[1] is None or article[1]["text"] is None
    assert article[2]["authors"] == ["Jane Doe"]
    texts = frame.select(pl.col("html").article.text()).to_series().to_list()
    assert texts == [TEXTS[0], None, TEXTS[1]]


# datasets


def test_datasets(run) -> None:
    needs("datasets", "integrations")
    assert run(script("Hugging Face datasets"), "list(pages['text'])") == TEXTS


def test_datasets_with_processes_settings_and_a_stable_fingerprint(tmp_path, run) -> None:
    needs("datasets", "integrations")
    code = """
from datasets import Dataset, load_dataset
from datasets.fingerprint import Hasher
from cleanarticle import Cleaner
from cleanarticle.integrations.datasets import CleanColumn
if __name__ == "__main__":
    work = CleanColumn("html", "url", Cleaner(keep=["ad"]), prefix="clean_")
    pages = load_dataset("json", data_files="pages.jsonl", split="train")
    cleaned = pages.map(work, batched=True, batch_size=2, num_proc=2)
"""
    got = (
        "[cleaned['clean_url'][:], cleaned['html'][:], cleaned['clean_text'][0], Hasher.hash(work)]"
    )
    urls, html, text, fingerprint = run(code, got)
    assert (urls, html) == (URLS, PAGES)
    assert text == Cleaner(keep=["ad"]).clean(PAGES[0]).text
    assert run(code, got)[3] == fingerprint


# Spark


def test_spark(run) -> None:
    needs("pyspark", "integrations")
    needs("pyarrow", "parquet")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java: apt-get install default-jre-headless")
    got = "[pages.rdd.getNumPartitions()] + sorted(map(list, cleaned.collect()))"
    partitions, *found = run(script("Spark"), got)
    assert partitions == 3
    wanted = [[u, clean(p).text, clean(p).metadata.title] for p, u in zip(PAGES, URLS, strict=True)]
    assert found == wanted


# datatrove


def test_datatrove(run, tmp_path) -> None:
    needs("datatrove", "integrations")
    run(script("datatrove"))
    paths = sorted((tmp_path / "cleaned").glob("*.jsonl"))
    assert len(paths) == 3
    found = [json.loads(line) for path in paths for line in path.read_text().splitlines()]
    assert {row["id"]: row["text"] for row in found} == dict(zip(URLS, TEXTS, strict=True))
    article = found[0]["metadata"]["article"]
    assert article["removed"]["EN101"] == 1
    assert article["metadata"]["authors"] == ["Jane Doe"]
    assert json.loads((tmp_path / "logs" / "stats.json").read_text())[1]["stats"]["forwarded"] == 7


def test_datatroves_extractor_and_a_page_without_body(run) -> None:
    needs("datatrove", "integrations")
    code = f"""
from datatrove.data import Document
from cleanarticle.integrations.datatrove import CleanArticleExtractor, CleanArticleStep
def documents():
    return [Document({PAGES[0]!r}, "0"), Document("Advertisement:", "1")]
if __name__ == "__main__":
    extracted = [d.text for d in CleanArticleExtractor(timeout=60).run(documents())]
    stepped = [d.id for d in CleanArticleStep().run(documents())]
"""
    assert run(code, "[extracted, stepped]") == [[TEXTS[0]], ["0"]]


# Scrapy


@pytest.fixture
def site(tmp_path) -> Iterator[str]:
    """The address of a site with two pages and a picture."""
    folder = tmp_path / "site"
    folder.mkdir()
    for i in (1, 2):
        (folder / f"{i}.html").write_text(f"<meta charset=utf-8>{PAGES[i]}", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("number", [0, 1], ids=["pipeline", "middleware"])
def test_scrapy(run, tmp_path, site, number) -> None:
    needs("scrapy", "integrations")
    code = script("Scrapy", number).replace("https://example.org", site)
    code = code.replace(f'"{site}/2.html"]', f'"{site}/2.html", "{site}/picture.png"]')
    code = code.replace("def parse(self, response):", FILTER)
    run(code)
    found = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text().splitlines()]
    rows = sorted(
        (row.get("article", row) | {"url": row["url"]} for row in found), key=lambda row: row["url"]
    )
    assert [row["url"] for row in rows] == [f"{site}/1.html", f"{site}/2.html"]
    assert [row["text"] for row in rows] == TEXTS[1:3]
    if number == 0:
        assert rows[0]["metadata"]["authors"] == ["Jane Doe"]
        assert rows[0]["metadata"]["url"] == f"{site}/1.html"


#: The picture gets to the middleware too, and has no article.
FILTER = """def parse(self, response):
        if response.url.endswith("png"):
            assert "article" not in response.meta
            return"""


# LangChain


def test_langchain(run) -> None:
    needs("langchain_core", "integrations")
    got = "[[d.page_content, d.metadata['source'], d.metadata['url']] for d in documents]"
    wanted = [[text, url, url] for text, url in zip(TEXTS, URLS, strict=True)]
    assert run(script("LangChain"), got) == wanted


def test_langchain_keeps_what_a_document_knows_of_itself() -> None:
    documents = needs("langchain_core.documents", "integrations")
    from cleanarticle.integrations.langchain import CleanArticleTransformer

    known = documents.Document(PAGES[0], metadata={"source": "a.html", "title": "Mine"}, id="7")
    bare = documents.Document("Advertisement:")
    transformer = CleanArticleTransformer(Cleaner(keep=["ad"]))
    (cleaned,) = transformer.transform_documents([known])
    assert cleaned.id == "7"
    assert (cleaned.metadata["title"], cleaned.metadata["authors"]) == ("Mine", ["Jane Doe"])
    assert "url" not in cleaned.metadata
    assert "Advertisement:" in cleaned.page_content
    assert CleanArticleTransformer().transform_documents([bare]) == []


# LlamaIndex


def test_llamaindex(run) -> None:
    needs("llama_index.core", "integrations")
    code = script("LlamaIndex") + "\nfrom cleanarticle import Cleaner"
    code += "\nkinds = {CleanArticleTransform(c).to_json() for c in (None, Cleaner(keep=['ad']))}"
    got = "[[n.text, n.metadata['title'], n.metadata['url']] for n in nodes] + [len(kinds)]"
    titles = [clean(page).metadata.title for page in PAGES]
    wanted = [list(row) for row in zip(TEXTS, titles, URLS, strict=True)]
    assert run(code, got) == [*wanted, 2]
