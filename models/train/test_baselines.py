"""The transformers that the RetNet is timed against are real ones: their forms agree."""

from dataclasses import replace

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from baselines import LINKS, all_graphs
from config import CONFIGS

TOKENS, CAPACITY = 16, 18  # the masked form splits its queries into eight
HEADS, LATENT = CONFIGS["v3"].retnet.heads, CONFIGS["v3"].tokenizer.latent


@pytest.fixture(scope="module")
def graphs():
    small = replace(CONFIGS["v3"].retnet, layers=2)
    return {g.name: g for g in all_graphs(replace(CONFIGS["v3"], retnet=small), words=5)}


def session(graph):
    model = graph.model()
    for tensor in model.graph.initializer:  # weights inside, so that no file is needed
        if tensor.name in graph.weights:
            del tensor.external_data[:]
            tensor.data_location, tensor.raw_data = 0, graph.weights[tensor.name].tobytes()
    return onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])


@pytest.fixture(scope="module")
def tokens():
    r = np.random.default_rng(0)
    ids = {name: r.integers(1, 4, (1, TOKENS)).astype(np.int32) for name in ("word", "place", "frame", "block")}
    widths = {"shifted": LATENT + 1, "previous": LATENT, "first": LATENT}
    seen = {name: r.standard_normal((1, TOKENS, width)).astype(np.float32) for name, width in widths.items()}
    return ids | seen | {"position": np.arange(TOKENS)[None]}


def expected(graphs, tokens):
    """Logits of each token from the form without a cache."""
    run = session(graphs["prefix"]).run
    return [run(["logits"], {k: v[:, : n + 1] for k, v in tokens.items()})[0] for n in range(TOKENS)]


def one(tokens, n):
    return {k: v[:, n : n + 1] for k, v in tokens.items()}


def test_with_a_cache_the_logits_are_those_without(graphs, tokens):
    kv = session(graphs["kv"])
    names = [o.name for o in kv.get_outputs()]
    cache = {i.name: np.zeros((1, HEADS, 0, 64), np.float32) for i in kv.get_inputs() if i.name.startswith("past")}
    for n, logits in enumerate(expected(graphs, tokens)):
        counts = {"last": np.array([n], np.int32), "total": np.array(n + 1, np.int32)}
        out = dict(zip(names, kv.run(None, one(tokens, n) | counts | cache)))
        np.testing.assert_allclose(out["logits"], logits, atol=1e-5)
        cache = {name: out[name.replace("past", "present")] for name in cache}


def test_with_a_cache_that_the_host_appends_to_the_logits_are_those_without(graphs, tokens):
    append = session(graphs["append"])
    names = [o.name for o in append.get_outputs()]
    cache = {i.name: np.zeros((1, HEADS, 64, CAPACITY) if ".key." in i.name else (1, HEADS, CAPACITY, 64), np.float32)
             for i in append.get_inputs() if i.name.startswith("past")}  # fmt: skip
    mask = np.full((1, 1, 1, CAPACITY), -np.inf, np.float32)
    for n, logits in enumerate(expected(graphs, tokens)):
        out = dict(zip(names, append.run(None, one(tokens, n) | cache | {"mask": mask})))
        np.testing.assert_allclose(out["logits"], logits, atol=1e-5)
        mask[..., n] = 0
        for name, held in cache.items():
            new = out[name.replace("past", "new")].reshape(HEADS, 64)
            if ".key." in name:
                held[0, :, :, n] = new
            else:
                held[0, :, n] = new


def test_the_masked_form_looks_both_ways(graphs, tokens):
    masked = session(graphs["masked"])
    before, codes = masked.run(None, tokens)
    assert (codes == before.argmax(-1)).all()
    changed = tokens | {"place": tokens["place"].copy()}
    changed["place"][0, -1] += 1
    after = masked.run(None, changed)[0]
    assert before.shape == (1, TOKENS, 8, 256)
    assert np.abs(before[:, 0] - after[:, 0]).max() > 1e-4


def test_a_chain_keeps_all_its_nodes(graphs, tmp_path):
    options = onnxruntime.SessionOptions()
    options.optimized_model_filepath = str(tmp_path / "chain.onnx")
    onnxruntime.InferenceSession(graphs["chain"].model().SerializeToString(), options, providers=["CPUExecutionProvider"])
    assert len(onnx.load(options.optimized_model_filepath).graph.node) == LINKS
