"""Who says it: attributions (speaker, cue, content) found by rules over integer arrays, without a model.

    cues.yml, parties.yml ─▶ flags: what one distinct word or gap can be, as bits (grammar, cues, reading)
    a batch as a passage  ─▶ verbs ─▶ subjects, after ─▶ frames, behind, others: drafts, one row an attribution
                          ─▶ drafts: nesting settled ─▶ quotes: marks joined ─▶ speakers: names, parties, channels
"""
