#!/usr/bin/env python3
"""The head that gives whole sentences vectors, as MiniLM (all-MiniLM-L6-v2, Apache-2.0) has them (internal/topic/meaning.go).

usage: meaning.py MODEL_DIR DATA IN.safetensors OUT.safetensors [--epochs N]

Learns from every sentence of the training parts, in its document, and from a phrase of each, read as a document of its own
as claims are. What MiniLM says of a text is brought to its 128 principal axes. The head is to give the same direction, and
among 512 texts, 16 neighbours at a time, the same likenesses. IN's encoder is not changed; OUT has IN's tensors as they
are and the head's beside them. Deterministic for one version of torch.
"""
import argparse, os, random, time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from transformers import BertModel

from data import Corpus
from export import load
from model import PIECES, Encoder

PARTS = ['polnear-train', 'en_ewt-train', 'en_gum-train']
LINKS = 'that to of in on for and but who which by with because as at from'.split()
SEGMENT = 1024  # as internal/encoder
SEED = 67280421310721  # of the first weights: what torch starts with


class Meaning(nn.Module):
    """A hidden layer over each token, each group of its numbers averaged by weights of its own."""

    def __init__(self, d, hidden=256, groups=16, out=128):
        super().__init__()
        self.hidden, self.weight, self.out = nn.Linear(d, hidden), nn.Linear(d, groups), nn.Linear(hidden, out)
        self.groups = groups
        nn.init.zeros_(self.weight.weight)

    def forward(self, z, owner, n):
        """z: tokens x d, owner: the text of each token, n: texts -> texts x out."""
        v, g = torch.tanh(self.hidden(z)), torch.exp(self.weight(z).clamp(-8, 8))
        k = v.shape[1]
        v = (v.view(-1, self.groups, k // self.groups) * g.unsqueeze(-1)).flatten(1)
        p, t = torch.zeros(n, k).index_add_(0, owner, v), torch.zeros(n, self.groups).index_add_(0, owner, g)
        return self.out((p.view(n, self.groups, -1) / t.unsqueeze(-1)).flatten(1))


def subtrees(head, a, b):
    """First and last word and the size of the subtree of each word of a sentence."""
    n = b - a
    lo, hi, size = list(range(n)), list(range(n)), [1] * n
    up = [int(head[a + i]) - a if a <= head[a + i] < b and head[a + i] != a + i else -1 for i in range(n)]
    depth = [0] * n
    for i in range(n):
        k, d = i, 0
        while up[k] >= 0 and d < n:
            k = up[k]; d += 1
        depth[i] = d
    for i in sorted(range(n), key=lambda i: -depth[i]):
        p = up[i]
        if p >= 0 and depth[i] > depth[p]:
            lo[p], hi[p], size[p] = min(lo[p], lo[i]), max(hi[p], hi[i]), size[p] + size[i]
    return lo, hi, size


def phrases(c, head, a, b):
    """Unbroken subtrees of 3 to 16 words, without the marks and links at their ends."""
    forms, out = c.meta['forms'], set()
    for l, r, n in zip(*subtrees(head, a, b)):
        if n != r - l + 1:
            continue
        while l <= r and not forms[a + l][0].isalnum():
            l += 1
        while r >= l and not forms[a + r][-1].isalnum():
            r -= 1
        if l <= r and forms[a + l].lower() in LINKS:
            l += 1
        if 3 <= r - l + 1 <= 16 and r - l + 1 < b - a - 2:
            out.add((a + l, a + r + 1))
    return sorted(out)


def texts(c, rng):
    """Rows of first token, end, and 1 where it is a phrase."""
    head, out = (c.head if c.trees else c.soft['head'][:, 0]).astype('int64'), []
    for first, end in zip(c.docs, c.docs[1:]):
        for a, b in c.sentences(first, end):
            if not 2 <= b - a <= 90:
                continue
            out.append((a, b, 0))
            if b - a >= 6:
                found = phrases(c, head, a, b)
                rng.shuffle(found)
                out += [(*p, 1) for p in found[:1]]
    return np.array(out)


def taught(minilm, tok, c, rows):
    """MiniLM's vectors of the texts: the mean of its last states, of length 1."""
    ids = [e.ids[:8] or [100] for e in tok.encode_batch(c.meta['forms'], add_special_tokens=False)]
    seqs = [np.array([101] + [p for t in range(a, b) for p in ids[t]][:110] + [102]) for a, b, _ in rows]
    out, order = np.zeros((len(seqs), 384), 'float16'), sorted(range(len(seqs)), key=lambda i: len(seqs[i]))
    for k in range(0, len(order), 64):
        at = order[k:k + 64]
        x = torch.zeros(len(at), len(seqs[at[-1]]), dtype=torch.long)
        for r, i in enumerate(at):
            x[r, :len(seqs[i])] = torch.from_numpy(seqs[i])
        m = (x > 0).float().unsqueeze(-1)
        out[at] = F.normalize((minilm(input_ids=x, attention_mask=(x > 0).long())[0] * m).sum(1), dim=1).half().numpy()
    return out


def encoded(encoder, runs):
    """The encoder's states of runs of features, those of like length together."""
    out, order, k = [None] * len(runs), sorted(range(len(runs)), key=lambda i: len(runs[i])), 0
    while k < len(order):
        n = 1
        while k + n < len(order) and n < 256 and (n + 1) * len(runs[order[k + n]]) <= 12000:
            n += 1
        at = order[k:k + n]; k += n
        x, m = np.zeros((n, len(runs[at[-1]]), 8), 'int64'), np.zeros((n, len(runs[at[-1]])), bool)
        x[:, :, :PIECES] = -1
        for r, i in enumerate(at):
            x[r, :len(runs[i])], m[r, :len(runs[i])] = runs[i], True
        h = encoder(torch.from_numpy(x), torch.from_numpy(m))
        for r, i in enumerate(at):
            out[i] = h[r, :len(runs[i])].half().numpy()
    return out


def segments(c):
    """Runs of whole paragraphs of one document, as the encoder reads them."""
    out, ends = [], c.paras.tolist() + [len(c.x)]
    for first, end in zip(c.docs.tolist(), c.docs.tolist()[1:]):
        a = at = first
        for b in [p for p in ends if first < p < end] + [end]:
            if at > a and b - a > SEGMENT:
                out.append((a, at)); a = at
            at = b
            while at - a >= SEGMENT:
                out.append((a, a + SEGMENT)); a += SEGMENT
        if at > a:
            out.append((a, at))
    return out


def alone(x):
    """Features of a phrase as if it were a document: as internal/encoder/features.go has them."""
    x, n = x.copy(), len(x)
    x[0, 6] += 24 * (x[0, 6] < 24)
    x[0, 6] += 4 * (x[0, 6] == 24 + 8)  # starts with a capital
    last, place = x[-1, 6] % 24, np.full(n, 1)
    place[0], place[-1] = 0, 2
    x[:, 7] = 5 * place + 20 * (1 if last < 14 or last > 20 else 2 if x[0, 6] % 24 == 14 else 0)
    return x


def words(encoder, x):
    """The mean vectors of the tokens' word pieces."""
    p = torch.from_numpy(x[:, :PIECES].astype('int64'))
    e = encoder.piece.weight[p.clamp(min=0)] * (p >= 0).unsqueeze(-1)
    return (e.sum(1) / (p >= 0).sum(1, keepdim=True).clamp(min=1)).half().numpy()


def material(minilm, tok, encoder, path, rng):
    """Token vectors, the texts as runs of them, and what MiniLM says of each text."""
    c = Corpus(path, states=False)
    rows = texts(c, rng)
    states, runs = np.zeros((len(c.x), encoder.d), 'float16'), segments(c)
    for (a, b), h in zip(runs, encoded(encoder, [c.x[a:b] for a, b in runs])):
        states[a:b] = h
    z, phrase = np.hstack([states, words(encoder, c.x)]), rows[:, 2] == 1
    short = [(a, b) for a, b, _ in rows[phrase]]
    hs = encoded(encoder, [alone(c.x[a:b]) for a, b in short])
    z = np.concatenate([z] + [np.hstack([h, z[a:b, encoder.d:]]) for h, (a, b) in zip(hs, short)])
    out, sizes = rows[:, :2].astype('int64'), np.array([b - a for a, b in short])
    ends = len(c.x) + np.cumsum(sizes)
    out[phrase] = np.stack([ends - sizes, ends], 1)
    print(path, len(rows), 'texts', flush=True)
    return z, out, taught(minilm, tok, c, rows)


def train(net, z, rows, taught, epochs, lr=2e-3, tau=0.05, texts=512, run=16):
    opt, rng = torch.optim.AdamW(net.parameters(), lr=lr, weight_decay=0.01), np.random.default_rng(0)
    runs, each, step, began = len(rows) // run, texts // run, 0, time.time()
    total, alike = epochs * (runs // each), torch.eye(texts) * 1e4
    for epoch in range(epochs):
        order, seen = rng.permutation(runs), []
        for k in range(0, runs - each + 1, each):
            step += 1
            for g in opt.param_groups:
                g['lr'] = lr * min(1, step / 100) * max(0.02, 1 - step / total)
            at = np.concatenate([np.arange(r * run, r * run + run) for r in order[k:k + each]])
            x = torch.from_numpy(z[np.concatenate([np.arange(a, b) for a, b in rows[at]])].astype('float32'))
            owner = torch.from_numpy(np.repeat(np.arange(texts), rows[at, 1] - rows[at, 0]))
            x = x * (torch.rand(len(x), 1) > 0.1)
            y, t = F.normalize(net(x, owner, texts), dim=1), F.normalize(torch.from_numpy(taught[at]), dim=1)
            own = 1 - (y * t).sum(1).mean()
            pairs = F.kl_div(F.log_softmax(y @ y.T / tau - alike, 1), F.log_softmax(t @ t.T / tau - alike, 1), log_target=True, reduction='batchmean')
            opt.zero_grad(); (own + pairs).backward(); nn.utils.clip_grad_norm_(net.parameters(), 1.0); opt.step()
            seen.append((1 - own.item(), pairs.item()))
        print('epoch', epoch, 'cosine %.3f, likenesses %.3f' % tuple(np.mean(seen, 0)) if seen else '', '%.0f s' % (time.time() - began), flush=True)


def write(net, d, source, path):
    """The tensors of source as they are, and the head's."""
    with safe_open(source, 'np') as f:
        out, meta = {k: f.get_tensor(k) for k in f.keys() if not k.startswith('meaning.')}, f.metadata()
    both = torch.cat([net.hidden.weight, net.weight.weight]).detach().numpy()
    out['meaning.state.weight'], out['meaning.word.weight'] = both[:, :d].astype('float16'), both[:, d:].astype('float16')
    out['meaning.state.bias'] = torch.cat([net.hidden.bias, net.weight.bias]).detach().numpy()
    out['meaning.out.weight'], out['meaning.out.bias'] = net.out.weight.detach().numpy().astype('float16'), net.out.bias.detach().numpy()
    save_file(out, path, metadata=meta)


def main():
    p = argparse.ArgumentParser()
    for name in ('minilm', 'data', 'weights', 'out'):
        p.add_argument(name)
    p.add_argument('--epochs', type=int, default=9)
    o = p.parse_args()
    tok = Tokenizer.from_file(os.path.join(o.minilm, 'tokenizer.json'))
    tok.no_truncation(); tok.no_padding()
    minilm = BertModel.from_pretrained(o.minilm, add_pooling_layer=False).eval()
    w = {k[len('encoder.'):]: v for k, v in load(o.weights)['net'].items() if k.startswith('encoder.')}
    encoder = Encoder(torch.zeros(w['piece.weight'].shape[0] - 1, w['piece.weight'].shape[1]), drop=0).eval()
    encoder.load_state_dict(w)
    parts, at = [], 0
    with torch.inference_mode():
        for part in PARTS:
            z, rows, t = material(minilm, tok, encoder, os.path.join(o.data, part), random.Random(1))
            parts.append((z, rows + at, t)); at += len(z)
    z, rows, t = (np.concatenate(x) for x in zip(*parts))
    axes = np.linalg.svd(t.astype('float64').T @ t.astype('float64'))[0][:, :128].astype('float32')
    torch.manual_seed(SEED)
    net = Meaning(z.shape[1])
    torch.manual_seed(0)
    train(net, z, rows, t.astype('float32') @ axes, o.epochs)
    write(net, encoder.d, o.weights, o.out)


if __name__ == '__main__':
    main()
