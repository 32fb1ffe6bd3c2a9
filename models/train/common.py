"""What the trainers share: schedules, settings, distribution over GPUs."""

import argparse
import ast
import math
import os
import time

import torch
import torch.distributed as dist


def setup() -> tuple[str, int, int]:
    """(device, rank, world): under torchrun one process a GPU, else a single GPU or the CPU."""
    if not torch.cuda.is_available():
        return "cpu", 0, 1
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.allow_tf32 = True
    if "RANK" not in os.environ:
        return "cuda", 0, 1  # CUDA_VISIBLE_DEVICES chooses which
    dist.init_process_group("nccl")
    torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
    return f"cuda:{os.environ['LOCAL_RANK']}", dist.get_rank(), dist.get_world_size()


class Clock:
    """
    The share of a run that is over, the same on all ranks: of its time, as rank 0 tells every ten steps, or of
    its steps where they are given, so that a command gives one model on any machine.
    """

    def __init__(self, seconds: float, device: str, world: int, steps: int | None = None):
        self.seconds, self.steps, self.world, self.start, self.step = seconds, steps, world, time.time(), 0
        self.told = torch.zeros(1, device=device)

    def elapsed(self) -> float:
        return time.time() - self.start

    def done(self) -> float:
        """0 to 1, called once a step; a run makes at least one."""
        if self.steps is not None:
            self.step += 1
            return min(1.0, (self.step - 1) / self.steps)
        if self.step % 10 == 0:
            self.told.fill_(self.elapsed() / self.seconds)
            if self.world > 1:
                dist.broadcast(self.told, 0)
        self.step += 1
        return min(self.told.item(), 1.0) if self.step > 1 else 0.0


def trapezoid(progress: float, warm: float = 0.02, decay: float = 0.5) -> float:
    """Learning-rate factor at `progress` in 0..1: up, flat, then a cosine to zero over the last `decay`."""
    if progress < warm:
        return progress / warm
    if progress < 1 - decay:
        return 1.0
    return 0.5 * (1 + math.cos(math.pi * min(1, (progress - 1 + decay) / decay)))


def check_finite(loss: torch.Tensor, step: int):
    if not torch.isfinite(loss):
        raise FloatingPointError(f"the loss is {loss.item()} at step {step}: lower the learning rate or look at the data")


def changes(settings: list[str]) -> dict:
    """`field=value` pairs of a command line; values are Python literals: numbers, strings, tuples."""
    return {key: ast.literal_eval(value) for key, value in (setting.split("=", 1) for setting in settings)}


def add_length(parser: argparse.ArgumentParser, seconds: float):
    """How long a run is: in seconds, or in steps for the same model on any machine."""
    parser.add_argument("--seconds", type=float, default=seconds)
    parser.add_argument("--steps", type=int, help="instead of seconds")
