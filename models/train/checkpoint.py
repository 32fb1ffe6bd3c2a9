"""Checkpoints: written whole or not at all, in half precision where a finished model loses nothing by it."""

from pathlib import Path

import torch

from tokenizer import Tokenizer


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


def load_tokenizer(path: Path, device: str) -> Tokenizer:
    saved = torch.load(path, map_location=device, weights_only=False)
    model = Tokenizer(saved["config"]).to(device)
    model.load_state_dict({k: v.float() for k, v in saved["model"].items()})
    return model.eval()
