"""Coding: what people do by hand, and how well two coders of any kind agree.

sampling ─▶ sheet ─▶ (a person) ─▶ reading ─▶ codings ─▶ ratings ─▶ coefficients, setdistance ─▶ agreement
which units  blind    marks in cells            records.coding  arrays   sums per article           intervals by article

``formats`` exchanges codings with other tools; ``validations`` keeps what is known about a codebook's validity.
"""
