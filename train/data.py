"""The prepared data (train/prepare): documents as runs of tokens with features and labels, cut into chunks."""
import json, os

import numpy as np
import torch

from model import TAGS


class Corpus:
    def __init__(self, path, states=True, like=None):
        """like: the directory of the same tokens whose states and soft labels count for these too."""
        load = lambda n: np.fromfile(os.path.join(path, n + '.i32'), dtype='<i4') if os.path.exists(os.path.join(path, n + '.i32')) else np.zeros(0, '<i4')
        self.meta = json.load(open(os.path.join(path, 'meta.json')))
        self.docs, self.paras = load('docs'), load('paras')
        self.x = load('features').reshape(-1, 8)
        self.tag, self.entity, self.head, self.rel, self.start = (load(n) for n in ('tag', 'entity', 'head', 'rel', 'start'))
        n = len(self.x)
        f = os.path.join(like or path, 'states.f16')
        self.states = np.memmap(f, dtype='float16', mode='r', shape=(n, 3, 384)) if states and os.path.exists(f) else None
        self.trees = bool(self.meta['tags'])
        f = os.path.join(like or path, 'soft.npz')
        self.soft = dict(np.load(f)) if os.path.exists(f) else None
        self.par = np.zeros(n, 'int64')
        for k, (a, b) in enumerate(zip(self.paras, self.paras[1:])):
            self.par[a:b] = k
        self.relations = self._relations(load('relation'))
        self.span = self._spans()

    def _relations(self, flat):
        out, i = [], 0
        while i < len(flat):
            r = flat[i + 1:i + 1 + flat[i]].tolist(); i += 1 + flat[i]
            k = 3 + 2 * r[2]
            pairs = lambda a: [tuple(a[j:j + 2]) for j in range(0, len(a), 2)]
            out.append({'cue': (r[0], r[1]), 'source': sorted(pairs(r[3:k])), 'content': sorted(pairs(r[k + 1:]))})
        return out

    def _spans(self):
        y = np.zeros(len(self.x), 'int64')
        for role, tag in (('content', 5), ('source', 1), ('cue', 3)):
            for r in self.relations:
                for a, b in ([r['cue']] if role == 'cue' else r[role]):
                    y[a:b + 1] = tag + 1
                    y[a] = tag
        return y

    def chunks(self, size, rng=None):
        """Runs [start, end) of whole paragraphs of one document, about size tokens."""
        out, starts = [], set(self.docs.tolist())
        at = 0
        for a, b in zip(self.paras.tolist(), self.paras.tolist()[1:]):
            limit = size if rng is None else rng.integers(size // 2, size + 1)
            if a > at and (a in starts or b - at > limit):
                out.append((at, a)); at = a
            while b - at > 400:
                out.append((at, at + 300)); at += 300
        out.append((at, len(self.x)))
        return [c for c in out if c[1] > c[0]]

    def sentences(self, a, b):
        s = [i for i in range(a, b) if self.start[i] == 1 or i == a]
        return list(zip(s, s[1:] + [b]))


def one_inventory(banks):
    """Numbers the tags and relations of all treebanks as in the first; -1: not in the first. Returns both lists."""
    tags, rels = banks[0].meta['tags'], banks[0].meta['rels']
    for c in banks[1:]:
        tm = np.array([tags.index(t) if t in tags else -1 for t in c.meta['tags']] + [-1])
        rm = np.array([rels.index(t) if t in rels else -1 for t in c.meta['rels']] + [-1])
        c.tag, c.rel = tm[c.tag], rm[c.rel]
        c.meta['tags'], c.meta['rels'] = tags, rels
    return tags, rels


def batches(chunks, tokens, rng):
    """Chunks of like length together, about `tokens` tokens a batch, shuffled."""
    order = sorted(rng.permutation(len(chunks)).tolist(), key=lambda i: (chunks[i][1] - chunks[i][0]) // 24)
    out, cur = [], []
    for i in order:
        n = max([chunks[k][1] - chunks[k][0] for k in cur + [i]])
        if cur and n * (len(cur) + 1) > tokens:
            out.append(cur); cur = []
        cur.append(i)
    if cur:
        out.append(cur)
    rng.shuffle(out)
    return [[chunks[i] for i in b] for b in out]


def pad(arrays, fill=0):
    n = max(len(a) for a in arrays)
    out = np.full((len(arrays), n) + arrays[0].shape[1:], fill, arrays[0].dtype)
    for i, a in enumerate(arrays):
        out[i, :len(a)] = a
    return torch.from_numpy(out)


def inputs(corpus, batch):
    x = pad([corpus.x[a:b] for a, b in batch]).long()
    return x, pad([np.ones(b - a, 'bool') for a, b in batch], False)
