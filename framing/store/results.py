"""The scores that a store keeps, and its baselines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from framing.errors import UsageError
from framing.store.interface import Baseline, Pick, now
from framing.store.parts import StorePart, some_at_a_time
from framing.store.sealing import digest_of


class Results(StorePart):
    """Scores by article and recipe, and pinned ones by name; there are none before version 2 of a store."""

    # -- scores

    def _forget(self, doc_ids: Collection[str], pick: Pick | None) -> None:
        """Delete the rows of all versions of these articles from every result."""
        if self._db.version < 2:
            return
        for result in self._results_of("doc_id = ?", ((doc_id,) for doc_id in doc_ids)):
            versions = self._versions_in(result)
            self._cut_down(result, {key: doc_id for key, doc_id, _ in versions if doc_id not in doc_ids}, pick)

    def _drop_outdated(self, replaced: Iterable[tuple[str, int]], pick: Pick | None) -> None:
        """Now that these versions (name and number) are replaced: cut down the results that are mostly of the past.

        Articles that were scored together stand in one result, and it stays while half of them are as they were then.
        Without an end to it, an article that changes every day would leave a result a day.
        """
        for result in self._results_of("doc_id = ? AND number = ?", replaced):
            versions = self._versions_in(result)
            if 2 * sum(current for _, _, current in versions) < len(versions):
                self._cut_down(result, {key: doc_id for key, doc_id, current in versions if current}, pick)

    def _results_of(self, which: str, versions: Iterable[tuple[str | int, ...]]) -> list[int]:
        sql = f"SELECT DISTINCT result_id FROM scored JOIN versions ON versions.key = scored.key WHERE {which}"
        with self._sound():
            return sorted({int(row) for version in versions for (row,) in self._db.rows(sql, version)})

    def _versions_in(self, result: int) -> list[tuple[str, str, int]]:
        """Key and article of each version in a result, and whether it is current."""
        sql = """SELECT scored.key, doc_id, max(current) FROM scored JOIN versions ON versions.key = scored.key
            WHERE result_id = ? GROUP BY scored.key, doc_id"""
        with self._sound():
            return [(key, doc_id, int(current)) for key, doc_id, current in self._db.rows(sql, (result,))]

    def _cut_down(self, result: int, stay: Mapping[str, str], pick: Pick | None) -> None:
        """Of a result only the versions that ``stay`` (key and article) stay in it; none, if nobody can pick them."""
        if not stay or pick is None:
            self._drop_result(result)
            return
        with self._sound():
            body = pick(self.result(result), set(stay.values()))
        sql = "UPDATE results SET digest = ?, body = ? WHERE result_id = ? RETURNING 1"
        self._db.rows(sql, (digest_of(body), body, result))
        for (key,) in self._db.rows("SELECT key FROM scored WHERE result_id = ?", (result,)):
            if key not in stay:
                self._db.rows("DELETE FROM scored WHERE result_id = ? AND key = ? RETURNING 1", (result, key))

    def _drop_result(self, number: int) -> None:
        self._db.rows("DELETE FROM scored WHERE result_id = ? RETURNING 1", (number,))
        self._db.rows("DELETE FROM results WHERE result_id = ? RETURNING 1", (number,))

    def _there(self, keys: Sequence[str]) -> dict[str, tuple[str, bool]]:
        """Of these versions those that are in the store: the article, and whether it is current."""
        known: dict[str, tuple[str, bool]] = {}
        for some, places in some_at_a_time(keys):
            sql = f"SELECT key, doc_id, max(current) FROM versions WHERE key IN ({places}) GROUP BY key, doc_id"
            with self._sound():
                known.update((key, (doc_id, bool(int(current)))) for key, doc_id, current in self._db.rows(sql, some))
        return known

    def kept(self, recipe: str, keys: Sequence[str]) -> tuple[dict[str, int], dict[int, bytes]]:
        """The scores of these versions under ``recipe``, where there are any: in which result each stands.

        And the results themselves, of the same moment, each held against its digest.
        """
        if self._db.version < 2:
            return {}, {}
        with self._db.reading():
            found = self._numbers(recipe, keys)
            return found, {number: self.result(number) for number in sorted(set(found.values()))}

    def _numbers(self, recipe: str, keys: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for some, places in some_at_a_time(keys):
            sql = f"""SELECT key, result_id FROM scored JOIN recipes ON recipes.recipe_id = scored.recipe_id
                WHERE recipe = ? AND key IN ({places})"""
            with self._sound():
                found.update((key, int(result)) for key, result in self._db.rows(sql, (recipe, *some)))
        return found

    def result(self, number: int) -> bytes:
        """A result by its number."""
        found = self._db.rows("SELECT digest, body FROM results WHERE result_id = ?", (number,))
        if not found:
            raise self._damaged("kept scores are missing")
        with self._sound():
            body = bytes(memoryview(found[0][1]))  # of a number, bytes() would make so many
            if digest_of(body) == found[0][0]:
                return body
        raise self._damaged("kept scores are not as they were stored")

    def keep(self, recipe: str, keys: Sequence[str], body: bytes, pick: Pick | None = None) -> None:
        """Keep one result; scores that somebody else kept meanwhile stay.

        Nothing is kept of articles that went while they were scored, nor of replaced versions where these are most.
        """
        with self._db.writing(durable=False):
            there = self._there(keys)
            current = {key: doc_id for key, (doc_id, is_current) in there.items() if is_current}
            if there.keys() != set(keys) or 2 * len(current) < len(keys):
                if not current or pick is None:
                    return
                keys, body = list(current), pick(body, set(current.values()))
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

    def kept_sizes(self) -> Mapping[str, int]:
        """For each recipe, the oldest first, how many bytes its results take."""
        if self._db.version < 2:
            return {}
        sql = """SELECT recipe, coalesce(sum(length(body)), 0) FROM recipes
            LEFT JOIN results ON results.recipe_id = recipes.recipe_id
            GROUP BY recipes.recipe_id, recipe ORDER BY recipes.recipe_id"""
        with self._sound():
            return {recipe.strip(): int(size) for recipe, size in self._db.rows(sql)}

    def forget_scores(self, recipes: Sequence[str]) -> None:
        """Delete the results under these recipes, and give the room back. No baseline moves."""
        with self._db.writing(durable=True):
            for recipe in recipes:
                for table in ("scored", "results", "recipes"):
                    which = "recipe_id IN (SELECT recipe_id FROM recipes WHERE recipe = ?)"
                    self._db.rows(f"DELETE FROM {table} WHERE {which} RETURNING 1", (recipe,))
        self._db.compact()

    # -- baselines

    def save_baseline(
        self, name: str, recipe: str, articles: int, digest: str, body: bytes, saved: str = ""
    ) -> Baseline:
        """Pin scores under a name that is free; as of now, or of when they were ``saved`` in another store."""
        new = Baseline(name, saved or now(), recipe, articles, digest, body)
        with self._db.writing(durable=True):
            self.refuse_taken(name)
            values = (new.name, new.saved, new.recipe, new.articles, new.digest, _seal(new), new.body)
            self._db.rows("INSERT INTO baselines VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING 1", values)
        return new

    def refuse_taken(self, name: str) -> None:
        """UsageError if there is a baseline of that name."""
        if any(baseline.name == name for baseline in self.baselines()):
            raise UsageError(
                f"there is a baseline '{name}' already, and it does not move",
                file=self.shown,
                remedy=f"choose another name, or framing baseline rm '{name}' first",
            )

    def baseline(self, name: str) -> Baseline:
        """Pinned scores, held against their digest."""
        sql = "SELECT name, saved, recipe, articles, digest, body, seal FROM baselines WHERE name = ?"
        found = self._db.rows(sql, (name,)) if self._db.version >= 2 else []
        if not found:
            raise self._no_baseline(name)
        row = found[0]
        with self._sound():
            baseline = Baseline(row[0], row[1], row[2], row[3], row[4], bytes(memoryview(row[5])))
            if _seal(baseline) == row[6]:
                return baseline
        raise self._damaged(f"the baseline '{name}' is not as it was stored")

    def baselines(self) -> list[Baseline]:
        """All baselines, by name, without their bodies."""
        if self._db.version < 2:
            return []
        rows = self._db.rows("SELECT name, saved, recipe, articles, digest FROM baselines ORDER BY name")
        if any(list(map(type, row)) != [str, str, str, int, str] for row in rows):
            raise self._damaged("what it says of a baseline is not what was stored")
        return [Baseline(*row) for row in rows]

    def drop_baseline(self, name: str) -> None:
        """Delete a baseline."""
        with self._db.writing(durable=True):
            if not self._db.rows("DELETE FROM baselines WHERE name = ? RETURNING 1", (name,)):
                raise self._no_baseline(name)

    def _check_results(self) -> None:
        """Every result and every baseline is as it was stored."""
        for (result,) in self._db.stream("SELECT result_id FROM results ORDER BY result_id"):
            self.result(result)
        for baseline in self.baselines():
            self.baseline(baseline.name)

    def _no_baseline(self, name: str) -> UsageError:
        names = ", ".join(baseline.name for baseline in self.baselines()) or "none"
        return UsageError(f"there is no baseline '{name}'", file=self.shown, remedy=f"there are: {names}")


def _seal(baseline: Baseline) -> str:
    fields = (baseline.name, baseline.saved, baseline.recipe, str(baseline.articles), baseline.digest)
    return digest_of(*fields, baseline.body)
