"""Rounds the token model's weights for storage, so that few bits lose little.

Storage is integers times a scale for each row; what is rare costs more bits after compression, so the step may be
the same share of every row's RMS and no value is clipped. Errors of rounding are fed back: each column's error is
made up for by the columns not rounded yet, weighed by what the layer sees (GPTQ, Frantar et al., arXiv 2210.17323).
"""

import torch
from torch import Tensor

from retnet import Linear, RetNet, retention_chunkwise

DAMPING = 0.01  # of the mean diagonal of the inputs' second moments


@torch.no_grad()
def round_weights(net: RetNet, token: dict[str, Tensor], step: float, word_step: float, other_step: float) -> dict[str, Tensor]:
    """In place: the matrices of the layers, the word table, what goes in and the head. `token` is what the model sees (`RetNet.sequence`).

    Returns the scales [rows] of each, under the names that the graph has for them.
    """
    scales = {"word.table": scale_of(net.word.weight, word_step)}
    net.word.weight.copy_(rounded(net.word.weight, scales["word.table"]))
    for name, matrix in {"head": net.head, "shifted.matrix": net.shifted, "previous.matrix": net.previous}.items():
        scales[name] = scale_of(matrix.weight, other_step)
        matrix.weight.copy_(rounded(matrix.weight, scales[name]))
    rotary = (net.cos[token["position"]], net.sin[token["position"]])
    length = token["word"].shape[1]
    form = lambda q, k, v, g, s: retention_chunkwise(q, k, v, g, s, length // 4 if length % 4 == 0 else length)
    x = net.embed(token)
    for i, (layer, state) in enumerate(zip(net.layers, net.states(len(x)))):
        if i == net.c.reference_layer:
            x = net.reference(x, token["reference"], token["gate"])
        run = lambda: layer(x, net.log_decay, rotary, state, form)[0]
        for name, matrix in {"qkvg": layer.retention.qkvg, "out": layer.retention.out, "up": layer.up, "down": layer.down}.items():
            scale = scale_of(matrix.weight, step)
            matrix.weight.copy_(round_columns(matrix.weight, moments(matrix, run), scale))
            scales[f"layer{i}.{name}"] = scale
        x = run()
    return scales


def rounded(weight: Tensor, scale: Tensor) -> Tensor:
    return (weight / scale[:, None]).round().clamp(-127, 127) * scale[:, None]


def scale_of(weight: Tensor, step: float) -> Tensor:
    """[rows], with a mantissa of 8 bits: the rest would say nothing and not compress."""
    return (weight.square().mean(1).sqrt() * step).clamp(min=1e-12).bfloat16().float()


def moments(matrix: Linear, run) -> Tensor:
    """Second moments [inputs, inputs] of what a matrix is given during `run`."""
    seen = []
    handle = matrix.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0].flatten(0, -2)))
    run()
    handle.remove()
    return (seen[0].T @ seen[0]).double() / len(seen[0])


def round_columns(weight: Tensor, moments: Tensor, scale: Tensor) -> Tensor:
    """weight [rows, n] on the grid of `scale` [rows], with error feedback along n."""
    n, w, s = len(moments), weight.double(), scale.double()
    damped = moments + DAMPING * moments.diagonal().mean() * torch.eye(n, dtype=torch.double)
    inverse = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(damped)), upper=True)
    for j in range(n):
        column = (w[:, j] / s).round().clamp(-127, 127) * s
        error = (w[:, j] - column) / inverse[j, j]
        w[:, j] = column
        w[:, j + 1 :] -= error[:, None] * inverse[j, j + 1 :]
    return w.to(weight.dtype)
