"""Who says it: attributions (speaker, cue, content) found by rules over integer arrays, without a model.

What a word or gap can be, as bits      flags; grammar, shapes (closed classes, letters), cues (cues.yml), parties,
                                        nametree, names (parties.yml, agencies.yml): once for each distinct piece
What the rules read                     patterns, places ─▶ passage: a batch as arrays, by reading
Each verb and what stands around it     verbs ─▶ phrases, clauses, appositions ─▶ finite, subjects, after, ends,
                                        clauseends, wording ─▶ scene ─▶ complements, objects: what stands behind it
The rules, each a draft (drafts)        quoted, behind, inverted, asides, frames (participles, relatives, passives)
                                        claim verbs; others, views, labels, interviews need none
What stands of the drafts               relays, drafts: nesting settled ─▶ quotes, joining, alone: marks joined
Who that is, and whose words those are  speakers, introduced, mentions; pronouns, antecedents, bodies ─▶ naming;
                                        output: records and voices

``rules`` is the order of all this; ``measured`` says how often each rule was right.
"""
