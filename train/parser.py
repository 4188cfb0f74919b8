#!/usr/bin/env python3
"""Trains the parser of a trained network further, with distances (model.Way), over the encoder as it is.

usage: parser.py MODEL.pt OUT.pt --data DIR [--epochs N] [--seed N]

The encoder is read with its dropout, new at every step, so that the parser does not learn the treebanks by heart; what is
kept is a running mean of the parser. Nothing else changes: tags, sentence starts and attributions stay as they are.
Deterministic for one version of torch and one number of threads.
"""
import argparse, copy, math, time

import numpy as np
import torch

import scores
from data import Corpus, batches, inputs, one_inventory
from model import Way, reader
from train import tree_loss


def main():
    p = argparse.ArgumentParser()
    p.add_argument('model'); p.add_argument('out'); p.add_argument('--data', required=True)
    p.add_argument('--epochs', type=int, default=5); p.add_argument('--seed', type=int, default=4); p.add_argument('--lr', type=float, default=1e-3)
    p.add_argument('--teach', type=float, default=0.3); p.add_argument('--drop', type=float, default=0.2)
    o = p.parse_args()
    torch.manual_seed(o.seed); rng = np.random.default_rng(o.seed)
    banks = [Corpus(f'{o.data}/{n}-{k}', states=False, like=f'{o.data}/{n}-train') for k in ('train', 'whole') for n in ('en_ewt', 'en_gum')]
    articles = Corpus(o.data + '/polnear-train', states=False)
    tags, rels = one_inventory(banks)
    torch.set_flush_denormal(True)
    saved = torch.load(o.model, weights_only=False)  # our own file
    net = reader(saved, o.drop)
    net.parser.way = Way(net.parser)
    mean = copy.deepcopy(net).eval()
    opt = torch.optim.AdamW(net.parser.parameters(), lr=o.lr, betas=(0.9, 0.98), weight_decay=0.01)
    # The treebanks twice, once more without paragraphs, and a fourth of the articles.
    plan = lambda: [(c, b) for c in banks[:2] + banks for b in batches(c.chunks(200, rng), 2800, rng)] + [(articles, b) for b in batches(articles.chunks(256, rng), 3600, rng) if rng.random() < 0.25]
    total, step, began = None, 0, time.time()
    for epoch in range(o.epochs):
        steps = plan(); rng.shuffle(steps)
        total = total or len(steps) * o.epochs
        net.train(); seen = {'articles': [], 'treebanks': []}
        for c, batch in steps:
            step += 1
            for g in opt.param_groups:
                g['lr'] = o.lr * min(1, step / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, step / total))))
            x, mask = inputs(c, batch)
            with torch.no_grad():
                h = net.encoder(x, mask)
            loss = tree_loss(net.parser, c, batch, h, 1 if c is articles else o.teach)
            opt.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parser.parameters(), 2.0)
            opt.step()
            with torch.no_grad():
                for a, b in zip(mean.parser.parameters(), net.parser.parameters()):
                    a.lerp_(b, max(0.001, 1 / (step + 1)))
            seen['articles' if c is articles else 'treebanks'].append(loss.item())
        print(f'epoch {epoch} step {step}/{total} {time.time() - began:.0f}s', {k: round(float(np.mean(v)), 3) for k, v in seen.items() if v}, flush=True)
        for name in ('en_ewt', 'en_gum'):
            print('   ', name, scores.syntax(mean, Corpus(f'{o.data}/{name}-dev', states=False), tags, rels), flush=True)
        torch.save({'net': mean.state_dict(), 'config': saved['config']}, o.out)


if __name__ == '__main__':
    main()
