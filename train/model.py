"""The reader's network: features -> layers of simple recurrent units -> heads.

The recurrence (c = f*c + (1-f)*u, gates from the input alone) follows Lei et al., "Simple Recurrent Units for Highly
Parallelizable Recurrence" (EMNLP 2018), without its cell feedback; the parser is Dozat and Manning's biaffine one
(ICLR 2017) with an additive scorer of relations; tags of spans go through a linear-chain CRF. internal/encoder,
internal/syntax and internal/attribution run the same computation in Go.
"""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

PIECES = 4
TAGS = ['O', 'B-source', 'I-source', 'B-cue', 'I-cue', 'B-content', 'I-content']
DISTANCES = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192]


def dropout(x, p, training):
    """Dropout with one mask for all times of a sequence (Gal and Ghahramani, NIPS 2016)."""
    if not training or p == 0:
        return x
    return x * (torch.rand(x.shape[0], 1, x.shape[2]) > p).float().div_(1 - p)


class Scan(torch.autograd.Function):
    """c[t] = f[t] * c[t-1] + b[t] over the first axis."""

    @staticmethod
    def forward(ctx, f, b):
        c = torch.empty_like(b)
        c[0] = b[0]
        for t in range(1, len(b)):
            torch.addcmul(b[t], f[t], c[t - 1], out=c[t])
        ctx.save_for_backward(f, c)
        return c

    @staticmethod
    def backward(ctx, g):
        f, c = ctx.saved_tensors
        d = g.clone(memory_format=torch.contiguous_format)
        for t in range(len(d) - 2, -1, -1):
            d[t].addcmul_(f[t + 1], d[t + 1])
        df = torch.zeros_like(f)
        df[1:] = d[1:] * c[:-1]
        return df, d


class Layer(nn.Module):
    def __init__(self, d, drop):
        super().__init__()
        self.mix = nn.Parameter(torch.tensor([[0.1], [1.0], [0.1]]).repeat(1, d))
        self.norm = nn.LayerNorm(d)
        self.w = nn.Linear(d, 3 * d)
        nn.init.constant_(self.w.bias[d:2 * d], 1.0)
        nn.init.constant_(self.w.bias[2 * d:], -1.0)
        self.d, self.drop = d, drop

    def forward(self, x, mask):
        """x: batch x time x d, mask: batch x time x 1."""
        d, h = self.d, self.d // 2
        y = x * mask
        m = F.pad(y, (0, 0, 1, 1))
        y = self.mix[0] * m[:, :-2] + self.mix[1] * y + self.mix[2] * m[:, 2:]
        y = dropout(self.norm(y), self.drop, self.training)
        u, f, r = self.w(y).split(d, 2)
        f, r = torch.sigmoid(f), torch.sigmoid(r)
        b = (1 - f) * u * mask
        f2 = torch.cat([f[..., :h], f[..., h:].flip(1)], 2).transpose(0, 1).contiguous()
        b2 = torch.cat([b[..., :h], b[..., h:].flip(1)], 2).transpose(0, 1).contiguous()
        c = Scan.apply(f2, b2).transpose(0, 1)
        c = torch.cat([c[..., :h], c[..., h:].flip(1)], 2)
        return r * torch.tanh(c) + (1 - r) * x


class Encoder(nn.Module):
    def __init__(self, pieces, layers=4, drop=0.25, words=1 << 14, suffixes=1 << 11, shapes=48, places=64):
        super().__init__()
        sizes = dict(piece=pieces.shape[1], word=48, suffix=32, shape=16, place=16)
        self.piece = nn.Embedding.from_pretrained(torch.cat([pieces, torch.zeros(1, pieces.shape[1])]), freeze=False, sparse=True)
        self.word = nn.Embedding(words, 48, sparse=True)
        nn.init.normal_(self.word.weight, std=0.1)
        self.suffix, self.shape, self.place = nn.Embedding(suffixes, 32), nn.Embedding(shapes, 16), nn.Embedding(places, 16)
        d = sum(sizes.values())
        self.layers = nn.ModuleList([Layer(d, drop) for _ in range(layers)])
        self.out = nn.LayerNorm(d)
        self.d, self.drop = d, drop

    def forward(self, x, mask):
        """x: batch x time x 8 features (-1: no piece), mask: batch x time."""
        p = x[..., :PIECES]
        n = (p >= 0).sum(-1, keepdim=True).clamp(min=1)
        p = torch.where(p < 0, self.piece.num_embeddings - 1, p)
        e = self.piece(p)
        e = (e * (x[..., :PIECES] >= 0).unsqueeze(-1)).sum(2) / n
        w = self.word(x[..., PIECES])
        if self.training:
            e = e * (torch.rand(e.shape[:2]) > 0.06).unsqueeze(-1)
            w = w * (torch.rand(w.shape[:2]) > 0.25).unsqueeze(-1)
        h = torch.cat([e, w, self.suffix(x[..., 5]), self.shape(x[..., 6]), self.place(x[..., 7])], 2)
        h = dropout(h, self.drop * 0.6, self.training)
        m = mask.unsqueeze(-1).float()
        for layer in self.layers:
            h = layer(h, m)
        return dropout(self.out(h), self.drop, self.training)


WAYS = [1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 32]


class Way(nn.Module):
    """On which side of a word its head stands, and how far: a bilinear form of its own for heads behind the word, and what
    each class of distance adds to arcs, by the dependent and by the head, and to relations."""

    def __init__(self, parser):
        super().__init__()
        n, d, rel = 2 * len(WAYS), parser.dep.in_features, parser.rout.in_features
        self.bi = nn.Parameter(parser.bi.data.clone())
        self.dep, self.head, self.rel = nn.Linear(d, n), nn.Linear(d, n), nn.Parameter(torch.zeros(n + 1, rel))
        nn.init.zeros_(self.dep.weight); nn.init.zeros_(self.dep.bias); nn.init.zeros_(self.head.weight); nn.init.zeros_(self.head.bias)

    def bucket(self, k):
        """Signed distances -> columns: the side before the dependent first; the distance 0 has none."""
        b = torch.bucketize(k.abs(), torch.tensor(WAYS), right=True) - 1
        return torch.where(k < 0, b, b + len(WAYS)).clamp(min=0)

    def arcs(self, h):
        """sentences x dependents x (root + heads); nothing for the root."""
        n = h.shape[1]
        k = torch.arange(n)
        at = self.bucket(k.unsqueeze(0) - k.unsqueeze(1)).expand(len(h), -1, -1)
        s = self.dep(h).gather(2, at) + self.head(h).gather(2, at.transpose(1, 2)).transpose(1, 2)
        return F.pad(s, (1, 0))

    def rels(self, heads):
        k = heads - 1 - torch.arange(heads.shape[1])
        return self.rel[torch.where(heads == 0, len(self.rel) - 1, self.bucket(k))]


class Parser(nn.Module):
    def __init__(self, d, rels, arc=128, rel=96, drop=0.25):
        super().__init__()
        self.dep, self.head = nn.Linear(d, arc), nn.Linear(d, arc)
        self.root = nn.Parameter(torch.zeros(arc))
        self.bi = nn.Parameter(torch.zeros(arc, arc))
        nn.init.orthogonal_(self.bi)
        self.bias = nn.Linear(arc, 1, bias=False)
        self.rdep, self.rhead = nn.Linear(d, rel), nn.Linear(d, rel)
        self.rroot = nn.Parameter(torch.zeros(rel))
        self.rout = nn.Linear(rel, rels)
        self.drop, self.way = drop, None  # parser.py adds it

    def arcs(self, h):
        """h: sentences x words x d -> scores: sentences x dependents x (root + heads)."""
        act = lambda z: F.dropout(F.leaky_relu(z, 0.1), self.drop, self.training)
        a, b = act(self.dep(h)), act(self.head(h))
        b = torch.cat([self.root.expand(len(h), 1, -1), b], 1)
        s = (a @ self.bi) @ b.transpose(1, 2)
        if self.way is not None:
            behind = torch.ones(s.shape[1:], dtype=torch.bool).triu(1)
            s = torch.where(behind, (a @ self.way.bi) @ b.transpose(1, 2), s)
        s = s / math.sqrt(a.shape[-1]) + self.bias(b).transpose(1, 2)
        return s if self.way is None else s + self.way.arcs(h)

    def rels(self, h, heads):
        """Relation scores for given heads (0 is the root)."""
        a, b = self.rdep(h), self.rhead(h)
        b = torch.cat([self.rroot.expand(len(h), 1, -1), b], 1)
        b = b.gather(1, heads.unsqueeze(-1).expand(-1, -1, b.shape[-1]))
        if self.way is not None:
            a = a + self.way.rels(heads)
        return self.rout(F.dropout(F.leaky_relu(a + b, 0.1), self.drop, self.training))


class CRF(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.t = nn.Parameter(torch.zeros(n, n))
        self.begin, self.end = nn.Parameter(torch.zeros(n)), nn.Parameter(torch.zeros(n))

    def nll(self, e, y, mask):
        """e: batch x time x n, y: batch x time, mask: batch x time; summed."""
        m = mask.float()
        s = e.gather(2, y.unsqueeze(-1)).squeeze(-1)
        gold = (s * m).sum(1) + self.begin[y[:, 0]] + (self.t[y[:, :-1], y[:, 1:]] * m[:, 1:]).sum(1)
        last = mask.sum(1) - 1
        gold = gold + self.end[y.gather(1, last.unsqueeze(1)).squeeze(1)]
        a = self.begin + e[:, 0]
        for t in range(1, e.shape[1]):
            b = torch.logsumexp(a.unsqueeze(2) + self.t, 1) + e[:, t]
            a = torch.where(mask[:, t].unsqueeze(1), b, a)
        return (torch.logsumexp(a + self.end, 1) - gold).sum()

    def decode(self, e):
        """e: time x n -> tags, with the BIO rules kept."""
        n = len(TAGS)
        t = self.t.detach().clone()
        begin = self.begin.detach().clone()
        for j in range(2, n, 2):
            begin[j] = -1e9
            for i in range(n):
                if i not in (j, j - 1):
                    t[i, j] = -1e9
        a, back = begin + e[0], []
        for k in range(1, len(e)):
            s = a.unsqueeze(1) + t
            a, p = s.max(0)
            a = a + e[k]
            back.append(p)
        y = [int((a + self.end.detach()).argmax())]
        for p in reversed(back):
            y.append(int(p[y[-1]]))
        return y[::-1]


class Links(nn.Module):
    """Which cue a content token belongs to, and which source a cue has."""

    def __init__(self, d, k=96, drop=0.25):
        super().__init__()
        self.cue_c, self.tok_c = nn.Linear(d, k), nn.Linear(d, k)
        self.cue_s, self.tok_s = nn.Linear(d, k), nn.Linear(d, k)
        self.none = nn.Linear(d, 1)
        n = 2 * len(DISTANCES) + 2
        self.dist_c, self.dist_s = nn.Parameter(torch.zeros(n, 2)), nn.Parameter(torch.zeros(n, 2))
        self.between_c, self.between_s = nn.Parameter(torch.zeros(4)), nn.Parameter(torch.zeros(4))
        self.drop = drop

    def bucket(self, d):
        """Signed distances -> rows of the bias tables."""
        b = torch.bucketize(d.abs(), torch.tensor(DISTANCES))
        return torch.where(d < 0, b + len(DISTANCES) + 1, b)

    def _score(self, cue, tok, hc, ht, at_c, at_t, par_c, par_t, dist, between):
        act = lambda z: F.dropout(F.leaky_relu(z, 0.1), self.drop, self.training)
        s = act(cue(hc)) @ act(tok(ht)).T / math.sqrt(96)
        same = (par_c.unsqueeze(1) == par_t.unsqueeze(0)).long()
        s = s + dist[self.bucket(at_t.unsqueeze(0) - at_c.unsqueeze(1)), same]
        lo = torch.minimum(at_c.unsqueeze(1), at_t.unsqueeze(0))
        hi = torch.maximum(at_c.unsqueeze(1), at_t.unsqueeze(0))
        inside = (at_c.view(1, 1, -1) > lo.unsqueeze(2)) & (at_c.view(1, 1, -1) < hi.unsqueeze(2))
        return s + between[inside.sum(2).clamp(max=3)]

    def contents(self, hc, ht, at_c, at_t, par_c, par_t):
        """cues x tokens."""
        return self._score(self.cue_c, self.tok_c, hc, ht, at_c, at_t, par_c, par_t, self.dist_c, self.between_c)

    def sources(self, hc, hs, at_c, at_s, par_c, par_s):
        """cues x (none + sources)."""
        s = self._score(self.cue_s, self.tok_s, hc, hs, at_c, at_s, par_c, par_s, self.dist_s, self.between_s)
        return torch.cat([self.none(hc), s], 1)


class Reader(nn.Module):
    def __init__(self, pieces, tags, rels, entities, layers=4, drop=0.25):
        super().__init__()
        self.encoder = Encoder(pieces, layers, drop)
        d = self.encoder.d
        self.pos, self.entity, self.start = nn.Linear(d, tags), nn.Linear(d, entities), nn.Linear(d, 1)
        self.parser = Parser(d, rels, drop=drop)
        self.span, self.crf, self.links = nn.Linear(d, len(TAGS)), CRF(len(TAGS)), Links(d, drop=drop)
        self.states = nn.Linear(d, 768)


def reader(saved, drop):
    """A trained network as train.py saves it."""
    c, w = saved['config'], saved['net']
    net = Reader(torch.zeros(w['encoder.piece.weight'].shape[0] - 1, w['encoder.piece.weight'].shape[1]), len(c['tags']), len(c['rels']), len(c['entities']), layers=c['layers'], drop=drop)
    if 'parser.way.rel' in w:
        net.parser.way = Way(net.parser)
    net.load_state_dict(w)
    return net
