"""The annual report as PDF and for Word: what a reader of screens, a ministry and an archive are given."""

import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import pikepdf
import pytest

import program

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def run(*words):
    subprocess.run([program.PROGRAM, *words], check=True, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    """Makes the report of the sample, once for each kind and language."""
    if not program.ACCESSIBLE.exists() or not shutil.which("pandoc"):
        pytest.skip("the converters are not installed on this machine")
    data = tmp_path_factory.mktemp("documents")
    run("load", program.BALTIC, "--data", data / "house")
    made = {}

    def make(kind, language):
        file = data / f"report-{language}.{kind}"
        if (kind, language) not in made:
            run("report", "annual", "--presidency", "2017-SE", "--format", kind, "--language", language,
                "--output", file, "--data", data / "house")
            made[kind, language] = file
        return file
    return make


def elements(node, found):
    """Every element of the tag tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            elements(one, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append(node)
        if "/K" in node:
            elements(node.K, found)
    return found


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_pdf_is_tagged_named_and_says_what_its_pictures_show(documents, language):
    """PDF/UA-1: a tag tree, its language, its title, a text for every figure, headings in order, bookmarks."""
    with pikepdf.open(documents("pdf", language)) as pdf:
        root = pdf.Root
        assert str(root.Lang) == language
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert "2017" in metadata["dc:title"]
        tags = elements(root.StructTreeRoot.K, [])
        kinds = [str(tag.S) for tag in tags]
        figures = [tag for tag in tags if str(tag.S) == "/Figure"]
        assert len(figures) >= 6
        for figure in figures:
            assert len(str(figure.get("/Alt", ""))) > 20, "a figure says nothing"
        levels = [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:]))
        assert kinds.count("/TH") > 20 and kinds.count("/Table") > 5
        assert int(root.Outlines.Count) != 0
        assert len(pdf.pages) > 10


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_word_document_has_our_styles_and_can_be_edited(documents, language):
    """Real headings and tables, a text for every picture, and the language and title of the report."""
    with zipfile.ZipFile(documents("docx", language)) as file:
        body = ElementTree.fromstring(file.read("word/document.xml"))
        styles = file.read("word/styles.xml").decode()
        core = file.read("docProps/core.xml").decode()
    used = {style.get(WORD + "val") for style in body.iter(WORD + "pStyle")}
    assert {"Title", "Heading1", "Heading2"} <= used
    tables = list(body.iter(WORD + "tbl"))
    assert len(tables) > 5
    assert sum(1 for table in tables if table.find(f".//{WORD}tblHeader") is not None) > 5
    pictures = list(body.iter(DRAWING + "docPr"))
    assert len(pictures) >= 6
    for picture in pictures:
        assert len(picture.get("descr") or "") > 20, "a picture says nothing"
    assert "2017" in core
    assert f'w:val="{language}' in styles or f">{language}" in core


def test_nothing_of_one_language_is_left_in_another(documents):
    """The German report has no English headings of ours."""
    with zipfile.ZipFile(documents("docx", "de")) as file:
        words = " ".join(ElementTree.fromstring(file.read("word/document.xml")).itertext())
    for english in ["Contents", "From the records", "Written by people", "Flagship projects", "List of events"]:
        assert english not in words, english
