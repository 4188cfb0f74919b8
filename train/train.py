#!/usr/bin/env python3
"""Trains the reader's network on the prepared data.

usage: train.py --data DIR --minilm MODEL_DIR --vocab vocab.txt --out MODEL.pt [--epochs N] [--init MODEL.pt] [--banks N]
                [--whole] [--teach SHARE]

--init goes on from a trained network, a .pt or exported weights; --banks shows the treebanks N times an epoch, --whole
once more without any paragraphs. --teach: the share of the teacher's labels (teacher.py) in the loss of tags and trees on
the treebanks; the articles have its labels too then.
Deterministic for one version of torch and one number of threads.
"""
import argparse, math, time

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

import export, scores
from data import Corpus, batches, inputs, one_inventory, pad
from model import TAGS, Reader


def piece_vectors(minilm, vocab, size=208):
    """MiniLM's input vectors of our word pieces, turned to their principal axes."""
    e = load_file(minilm + '/model.safetensors')
    e = next(v for k, v in e.items() if k.endswith('word_embeddings.weight')).float()
    ids = {w.rstrip('\n'): i for i, w in enumerate(open(minilm + '/vocab.txt', encoding='utf8'))}
    e = e[[ids[w.rstrip('\n')] for w in open(vocab, encoding='utf8')]]
    e = e - e.mean(0)
    _, _, v = torch.linalg.svd(e, full_matrices=False)
    e = e @ v[:size].T
    return e / e.std() * 0.5


def syntax_loss(net, c, batch, h, teach):
    """Tags, heads, relations and sentence starts on a treebank batch; with teach, the teacher's share of the first three."""
    m = pad([np.ones(b - a, 'bool') for a, b in batch], False)
    flat = h[m]
    ids = np.concatenate([np.arange(a, b) for a, b in batch])
    tag = torch.from_numpy(c.tag[ids]).long()
    s = net.pos(flat)
    loss = (1 - teach) * F.cross_entropy(s, tag, ignore_index=-1)
    if teach:
        loss = loss + teach * soft_ce(s, torch.from_numpy(c.soft['tag'][ids].astype('float32'))).mean()
    loss = loss + 0.5 * F.binary_cross_entropy_with_logits(net.start(flat).squeeze(-1), torch.from_numpy(c.start[ids]).float())
    return loss + tree_loss(net.parser, c, batch, h, teach)


def silver_loss(net, c, batch, h):
    """The teacher's tags and trees on articles."""
    m = pad([np.ones(b - a, 'bool') for a, b in batch], False)
    ids = np.concatenate([np.arange(a, b) for a, b in batch])
    tag = torch.from_numpy(c.soft['tag'][ids].astype('float32'))
    return soft_ce(net.pos(h[m]), tag).mean() + tree_loss(net.parser, c, batch, h, 1)


def soft_ce(scores, p):
    return -(F.log_softmax(scores, -1) * p).sum(-1)


def tree_loss(parser, c, batch, h, teach):
    """Heads and relations, by the gold and, in the share `teach`, by the teacher's distributions."""
    runs = [(i, a, s, e) for i, (a, b) in enumerate(batch) for s, e in c.sentences(a, b) if 2 <= e - s <= 120]
    runs.sort(key=lambda r: r[3] - r[2])
    loss, n = h.sum() * 0, 0
    for k in range(0, len(runs), 48):
        part = runs[k:k + 48]
        r = pad([np.stack([np.full(e - s, i), np.arange(s - a, e - a)], 1) for i, a, s, e in part])
        m = pad([np.ones(e - s, 'bool') for _, _, s, e in part], False)
        y = pad([local(c.head[s:e], s, e) for _, _, s, e in part], -1)
        g = h[r[..., 0], r[..., 1]]
        v = parser.arcs(g).masked_fill(~torch.cat([torch.ones(len(part), 1, dtype=torch.bool), m], 1).unsqueeze(1), -1e9)
        if teach < 1:
            z = pad([c.rel[s:e].astype('int64') for _, _, s, e in part], -1)
            q = parser.rels(g, y.clamp(min=0))
            ce = F.cross_entropy(v.flatten(0, 1), y.flatten(), ignore_index=-1, reduction='sum')
            loss = loss + (1 - teach) * (ce + F.cross_entropy(q.flatten(0, 1), torch.where(y < 0, -1, z).flatten(), ignore_index=-1, reduction='sum'))
            n += (1 - teach) * int((y >= 0).sum())
        if teach > 0:
            t = pad([local(c.soft['head'][s:e], s, e) for _, _, s, e in part], -1)
            p = pad([c.soft['arc'][s:e].astype('float32') for _, _, s, e in part]) * (t >= 0)
            z = pad([c.soft['rel'][s:e].astype('float32') for _, _, s, e in part])
            if teach == 1:
                q, sure = parser.rels(g, t[..., 0].clamp(min=0)), p[..., 0]
            else:
                sure = (y >= 0).float()
            loss = loss - teach * (F.log_softmax(v, 2).gather(2, t.clamp(min=0)) * p).sum() + teach * (soft_ce(q, z) * sure).sum()
            n += teach * float(p.sum())
    return loss / max(n, 1)


def local(head, s, e):
    """Heads among all tokens -> places in the sentence [s, e), 0 for the root, -1 for none of it."""
    head = head.astype('int64')
    return np.where(head == -1, 0, np.where((head >= s) & (head < e), head - s + 1, -1))


def link_loss(net, c, batch, h, by_chunk):
    cues, srcs, n = 0, 0, 0
    loss = h.sum() * 0
    ncon = nsrc = 0
    for i, (a, b) in enumerate(batch):
        rels = by_chunk(a, b)
        if not rels:
            continue
        v = h[i]
        first = torch.tensor([r['cue'][0] - a for r in rels]); last = torch.tensor([r['cue'][1] - a for r in rels])
        hc = (v[first] + v[last]) / 2
        par = torch.from_numpy(c.par[a:b])
        tok, own = [], []
        for k, r in enumerate(rels):
            for s, e in r['content']:
                tok += range(s - a, e - a + 1); own += [k] * (e - s + 1)
        tok, own = torch.tensor(tok), torch.tensor(own)
        s = net.links.contents(hc, v[tok], first, tok, par[first], par[tok])
        loss = loss + 0.5 * F.cross_entropy(s.T, own, reduction='sum') / 20
        ncon += 1
        spans = sorted({r['source'][0] for r in rels if r['source']})
        if not spans:
            spans = [(a, a)]
        sa = torch.tensor([x - a for x, _ in spans]); sb = torch.tensor([y - a for _, y in spans])
        want = torch.tensor([1 + spans.index(r['source'][0]) if r['source'] else 0 for r in rels])
        s = net.links.sources(hc, (v[sa] + v[sb]) / 2, first, sa, par[first], par[sa])
        loss = loss + F.cross_entropy(s, want, reduction='sum')
        n += len(rels)
    return loss / max(n, 1)


def attribution_loss(net, c, batch, h, by_chunk):
    m = pad([np.ones(b - a, 'bool') for a, b in batch], False)
    y = pad([c.span[a:b] for a, b in batch])
    loss = net.crf.nll(net.span(h), y, m) / m.sum() * 2
    ids = np.concatenate([np.arange(a, b) for a, b in batch])
    flat = h[m]
    loss = loss + 0.3 * F.cross_entropy(net.entity(flat), torch.from_numpy(c.entity[ids]).long(), ignore_index=-1)
    st = torch.from_numpy(c.start[ids]).float()
    known = st >= 0
    loss = loss + 0.2 * F.binary_cross_entropy_with_logits(net.start(flat).squeeze(-1)[known], st[known])
    return loss + 0.5 * link_loss(net, c, batch, h, by_chunk)


def states_loss(net, c, batch, h, scale):
    m = pad([np.ones(b - a, 'bool') for a, b in batch], False)
    ids = np.concatenate([np.arange(a, b) for a, b in batch])
    want = torch.from_numpy(c.states[ids][:, 1:].reshape(len(ids), -1).astype('float32'))
    return F.mse_loss(net.states(h[m]), (want - scale[0]) / scale[1])


def relation_index(c):
    first = np.array([r['cue'][0] for r in c.relations])
    order = np.argsort(first, kind='stable')
    first = first[order]

    def by_chunk(a, b):
        i, j = np.searchsorted(first, [a, b])
        inside = lambda r: all(a <= s and e < b for s, e in [r['cue']] + r['source'] + r['content'])
        return [r for r in (c.relations[k] for k in order[i:j]) if inside(r)]
    return by_chunk


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--data', required=True); p.add_argument('--minilm', required=True); p.add_argument('--vocab', required=True)
    p.add_argument('--out', required=True); p.add_argument('--epochs', type=int, default=12); p.add_argument('--seed', type=int, default=1)
    p.add_argument('--teach', type=float, default=0); p.add_argument('--lr', type=float, default=2e-3)
    p.add_argument('--drop', type=float, default=0.25); p.add_argument('--layers', type=int, default=4); p.add_argument('--limit', type=int, default=0)
    p.add_argument('--init'); p.add_argument('--banks', type=int, default=1); p.add_argument('--whole', action='store_true')
    o = p.parse_args()
    torch.manual_seed(o.seed); rng = np.random.default_rng(o.seed)
    pol = Corpus(o.data + '/polnear-train'); dev = Corpus(o.data + '/polnear-dev')
    banks = [Corpus(f'{o.data}/{n}-{k}', like=f'{o.data}/{n}-train') for k in ('train', 'whole') for n in ('en_ewt', 'en_gum')]
    tags, rels = one_inventory(banks)
    shown = banks[:2] * o.banks + banks[2:] * o.whole
    entities = pol.meta['entities']
    torch.set_flush_denormal(True)
    net = Reader(piece_vectors(o.minilm, o.vocab), len(tags), len(rels), len(entities), layers=o.layers, drop=o.drop)
    config = dict(tags=tags, rels=rels, entities=entities, layers=o.layers)
    if o.init:
        first = export.load(o.init) if o.init.endswith('.safetensors') else torch.load(o.init, weights_only=False)  # our own file
        net.load_state_dict(first['net'], strict=False)
    some = pol.states[::97].astype('float32')[:, 1:].reshape(-1, 768)
    scale = (torch.from_numpy(some.mean(0)), torch.from_numpy(some.std(0)).clamp(min=0.05))
    sparse = [net.encoder.piece.weight, net.encoder.word.weight]
    dense = [q for q in net.parameters() if not any(q is s for s in sparse)]
    opt = torch.optim.AdamW(dense, lr=o.lr, betas=(0.9, 0.98), weight_decay=0.01)
    opt_s = torch.optim.SparseAdam([{'params': [sparse[0]], 'lr': o.lr * 0.15}, {'params': [sparse[1]], 'lr': o.lr * 0.5}], betas=(0.9, 0.98))
    base = [g['lr'] for g in opt_s.param_groups]
    by_chunk = relation_index(pol)
    plan = lambda: [('p', b) for b in batches(pol.chunks(256, rng), 3600, rng)] + [(k, b) for k, c in enumerate(shown) for b in batches(c.chunks(200, rng), 2800, rng)]
    total, step, began = None, 0, time.time()
    for epoch in range(o.epochs):
        steps = plan(); rng.shuffle(steps)
        if o.limit: steps = steps[:o.limit]
        total = total or len(steps) * o.epochs
        net.train(); sums = {}
        for kind, batch in steps:
            step += 1
            w = min(1, step / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, step / total))))
            for g in opt.param_groups: g['lr'] = o.lr * w
            for g, b in zip(opt_s.param_groups, base): g['lr'] = b * w
            c = pol if kind == 'p' else shown[kind]
            x, mask = inputs(c, batch)
            h = net.encoder(x, mask)
            loss = attribution_loss(net, c, batch, h, by_chunk) if kind == 'p' else syntax_loss(net, c, batch, h, o.teach)
            name = 'attribution' if kind == 'p' else 'syntax'
            sums.setdefault(name, []).append(loss.item())
            l = states_loss(net, c, batch, h, scale)
            sums.setdefault('states', []).append(l.item())
            loss = loss + 0.5 * l
            if o.teach and kind == 'p':
                l = silver_loss(net, c, batch, h)
                sums.setdefault('silver', []).append(l.item())
                loss = loss + 0.7 * l
            opt.zero_grad(); opt_s.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dense, 2.0)
            opt.step(); opt_s.step()
            if step % 25 == 0:
                print(f'epoch {epoch} step {step}/{total} {time.time() - began:.0f}s', {k: round(float(np.mean(v[-25:])), 3) for k, v in sums.items()}, flush=True)
        torch.save({'net': net.state_dict(), 'config': config}, o.out)
        if epoch % 3 == 1 or epoch == o.epochs - 1:
            net.eval()
            print('epoch', epoch, f'{time.time() - began:.0f}s', scores.attribution(net, dev), flush=True)
            for name in ('en_ewt', 'en_gum'):
                print('   ', name, scores.syntax(net, Corpus(o.data + f'/{name}-dev'), tags, rels), flush=True)


if __name__ == '__main__':
    main()
