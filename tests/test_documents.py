"""Reading files: what is found, how it is decoded, and what is refused with which words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ajgraph import documents
from ajgraph.errors import ExitStatus, UnreadableInput

SENTENCE = "Nõunik šokeerib žüriid, õhtul öösel ülikoolis."


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


class TestFind:
    def test_walks_folders_sorted_and_skips_hidden(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a/z.txt", "a/.git/x.txt", ".hidden.txt", "a/b/c.txt"):
            write(tmp_path, name, b"x")
        assert [path.relative_to(tmp_path).as_posix() for path in documents.find([tmp_path])] == [
            "a/b/c.txt",
            "a/z.txt",
            "b.txt",
        ]

    def test_a_file_named_twice_comes_once(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a.txt", b"x")
        assert documents.find([path, tmp_path, path]) == [path]

    def test_a_hidden_file_named_outright_is_taken(self, tmp_path: Path) -> None:
        path = write(tmp_path, ".a.txt", b"x")
        assert documents.find([path]) == [path]

    def test_missing_path(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableInput, match="no such file or folder") as caught:
            documents.find([tmp_path / "nowhere"])
        assert caught.value.where == (tmp_path / "nowhere").as_posix()
        assert caught.value.remedy is not None
        assert caught.value.status is ExitStatus.FAILED

    def test_empty_folder_says_so(self, tmp_path: Path) -> None:
        write(tmp_path, ".hidden", b"x")
        with pytest.raises(UnreadableInput, match="holds no files"):
            documents.find([tmp_path])


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_stated_or_utf8(self, tmp_path: Path, encoding: str) -> None:
        document = documents.load(write(tmp_path, "a.txt", SENTENCE.encode(encoding)))
        assert document.blocks[0].text == SENTENCE
        assert document.encoding == encoding.removesuffix("-sig")
        assert not document.assumed

    def test_utf16_big_endian(self, tmp_path: Path) -> None:
        content = b"\xfe\xff" + SENTENCE.encode("utf-16-be")
        assert documents.load(write(tmp_path, "a.txt", content)).blocks[0].text == SENTENCE

    @pytest.mark.parametrize("encoding", ["windows-1257", "iso8859-13", "iso8859-15", "windows-1252"])
    def test_single_byte_is_assumed_and_right(self, tmp_path: Path, encoding: str) -> None:
        document = documents.load(write(tmp_path, "a.txt", SENTENCE.encode(encoding)))
        assert document.blocks[0].text == SENTENCE
        assert document.assumed

    @pytest.mark.parametrize("encoding", ["windows-1257", "iso8859-13"])
    def test_quotation_marks_tell_two_baltic_encodings_apart(self, tmp_path: Path, encoding: str) -> None:
        text = "„Šokk“, ütles žürii, „on möödas“."
        document = documents.load(write(tmp_path, "a.txt", text.encode(encoding)))
        assert (document.blocks[0].text, document.encoding) == (text, encoding)


class TestBlocks:
    def test_lines_count_as_in_an_editor(self, tmp_path: Path) -> None:
        document = documents.load(write(tmp_path, "a.txt", "\r\nüks\r\n \r\n\r\nkaks  \r\nkolm\r\n".encode()))
        assert [[(line.text, line.number) for line in block.lines] for block in document.blocks] == [
            [("üks", 2)],
            [("kaks", 5), ("kolm", 6)],
        ]

    def test_a_page_break_ends_a_block(self) -> None:
        document = documents.from_text("üks\n\fkaks\nkolm")
        assert [[(line.text, line.number) for line in block.lines] for block in document.blocks] == [
            [("üks", 1)],
            [("kaks", 2), ("kolm", 3)],
        ]

    def test_path_and_digest(self, tmp_path: Path) -> None:
        first = documents.load(write(tmp_path, "a/a.txt", b"Amet"))
        second = documents.load(write(tmp_path, "b.txt", b"Amet"))
        assert first.path == (tmp_path / "a/a.txt").as_posix()
        assert first.sha256 == second.sha256
        assert len(first.sha256) == 64


class TestRefused:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "ODT"),
            (b"PK\x03\x04....mimetypeapplication/vnd.etsi.asic-e+zip", "ASiC-E"),
            (b"PK\x03\x04....word/document.xml", "DOCX"),
            (b"PK\x03\x04....", "ZIP"),
            (b"Ameti\x00juhend", "no text"),
            (bytes(range(1, 32)) * 20, "no text"),
            (b"", "empty"),
            (b" \n\t\n", "empty"),
        ],
    )
    def test_says_what_it_is_in_both_languages(self, tmp_path: Path, content: bytes, words: str) -> None:
        with pytest.raises(UnreadableInput) as caught:
            documents.load(write(tmp_path, "a.bin", content))
        assert words in caught.value.message.en
        assert caught.value.message.et != caught.value.message.en
        assert caught.value.where == (tmp_path / "a.bin").as_posix()
        assert caught.value.remedy is not None

    def test_too_large_is_not_read_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "large.txt"
        with path.open("wb") as file:
            file.truncate(1 << 40)
        with pytest.raises(UnreadableInput, match="larger than 8 MiB"):
            documents.load(path)

    def test_folder_and_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableInput, match="not an ordinary file"):
            documents.load(tmp_path)
        with pytest.raises(UnreadableInput, match="no such file"):
            documents.load(tmp_path / "nothing.txt")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(UnreadableInput, match="not an ordinary file"):
            documents.load(tmp_path / "pipe")
