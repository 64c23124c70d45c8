"""A store in SQL: what SQLite and PostgreSQL have in common, which is nearly all."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from framing.errors import UsageError
from framing.store.codes import Codes, placed
from framing.store.database import Database
from framing.store.intake import Known, decide, outlet_of, value
from framing.store.interface import CHANGED, PRESENT, REFUSED, Entry, Hit, Pick, Receipt, Version, now
from framing.store.parts import some_at_a_time
from framing.store.results import Results
from framing.store.schema import SAME_WORDS_FROM
from framing.store.sealing import added_up, key_of, mark_of, seal_of
from framing.store.words import findable, parse_query, snippet

_ENTRY = "doc_id, title, text, digest, tags, extra, rest, issues"
_KNOWN = "version_id, doc_id, number, key, digest, outlet, firm"


class Store(Results, Codes):
    """A store in a ``Database``. Every method raises InputError, naming the store, where it is damaged, full, busy or
    read-only."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.shown, self.writable = database.shown, database.writable

    # -- articles

    def put(self, entries: Sequence[Entry], seen: set[str], pick: Pick | None = None) -> list[Receipt]:
        """Add entries together or not at all.

        ``seen`` are the articles that one call had so far, and is brought up to date: two of one name in one call are
        two articles, in two calls they are two versions. Of results that are mostly of replaced versions only the
        current ones are kept.
        """
        added, receipts = now(), []
        with self._db.writing(durable=True):
            for entry in entries:
                receipt = self._put(entry, seen, added)
                receipts.append(receipt)
                if receipt.what != REFUSED:
                    seen.add(receipt.doc_id)
            replaced = [(new.doc_id, new.number - 1) for new in receipts if new.what == CHANGED]
            self._drop_outdated(replaced, pick)
        return receipts

    def _put(self, entry: Entry, seen: set[str], added: str) -> Receipt:
        if reason := self._db.refusal(entry):
            return Receipt(entry.doc_id, entry.doc_id, REFUSED, note=reason)
        decision = decide(entry, self, seen)
        before = decision.before
        if decision.what == PRESENT and before is not None:
            codes = self._put_codes(entry, before.doc_id, before.key)
            return Receipt(entry.doc_id, before.doc_id, PRESENT, before.number, codes=codes)
        if decision.what == REFUSED:
            return Receipt(entry.doc_id, entry.doc_id, REFUSED, note=decision.note)
        number = before.number + 1 if before else 1
        if before:
            self._retire(before)
        self._insert(decision.entry, number, decision.added or added)
        codes = self._put_codes(entry, decision.entry.doc_id, key_of(decision.entry))
        return Receipt(entry.doc_id, decision.entry.doc_id, decision.what, number, decision.note, codes)

    def _put_codes(self, entry: Entry, doc_id: str, key: str) -> int:
        """The codes that came with an entry, saved in the same step; how many of them are new."""
        return sum(what != PRESENT for what in self._save(list(placed(entry.codes, doc_id, key))))

    def _insert(self, entry: Entry, number: int, added: str) -> None:
        key, (outlet, firm) = key_of(entry), outlet_of(entry)
        row = {
            "doc_id": entry.doc_id, "number": number, "current": 1, "key": key, "digest": entry.digest,
            "outlet": outlet, "firm": int(firm), "url": value(entry, "url"), "size": len(entry.text), "added": added,
            "title": entry.title, "tags": entry.tags, "extra": entry.extra, "rest": entry.rest, "issues": entry.issues,
            "mark": mark_of(key, entry, number, added), "text": entry.text,
        }  # fmt: skip
        places = ", ".join("?" * len(row))
        sql = f"INSERT INTO versions ({', '.join(row)}) VALUES ({places}) RETURNING version_id"
        version_id = self._db.rows(sql, tuple(row.values()))[0][0]
        self._db.index(version_id, findable(entry.title, entry.text))
        self._count("current", 1, plus=seal_of(key, number, added))

    def _retire(self, known: Known) -> None:
        """The version is history from now on: still there, no longer searched or scored."""
        entry = self.entry(known)
        (added,) = self._db.rows("SELECT added FROM versions WHERE version_id = ?", (known.row,))[0]
        self._db.rows("UPDATE versions SET current = 0 WHERE version_id = ? RETURNING 1", (known.row,))
        self._db.unindex(known.row, findable(entry.title, entry.text))
        self._count("current", -1, minus=seal_of(known.key, known.number, added))

    # -- what ``intake`` looks up

    def by_id(self, doc_id: str) -> Known | None:
        """The current article of that name."""
        found = self._known("doc_id = ?", doc_id)
        return found[0] if found else None

    def by_text(self, digest: str) -> list[Known]:
        """The current articles with that title and text."""
        return self._known("digest = ?", digest)

    def by_url(self, url: str) -> list[Known]:
        """The first current articles of that address: an address that many share says nothing."""
        return self._known("url = ? AND url <> ''", url, most=2)

    def holds(self, doc_id: str, number: int, key: str) -> bool:
        """Whether this is, or was, the version of the article with that number."""
        sql = "SELECT 1 FROM versions WHERE doc_id = ? AND number = ? AND key = ?"
        return bool(self._db.rows(sql, (doc_id, number, key)))

    def entry(self, known: Known) -> Entry:
        """All of a version."""
        return self._version(known.row).entry

    def _known(self, condition: str, wanted: str, most: int | None = None) -> list[Known]:
        limit = f" LIMIT {most}" if most else ""
        sql = f"SELECT {_KNOWN} FROM versions WHERE current = 1 AND {condition} ORDER BY doc_id{limit}"
        return [
            Known(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6])) for row in self._db.rows(sql, (wanted,))
        ]

    # -- reading

    def get(self, doc_id: str) -> Version:
        """The current version of an article; UsageError if there is none."""
        with self._db.reading():  # nobody deletes it in between
            found = self.by_id(doc_id)
            if found is None:
                raise self._no_article(doc_id)
            return self._version(found.row)

    def history(self, doc_id: str) -> list[Version]:
        """All versions of an article, the oldest first."""
        with self._db.reading():
            found = self._db.rows("SELECT version_id FROM versions WHERE doc_id = ? ORDER BY number", (doc_id,))
            if not found:
                raise self._no_article(doc_id)
            versions = self.fetch([row for (row,) in found])
        if [version.number for version in versions] != list(range(1, len(found) + 1)):
            raise self._damaged(f"versions of '{doc_id}' are missing")
        return versions

    def plan(self, size: int, before: str = "") -> Iterator[Sequence[int]]:
        """Numbers of the current versions by doc_id, in groups of about ``size`` characters.

        With ``before`` the versions that were current at that time.
        """
        sql = "SELECT version_id, size, key, number, added FROM versions WHERE current = 1 ORDER BY doc_id"
        parameters: tuple[str, ...] = ()
        if before:
            sql = """SELECT v.version_id, v.size, v.key, v.number, v.added FROM versions v JOIN
                (SELECT doc_id, max(number) AS number FROM versions WHERE added < ? GROUP BY doc_id) AS last
                ON v.doc_id = last.doc_id AND v.number = last.number ORDER BY v.doc_id"""
            parameters = (before,)
        groups, seals, filled = [array("q")], 0, 0
        with self._db.reading(), self._sound():
            total = self._census("current")[1]
            for row, characters, key, number, added in self._db.stream(sql, parameters):
                if filled >= size:
                    groups.append(array("q"))
                    filled = 0
                groups[-1].append(row)
                filled += characters
                seals += seal_of(key, number, added)
        if not before and added_up("0", plus=seals) != added_up(total):
            raise self._damaged("its articles are not those that were counted when they came in")
        yield from (group for group in groups if group)

    def fetch(self, numbers: Sequence[int]) -> list[Version]:
        """The versions with these numbers, each held against its digest; those removed meanwhile are left out."""
        found: dict[int, Version] = {}
        for some, places in some_at_a_time(numbers):
            sql = f"SELECT version_id, number, added, key, mark, {_ENTRY} FROM versions WHERE version_id IN ({places})"
            with self._sound():
                found.update((row[0], self._checked(row)) for row in self._db.rows(sql, some))
        return [found[number] for number in numbers if number in found]

    def _version(self, row: int) -> Version:
        found = self.fetch([row])
        if not found:
            raise self._damaged("an article is missing")
        return found[0]

    def _checked(self, row: tuple[Any, ...]) -> Version:
        entry = Entry(*row[5:])
        if key_of(entry) != row[3] or mark_of(row[3], entry, row[1], row[2]) != row[4]:
            raise self._damaged(f"'{row[5]}' is not as it was stored")
        return Version(entry, row[1], row[2], row[3])

    def count(self) -> int:
        """How many articles there are."""
        return self._census("current")[0]

    def past(self) -> int:
        """How many earlier versions there are."""
        return int(self._db.rows("SELECT count(*) FROM versions WHERE current = 0")[0][0])

    def fingerprint(self) -> str:
        """The same for the same current versions, whatever else is in the store."""
        articles, total = self._census("current")
        return f"{articles}-{added_up(total)}"

    def search(self, query: str, top: int) -> list[Hit]:
        """The articles that hold what ``query`` asks for, the best first."""
        asked = parse_query(query)
        hits = []
        for version in self.fetch(self._db.find(asked, top)):
            entry = version.entry
            shown = snippet(f"{entry.title}\n{entry.text}" if entry.title else entry.text, asked)
            if not shown:
                raise self._damaged(f"'{entry.doc_id}' does not hold the words under which it is listed")
            hits.append(Hit(version, shown))
        return hits

    def remove(self, doc_ids: Sequence[str], pick: Pick | None = None) -> int:
        """Delete articles with all their versions and codes, and their rows in every result."""
        with self._db.writing(durable=True):
            known = [found for doc_id in dict.fromkeys(doc_ids) if (found := self.by_id(doc_id))]
            self._forget({found.doc_id for found in known}, pick)
            for found in known:
                self._retire(found)
                self._db.rows("DELETE FROM versions WHERE doc_id = ? RETURNING 1", (found.doc_id,))
                self._drop("doc_id = ?", found.doc_id)
        return len(known)

    # -- the whole

    def check(self) -> None:
        """Read everything, as it is at one moment; InputError at the first thing that is not as it was stored."""
        with self._db.reading():
            self._check_articles()
            if self._db.version >= 2:
                self._check_results()
            self._check_codes()

    def _check_articles(self) -> None:
        words: Counter[str] = Counter()
        for group in self.plan(8_000_000):
            for version in self.fetch(group):
                words.update(set(chain.from_iterable(findable(version.entry.title, version.entry.text))))
        self._db.check(words if self._db.version >= SAME_WORDS_FROM else None)
        for (row,) in self._db.stream("SELECT version_id FROM versions WHERE current = 0 ORDER BY version_id"):
            self.fetch([row])

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def _no_article(self, doc_id: str) -> UsageError:
        return UsageError(f"there is no article '{doc_id}'", file=self.shown, remedy="framing ls lists them")
