"""Text to integer arrays over a batch of articles: what its words are, and what they do where they stand.

What one distinct piece can be   words, gaps ─▶ vocabulary; spelling, housestyle (writings that are one word)
Articles to a batch (batching)   pieces (edges of words) ─▶ numbering, keycache ─▶ inserted ─▶ lines (paragraphs)
                                 ─▶ quotation ─▶ sentences ─▶ segments (headline, lead, body); diagnostics
What the words do                negation, attribution (who speaks, whose words)
Who does it, and to whom         actors (of all matches) ─▶ surroundings, rolewords (which are worth reading)
                                 ─▶ roles (of one) ─▶ subjects ─▶ groups ─▶ clause; deeds, joints (the words that tell)
Words as terms                   forms, terms: names, initials and compounds under house style, for comparisons
"""
