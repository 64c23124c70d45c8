from __future__ import annotations
import numpy as np
from framing.annotate.attribution.flags import AUX, CUE, PUNCT, VERB, G, W
from framing.annotate.attribution.passage import Layout, Ints

# prototype
class Cues: pass

def phrasal(lay, c, f, table, word):
    """extend over particles"""
    e=c+1
    n=lay.n
    idx=np.flatnonzero((f & W.PHRASAL)!=0)
    f=f.copy()
    f[idx]&=~W.PHRASAL
    cand=idx[lay.has(c[idx]+1,W.PARTICLE)]
    for i in cand:
        a=int(c[i]); w0=word(a); w1=word(a+1); w2=word(a+2) if a+2<n else ''
        for k,ph in ((3,(w0,w1,w2)),(2,(w0,w1))):
            b=table.phrases.get(ph)
            if b is not None:
                if (w0,w1)==('call','on') or b & VERB or b & W.QUOTEV:
                    f[i]=b | (f[i] & ~ (VERB|W.AMBIGUOUS) ) if b&VERB else f[i]|b
                    e[i]=a+k; break
    return e,f

def verb_group(lay, c, s0):
    v=c.copy()
    be=np.zeros(len(c),bool); modal=be.copy(); neg=be.copy(); have=be.copy(); do=be.copy()
    live=np.ones(len(c),bool)
    for step in range(5):
        p=v-1
        ok=live & (v>s0) & ~lay.gap(v,PUNCT|G.MARK) & ~lay.inside[p] & lay.has(p,AUX|W.NEG|W.ADV) & ~lay.has(p,W.PRON)
        # contracted pronouns keep the pronoun
        con=live & (v>s0) & ~lay.gap(v,PUNCT|G.MARK) & lay.has(p,W.PRON) & lay.has(p,AUX)
        both=ok|con
        be|=both & lay.has(p,W.BE); modal|=both & lay.has(p,W.MODAL); neg|=both&lay.has(p,W.NEG); have|=both&lay.has(p,W.HAVE); do|=both&lay.has(p,W.DO)
        v=np.where(ok,p,v)
        live=ok
        if not live.any(): break
    return v,be,modal,neg,have,do
