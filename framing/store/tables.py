"""A store in SQL: what SQLite and PostgreSQL have in common, which is nearly all."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from framing.errors import FramingError, InputError, UsageError
from framing.store.database import Database
from framing.store.intake import Known, decide, outlet_of, value
from framing.store.interface import PRESENT, REFUSED, Baseline, Entry, Hit, Receipt, Version, now
from framing.store.sealing import added_up, digest_of, key_of, mark_of, seal_of
from framing.store.words import parse_query, snippet, words_of

_ENTRY = "doc_id, title, text, digest, tags, extra, rest, issues"
_KNOWN = "version_id, doc_id, number, key, digest, outlet, firm"
_TOGETHER = 400


class SqlStore:
    """The ``Store`` in a ``Database``."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.shown, self.writable = database.shown, database.writable

    # -- articles

    def put(self, entries: Sequence[Entry], seen: set[str]) -> list[Receipt]:
        """Add entries together or not at all; see ``Store``."""
        added, receipts = now(), []
        with self._db.writing(durable=True):
            for entry in entries:
                receipt = self._put(entry, seen, added)
                receipts.append(receipt)
                seen.add(receipt.doc_id)
        return receipts

    def _put(self, entry: Entry, seen: set[str], added: str) -> Receipt:
        if reason := self._db.refusal(entry):
            return Receipt(entry.doc_id, entry.doc_id, REFUSED, note=reason)
        decision = decide(entry, self, seen)
        before = decision.before
        if decision.what == PRESENT and before is not None:
            return Receipt(entry.doc_id, before.doc_id, PRESENT, before.number)
        number = before.number + 1 if before else 1
        if before:
            self._retire(before)
        self._insert(decision.entry, number, added)
        return Receipt(entry.doc_id, decision.entry.doc_id, decision.what, number, decision.note)

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
        self._db.index(version_id, _findable(entry))
        self._count(1, plus=seal_of(key, number, added))

    def _retire(self, known: Known) -> None:
        """The version is history from now on: still there, no longer searched or scored."""
        entry = self.entry(known)
        (added,) = self._db.rows("SELECT added FROM versions WHERE version_id = ?", (known.row,))[0]
        self._db.rows("UPDATE versions SET current = 0 WHERE version_id = ? RETURNING 1", (known.row,))
        self._db.unindex(known.row, _findable(entry))
        self._count(-1, minus=seal_of(known.key, known.number, added))

    def _count(self, articles: int, **change: int) -> None:
        (before, total) = self._census()
        sql = "UPDATE census SET articles = ?, total = ? WHERE name = 'current' RETURNING 1"
        self._db.rows(sql, (before + articles, added_up(total, **change)))

    def _census(self) -> tuple[int, str]:
        with self._sound():
            ((articles, total),) = self._db.rows("SELECT articles, total FROM census WHERE name = 'current'")
            return int(articles), added_up(total)

    # -- what ``intake`` looks up

    def by_id(self, doc_id: str) -> Known | None:
        """The current article of that name."""
        found = self._known("doc_id = ?", doc_id)
        return found[0] if found else None

    def by_text(self, digest: str) -> list[Known]:
        """The current articles with that title and text."""
        return self._known("digest = ?", digest)

    def by_url(self, url: str) -> list[Known]:
        """The current articles of that address."""
        return self._known("url = ? AND url <> ''", url)

    def entry(self, known: Known) -> Entry:
        """All of a version."""
        return self._version(known.row).entry

    def _known(self, condition: str, wanted: str) -> list[Known]:
        sql = f"SELECT {_KNOWN} FROM versions WHERE current = 1 AND {condition} ORDER BY doc_id LIMIT 20"
        return [
            Known(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6])) for row in self._db.rows(sql, (wanted,))
        ]

    # -- reading

    def get(self, doc_id: str) -> Version:
        """The current version of an article."""
        found = self.by_id(doc_id)
        if found is None:
            raise self._no_article(doc_id)
        return self._version(found.row)

    def history(self, doc_id: str) -> list[Version]:
        """All versions, the oldest first."""
        found = self._db.rows("SELECT version_id FROM versions WHERE doc_id = ? ORDER BY number", (doc_id,))
        if not found:
            raise self._no_article(doc_id)
        versions = self.fetch([row for (row,) in found])
        if [version.number for version in versions] != list(range(1, len(found) + 1)):
            raise self._damaged(f"versions of '{doc_id}' are missing")
        return versions

    def plan(self, size: int, before: str = "") -> Iterator[Sequence[int]]:
        """Numbers of the current versions by doc_id, in groups of about ``size`` characters."""
        sql = "SELECT version_id, size, key, number, added FROM versions WHERE current = 1 ORDER BY doc_id"
        parameters: tuple[str, ...] = ()
        if before:
            sql = """SELECT v.version_id, v.size, v.key, v.number, v.added FROM versions v JOIN
                (SELECT doc_id, max(number) AS number FROM versions WHERE added < ? GROUP BY doc_id) AS last
                ON v.doc_id = last.doc_id AND v.number = last.number ORDER BY v.doc_id"""
            parameters = (before,)
        groups, seals, filled = [array("q")], 0, 0
        with self._db.reading(), self._sound():
            total = self._census()[1]
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
        """The versions with these numbers, in their order."""
        found: dict[int, Version] = {}
        for first in range(0, len(numbers), _TOGETHER):
            some = tuple(numbers[first : first + _TOGETHER])
            places = ", ".join("?" * len(some))
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
        return self._census()[0]

    def fingerprint(self) -> str:
        """The same for the same current versions."""
        articles, total = self._census()
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

    def remove(self, doc_ids: Sequence[str]) -> int:
        """Delete articles with all their versions, and every result that holds one of them."""
        with self._db.writing(durable=True):
            known = [found for doc_id in dict.fromkeys(doc_ids) if (found := self.by_id(doc_id))]
            for found in known:
                self._retire(found)
                keys = self._db.rows("SELECT key FROM versions WHERE doc_id = ?", (found.doc_id,))
                for (key,) in keys:
                    self._forget(key)
                self._db.rows("DELETE FROM versions WHERE doc_id = ? RETURNING 1", (found.doc_id,))
        return len(known)

    # -- scores

    def _forget(self, key: str) -> None:
        if self._db.version < 2:
            return
        for (result,) in self._db.rows("SELECT DISTINCT result_id FROM scored WHERE key = ?", (key,)):
            self._db.rows("DELETE FROM scored WHERE result_id = ? RETURNING 1", (result,))
            self._db.rows("DELETE FROM results WHERE result_id = ? RETURNING 1", (result,))

    def kept(self, recipe: str, keys: Sequence[str]) -> dict[str, int]:
        """The numbers of the results that hold these versions."""
        if self._db.version < 2:
            return {}
        found: dict[str, int] = {}
        for first in range(0, len(keys), _TOGETHER):
            some = tuple(keys[first : first + _TOGETHER])
            places = ", ".join("?" * len(some))
            sql = f"""SELECT key, result_id FROM scored JOIN recipes ON recipes.recipe_id = scored.recipe_id
                WHERE recipe = ? AND key IN ({places})"""
            found.update((key, result) for key, result in self._db.rows(sql, (recipe, *some)))
        return found

    def result(self, number: int) -> bytes:
        """A result by its number."""
        found = self._db.rows("SELECT digest, body FROM results WHERE result_id = ?", (number,))
        if not found:
            raise self._damaged("kept scores are missing")
        with self._sound():
            body = bytes(found[0][1])
            if digest_of(body) == found[0][0]:
                return body
        raise self._damaged("kept scores are not as they were stored")

    def keep(self, recipe: str, keys: Sequence[str], body: bytes) -> None:
        """Keep one result; scores that somebody else kept meanwhile stay."""
        with self._db.writing(durable=False):
            self._db.rows("INSERT INTO recipes (recipe) VALUES (?) ON CONFLICT DO NOTHING RETURNING 1", (recipe,))
            ((recipe_id,),) = self._db.rows("SELECT recipe_id FROM recipes WHERE recipe = ?", (recipe,))
            sql = "INSERT INTO results (recipe_id, digest, body) VALUES (?, ?, ?) RETURNING result_id"
            ((result,),) = self._db.rows(sql, (recipe_id, digest_of(body), body))
            for key in keys:
                sql = "INSERT INTO scored VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1"
                self._db.rows(sql, (recipe_id, key, result))

    def scored(self) -> Mapping[str, int]:
        """For each recipe, the oldest first, how many current articles have scores under it."""
        if self._db.version < 2:
            return {}
        sql = """SELECT recipe, count(version_id) FROM recipes LEFT JOIN scored ON scored.recipe_id = recipes.recipe_id
            LEFT JOIN versions ON versions.key = scored.key AND current = 1
            GROUP BY recipes.recipe_id, recipe ORDER BY recipes.recipe_id"""
        with self._sound():
            return {recipe.strip(): int(articles) for recipe, articles in self._db.rows(sql)}

    # -- baselines

    def save_baseline(self, name: str, recipe: str, articles: int, digest: str, body: bytes) -> Baseline:
        """Pin scores under a name that is free."""
        new = Baseline(name, now(), recipe, articles, digest, body)
        with self._db.writing(durable=True):
            if self._db.rows("SELECT 1 FROM baselines WHERE name = ?", (name,)):
                raise UsageError(
                    f"there is a baseline '{name}' already, and it does not move",
                    file=self.shown,
                    remedy=f"choose another name, or framing baseline rm '{name}' first",
                )
            values = (new.name, new.saved, new.recipe, new.articles, new.digest, _seal(new), new.body)
            self._db.rows("INSERT INTO baselines VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING 1", values)
        return new

    def baseline(self, name: str) -> Baseline:
        """Pinned scores."""
        sql = "SELECT name, saved, recipe, articles, digest, body, seal FROM baselines WHERE name = ?"
        found = self._db.rows(sql, (name,)) if self._db.version >= 2 else []
        if not found:
            raise self._no_baseline(name)
        row = found[0]
        with self._sound():
            baseline = Baseline(row[0], row[1], row[2], row[3], row[4], bytes(row[5]))
            if _seal(baseline) == row[6]:
                return baseline
        raise self._damaged(f"the baseline '{name}' is not as it was stored")

    def baselines(self) -> list[Baseline]:
        """All baselines, without their bodies."""
        if self._db.version < 2:
            return []
        rows = self._db.rows("SELECT name, saved, recipe, articles, digest FROM baselines ORDER BY name")
        return [Baseline(row[0], row[1], row[2], row[3], row[4]) for row in rows]

    def drop_baseline(self, name: str) -> None:
        """Delete a baseline."""
        with self._db.writing(durable=True):
            if not self._db.rows("DELETE FROM baselines WHERE name = ? RETURNING 1", (name,)):
                raise self._no_baseline(name)

    # -- the whole

    def check(self) -> None:
        """Read everything and raise InputError at the first thing that is not as it was stored."""
        words: Counter[str] = Counter()
        for group in self.plan(8_000_000):
            for version in self.fetch(group):
                words.update(set(_findable(version.entry)))
        self._db.check(words)
        for (row,) in self._db.stream("SELECT version_id FROM versions WHERE current = 0 ORDER BY version_id"):
            self.fetch([row])
        if self._db.version >= 2:
            for (result,) in self._db.stream("SELECT result_id FROM results ORDER BY result_id"):
                self.result(result)
            for baseline in self.baselines():
                self.baseline(baseline.name)

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """What comes out of the database is of the kind that went in; a flipped bit can make a number of a text."""
        try:
            yield
        except (AttributeError, LookupError, OverflowError, TypeError, ValueError) as problem:
            if isinstance(problem, FramingError):
                raise
            raise self._damaged("what it holds is not what was stored") from None

    def _damaged(self, what: str) -> InputError:
        return InputError(f"the store is damaged: {what}", file=self.shown, remedy="restore it from a copy")

    def _no_article(self, doc_id: str) -> UsageError:
        return UsageError(f"there is no article '{doc_id}'", file=self.shown, remedy="framing ls lists them")

    def _no_baseline(self, name: str) -> UsageError:
        names = ", ".join(baseline.name for baseline in self.baselines()) or "none"
        return UsageError(f"there is no baseline '{name}'", file=self.shown, remedy=f"there are: {names}")


def _seal(baseline: Baseline) -> str:
    fields = (baseline.name, baseline.saved, baseline.recipe, str(baseline.articles), baseline.digest)
    return digest_of(*fields, baseline.body)


def _findable(entry: Entry) -> list[str]:
    return words_of(f"{entry.title}\n{entry.text}")
