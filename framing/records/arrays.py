"""The array types that arrays of text and of tables are declared with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

#: Positions, numbers and counts.
Ints = npt.NDArray[np.int64]
#: Numbers of which a batch holds millions, four bytes each.
Ids = npt.NDArray[np.int32]
#: Positions in a buffer, four bytes each where that is enough: an article of 100 MB has twenty million words.
Offsets = Ids | Ints
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
