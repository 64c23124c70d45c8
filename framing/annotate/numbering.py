"""Pieces become numbers: every word and gap of a batch gets the id of its piece in the vocabulary.

Most pieces are a single space, and most words have at most eight bytes: a space is known by its one byte and a short
word is read as one 64-bit number, so only the rest goes through Arrow's dictionary of strings.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.annotate.vocabulary import Vocabulary
from framing.records.batch import Ids, Ints

_SPACE = ord(" ")
_SHORT = 8
#: What is left of eight bytes read at once, by the length of the word they begin with. No word holds a zero byte.
_MASKS = np.array([(1 << (8 * length)) - 1 for length in range(_SHORT + 1)], np.uint64)


def number_pieces(buffer: bytes, word_start: Ints, word_end: Ints, vocabulary: Vocabulary) -> tuple[Ids, Ids]:
    """Ids of the words, and of the gaps before, between and after them; new pieces join the vocabulary."""
    edges = np.empty(2 * len(word_start) + 2, np.int32)
    edges[0], edges[-1] = 0, len(buffer)
    edges[1:-1:2], edges[2:-1:2] = word_start, word_end
    gap_start, gap_end = edges[0::2], edges[1::2]
    word_id, gap_id = np.empty(len(word_start), np.int32), np.empty(len(gap_start), np.int32)
    is_short = word_end - word_start <= _SHORT
    short, long = np.flatnonzero(is_short), np.flatnonzero(~is_short)
    is_space = (gap_end - gap_start == 1) & (np.frombuffer(buffer, np.uint8)[gap_start] == _SPACE)
    gap_id[is_space] = vocabulary.number([" "])[0]
    odd = np.flatnonzero(~is_space)
    word_id[short] = _short_words(buffer, word_start[short], word_end[short], vocabulary)
    others = _strings(buffer, edges, np.concatenate((2 * long + 1, 2 * odd)), vocabulary)
    word_id[long], gap_id[odd] = others[: len(long)], others[len(long) :]
    return word_id, gap_id


def _short_words(buffer: bytes, start: Ints, end: Ints, vocabulary: Vocabulary) -> Ids:
    """Words of up to eight bytes, told apart as numbers."""
    import pyarrow as pa

    padded = np.frombuffer(buffer + bytes(_SHORT), np.uint8)
    eight_bytes: npt.NDArray[np.uint64] = np.ndarray((len(buffer) + 1,), "<u8", padded, strides=(1,))
    keys = eight_bytes[start] & _MASKS[end - start]
    encoded = pa.array(keys.view(np.int64)).dictionary_encode()
    distinct = encoded.dictionary.to_numpy().astype("<i8").view(f"S{_SHORT}").tolist()
    numbers = vocabulary.number([word.decode() for word in distinct])
    return np.asarray(numbers[encoded.indices.to_numpy()])


def _strings(buffer: bytes, edges: npt.NDArray[np.int32], pieces: Ints, vocabulary: Vocabulary) -> Ids:
    """The given pieces of all that lie between the edges."""
    import pyarrow as pa

    everything = pa.StringArray.from_buffers(len(edges) - 1, pa.py_buffer(edges), pa.py_buffer(buffer))
    encoded = everything.take(pa.array(pieces)).dictionary_encode()
    numbers = vocabulary.number(encoded.dictionary.to_pylist())
    return np.asarray(numbers[encoded.indices.to_numpy()])
