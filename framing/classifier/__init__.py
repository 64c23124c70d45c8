"""The frame classifier: sentences in, a probability for each frame out.

It stands beside the lexicon, never after it: the lexicon's matches are among its features, as numbers that ``study``
hands in. Learning needs scikit-learn; a saved model is labels, vocabulary and weights, and reading one runs no code.
"""
