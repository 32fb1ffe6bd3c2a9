"""What both trainers share: schedules, checkpoints, distribution over GPUs."""

import math
import os
import time
from pathlib import Path

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
    """The share of a run's time that is over, the same on all ranks: rank 0's, told every ten steps."""

    def __init__(self, seconds: float, device: str, world: int):
        self.seconds, self.world, self.start, self.step = seconds, world, time.time(), 0
        self.told = torch.zeros(1, device=device)

    def elapsed(self) -> float:
        return time.time() - self.start

    def done(self) -> float:
        """0 to 1, called once a step; a run makes at least one."""
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


def average(model: torch.nn.Module, ema: dict[str, torch.Tensor], keep: float):
    """Moves the running average of the weights, in place."""
    with torch.no_grad():
        for name, p in model.state_dict().items():
            ema[name].lerp_(p.float(), 1 - keep)


def save(path: Path, payload: dict):
    """Written beside and renamed, so that a killed run leaves the last whole checkpoint."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    try:
        torch.save(payload, part)
    except (OSError, RuntimeError) as error:
        part.unlink(missing_ok=True)
        raise OSError(f"{path} could not be written ({error}); the checkpoint before it is untouched") from error
    part.replace(path)


def halved(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """float16 copies for a small checkpoint: a finished model loses nothing that its storage keeps."""
    return {k: v.half().cpu() if v.is_floating_point() else v.cpu() for k, v in state.items()}


def check_finite(loss: torch.Tensor, step: int):
    if not torch.isfinite(loss):
        raise FloatingPointError(f"the loss is {loss.item()} at step {step}: lower the learning rate or look at the data")
