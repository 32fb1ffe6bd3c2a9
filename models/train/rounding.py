"""Rounds weights for storage, so that few bits lose little.

Storage is integers times a scale for each row; what is rare costs more bits after compression, so the step may be
the same share of every row's RMS and no value is clipped. Errors of rounding are fed back: each column's error is
made up for by the columns not rounded yet, weighed by what the layer sees (GPTQ, Frantar et al., arXiv 2210.17323).
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from retnet import Linear, RetNet, chunked
from tokenizer import Decoder

DAMPING = 0.01  # of the mean diagonal of the inputs' second moments
FLOOR = 1e-8  # of inputs that are never there


def retnet_steps(net: RetNet) -> dict[str, tuple[nn.Module, float]]:
    """What is rounded under the names that the graph has for it, and the step of each as a share of its rows' RMS."""
    c = net.c
    found = {"word.table": (net.word, c.word_step), "codes": (net.heads.codes, c.head_step), "changes": (net.heads.changes, c.head_step)}
    found |= {f"{name}.matrix": (getattr(net, name), c.head_step) for name in ("shifted", "previous", "first")}
    for i, layer in enumerate(net.layers):
        matrices = {"qkvg": layer.retention.qkvg, "out": layer.retention.out, "up": layer.up, "down": layer.down}
        found |= {f"layer{i}.{name}": (matrix, c.matrix_step) for name, matrix in matrices.items()}
    return found


def decoder_steps(decoder: Decoder, step: float) -> dict[str, tuple[nn.Module, float]]:
    return {name: (m, step) for name, m in decoder.named_modules() if isinstance(m, nn.Conv2d)}


@torch.no_grad()
def round_decoder(decoder: Decoder, step: float, planes: Tensor) -> dict[str, Tensor]:
    """In place, each kernel after those before it; `planes` [B, D, h, w]: latents that it decodes. Returns the scales, one an output channel."""
    scales = {}
    for name, (module, share) in decoder_steps(decoder, step).items():
        scales[name] = scale_of(module.weight.flatten(1), share)
        seen = patches(module, lambda: decoder(planes))
        module.weight.copy_(round_columns(module.weight.flatten(1), seen, scales[name]).view_as(module.weight))
    return scales


def patches(conv: nn.Conv2d, run) -> Tensor:
    """Second moments [9 · channels, 9 · channels] of what a kernel is laid on during `run`, at one place in as many as make 20,000."""
    seen = []
    handle = conv.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    run()
    handle.remove()
    x = F.pad(seen[0], (1, 1, 1, 1)).unfold(2, 3, 1).unfold(3, 3, 1)  # [B, C, h, w, 3, 3]
    places = x.movedim(1, 3).flatten(0, 2)[:: max(1, x.shape[0] * x.shape[2] * x.shape[3] // 20000)].flatten(1)
    return (places.T @ places).double() / len(places)


@torch.no_grad()
def round_retnet(net: RetNet, seen: list[tuple[dict[str, Tensor], Tensor]]) -> dict[str, Tensor]:
    """In place. `seen`: sequences as the model sees them, and which of their tokens are no padding, `live` [B, L].

    Returns the scales [rows] of each weight, by the graph's names.
    """
    found = retnet_steps(net)
    scales = {name: scale_of(module.weight, step) for name, (module, step) in found.items()}
    for name, (module, _) in found.items():
        if not name.startswith("layer"):
            module.weight.copy_(rounded(module.weight, scales[name]))
    batches = [(net.embed(token), net.rotary(token), live) for token, live in seen]
    for i, layer in enumerate(net.layers):
        run = lambda: [layer(x, net.log_decay, *rotary, net.states(len(x))[0], chunked)[0] for x, rotary, _ in batches]
        for name in (f"layer{i}.{kind}" for kind in ("qkvg", "out", "up", "down")):
            matrix = found[name][0]
            matrix.weight.copy_(round_columns(matrix.weight, moments(matrix, run, [live for _, _, live in batches]), scales[name]))
        batches = [(x, rotary, live) for x, (_, rotary, live) in zip(run(), batches)]
    return scales


class Storage:
    """While training: weights as storage will have them during a step, and as they were before the optimiser moves them.

    At first noise of the size that rounding will make, uniform within a step of storage and drawn anew for each step of
    training (pseudo quantisation noise, Défossez et al., arXiv 2104.09987), so that the weights come to lie where
    rounding costs little. Then the rounding itself, with the gradient passed straight through (Bengio et al., arXiv
    1308.3432): noise has to be borne, a rounding that stays can be learnt.
    """

    def __init__(self, found: dict[str, tuple[nn.Module, float]], g: torch.Generator):
        self.found = [(module.weight, step) for module, step in found.values()]
        self.g, self.clean = g, []

    @torch.no_grad()
    def add_noise(self, share: float = 1.0):
        """`share` of the noise of storage."""
        weights = self._keep()
        noise = [torch.rand(weight.shape, generator=self.g, device=weight.device).sub_(0.5) for weight in weights]
        spread = [scale_of(weight.flatten(1), step * share).view(-1, *[1] * (weight.dim() - 1)) for weight, step in self.found]
        torch._foreach_add_(weights, torch._foreach_mul(noise, spread))

    @torch.no_grad()
    def round(self):
        self._keep()
        for weight, step in self.found:
            rows = weight.flatten(1)
            weight.copy_(rounded(rows, scale_of(rows, step)).view_as(weight))

    @torch.no_grad()
    def restore(self):
        torch._foreach_copy_([weight for weight, _ in self.found], self.clean)

    def _keep(self) -> list[Tensor]:
        weights = [weight for weight, _ in self.found]
        self.clean = [weight.clone() for weight in weights]
        return weights


def rounded(weight: Tensor, scale: Tensor) -> Tensor:
    return (weight / scale[:, None]).round().clamp(-127, 127) * scale[:, None]


def scale_of(weight: Tensor, step: float) -> Tensor:
    """[rows], with a mantissa of 8 bits: the rest would say nothing and not compress. No value may need more than int8."""
    return torch.maximum(weight.square().mean(1).sqrt() * step, weight.abs().amax(1) / 126).clamp(min=1e-12).bfloat16().float()


def moments(matrix: Linear, run, live: list[Tensor]) -> Tensor:
    """Second moments [inputs, inputs] of what a matrix is given during `run`, at the `live` tokens of each batch."""
    seen = []
    handle = matrix.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    run()
    handle.remove()
    rows = torch.cat([x[mask] for x, mask in zip(seen, live)])
    return (rows.T @ rows).double() / len(rows)


def round_columns(weight: Tensor, moments: Tensor, scale: Tensor) -> Tensor:
    """weight [rows, n] on the grid of `scale` [rows], with error feedback along n."""
    n, w, s = len(moments), weight.double(), scale.double()
    damped = moments + (DAMPING * moments.diagonal().mean() + FLOOR) * torch.eye(n, dtype=torch.double, device=weight.device)
    inverse = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(damped)), upper=True)
    for j in range(n):
        column = (w[:, j] / s).round().clamp(-127, 127) * s
        error = (w[:, j] - column) / inverse[j, j]
        w[:, j] = column
        w[:, j + 1 :] -= error[:, None] * inverse[j, j + 1 :]
    return w.to(weight.dtype)
