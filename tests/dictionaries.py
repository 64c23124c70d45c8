"""One small dictionary as each program writes it."""

from __future__ import annotations

from pathlib import Path

from framing.records.codebook import NO_DEFINITION

#: One dictionary as each program writes it; categories and terms in the same order.
DIC = """\
%
1\tcoal
2\tharbour fees
%
mine*\t1
pit village\t1
toll*\t2
not payable\t2
shut*\t1\t2
"""
DICX = """\
DicTerm,coal,harbour fees
mine*,X,
pit village,X,
toll*,,X
not payable,,x
shut*,1,1
"""
QUANTEDA = """\
coal: [mine*, pit village, shut*]
harbour fees:
  - toll*
  - not payable
  - shut*
"""
WORDSTAT = """\
coal
\tMINE* (1)
\tPIT_VILLAGE (1)
\tSHUT* (1)
harbour fees
\tTOLL* (1)
\tNOT_PAYABLE (1)
\tSHUT* (1)
""".lower()
YOSHIKODER = """\
<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="050805" patternengine="substring">
 <cnode name="coal" desc="">
  <pnode name="mine*"/><pnode name="pit village"/>
  <pnode name="shut*"></pnode>
 </cnode>
 <cnode name="harbour fees"><pnode name=" toll*"/><pnode name="not payable"/><pnode name="shut*"/></cnode>
</dictionary>
"""
LEXICODER = """\
+coal#AA0000
mine*
 pit village
shut**
+harbour fees
toll*
not payable
shut*
"""
CSV = "frame,pattern\n" + "".join(
    f"{frame},{term}\n"
    for frame, terms in (("coal", "mine*|pit village|shut*"), ("harbour fees", "toll*|not payable|shut*"))
    for term in terms.split("|")
)
OWN = f"""\
codebook: fees
version: unversioned
frames:
  coal:
    definition: "{NO_DEFINITION}"
    entries: [mine*, pit village, shut*]
  harbour fees:
    definition: "{NO_DEFINITION}"
    entries: [toll*, not payable, shut*]
"""


def put(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path
