"""Transformers to time the RetNet against: same width, depth, heads, feed-forward, vocabulary, embedding and head.

    python baselines.py            writes the graphs, without weights, and index.json to test/tools/bench/baselines/

Only time is compared, so the benchmark fills their weights with random numbers. A layer is the RetNet's with
retention exchanged for softmax attention of as many heads of 64. Values are 64 wide a head, not 96, and there is no
output gate, so a layer has a fifth fewer parameters: the comparison leans towards the transformer.

    kv      causal, one token a step; the cache goes in and comes out (on a GPU it never leaves it)
    append  the same where host memory is copied in and out at each run: the cache goes in, only the new key
            and value of each layer come out, and the host writes them into its buffers
    prefix  causal without a cache: all tokens so far, logits of the last
    masked  bidirectional: all tokens, logits of all (one refinement step)
    matmul  [T, 1024] × [1024, 1024]: how fast the runtime multiplies
    chain   a chain of nodes on four numbers: what a node costs by itself
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from onnx import TensorProto, helper

from config import CONFIGS, Config
from graphs import MICROSOFT, Graph, answer, embedding, gated, retnet_graph, skip_norm
from retnet import RetNet, rotary_table

POSITIONS = 8192 + 64  # longest clip that is timed, and its prompt
EDGE = 1024  # of the MatMul's matrix
LINKS = 64  # nodes of the chain
QUERY_PARTS = 8  # of the masked form: on WASM the runtime refuses queries × keys × 128 above 2^31 in one node
FORMS = ("kv", "append", "prefix", "masked")


def transformer_graph(net: RetNet, form: str) -> Graph:
    """`net` lends its sizes, embedding, norms, feed-forward and head."""
    c = net.c
    g = Graph(form)
    for name in ("word", "place", "frame", "block"):
        g.input(name, TensorProto.INT32, [1, "T"])
    g.input("position", TensorProto.INT64, [1, "T"])
    g.input("shifted", TensorProto.FLOAT, [1, "T", net.latent + 1])
    for name in ("previous", "first"):
        g.input(name, TensorProto.FLOAT, [1, "T", net.latent])
    if form == "kv":  # as GroupQueryAttention wants them
        g.input("last", TensorProto.INT32, [1])  # index of the last token
        g.input("total", TensorProto.INT32, [])  # tokens so far, the new ones included
    g.output("logits", [1, "T" if form == "masked" else 1, net.groups, net.codes])
    cos, sin = rotary_table(POSITIONS, c.key_dim)
    g.weight("rotary.cos", cos)
    g.weight("rotary.sin", sin)
    x, residual = embedding(g, net), None
    for i, layer in enumerate(net.layers):
        x, residual = transformer_layer(g, layer, i, x, residual, c, form)
    _, y = skip_norm(g, x, residual, net.heads.norm.weight, "final")
    if form != "masked":
        y = g.node("Gather", [y, g.constant("newest", np.array([-1]))], "newest.token", axis=1)
    answer(g, net, y, "T" if form == "masked" else 1)
    return g


def transformer_layer(g: Graph, layer, i: int, x: str, residual: str | None, c, form: str) -> tuple[str, str]:
    n, heads = f"layer{i}", c.heads * c.key_dim
    seeded = torch.Generator().manual_seed(i)
    matrix = lambda rows, columns: torch.randn(rows, columns, generator=seeded) / rows**0.5
    x, y = skip_norm(g, x, residual, layer.norm1.weight, f"{n}.in")
    qkv = matrix(c.width, 3 * heads)
    if form == "append":  # the others scale their scores themselves
        qkv[:, :heads] *= c.key_dim**-0.5
    y = g.node("MatMul", [y, g.weight(f"{n}.qkv", qkv)], f"{n}.mixed")
    q, k, v = g.node("Split", [y], f"{n}.split", outputs=3, axis=-1, num_outputs=3)
    turn = dict(domain=MICROSOFT, num_heads=c.heads, interleaved=0)
    q = g.node("RotaryEmbedding", [q, "position", "rotary.cos", "rotary.sin"], f"{n}.q", **turn)
    k = g.node("RotaryEmbedding", [k, "position", "rotary.cos", "rotary.sin"], f"{n}.k", **turn)
    o = attention(g, i, q, k, v, c, form)
    o = g.node("MatMul", [o, g.weight(f"{n}.out", matrix(heads, c.width))], f"{n}.mix")
    x, y = skip_norm(g, x, o, layer.norm2.weight, f"{n}.mid")
    y = g.node("MatMul", [y, g.weight(f"{n}.up", layer.up.weight.T)], f"{n}.wide")
    a, b = g.node("Split", [y], f"{n}.halves", outputs=2, axis=-1, num_outputs=2)
    return x, g.node("MatMul", [gated(g, a, b, f"{n}.ffn"), g.weight(f"{n}.down", layer.down.weight.T)], f"{n}.narrow")


def attention(g: Graph, i: int, q: str, k: str, v: str, c, form: str) -> str:
    n = f"layer{i}"
    if form == "append":
        return append_attention(g, i, q, k, v, c)
    if form == "kv":
        shape = [1, c.heads, "P", c.key_dim]
        cache = [g.input(f"past.{part}.{i}", TensorProto.FLOAT, shape) for part in ("key", "value")]
        present = [f"present.{part}.{i}" for part in ("key", "value")]
        g.nodes.append(helper.make_node("GroupQueryAttention", [q, k, v, *cache, "last", "total"], [f"{n}.o", *present],
                                        name=f"{n}.attention", domain=MICROSOFT, num_heads=c.heads, kv_num_heads=c.heads))  # fmt: skip
        for name in present:
            g.output(name, [1, c.heads, "N", c.key_dim])
        return f"{n}.o"
    look = dict(op="MultiHeadAttention", domain=MICROSOFT, num_heads=c.heads)
    if form == "prefix":
        return g.node(inputs=[q, k, v], name=f"{n}.o", unidirectional=1, **look)
    parts = g.node("Split", [q], f"{n}.queries", outputs=QUERY_PARTS, axis=1, num_outputs=QUERY_PARTS)
    seen = [g.node(inputs=[part, k, v], name=f"{n}.o{j}", **look) for j, part in enumerate(parts)]
    return g.node("Concat", seen, f"{n}.o", axis=1)


def append_attention(g: Graph, i: int, q: str, k: str, v: str, c) -> str:
    """One token. Keys are cached as columns, so that both products are a row times a matrix, which the CPU does fastest;
    nothing is concatenated but scores. The cache may be longer than what it holds: `mask` is −∞ there."""
    n = f"layer{i}"
    if i == 0:
        g.input("mask", TensorProto.FLOAT, [1, 1, 1, "P"])
        g.constant("row", np.array([1, c.heads, 1, c.key_dim]))
        g.constant("column", np.array([1, c.heads, c.key_dim, 1]))
        g.constant("flat", np.array([1, 1, c.heads * c.key_dim]))
        for name, value in (("begin", 0), ("newest", -1), ("end", 2**40), ("along", 3)):
            g.constant(f"slice.{name}", np.array([value]))
    keys = g.input(f"past.key.{i}", TensorProto.FLOAT, [1, c.heads, c.key_dim, "P"])
    values = g.input(f"past.value.{i}", TensorProto.FLOAT, [1, c.heads, "P", c.key_dim])
    for part, row in (("key", k), ("value", v)):
        g.node("Identity", [row], f"new.{part}.{i}")
        g.output(f"new.{part}.{i}", [1, 1, c.heads * c.key_dim])
    q, k, v = (g.node("Reshape", [x, to], f"{x}.heads") for x, to in ((q, "row"), (k, "column"), (v, "row")))
    old = g.node("Add", [g.node("MatMul", [q, keys], f"{n}.scores"), "mask"], f"{n}.masked")
    scores = g.node("Concat", [old, g.node("MatMul", [q, k], f"{n}.score")], f"{n}.all", axis=3)
    share = g.node("Softmax", [scores], f"{n}.shares", axis=-1)
    old = g.node("Slice", [share, "slice.begin", "slice.newest", "slice.along"], f"{n}.old")
    new = g.node("Slice", [share, "slice.newest", "slice.end", "slice.along"], f"{n}.new")
    o = g.node("Add", [g.node("MatMul", [old, values], f"{n}.past"), g.node("Mul", [new, v], f"{n}.present")], f"{n}.sum")
    return g.node("Reshape", [o, "flat"], f"{n}.o")


def matmul_graph() -> Graph:
    g = Graph("matmul")
    g.input("x", TensorProto.FLOAT, ["T", EDGE])
    g.output("y", ["T", EDGE])
    g.node("MatMul", ["x", g.weight("matrix", torch.randn(EDGE, EDGE))], "y")
    return g


def chain_graph() -> Graph:
    """Sine of sine of …: nodes that nothing folds or fuses."""
    g = Graph("chain")
    x = g.input("x", TensorProto.FLOAT, [4])
    g.output("y", [4])
    for i in range(LINKS):
        x = g.node("Sin", [x], "y" if i == LINKS - 1 else f"link{i}")
    return g


def all_graphs(config: Config, words: int) -> list[Graph]:
    torch.manual_seed(0)
    net = RetNet(config, words)
    return [retnet_graph(net)] + [transformer_graph(net, form) for form in FORMS] + [matmul_graph(), chain_graph()]


def main():
    here = Path(__file__).parent
    p = argparse.ArgumentParser()
    p.add_argument("--config", default="v3", choices=CONFIGS)
    p.add_argument("--vocabulary", type=Path, help="of the shipped model by default")
    p.add_argument("--out", type=Path, default=here / "../../test/tools/bench/baselines")
    a = p.parse_args()
    config = CONFIGS[a.config]
    vocabulary = a.vocabulary or here / f"../{config.name}-v{config.version}/vocabulary.json"
    words = len(json.loads(vocabulary.read_text())["words"])
    graphs = all_graphs(config, words)
    a.out.mkdir(parents=True, exist_ok=True)
    for g in graphs[1:]:  # the first is the shipped one
        (a.out / f"{g.name}.onnx").write_bytes(g.model().SerializeToString())
    # `bytes` of float32 weights that the benchmark makes up; `nodes` that a run has
    index = {g.name: {"bytes": sum(w.nbytes for w in g.weights.values()), "nodes": len(g.nodes)} for g in graphs}
    (a.out / "index.json").write_text(json.dumps(index, indent=2) + "\n")


if __name__ == "__main__":
    main()
