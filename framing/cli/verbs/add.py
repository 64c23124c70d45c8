"""``framing add``: new articles into a store or a corpus folder, their tags beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output, talk
from framing.cli.tally import Tally
from framing.cli.text_table import clean, shortened
from framing.errors import FramingError, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from framing.corpus.options import ReadOptions
    from framing.records.issue import Issue
    from framing.study.stores.adding import Taken

#: Articles named one by one for each thing that became of them, when there are many.
_MOST_NAMED = 20
#: Letters of a line that names one; an id has no limit.
_LONGEST = 1_000
_COLUMNS = ("doc_id", "what", "version", "note", "file")
_DONE = {"added": "added", "changed": "changed", "present": "already there", "refused": "not stored"}


@click.command("add", short_help="Add articles to a store or a corpus folder, with their tags.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="PATH...")
@options.place("--store", "The store: a .db file, made if it is not there, or postgresql://...")
@options.place("--corpus", "A corpus folder instead (corpus, if neither is named).", metavar="FOLDER")
@click.option("--outlet", default="", metavar="NAME", help="Who published them.")
@click.option("--date", default="", metavar="DATE", help="YYYY-MM-DD, YYYY-MM or YYYY: as precise as you know.")
@click.option("--title", default="", help="The headline, where it does not stand in the text.")
@click.option("--byline", default="", metavar="NAME", help="Who wrote it, as printed.")
@click.option("--genre", default="", help="report, editorial, commentary, analysis ...")
@click.option("--url", default="", help="Where it was published.")
@click.option("--note", default="", help="Anything a reader should know.")
@click.option(
    "--encoding", default="", metavar="NAME", help="Encoding of the files, instead of UTF-8 or a stated guess."
)
@click.option("--watch", is_flag=True, help="Keep taking what appears in the folder PATH, until Ctrl-C.")
@options.number(
    "--every",
    2.0,
    options.Real(min=0.1, max=86_400),
    "With --watch: seconds between two looks; what has not changed between them has settled.",
)
@click.option("--quiet", is_flag=True, help="Name only what was skipped.")
@options.asked_output
@options.strict
def command(
    paths: tuple[str, ...],
    store: str,
    corpus: str,
    encoding: str,
    watch: bool,
    every: float,
    quiet: bool,
    out: Output,
    strict: bool,
    **tags: str,
) -> None:
    """Add articles with their tags. PATH is a file, a folder, a pattern, an archive (.zip, .tar.gz) or - for stdin.

    Into a store goes whatever can be read; a changed article becomes a new version. Into a corpus folder the files are
    copied byte for byte, as OUTLET/DATE-NAME. What is there already is named, not doubled. With --format or -o there is
    one row an article: doc_id, what became of it (added, changed, present, refused, skipped), version, note, file.

    \b
      framing add new.txt --outlet Reuters --date 2025-10-27 --store framing.db
      framing add --watch incoming --store framing.db
      framing add new.txt --outlet "Financial Times" --corpus corpus/my-story
    """
    if store and corpus:
        raise UsageError("--store and --corpus are two places", remedy="name one of them")
    if not paths:
        raise click.UsageError("Missing argument 'PATH...'.", click.get_current_context())
    if watch and not (store and len(paths) == 1):
        raise UsageError("--watch needs one folder and a store", remedy="framing add --watch FOLDER --store framing.db")
    if not watch and options.typed("every"):
        options.idle("--every", "only --watch looks more than once")
    told = _Told(quiet, out, strict)
    try:
        if not store:
            _into_folder(paths, corpus or "corpus", encoding, tags, told)
        elif watch:
            _watch(paths[0], store, encoding, every, tags, told)
        else:
            _into_store(paths, store, encoding, tags, told)
    except FramingError:
        told.write_rows()  # what was stored before that is stored
        raise
    told.finish()


class _Told:
    """Says what became of each article, and at the end of all; as data instead, if ``out`` has a form."""

    def __init__(self, quiet: bool, out: Output, strict: bool) -> None:
        self._quiet = quiet or bool(out.form)
        self._out = out
        self._rows: list[tuple[str, str, int | None, str, str]] = []
        self.done: Counter[str] = Counter()
        self._tagged: set[str] = set()
        self.tally = Tally(strict)

    def say(self, what: str, message: str) -> None:
        self.done[what] += 1
        if not self._quiet and self.done[what] <= _MOST_NAMED:
            talk(shortened(clean(message), _LONGEST))

    def note(self, doc_id: str, what: str, version: int | None, note: str, file: str) -> None:
        """Keep a row, if rows are wanted."""
        if self._out.form:
            self._rows.append((doc_id, what, version, note, file))

    def doubt(self, issues: Iterable[Issue]) -> None:
        """What was skipped is a row of its own; what a store refused has one already, and archives are taken."""
        from framing.corpus.files.archives import is_archive

        for issue in issues:
            if issue.code == "not-read" and is_archive(issue.file):
                continue
            self.tally.add([asdict(issue)])
            if issue.severity == "skipped" and issue.code != "refused":
                file = issue.file if issue.line is None else f"{issue.file}:{issue.line}"
                self.note(issue.doc_id, "skipped", None, issue.reason, file)

    def take(self, parts: Iterable[Taken]) -> None:
        from framing.study.stores.adding import told

        for part in parts:
            for file, receipt in part.receipts:
                self.say(receipt.what, told(file, receipt))
                self.note(receipt.doc_id, receipt.what, receipt.number or None, receipt.note, file)
            self.doubt(part.issues)
            self._tagged |= part.tagged

    def say_idle(self, reading: ReadOptions) -> None:
        """Which of the tags that were typed no article took."""
        from framing.study.stores.adding import typed_tags

        for name, value in typed_tags(reading) if self.done else ():
            if name not in self._tagged:
                options.idle(f"--{name} {value}", "the articles have one of their own")

    def sum_up(self) -> None:
        """The rows, and how many there are of each kind."""
        self.write_rows()
        if not self._quiet and any(number > _MOST_NAMED for number in self.done.values()):
            talk(f"(only the first {_MOST_NAMED} of each kind are named here; --format csv has all)")
        kinds = ["added", "present"] + [kind for kind in ("changed", "refused") if self.done[kind]]
        counts = ", ".join(f"{self.done[kind]:,} {_DONE[kind]}" for kind in kinds)
        talk(f"{counts}, {self.tally.skipped_count:,} skipped")

    def write_rows(self) -> None:
        """The rows, if they are wanted."""
        if self._out.form:
            self._out.write(self._table())

    def _table(self) -> pd.DataFrame:
        import pandas as pd

        columns = zip(*self._rows, strict=True) if self._rows else [()] * len(_COLUMNS)
        table = pd.DataFrame(dict(zip(_COLUMNS, map(list, columns), strict=True)))
        texts = dict.fromkeys([name for name in _COLUMNS if name != "version"], "str")
        return table.astype({**texts, "version": "Int64"})

    def finish(self) -> None:
        self.sum_up()
        self.tally.finish()


def _into_store(paths: tuple[str, ...], address: str, encoding: str, tags: dict[str, str], told: _Told) -> None:
    from framing.corpus.files.inputs import refuse_missing
    from framing.store.opening import open_at
    from framing.study.output.article_records import left_behind
    from framing.study.stores.adding import add_options, add_paths

    reading = add_options(encoding=encoding, **tags)
    refuse_missing(paths)
    with closing(open_at(address, create=True)) as store:
        told.take(add_paths(store, paths, reading))
    told.say_idle(reading)
    if said := left_behind(paths):
        talk(said)


def _watch(folder: str, address: str, encoding: str, every: float, tags: dict[str, str], told: _Told) -> None:
    from framing.store.opening import open_at
    from framing.study.stores.adding import add_options
    from framing.study.stores.watching import Watch, watch_folder

    reading = add_options(encoding=encoding, **tags)
    watch = Watch(folder)
    with closing(open_at(address, create=True)) as store:
        talk(f"watching {folder}; Ctrl-C ends it")
        try:
            for part in watch_folder(store, watch, reading, every=every):
                told.take([part])
                for line in told.tally.take_skipped():
                    talk(f"skipped {line}")
        except KeyboardInterrupt:
            for name in watch.waiting():
                talk(f"not taken: {name} (it was still changing, or has just come)")
            told.sum_up()
            raise


def _into_folder(paths: tuple[str, ...], corpus: str, encoding: str, tags: dict[str, str], told: _Told) -> None:
    from framing.corpus.files.inputs import opened_inputs
    from framing.corpus.filing import add_files
    from framing.corpus.options import ReadOptions

    reading = ReadOptions(encoding=encoding)
    with opened_inputs(paths, reading.limits) as inputs:
        for each in inputs:
            if not each.paths:
                told.doubt(each.issues)
                continue
            done = add_files(each.paths, corpus, options=reading, **tags)
            for file, place in done.added:
                told.say("added", f"added {each.prefix}{file} as {place}")
                told.note("", "added", None, place, f"{each.prefix}{file}")
            for file, place in done.present:
                told.say("present", f"already there: {each.prefix}{file} is {place}")
                told.note("", "present", None, place, f"{each.prefix}{file}")
            told.doubt([*each.issues, *done.issues])
