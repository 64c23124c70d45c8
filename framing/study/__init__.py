"""Where the parts meet: articles and a codebook in, tables out; the API and the command line are thin over this.

In rooms, of which none uses one that comes later:

``bridge``      a batch of articles in, tables out, whichever coder codes
``output``      tables, evidence and records as files and as a notebook shows them
``wording``     words under house style, shared wording, near-copies
``comparison``  what is counted, and groups of articles held against each other: rates, words, events
``stores``      articles, scores, hand codes and baselines that are kept
``coding``      sheets, agreement, validation, classifiers
``runs``        files of any size, by workers or a cluster

The modules beside them put these together: ``scoring`` and ``scores`` (below it ``score_tables``) are the middle of
all, ``reporting`` makes the page; ``concordance``, ``quoting``, ``listing``, ``lexicon_check`` and ``doctor`` are each
what one verb asks.
"""
