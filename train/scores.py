"""Scores on dev parts while training: close to shared/eval's, by token instead of by word."""
import re

import numpy as np
import torch

from data import inputs
from model import TAGS

WORD = re.compile(r'\w')


def spans_of(y):
    """BIO tags -> [(role, first, last)]."""
    out, cur = [], None
    for i, t in enumerate(list(y) + [0]):
        role = (t + 1) // 2
        if cur and (t == 0 or t % 2 == 1 or role != cur[0]):
            out.append((cur[0], cur[1], i - 1)); cur = None
        if t and cur is None:
            cur = (role, i)
    return out


def read(net, c, a, b):
    """Relations of tokens [a, b) of a corpus."""
    x, mask = inputs(c, [(a, b)])
    with torch.inference_mode():
        h = net.encoder(x, mask)[0]
        found = spans_of(net.crf.decode(net.span(h)))
        cues = [s for s in found if s[0] == 2]
        srcs = [s for s in found if s[0] == 1]
        cons = [s for s in found if s[0] == 3]
        if not cues:
            return []
        par = torch.from_numpy(c.par[a:b])
        at = torch.tensor([s[1] for s in cues]); end = torch.tensor([s[2] for s in cues])
        hc = (h[at] + h[end]) / 2
        rels = [{'cue': (q[1] + a, q[2] + a), 'source': [], 'content': []} for q in cues]
        for _, s, e in cons:
            tok = torch.arange(s, e + 1)
            k = net.links.contents(hc, h[tok], at, tok, par[at], par[tok]).log_softmax(0).mean(1).argmax()
            rels[int(k)]['content'].append((s + a, e + a))
        if srcs:
            sa = torch.tensor([s[1] for s in srcs]); sb = torch.tensor([s[2] for s in srcs])
            k = net.links.sources(hc, (h[sa] + h[sb]) / 2, at, sa, par[at], par[sa]).argmax(1)
            for r, j in zip(rels, k.tolist()):
                if j:
                    r['source'].append((srcs[j - 1][1] + a, srcs[j - 1][2] + a))
    return [r for r in rels if r['content']]


def words(c, spans):
    return frozenset(i for a, b in spans for i in range(a, b + 1) if WORD.search(c.meta['forms'][i]))


def dice(a, b):
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def attribution(net, c):
    tok = {r: [0, 0, 0] for r in ('source', 'cue', 'content')}
    rel = {r: [0, 0, 0] for r in ('exact', 'lenient', 'content', 'cue')}
    src = [0, 0]
    ok = {'exact': lambda g, p: g == p, 'lenient': lambda g, p: dice(g['content'], p['content']) >= .8 and dice(g['source'], p['source']) >= .5,
          'content': lambda g, p: dice(g['content'], p['content']) >= .8, 'cue': lambda g, p: bool(g['cue'] & p['cue'])}
    for a, b in zip(c.docs, c.docs[1:]):
        w = lambda r: {'cue': words(c, [r['cue']]), 'source': words(c, r['source']), 'content': words(c, r['content'])}
        gold = [w(r) for r in c.relations if a <= r['cue'][0] < b]
        pred = [w(r) for r in read(net, c, a, b)]
        for k, t in tok.items():
            g = frozenset().union(*(x[k] for x in gold)); p = frozenset().union(*(x[k] for x in pred))
            t[0] += len(g & p); t[1] += len(p); t[2] += len(g)
        for k, t in rel.items():
            near = sorted(((dice(g['content'], p['content']) + .5 * dice(g['source'], p['source']) + .25 * dice(g['cue'], p['cue']), i, j)
                           for i, g in enumerate(gold) for j, p in enumerate(pred) if ok[k](g, p)), reverse=True)
            gs, ps = set(), set()
            for _, i, j in near:
                if i in gs or j in ps:
                    continue
                gs.add(i); ps.add(j); t[0] += 1
                if k == 'content':
                    src[1] += 1; src[0] += dice(gold[i]['source'], pred[j]['source']) >= .5
            t[1] += len(pred); t[2] += len(gold)
    f = lambda t: round(200 * t[0] / max(1, t[1] + t[2]), 1)
    return {**{'token ' + k: f(v) for k, v in tok.items()}, **{'rel ' + k: f(v) for k, v in rel.items()}, 'source acc': round(100 * src[0] / max(1, src[1]), 1)}


def syntax(net, c, tags, rels):
    """Tags, heads and relations on gold sentences; sentence starts on whole documents."""
    n = pos = uas = las = tp = fp = fn = 0
    for a, b in zip(c.docs, c.docs[1:]):
        x, mask = inputs(c, [(a, b)])
        with torch.inference_mode():
            h = net.encoder(x, mask)[0]
            t = net.pos(h).argmax(1).tolist()
            s = (net.start(h).squeeze(1) > 0).long().numpy(); s[0] = 1
            g = c.start[a:b]
            tp += int((s & g).sum()); fp += int((s & (1 - g)).sum()); fn += int(((1 - s) & g).sum())
            for i in range(a, b):
                pos += tags[t[i - a]] == c.meta['tags'][c.tag[i]]
            for p, q in c.sentences(a, b):
                v = h[p - a:q - a].unsqueeze(0)
                heads = net.parser.arcs(v).argmax(2)
                r = net.parser.rels(v, heads)[0].argmax(1).tolist()
                for i, hd in enumerate(heads[0].tolist()):
                    want = c.head[p + i] - p + 1 if c.head[p + i] >= 0 else 0
                    n += 1
                    uas += hd == want
                    las += hd == want and rels[r[i]].split(':')[0] == c.meta['rels'][c.rel[p + i]].split(':')[0]
    return {'tags': round(100 * pos / n, 2), 'uas': round(100 * uas / n, 2), 'las': round(100 * las / n, 2), 'starts': round(200 * tp / (2 * tp + fp + fn), 2)}
