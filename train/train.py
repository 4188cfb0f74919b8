#!/usr/bin/env python3
"""Trains the reader's network on the prepared data.

usage: train.py --data DIR --minilm MODEL_DIR --vocab vocab.txt --out MODEL.pt [--epochs N] [--init MODEL.pt] [--banks N]
                [--extra] [--soft TEACHER.pt]

--init goes on from a trained network; --banks shows the treebanks N times an epoch.
--extra feeds MiniLM's hidden states to the encoder (a teacher); --soft learns from a teacher's soft labels too.
Deterministic for one version of torch and one number of threads.
"""
import argparse, math, time

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

import scores
from data import Corpus, batches, inputs, pad
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


def syntax_loss(net, c, batch, h):
    """Tags, heads, relations and sentence starts on a treebank batch."""
    sents, loss = [], 0
    m = pad([np.ones(b - a, 'bool') for a, b in batch], False)
    flat = h[m]
    ids = np.concatenate([np.arange(a, b) for a, b in batch])
    tag = torch.from_numpy(c.tag[ids]).long()
    loss = F.cross_entropy(net.pos(flat), tag, ignore_index=-1)
    loss = loss + 0.5 * F.binary_cross_entropy_with_logits(net.start(flat).squeeze(-1), torch.from_numpy(c.start[ids]).float())
    return loss + tree_loss(net.parser, c, batch, h, True)


def tree_loss(parser, c, batch, h, rels):
    rows, heads, labels = [], [], []
    for i, (a, b) in enumerate(batch):
        for s, e in c.sentences(a, b):
            if e - s < 2 or e - s > 120:
                continue
            hd = c.head[s:e].copy()
            ok = (hd == -1) | ((hd >= s) & (hd < e))
            rows.append(np.stack([np.full(e - s, i), np.arange(s - a, e - a)], 1))
            heads.append(np.where(ok, np.where(hd == -1, 0, hd - s + 1), -1))
            labels.append(np.where(ok, c.rel[s:e], -1))
    if not rows:
        return h.sum() * 0
    loss, n = 0, 0
    order = sorted(range(len(rows)), key=lambda k: len(rows[k]))
    for k in range(0, len(order), 48):
        part = order[k:k + 48]
        r, y = pad([rows[j] for j in part]), pad([heads[j] for j in part], -1).long()
        m = pad([np.ones(len(rows[j]), 'bool') for j in part], False)
        g = h[r[..., 0], r[..., 1]]
        s = parser.arcs(g)
        s = s.masked_fill(~torch.cat([torch.ones(len(part), 1, dtype=torch.bool), m], 1).unsqueeze(1), -1e9)
        loss = loss + F.cross_entropy(s.reshape(-1, s.shape[-1]), y.reshape(-1), ignore_index=-1, reduction='sum')
        n += int((y >= 0).sum())
        if rels:
            z = pad([labels[j] for j in part], -1).long()
            q = parser.rels(g, y.clamp(min=0))
            loss = loss + F.cross_entropy(q.reshape(-1, q.shape[-1]), z.reshape(-1), ignore_index=-1, reduction='sum')
    return loss / max(n, 1)


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
    if net.silver is not None:
        loss = loss + 0.25 * tree_loss(net.silver, c, batch, h, False)
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
    p.add_argument('--extra', action='store_true'); p.add_argument('--silver', action='store_true'); p.add_argument('--soft'); p.add_argument('--lr', type=float, default=2e-3)
    p.add_argument('--drop', type=float, default=0.25); p.add_argument('--layers', type=int, default=4); p.add_argument('--limit', type=int, default=0)
    p.add_argument('--init'); p.add_argument('--banks', type=int, default=1)
    o = p.parse_args()
    torch.manual_seed(o.seed); rng = np.random.default_rng(o.seed)
    pol = Corpus(o.data + '/polnear-train'); dev = Corpus(o.data + '/polnear-dev')
    banks = [Corpus(o.data + '/en_ewt-train'), Corpus(o.data + '/en_gum-train')]
    tags, rels = banks[0].meta['tags'], banks[0].meta['rels']
    for c in banks[1:]:
        tm = np.array([tags.index(t) if t in tags else -1 for t in c.meta['tags']] + [-1])
        rm = np.array([rels.index(t) if t in rels else -1 for t in c.meta['rels']] + [-1])
        c.tag, c.rel = tm[c.tag], rm[c.rel]
    entities = pol.meta['entities']
    torch.set_flush_denormal(True)
    net = Reader(piece_vectors(o.minilm, o.vocab), len(tags), len(rels), len(entities), layers=o.layers, drop=o.drop, silver=o.silver, extra=3 * 384 if o.extra else 0)
    config = dict(tags=tags, rels=rels, entities=entities, layers=o.layers, extra=3 * 384 if o.extra else 0)
    if o.init:
        net.load_state_dict(torch.load(o.init, weights_only=False)['net'], strict=False)  # our own file
    some = pol.states[::97].astype('float32')[:, 1:].reshape(-1, 768)
    scale = (torch.from_numpy(some.mean(0)), torch.from_numpy(some.std(0)).clamp(min=0.05))
    sparse = [net.encoder.piece.weight, net.encoder.word.weight]
    dense = [q for q in net.parameters() if not any(q is s for s in sparse)]
    opt = torch.optim.AdamW(dense, lr=o.lr, betas=(0.9, 0.98), weight_decay=0.01)
    opt_s = torch.optim.SparseAdam([{'params': [sparse[0]], 'lr': o.lr * 0.15}, {'params': [sparse[1]], 'lr': o.lr * 0.5}], betas=(0.9, 0.98))
    base = [g['lr'] for g in opt_s.param_groups]
    by_chunk = relation_index(pol)
    teacher = None
    if o.soft:
        t = torch.load(o.soft, weights_only=False)  # our own file
        teacher = Reader(torch.zeros_like(net.encoder.piece.weight[:-1]), len(tags), len(rels), len(entities), layers=t['config']['layers'], extra=t['config']['extra'])
        teacher.load_state_dict(t['net']); teacher.eval()
    plan = lambda: [('p', b) for b in batches(pol.chunks(256, rng), 3600, rng)] + [(k, b) for k, c in enumerate(banks * o.banks) for b in batches(c.chunks(200, rng), 2800, rng)]
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
            c = pol if kind == 'p' else banks[kind % len(banks)]
            x, mask, states = inputs(c, batch, o.extra)
            h = net.encoder(x, mask, states)
            loss = attribution_loss(net, c, batch, h, by_chunk) if kind == 'p' else syntax_loss(net, c, batch, h)
            name = 'attribution' if kind == 'p' else 'syntax'
            sums.setdefault(name, []).append(loss.item())
            if not o.extra:
                l = states_loss(net, c, batch, h, scale)
                sums.setdefault('states', []).append(l.item())
                loss = loss + 0.5 * l
            if teacher is not None:
                l = soft_loss(net, teacher, c, batch, h, x, mask, kind == 'p')
                sums.setdefault('soft', []).append(l.item())
                loss = loss + l
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


def soft_loss(net, teacher, c, batch, h, x, mask, attribution):
    """Cross-entropy with the teacher's distributions: span tags on articles, tags of speech on trees."""
    states = pad([c.states[a:b].reshape(b - a, -1).astype('float32') for a, b in batch])
    with torch.no_grad():
        ht = teacher.encoder(x, mask, states)[mask]
    g = h[mask]
    kl = lambda s, t: F.kl_div(F.log_softmax(s, -1), F.log_softmax(t, -1), log_target=True, reduction='batchmean')
    with torch.no_grad():
        span, pos, ent = teacher.span(ht), teacher.pos(ht), teacher.entity(ht)
    loss = kl(net.pos(g), pos) + (F.mse_loss(net.span(g), span) * 0.1 + kl(net.span(g), span) if attribution else 0)
    return loss + 0.3 * kl(net.entity(g), ent)


if __name__ == '__main__':
    main()
