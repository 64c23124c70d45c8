"""Archives that are added: what they hold, what is wrong with them, and what never gets out of them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from store_helpers import names

from framing.study.stores.watching import Watch


def zipped(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_archives(framing, tmp_path):
    """A zip and a tar.gz, with their metadata; the file says where it came from."""
    one = zipped(tmp_path / "one.zip", {"ft/a.txt": "Item A.", "metadata.csv": "file,outlet\nft/a.txt,Hill Times\n"})
    with tarfile.open(tmp_path / "two.tar.gz", "w:gz") as archive:
        info = tarfile.TarInfo("b.txt")
        info.size = 7
        archive.addfile(info, io.BytesIO(b"Item B."))
    store = tmp_path / "n.db"
    assert framing("add", one, tmp_path / "two.tar.gz", "--store", store).code == 0
    rows = framing("ls", store, "--format", "csv").out
    assert names(store) == ["a", "b"]
    assert "Hill Times" in rows
    assert "one.zip/ft/a.txt" in rows
    assert "two.tar.gz/b.txt" in rows


def test_no_member_leads_out(framing, tmp_path):
    """Parents, absolute names, links, devices and archives inside are named and left; the rest is read."""
    inside = tmp_path / "in"
    inside.mkdir()
    evil = {
        "../out.txt": "x",
        "/abs.txt": "x",
        "a/../../b.txt": "x",
        "C:\\d.txt": "x",
        "ok.txt": "Fine.",
        "in.zip": "PK",
    }
    run = framing("add", zipped(inside / "evil.zip", evil), "--store", tmp_path / "n.db")
    assert run.code == 3
    assert names(tmp_path / "n.db") == ["ok"]
    assert "5 inputs" in run.err
    with tarfile.open(inside / "evil.tar.gz", "w:gz") as archive:
        for name, kind, target in (("l.txt", tarfile.SYMTYPE, "/etc/hostname"), ("h.txt", tarfile.LNKTYPE, "ok.txt"),
                                   ("d.txt", tarfile.CHRTYPE, "")):  # fmt: skip
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info)
        info = tarfile.TarInfo("fine.txt")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"Fine!"))
    run = framing("add", inside / "evil.tar.gz", "--store", tmp_path / "n.db")
    assert (run.code, run.err.count("a link or a device")) == (3, 3)
    assert sorted(path.name for path in tmp_path.iterdir() if "db" not in path.name) == ["in"]


def test_bombs_stop_at_a_named_limit(framing, tmp_path, monkeypatch):
    """Members, ratio, size."""
    bomb = zipped(tmp_path / "bomb.zip", {"a.txt": b"0" * 150_000_000})
    run = framing("add", bomb, "--store", tmp_path / "n.db")
    assert (run.code, "FRAMING_INFLATED_RATIO" in run.err) == (1, True)
    many = zipped(tmp_path / "many.zip", {f"{i}.txt": "x" for i in range(30)})
    monkeypatch.setenv("FRAMING_ARCHIVE_MEMBERS", "20")
    assert "FRAMING_ARCHIVE_MEMBERS" in framing("add", many, "--store", tmp_path / "n.db").err
    monkeypatch.setenv("FRAMING_ARTICLE_BYTES", "1000")
    big = zipped(tmp_path / "big.zip", {"a.txt": os.urandom(2_000)})
    assert "FRAMING_ARTICLE_BYTES" in framing("add", big, "--store", tmp_path / "n.db").err


def test_one_member_never_stops_an_archive(framing, tmp_path, monkeypatch):
    """A name that no file can have, one that is a file and a folder, a text that is too large: named, and no more."""
    monkeypatch.setenv("FRAMING_ARTICLE_BYTES", "1000")
    members = {
        "a.txt": "Item A.",
        "a.txt/b.txt": "Item B.",
        f"{'n' * 300}.txt": "Item C.",
        "big.txt": "Item D. " * 200,
        "e.txt": "Item E.",
    }
    run = framing("add", zipped(tmp_path / "x.zip", members), "--store", tmp_path / "n.db")
    assert (run.code, names(tmp_path / "n.db")) == (3, ["a", "e"])
    assert "x.zip/a.txt/b.txt: no file can have its name here" in run.err
    assert "x.zip/big.txt: it is larger than the limit article_bytes (1,000): split it" in run.err
    assert "skipped 3 inputs" in run.err


def test_one_archive_never_stops_the_others(framing, tmp_path):
    """Of several, one that cannot be opened, or holds nothing to read, is named with the reason."""
    (tmp_path / "a.zip").write_bytes(b"PK no zip")
    inner = zipped(tmp_path / "b.zip", {"c.zip": "PK"})
    zipped(tmp_path / "d.zip", {"d.txt": "Item D."})
    run = framing("add", tmp_path / "*.zip", "--store", tmp_path / "n.db")
    assert (run.code, names(tmp_path / "n.db")) == (3, ["d"])
    assert f"{tmp_path / 'a.zip'}: the archive is damaged, cut off or locked" in run.err
    why = "the archive holds no articles; what is in it was left out, first b.zip/c.zip: an archive inside an archive"
    assert why in run.err
    assert why in framing("add", inner, "--corpus", tmp_path / "c").err


@pytest.mark.parametrize("beside", [True, False])
def test_archives_in_a_folder_are_taken_as_a_watch_takes_them(framing, tmp_path, beside):
    """Whatever else is in the folder; not through a link that leads out of it."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    zipped(tmp_path / "in" / "deep" / "x.zip", {"a.txt": "Item A."})
    zipped(tmp_path / "secret.zip", {"s.txt": "Item S."})
    (tmp_path / "in" / "link.zip").symlink_to(tmp_path / "secret.zip")
    if beside:
        (tmp_path / "in" / "b.txt").write_text("Item B.")
    run = framing("add", tmp_path / "in", "--store", tmp_path / "n.db")
    assert run.code == 3 if beside else run.code == 0
    assert names(tmp_path / "n.db") == (["a", "b"] if beside else ["a"])
    watch, taken = Watch(str(tmp_path / "in")), set()
    for _ in range(2):
        taken |= watch.look()[1]
    assert {Path(path).name for path in taken} == ({"b.txt", "x.zip"} if beside else {"x.zip"})


def test_names_in_archives(framing, tmp_path):
    """UTF-8 that nobody declared is read as such; what controls a terminal does not reach it."""
    spelt = "caf\u00e9.txt".encode().decode("cp437")
    archive = zipped(tmp_path / "x.zip", {"caf??.txt": "Item A.", "b\x07\n.txt": "Item B."})
    written = archive.read_bytes()
    assert len(spelt) == len("caf??.txt")
    archive.write_bytes(written.replace(b"caf??.txt", spelt.encode("cp437")))
    run = framing("add", archive, "--store", tmp_path / "n.db")
    assert (run.code, names(tmp_path / "n.db")[1]) == (0, "caf\u00e9")
    assert ("\x07" in run.err, run.err.count("\n")) == (False, 3)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", b"PK\x05\x06" + b"\0" * 18])
def test_broken_archives_are_named(framing, tmp_path, data):
    """One sentence, no traceback."""
    (tmp_path / "x.zip").write_bytes(data)
    (tmp_path / "x.tar.gz").write_bytes(data)
    for name in ("x.zip", "x.tar.gz"):
        run = framing("add", tmp_path / name, "--store", tmp_path / "n.db")
        assert (run.code, name in run.err, "Traceback" in run.err) == (1, True, False)


@pytest.fixture
def members(tmp_path):
    """A tar of three articles with the place where each of its headers begins."""
    places = []
    with tarfile.open(tmp_path / "whole.tar", "w") as archive:
        for name in "abc":
            places.append(archive.offset)
            info = tarfile.TarInfo(f"{name}.txt")
            info.size = 700
            archive.addfile(info, io.BytesIO(f"Item {name}. ".encode() * 100))
    return (tmp_path / "whole.tar").read_bytes(), places


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("harm", ["at a header", "in a header", "a damaged header"])
def test_a_tar_that_is_cut_off_is_not_taken_for_whole(framing, tmp_path, members, packed, harm):
    """Where a header should be, tarfile takes whatever it finds for the end; what was read stays."""
    whole, places = members
    cut = {"at a header": places[2], "in a header": places[2] + 100, "a damaged header": len(whole)}[harm]
    data = bytearray(whole[:cut])
    if harm == "a damaged header":
        data[places[2] : places[2] + 4] = b"\x01\x02\x03\x04"
    name = "x.tar.gz" if packed else "x.tar"
    (tmp_path / name).write_bytes(gzip.compress(bytes(data)) if packed else data)
    run = framing("add", tmp_path / name, "--store", tmp_path / "n.db")
    assert (run.code, names(tmp_path / "n.db")) == (3, ["a", "b"])
    assert f"{name}: neither another file nor the archive's end follows b.txt" in run.err


def test_a_packed_tar_is_held_against_its_sum(framing, tmp_path, members):
    """One bit that fell over would be a wrong word; a packed file that is cut off is said to be."""
    packed = bytearray(gzip.compress(members[0], 0))
    packed[packed.index(b"Item b") + 1] ^= 1
    (tmp_path / "bit.tar.gz").write_bytes(packed)
    (tmp_path / "cut.tar.gz").write_bytes(gzip.compress(members[0])[:-6])
    for name in ("bit.tar.gz", "cut.tar.gz"):
        run = framing("add", tmp_path / name, "--store", tmp_path / "n.db")
        assert (run.code, "damaged, cut off" in run.err) == (1, True), run.err


def test_what_an_archive_holds_besides_is_named(framing, tmp_path):
    """An article without an ending; what tells about the folder, and pictures, are no loss."""
    archive = zipped(tmp_path / "x.zip", {"a.txt": "Item A.", "talks": "Item B.", "README": "x", "p.png": "x"})
    run = framing("add", archive, "--store", tmp_path / "n.db")
    assert (run.code, "skipped 1 input" in run.err) == (3, True), run.err
    assert "x.zip/talks: a file without a suffix cannot be read" in run.err


def test_the_corpus_folder_takes_archives_too(framing, tmp_path):
    """One verb: what is named does not depend on where it goes."""
    archive = zipped(tmp_path / "one.zip", {"a.txt": "Item A."})
    assert framing("add", archive, "--corpus", tmp_path / "c", "--outlet", "FT").code == 0
    assert (tmp_path / "c" / "financial-times" / "a.txt").read_text() == "Item A."
    run = framing("add", archive, "--corpus", tmp_path / "c", "--store", tmp_path / "n.db")
    assert (run.code, "two places" in run.err) == (2, True)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_that_only_unpack_all_at_once_are_named_and_left(framing, tmp_path, packing):
    """A hundred bytes of bzip2 can be fifty megabytes, and zipfile unpacks four thousand at a time."""
    with zipfile.ZipFile(tmp_path / "x.zip", "w", packing) as archive:
        archive.writestr("a.txt", "Item A. " * 200)
        archive.writestr("b.txt", "Item B.", zipfile.ZIP_DEFLATED)
    run = framing("add", tmp_path / "x.zip", "--store", tmp_path / "n.db")
    assert (run.code, names(tmp_path / "n.db")) == (3, ["b"])
    assert "x.zip/a.txt: it is packed in another way than zip's usual one" in run.err


def test_a_member_without_a_name_is_named_and_left(framing, tmp_path):
    """Its place in the archive is all that it has."""
    with zipfile.ZipFile(zipped(tmp_path / "x.zip", {"a.txt": "Item A."}), "a") as archive:
        nameless = zipfile.ZipInfo("b.txt")
        nameless.filename = "\0b.txt"  # it ends where it begins
        archive.writestr(nameless, "Item B.")
    run = framing("add", tmp_path / "x.zip", "--store", tmp_path / "n.db")
    assert (run.code, names(tmp_path / "n.db")) == (3, ["a"])
    assert "x.zip/: its name leads out of the archive" in run.err


def test_a_tar_is_unpacked_once(framing, tmp_path):
    """What calls itself a .tar and is packed otherwise is refused: tarfile would unpack it without an end."""
    plain = tmp_path / "plain.tar"
    with tarfile.open(plain, "w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    for number, pack in enumerate((bz2.compress, lzma.compress, lambda data: gzip.compress(gzip.compress(data)))):
        (tmp_path / f"{number}.tar").write_bytes(pack(plain.read_bytes()))
        run = framing("add", tmp_path / f"{number}.tar", "--store", tmp_path / "n.db")
        assert (run.code, run.err.count("\n")) == (1, 2), run.err


def test_what_a_tar_says_of_its_members_has_an_end(framing, tmp_path, monkeypatch):
    """A name of megabytes, folders without number, a file of holes: each stops at a limit or is named."""
    monkeypatch.setenv("FRAMING_ARCHIVE_MEMBERS", "20")
    with tarfile.open(tmp_path / "names.tar", "w", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("n" * 100_000 + ".txt"))
    run = framing("add", tmp_path / "names.tar", "--store", tmp_path / "n.db")
    assert (run.code, "what it says of one member takes 100,005 bytes, over 16,384" in run.err) == (1, True), run.err
    with tarfile.open(tmp_path / "folders.tar.gz", "w:gz") as archive:
        for number in range(30):
            folder = tarfile.TarInfo(f"{number}")
            folder.type = tarfile.DIRTYPE
            archive.addfile(folder)
    assert "FRAMING_ARCHIVE_MEMBERS" in framing("add", tmp_path / "folders.tar.gz", "--store", tmp_path / "n.db").err
    with tarfile.open(tmp_path / "holes.tar", "w") as archive:
        holes = tarfile.TarInfo("a.txt")
        holes.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.size": "9" * 15, "GNU.sparse.map": "0,1"}
        archive.addfile(holes)
    run = framing("add", tmp_path / "holes.tar", "--store", tmp_path / "n.db")
    assert (run.code, "sparse file" in run.err) == (1, True), run.err
