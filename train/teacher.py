#!/usr/bin/env python3
"""A larger parser that the reader's network learns from: MiniLM (all-MiniLM-L6-v2, Apache-2.0) trained on the treebanks.

usage: teacher.py MODEL_DIR DATA OUT.pt [--epochs N] [--stop N] [--seed N] [--label-only]

--stop ends after N of the epochs that the learning rate is planned for; --label-only takes the trained teacher OUT.pt.

Sentence by sentence: a word is the mean of its word pieces' states, mixed over the layers, and its shape; tags are linear,
trees biaffine (model.Parser, wider). Afterwards it labels the training parts and writes DATA/PART/soft.npz, a row a token:
head (token number of the four likeliest heads, -1 root, -2 none), arc (their probabilities), rel and tag (distributions;
rel of the gold's head where there is one, else of the likeliest). The program that reads articles does not need it.
Deterministic for one version of torch and one number of threads.
"""
import argparse, math, os, time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from tokenizers import Tokenizer
from transformers import BertModel

from data import Corpus, one_inventory, pad
from model import Parser

TOP, DECAY = 4, 0.85


class Teacher(nn.Module):
    def __init__(self, minilm, tags, rels):
        super().__init__()
        self.bert = BertModel.from_pretrained(minilm, add_pooling_layer=False)
        self.mix = nn.Parameter(torch.tensor([0., 0, 0, 0, 1, 1, 2]))
        self.shape = nn.Embedding(48, 32)
        d = self.bert.config.hidden_size + 32
        self.pos, self.parser = nn.Linear(d, tags), Parser(d, rels, arc=384, rel=192, drop=0.33)

    def forward(self, pieces, owner, shapes):
        """pieces: sentences x pieces (0: none), owner: the word of each piece (0: none), shapes: sentences x words."""
        h = self.bert(input_ids=pieces, attention_mask=(pieces > 0).long(), output_hidden_states=True).hidden_states
        w = torch.softmax(self.mix, 0)
        h = sum(w[i] * x for i, x in enumerate(h))
        n = shapes.shape[1] + 1
        s = torch.zeros(len(h), n, h.shape[2]).scatter_add(1, owner.unsqueeze(-1).expand_as(h), h)
        k = torch.zeros(len(h), n).scatter_add(1, owner, torch.ones_like(owner, dtype=torch.float))
        s = (s / k.clamp(min=1).unsqueeze(-1))[:, 1:]
        return F.dropout(torch.cat([s, self.shape(shapes)], 2), 0.2, self.training)


class Sentences:
    """Sentences of a corpus, cut into word pieces."""

    def __init__(self, corpus, tok, longest=160):
        self.c = corpus
        self.ids = [e.ids[:8] or [100] for e in tok.encode_batch(corpus.meta['forms'], add_special_tokens=False)]
        runs = [s for a, b in zip(corpus.docs, corpus.docs[1:]) for s in corpus.sentences(a, b)]
        self.runs = [(a, b) for a, b in runs if sum(map(len, self.ids[a:b])) <= longest]

    def size(self, r):
        return sum(map(len, self.ids[r[0]:r[1]])) + 2

    def batches(self, pieces, rng=None):
        """Sentences of like length together, about `pieces` word pieces a batch; shuffled where rng is given."""
        order = np.arange(len(self.runs)) if rng is None else rng.permutation(len(self.runs))
        order = sorted(order.tolist(), key=lambda i: self.size(self.runs[i]) // 3)
        out, cur = [], []
        for i in order:
            if cur and self.size(self.runs[i]) * (len(cur) + 1) > pieces:
                out.append(cur); cur = []
            cur.append(self.runs[i])
        out.append(cur)
        if rng is not None:
            rng.shuffle(out)
        return out

    def inputs(self, batch):
        pieces = pad([np.array([101] + [p for w in self.ids[a:b] for p in w] + [102]) for a, b in batch])
        owner = pad([np.concatenate([[0], np.repeat(np.arange(1, b - a + 1), [len(w) for w in self.ids[a:b]]), [0]]) for a, b in batch])
        shapes = pad([self.c.x[a:b, 6].astype('int64') for a, b in batch])
        mask = pad([np.ones(b - a, 'bool') for a, b in batch], False)
        return pieces, owner, shapes, mask

    def gold(self, batch):
        """Tags, heads within the sentence (0: root) and relations, -1 where unknown."""
        heads = []
        for a, b in batch:
            h = self.c.head[a:b].astype('int64')
            heads.append(np.where(h == -1, 0, np.where((h >= a) & (h < b), h - a + 1, -1)))
        col = lambda x: pad([x[a:b].astype('int64') for a, b in batch], -1)
        return col(self.c.tag), pad(heads, -1), col(self.c.rel)


def arcs(net, h, mask):
    s = net.parser.arcs(h)
    return s.masked_fill(~torch.cat([torch.ones(len(mask), 1, dtype=torch.bool), mask], 1).unsqueeze(1), -1e9)


def train(net, parts, o, rng):
    layers = len(net.bert.encoder.layer)
    groups = [{'params': net.bert.embeddings.parameters(), 'lr': o.lr * DECAY ** layers}]
    groups += [{'params': l.parameters(), 'lr': o.lr * DECAY ** (layers - 1 - i)} for i, l in enumerate(net.bert.encoder.layer)]
    groups += [{'params': [q for n, q in net.named_parameters() if not n.startswith('bert.')], 'lr': o.lr * 10}]
    opt = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    base = [g['lr'] for g in opt.param_groups]
    plan = lambda: [(s, b) for s in parts for b in s.batches(o.pieces, rng)]
    total, step, began, seen = None, 0, time.time(), []
    for epoch in range(o.stop or o.epochs):
        steps = plan(); rng.shuffle(steps)
        total = total or len(steps) * o.epochs
        net.train()
        for s, batch in steps:
            step += 1
            w = min(1, step / (0.08 * total)) * max(0.01, min(1, (total - step) / (0.92 * total)))
            for g, b in zip(opt.param_groups, base):
                g['lr'] = b * w
            pieces, owner, shapes, mask = s.inputs(batch)
            tag, head, rel = s.gold(batch)
            h = net(pieces, owner, shapes)
            ce = lambda x, y: F.cross_entropy(x.flatten(0, -2), y.flatten(), ignore_index=-1)
            loss = ce(arcs(net, h, mask), head) + ce(net.parser.rels(h, head.clamp(min=0)), torch.where(head < 0, -1, rel)) + 0.5 * ce(net.pos(h), tag)
            opt.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            opt.step()
            seen.append(loss.item())
            if step % 50 == 0:
                print(f'epoch {epoch} step {step}/{total} {time.time() - began:.0f}s loss {np.mean(seen[-50:]):.3f}', flush=True)
        torch.save({'net': net.state_dict()}, o.out)
        for name in ('en_ewt', 'en_gum'):
            print('   ', name, score(net, o.dev[name]), flush=True)


@torch.inference_mode()
def score(net, s):
    net.eval()
    right, n = np.zeros(3), 0
    plain = np.array([s.c.meta['rels'].index(r.split(':')[0]) if r.split(':')[0] in s.c.meta['rels'] else i for i, r in enumerate(s.c.meta['rels'])] + [-1])
    for batch in s.batches(4000):
        pieces, owner, shapes, mask = s.inputs(batch)
        tag, head, rel = s.gold(batch)
        h = net(pieces, owner, shapes)
        top = arcs(net, h, mask).argmax(2)
        lab = net.parser.rels(h, top).argmax(2)
        at = top == head
        same = torch.from_numpy(plain[lab.numpy()] == plain[rel.numpy()])
        right += [int((x & mask).sum()) for x in (net.pos(h).argmax(2) == tag, at, at & same)]
        n += int(mask.sum())
    return dict(zip(('tags', 'uas', 'las'), np.round(100 * right / n, 2).tolist()))


@torch.inference_mode()
def label(net, s, path):
    net.eval()
    n = len(s.c.x)
    tags, rels = net.pos.out_features, net.parser.rout.out_features
    head, arc = np.full((n, TOP), -2, 'int32'), np.zeros((n, TOP), 'float16')
    rel, tag = np.zeros((n, rels), 'float16'), np.zeros((n, tags), 'float16')
    for batch in s.batches(4000):
        pieces, owner, shapes, mask = s.inputs(batch)
        _, gold, _ = s.gold(batch)
        h = net(pieces, owner, shapes)
        p, k = torch.softmax(arcs(net, h, mask), 2).topk(min(TOP, mask.shape[1] + 1), 2)
        under = torch.where(gold >= 0, gold, k[..., 0]) if s.c.trees else k[..., 0]
        r, t = torch.softmax(net.parser.rels(h, under), 2), torch.softmax(net.pos(h), 2)
        for i, (a, b) in enumerate(batch):
            m, w = b - a, k.shape[2]
            head[a:b, :w] = torch.where(k[i, :m] == 0, -1, k[i, :m] - 1 + a)
            arc[a:b, :w], rel[a:b], tag[a:b] = p[i, :m], r[i, :m], t[i, :m]
    np.savez(path, head=head, arc=arc, rel=rel, tag=tag)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('minilm'); p.add_argument('data'); p.add_argument('out')
    p.add_argument('--epochs', type=int, default=5); p.add_argument('--stop', type=int); p.add_argument('--seed', type=int, default=1); p.add_argument('--lr', type=float, default=1.5e-4)
    p.add_argument('--pieces', type=int, default=1200); p.add_argument('--label-only', action='store_true')
    o = p.parse_args()
    torch.manual_seed(o.seed); rng = np.random.default_rng(o.seed)
    tok = Tokenizer.from_file(os.path.join(o.minilm, 'tokenizer.json'))
    tok.no_truncation(); tok.no_padding()
    corpus = {n: Corpus(f'{o.data}/{n}', states=False) for n in ('en_ewt-train', 'en_gum-train', 'en_ewt-dev', 'en_gum-dev')}
    tags, rels = one_inventory(list(corpus.values()))
    parts = {n: Sentences(c, tok) for n, c in corpus.items()}
    o.dev = {n: parts[n + '-dev'] for n in ('en_ewt', 'en_gum')}
    net = Teacher(o.minilm, len(tags), len(rels))
    if o.label_only:
        net.load_state_dict(torch.load(o.out, weights_only=False)['net'])  # our own file
    else:
        train(net, [parts['en_ewt-train'], parts['en_gum-train']], o, rng)
    parts['polnear-train'] = Sentences(Corpus(o.data + '/polnear-train', states=False), tok)
    for n in ('en_ewt-train', 'en_gum-train', 'polnear-train'):
        label(net, parts[n], f'{o.data}/{n}/soft.npz')
        print('labelled', n, flush=True)


if __name__ == '__main__':
    main()
