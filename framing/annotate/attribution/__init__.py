"""Who says it: attributions (speaker, cue, content) found by rules over integer arrays, without a model.

cues.yml, parties.yml ─▶ grammar, cues, parties: what one distinct word or gap can be, as bits (flags)
a batch ─▶ reading ─▶ passage ─▶ verbs ─▶ finite, subjects, after ─▶ scene ─▶ complements
        ─▶ quoted, behind, frames, passives, views, others: drafts ─▶ relays, drafts: nesting settled
        ─▶ quotes: marks joined ─▶ output, speakers: records and voices
"""
