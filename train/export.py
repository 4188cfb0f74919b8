#!/usr/bin/env python3
"""Writes a trained network as the weights that the program embeds (safetensors: float16, tables as int8 rows).

usage: export.py MODEL.pt OUT.safetensors
"""
import json, sys

import numpy as np
import torch
from safetensors import safe_open
from safetensors.numpy import save_file

MASK = {'states'}


def load(path):
    """What an exported file holds, as train.py saves it; the numbers are as coarse as they were exported."""
    with safe_open(path, 'np') as f:
        t = {k: f.get_tensor(k) for k in f.keys()}
        config = {k: json.loads(v) for k, v in f.metadata().items()}
    net = {}
    for k, a in t.items():
        if not k.endswith('.scale'):
            a = a.astype('float32')
            net[k] = torch.from_numpy(a * t[k + '.scale'][:, None] if k + '.scale' in t else a)
    return {'net': net, 'config': config}


def main():
    m = torch.load(sys.argv[1], weights_only=False)  # our own file
    out = {}
    for name, t in m['net'].items():
        if name.split('.')[0] in MASK:
            continue
        a = t.float().numpy()
        if name in ('encoder.piece.weight', 'encoder.word.weight'):
            top = np.maximum(np.abs(a).max(1, keepdims=True), 1e-9)
            out[name] = np.round(a / top * 127).astype('int8')
            out[name + '.scale'] = (top[:, 0] / 127).astype('float32')
        elif a.ndim == 2 and a.size > 4096:
            out[name] = a.astype('float16')
        else:
            out[name] = a.astype('float32')
    c = m['config']
    meta = {k: json.dumps(c[k]) for k in ('tags', 'rels', 'entities', 'layers')}
    save_file(out, sys.argv[2], metadata=meta)
    print(sys.argv[2], round(sum(a.nbytes for a in out.values()) / 1e6, 1), 'MB')


if __name__ == '__main__':
    main()
