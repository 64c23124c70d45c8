"""Text to integer arrays: tokens, sentences, quotation, negation, attribution, over a batch of articles.

letters ─▶ pieces ─▶ vocabulary ─▶ lines ─▶ quotation ─▶ sentences ─▶ batch        (batching.annotate)
edges of   distinct   words, gaps:  paragraphs  who is     where one
words      pieces     flags once               in quotes  ends
"""
