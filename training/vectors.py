"""Make the vectors of English words with which the net over the words of a sentence begins to learn.

Usage: python training/vectors.py MODEL WORDS [WORDS …] > training/vectors.mpk

MODEL is the folder of all-MiniLM-L6-v2 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, Apache-2.0):
``model.safetensors`` and ``tokenizer.json``. Needs numpy, scipy, safetensors, tokenizers and msgspec besides, none of which
the program needs for it. The vector of a word is the mean of the model's last states for the word alone, centred, on its 96
main axes, rounded to a byte a number.

WORDS are lists, a word a line, in which names are capitalised (Debian's wamerican), or JSON lines and documents of
``training/``. A word is taken where it stands in lower case: in a list if it is also a word of the model, in texts if it
does so twice. So no name of a state, a town or a person has a vector.
"""

import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

import msgspec
import numpy as np
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

DIMENSIONS = 96
LAYERS, HEADS = 6, 12
BATCH = 256


class Model:
    """The forward pass of a BERT model, for short texts without padding."""

    def __init__(self, weights):
        self.weights = {name.removeprefix("bert."): one.astype(np.float32) for name, one in weights.items()}

    def linear(self, name, states):
        return states @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def norm(self, name, states):
        centred = states - states.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def states(self, ids):
        """Return the last states of texts of one length, shape (texts, tokens, width)."""
        tables = [
            self.weights[f"embeddings.{kind}_embeddings.weight"]
            for kind in ("word", "position", "token_type")
        ]
        states = self.norm("embeddings.LayerNorm", tables[0][ids] + tables[1][: ids.shape[1]] + tables[2][0])
        for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
            queries, keys, values = (
                np.swapaxes(
                    self.linear(f"{layer}.attention.self.{part}", states).reshape(*ids.shape, HEADS, -1), 1, 2
                )
                for part in ("query", "key", "value")
            )
            heed = queries @ np.swapaxes(keys, 2, 3) / math.sqrt(queries.shape[-1])
            heed = np.exp(heed - heed.max(-1, keepdims=True))
            mixed = np.swapaxes(heed / heed.sum(-1, keepdims=True) @ values, 1, 2).reshape(states.shape)
            states = self.norm(
                f"{layer}.attention.output.LayerNorm",
                states + self.linear(f"{layer}.attention.output.dense", mixed),
            )
            inner = self.linear(f"{layer}.intermediate.dense", states)
            inner = inner * (0.5 + 0.5 * erf(inner / math.sqrt(2)))
            states = self.norm(
                f"{layer}.output.LayerNorm", states + self.linear(f"{layer}.output.dense", inner)
            )
        return states


def words(paths, known):
    """Return the words that get a vector, in alphabetical order."""
    found, counts = set(), Counter()
    for path in paths:
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            texts = [json.loads(line)["text"] for line in content.splitlines()]
        elif path.suffix == ".json":
            texts = [json.loads(content).get("text", "")]
        else:
            found |= {word for word in content.split() if re.fullmatch("[a-z]{2,}", word)} & known
            continue
        for text in texts:
            counts.update(set(re.findall(r"(?<![\w-])[a-z][a-z'-]+", text.replace("’", "'"))))
    return sorted(found | {word for word, count in counts.items() if count > 1})


def main():
    folder, *paths = map(Path, sys.argv[1:])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    model = Model(load_file(folder / "model.safetensors"))
    listed = words(paths, set(tokenizer.get_vocab()))
    ids = [tokenizer.encode(word).ids for word in listed]
    made = np.zeros((len(listed), 384), np.float32)
    for length in sorted({len(one) for one in ids}):
        alike = [at for at, one in enumerate(ids) if len(one) == length]
        for start in range(0, len(alike), BATCH):
            part = alike[start : start + BATCH]
            made[part] = model.states(np.array([ids[at] for at in part])).mean(1)
    made -= made.mean(0)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    axes = np.linalg.svd(made, full_matrices=False)[2][:DIMENSIONS]
    turned = made @ axes.T
    turned /= np.abs(turned).max(1, keepdims=True)
    file = {
        "words": listed,
        "dimensions": DIMENSIONS,
        "data": np.rint(turned * 127).astype(np.int8).tobytes(),
        "made_from": "sentence-transformers/all-MiniLM-L6-v2, Apache-2.0",
    }
    sys.stdout.buffer.write(msgspec.msgpack.encode(file))
    print(f"{len(listed):,} words", file=sys.stderr)


if __name__ == "__main__":
    main()
