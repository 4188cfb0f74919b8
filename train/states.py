#!/usr/bin/env python3
"""Hidden states of MiniLM (all-MiniLM-L6-v2, Apache-2.0) for every token of the prepared data.

usage: states.py MODEL_DIR DATA_DIR...

Writes DATA_DIR/states.f16: tokens x layers (2, 4, 6) x 384, the mean over a token's word pieces. A paragraph longer than
a window is read in pieces; short neighbours of one document share a window. The states teach the encoder what words
mean in their context (train.py); the program that reads articles does not need them.
"""
import json, os, sys

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertModel

WINDOW, LAYERS = 192, (2, 4, 6)


def windows(docs, paras, lengths):
    """Runs of tokens [start, end) of one document, whole paragraphs where they fit."""
    out = []
    bounds = sorted(set(docs) | set(paras))
    starts = set(docs)
    at, size = bounds[0], 0
    for a, b in zip(bounds, bounds[1:]):
        n = sum(lengths[a:b])
        if a in starts or size + n > WINDOW:
            if a > at:
                out.append((at, a))
            at, size = a, 0
        size += n
        while size > WINDOW:
            k, s = at, 0
            while k < b and s + lengths[k] <= WINDOW:
                s += lengths[k]
                k += 1
            k = max(k, at + 1)
            out.append((at, k))
            at, size = k, sum(lengths[k:b])
    if bounds[-1] > at:
        out.append((at, bounds[-1]))
    return out


def main():
    model_dir, dirs = sys.argv[1], sys.argv[2:]
    torch.manual_seed(0)
    tok = Tokenizer.from_file(os.path.join(model_dir, 'tokenizer.json'))
    tok.no_truncation(); tok.no_padding()
    model = BertModel.from_pretrained(model_dir, add_pooling_layer=False).eval()
    for d in dirs:
        meta = json.load(open(os.path.join(d, 'meta.json')))
        load = lambda n: np.fromfile(os.path.join(d, n + '.i32'), dtype='<i4')
        docs, paras, forms = load('docs').tolist(), load('paras').tolist(), meta['forms']
        ids = [e.ids[:8] or [100] for e in tok.encode_batch(forms, add_special_tokens=False)]
        wins = sorted(windows(docs, paras, [len(x) for x in ids]), key=lambda w: sum(len(x) for x in ids[w[0]:w[1]]))
        out = np.memmap(os.path.join(d, 'states.f16'), dtype='float16', mode='w+', shape=(len(forms), len(LAYERS), 384))
        batch = 24
        with torch.inference_mode():
            for i in range(0, len(wins), batch):
                ws = wins[i:i + batch]
                seqs = [[101] + [p for x in ids[a:b] for p in x] + [102] for a, b in ws]
                n = max(map(len, seqs))
                x = torch.zeros(len(ws), n, dtype=torch.long); m = torch.zeros(len(ws), n, dtype=torch.long)
                for k, s in enumerate(seqs):
                    x[k, :len(s)] = torch.tensor(s); m[k, :len(s)] = 1
                h = model(input_ids=x, attention_mask=m, output_hidden_states=True).hidden_states
                h = torch.stack([h[l] for l in LAYERS], 2)
                for k, (a, b) in enumerate(ws):
                    lens = torch.tensor([len(x) for x in ids[a:b]])
                    owner = torch.repeat_interleave(torch.arange(b - a), lens)
                    s = torch.zeros(b - a, len(LAYERS), 384).index_add_(0, owner, h[k, 1:1 + len(owner)])
                    out[a:b] = (s / lens[:, None, None]).half().numpy()
                if i // batch % 50 == 0:
                    print(d, i, len(wins), flush=True)
        out.flush()


main()
