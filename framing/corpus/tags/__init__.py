"""Who published an article, and on whose copy it rests: given by somebody, or proposed with the words that say so.

``tagging`` decides; ``proposals`` finds what suggests an outlet, ``derivation`` what makes a piece an agency's, and
``credits`` every mention of one. ``outlets`` and ``channels`` are the tables, read by ``listed``.
"""
