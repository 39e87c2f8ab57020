"""Fit the small transformer that is asked about doubtful sentences, from the first layers of all-MiniLM-L6-v2.

Usage: python training/transformer.py MODEL OUTPUT SENTENCES… -- DOCUMENTS… -- VECTORS

MODEL is the folder of all-MiniLM-L6-v2 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, Apache-2.0):
``model.safetensors`` and ``tokenizer.json``. SENTENCES are JSON lines, DOCUMENTS folders, as ``probandum evaluate statements``
takes them; VECTORS the file of ``vectors.py``: words that it holds, and those of the labelled sentences, keep their pieces, all
others are cut into shorter ones. OUTPUT is a file as ``probandum.detectors.sayings.transformer`` reads it. Needs jax,
safetensors and what probandum needs; the program needs none of the two for it. Half an hour on two processors.

Layers keep the neurons of their gates that matter most (mean answer times length of what it tells); then all is fitted
to the labels for some rounds, twice: AdamW, a rate that rises and falls, dropout; the mean of both is kept.
"""

import json
import sys
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import msgspec
import numpy as np
from safetensors.numpy import load_file

from probandum.detectors.sayings import transformer
from probandum.detectors.sayings.likely import KINDS
from probandum.detectors.sayings.transformer import Attentive, Layer, Matrix, Norm, Reader
from probandum.evaluate.statement_examples import gather
from probandum.evaluate.statement_model import is_kind
from probandum.evaluate.statement_net import vectors
from probandum.knowledge.registry import RegistrySource

LAYERS, HEADS, GATES, WIDTH = 6, 12, 512, 384
ROUNDS, BATCH, RATE, WARM, DECAY, DROPPED = 2, 32, 6e-5, 0.1, 0.01, 0.1
LOUDER = 20.0
"""How much faster the last sum learns, which begins at random."""
SINGLE = 1 / 2
"""Weight of a sentence without a whole document."""
SEED = 20261123
FITS = 2
"""How often it is fitted, each time in another order; the mean of the weights is what is kept (Wortsman and others, 2022)."""
SAMPLE = 20
"""Batches on which the neurons of the gates are measured."""
LENGTHS = (12, 20, 28, 36, 48, transformer.MOST)
STANDS_FOR = {
    "\ue000": "group",
    "\ue001": "virus",
    "\ue002": "country",
    "\ue003": "foreign",
    "\ue004": "ministry",
}
"""The word from whose vector that of a masked name begins to learn: a group, software, a state, one of a state, an organ."""


def begun(folder, draw):
    """Return the weights to begin with, by name, and the pieces of words in the order of their rows."""
    given = {
        name.removeprefix("bert."): np.array(one, np.float32)
        for name, one in load_file(folder / "model.safetensors").items()
    }
    vocabulary = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    pieces = [*sorted(vocabulary, key=vocabulary.__getitem__), *STANDS_FOR]
    table = given["embeddings.word_embeddings.weight"]
    weights = {
        "table": np.vstack([table, *(table[[vocabulary[word]]] for word in STANDS_FOR.values())]),
        "places": given["embeddings.position_embeddings.weight"][: transformer.MOST]
        + given["embeddings.token_type_embeddings.weight"][0],
        "first gain": given["embeddings.LayerNorm.weight"],
        "first bias": given["embeddings.LayerNorm.bias"],
        "out": draw.normal(0, 0.02, 2 * WIDTH).astype(np.float32),
        "rules": np.zeros(len(KINDS), np.float32),
        "whole": np.zeros(1, np.float32),
    }
    for number in range(LAYERS):
        here = f"encoder.layer.{number}."
        parts = [here + f"attention.self.{part}" for part in ("query", "key", "value")]
        weights[f"{number} asked"] = np.hstack([given[f"{part}.weight"].T for part in parts])
        weights[f"{number} asked bias"] = np.hstack([given[f"{part}.bias"] for part in parts])
        for name, part in (
            ("told", "attention.output.dense"),
            ("wide", "intermediate.dense"),
            ("narrow", "output.dense"),
        ):
            weights[f"{number} {name}"] = given[f"{here}{part}.weight"].T
            weights[f"{number} {name} bias"] = given[f"{here}{part}.bias"]
        for name, part in (("attended", "attention.output"), ("gated", "output")):
            weights[f"{number} {name} gain"] = given[f"{here}{part}.LayerNorm.weight"]
            weights[f"{number} {name} bias"] = given[f"{here}{part}.LayerNorm.bias"]
    return {name: jnp.asarray(one) for name, one in weights.items()}, pieces


def normed(states, gain, bias):
    centred = states - states.mean(-1, keepdims=True)
    return centred / jnp.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12) * gain + bias


def states_of(weights, rows, there, drop):
    """Return the last states, and the gates of each layer."""

    def through(name, states):
        return states @ weights[name] + weights[f"{name} bias"]

    gates = []
    sentences, places = rows.shape
    states = weights["table"][rows] + weights["places"][:places]
    states = drop(normed(states, weights["first gain"], weights["first bias"]))
    hidden = jnp.where(there, 0.0, -1e9)[:, None, None, :]
    for at in range(LAYERS):
        asked = through(f"{at} asked", states).reshape(sentences, places, 3 * HEADS, WIDTH // HEADS)
        queries, keys, values = jnp.split(asked.transpose(0, 2, 1, 3), 3, 1)
        scores = queries @ keys.swapaxes(-1, -2) / np.sqrt(WIDTH // HEADS)
        heard = (jax.nn.softmax(scores + hidden, -1) @ values).transpose(0, 2, 1, 3).reshape(states.shape)
        states = states + drop(through(f"{at} told", heard))
        states = normed(states, weights[f"{at} attended gain"], weights[f"{at} attended bias"])
        gates.append(jax.nn.gelu(through(f"{at} wide", states), approximate=True))
        states = states + drop(through(f"{at} narrow", gates[-1]))
        states = normed(states, weights[f"{at} gated gain"], weights[f"{at} gated bias"])
    return states, gates


def scores_of(weights, batch, drop):
    rows, there, ruled = batch[:3]
    states, _ = states_of(weights, rows, there, drop)
    mean = (states * there[..., None]).sum(1) / there.sum(1, keepdims=True)
    seen = drop(jnp.concatenate([mean, states[:, 0]], 1))
    return seen @ weights["out"] + ruled @ weights["rules"] + weights["whole"][0]


def loss(weights, batch, key):
    count = [0]

    def drop(states):
        count[0] += 1
        kept = jax.random.bernoulli(jax.random.fold_in(key, count[0]), 1 - DROPPED, states.shape)
        return states * kept / (1 - DROPPED)

    truth, heed = batch[3:]
    scores = scores_of(weights, batch, drop)
    return (heed * (jnp.logaddexp(0, scores) - truth * scores)).sum() / heed.sum()


@partial(jax.jit, donate_argnums=(0, 1, 2))
def stepped(weights, first, second, batch, key, rate, step):
    """Return weights and moments after one step of AdamW, the gradient no longer than one."""
    slopes = jax.grad(loss)(weights, batch, key)
    shorter = 1 / jnp.maximum(jnp.sqrt(sum((one**2).sum() for one in slopes.values())), 1.0)
    made = {}, {}, {}
    for name, one in weights.items():
        slope = slopes[name] * shorter
        mean, square = 0.9 * first[name] + 0.1 * slope, 0.999 * second[name] + 0.001 * slope**2
        move = (mean / (1 - 0.9**step)) / (jnp.sqrt(square / (1 - 0.999**step)) + 1e-8)
        mine = rate * (LOUDER if name in ("out", "whole") else 1.0)
        matrix = one.ndim == 2 and name != "places"
        made[0][name] = one - mine * (move + DECAY * matrix * one)
        made[1][name], made[2][name] = mean, square
    return made


def batches(data, draw):
    """Yield batches of about one length: rows, which places there are, finds of the rules, truth, heed."""
    order = draw.permutation(len(data))
    lengths = np.array([len(one[0]) for one in data])
    made = [
        some[np.argsort(lengths[some], kind="stable")][at : at + BATCH]
        for some in np.array_split(order, max(1, len(order) // (50 * BATCH)))
        for at in range(0, len(some), BATCH)
    ]
    for at in draw.permutation(len(made)):
        some = [data[place] for place in made[at]]
        longest = next(length for length in LENGTHS if length >= max(len(one[0]) for one in some))
        rows = np.zeros((BATCH, longest), np.int32)
        there = np.zeros((BATCH, longest), bool)
        there[len(some) :, 0] = True
        rest = np.zeros((BATCH, len(KINDS) + 2), np.float32)
        for line, (mine, *told) in enumerate(some):
            rows[line, : len(mine)], there[line, : len(mine)] = mine, True
            rest[line] = np.concatenate([np.atleast_1d(one) for one in told])
        yield rows, there, rest[:, : len(KINDS)], rest[:, -2], rest[:, -1]


def narrowed(weights, data, draw):
    """Return the weights with those neurons of the gates that matter most."""
    heard = [0.0] * LAYERS
    for _, (rows, there, *_) in zip(range(SAMPLE), batches(data, draw), strict=False):
        _, gates = states_of(weights, rows, there, lambda states: states)
        heard = [
            one + (jnp.abs(gate) * there[..., None]).sum((0, 1))
            for one, gate in zip(heard, gates, strict=True)
        ]
    made = dict(weights)
    for at, mine in enumerate(heard):
        worth = np.asarray(mine) * np.linalg.norm(weights[f"{at} narrow"], axis=1)
        kept = np.sort(np.argsort(-worth, kind="stable")[:GATES])
        made[f"{at} wide"], made[f"{at} wide bias"] = (
            weights[f"{at} wide"][:, kept],
            weights[f"{at} wide bias"][kept],
        )
        made[f"{at} narrow"] = weights[f"{at} narrow"][kept]
    return made


def fitted(given, data, seed):
    """Return weights fitted to the labels, in an order and with what is dropped drawn from a seed."""
    weights, draw = jax.tree.map(jnp.copy, given), np.random.default_rng(seed)
    first = {name: jnp.zeros_like(one) for name, one in weights.items()}
    second = {name: jnp.zeros_like(one) for name, one in weights.items()}
    key, step = jax.random.PRNGKey(seed), 0
    steps = ROUNDS * sum(1 for _ in batches(data, np.random.default_rng(SEED)))
    for _ in range(ROUNDS):
        for batch in batches(data, draw):
            step += 1
            rate = RATE * min(step / (WARM * steps), (steps - step) / ((1 - WARM) * steps))
            weights, first, second = stepped(
                weights, first, second, batch, jax.random.fold_in(key, step), rate, step
            )
            if step % 100 == 0:
                print(f"{step:,} of about {steps:,} steps", file=sys.stderr)
    return weights


def rounded(weights, pieces, made_from):
    """Return the weights as whole numbers."""
    weights = {name: np.asarray(one, np.float64) for name, one in weights.items()}

    def matrix(name):
        numbers = weights[name]
        scale = np.abs(numbers).max(0).clip(1e-9) / transformer.LARGEST
        bias = weights.get(f"{name} bias", np.zeros(numbers.shape[1]))
        data = np.rint(numbers / scale).astype(np.int8).tobytes()
        return Matrix(len(numbers), data, tuple(scale.tolist()), tuple(bias.tolist()))

    def norm(name):
        return Norm(tuple(weights[f"{name} gain"].tolist()), tuple(weights[f"{name} bias"].tolist()))

    step = float(np.abs(weights["out"]).max() / (1 << 15))
    return Attentive(
        pieces=tuple(pieces),
        table=matrix("table"),
        places=matrix("places"),
        norm=norm("first"),
        heads=HEADS,
        layers=tuple(
            Layer(
                matrix(f"{at} asked"),
                matrix(f"{at} told"),
                norm(f"{at} attended"),
                matrix(f"{at} wide"),
                matrix(f"{at} narrow"),
                norm(f"{at} gated"),
            )
            for at in range(LAYERS)
        ),
        out=tuple(np.rint(weights["out"] / step).astype(int).tolist()),
        rules=tuple(weights["rules"].tolist()),
        bias=float(weights["whole"][0]),
        step=step,
        made_from=made_from,
        command="python training/transformer.py",
    )


def lessened(weights, pieces, cut, examples, words):
    """Return weights and pieces with those pieces only that stand in labelled sentences, and whole words with a vector."""
    used = {row for one in examples for word in one.seen.plain for row in cut(word)}
    used |= {
        row
        for row, piece in enumerate(pieces)
        if len(piece.removeprefix("##")) == 1
        or piece in (transformer.BEGIN, transformer.END, transformer.UNKNOWN)
        or piece in words
    }
    kept = sorted(used)
    return {**weights, "table": weights["table"][np.array(kept)]}, [pieces[row] for row in kept]


def main(folder, output, *rest):
    sentences, documents, (vector,) = (part.split() for part in " ".join(rest).split(" -- "))
    labelled = [path for one in documents for path in sorted(Path(one).glob("*.json"))]
    examples = gather([*map(Path, sentences)], labelled, RegistrySource().load())
    words = {*vectors(Path(vector), examples.made_from).words}
    draw = np.random.default_rng(SEED)
    weights, pieces = begun(Path(folder), draw)
    every = [*examples.single, *examples.whole]
    weights, pieces = lessened(weights, pieces, Reader(rounded(weights, pieces, {})).cut, every, words)
    reader = Reader(rounded(weights, pieces, {}))
    data = [
        (
            reader.rows(one.seen.plain),
            np.array([kind in one.rules for kind in KINDS], np.float32),
            np.float32(is_kind(one.types, KINDS[0])),
            np.float32(SINGLE if at < len(examples.single) else 1),
        )
        for at, one in enumerate(every)
    ]
    weights = narrowed(weights, data, draw)
    cooked = [fitted(weights, data, SEED + at) for at in range(FITS)]
    weights = jax.tree.map(lambda *some: sum(some) / FITS, *cooked)
    made = rounded(weights, pieces, examples.made_from)
    Path(output).write_bytes(msgspec.msgpack.encode(made))
    reader, differ = Reader(made), []
    exact = jax.jit(lambda batch: scores_of(weights, batch, lambda states: states))
    for one in every[:: max(1, len(every) // 500)]:
        rows, ruled = reader.rows(one.seen.plain), [kind in one.rules for kind in KINDS]
        there = np.arange(transformer.MOST)[None] < len(rows)
        padded = np.zeros((1, transformer.MOST), np.int32)
        padded[0, : len(rows)] = rows
        score = float(exact((padded, there, np.array([ruled], np.float32)))[0])
        differ.append(abs(score - reader.score(one.seen.plain, ruled)))
    print(
        f"{len(pieces):,} pieces; whole numbers differ by {np.mean(differ):.3f}, at most {max(differ):.3f}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
