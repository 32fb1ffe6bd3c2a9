"""Every size and schedule of a model, by name. Nothing else in this folder holds a number that is tuned."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class TokenizerConfig:
    frame: int = 128  # px
    levels: tuple[int, ...] = (4, 4, 4, 4)  # FSQ levels of one code: 256 codes
    groups: int = 4  # codes a cell
    encoder: tuple[int, int] = (128, 256)  # channels at 1/4 and 1/8 resolution
    encoder_blocks: tuple[int, int] = (2, 3)
    decoder: tuple[int, int] = (160, 64)  # channels at 1/8 and 1/4 resolution
    decoder_blocks: tuple[int, int] = (2, 3)
    batch: int = 512  # frames a step
    learning_rate: float = 1e-3

    @property
    def cells(self) -> int:  # cells along an edge
        return self.frame // 8

    @property
    def codes(self) -> int:
        n = 1
        for level in self.levels:
            n *= level
        return n

    @property
    def latent(self) -> int:  # D: numbers that describe a cell
        return self.groups * len(self.levels)


@dataclass(frozen=True)
class RetNetConfig:
    layers: int = 8
    width: int = 256
    heads: int = 4
    key_dim: int = 64  # of one head
    value_dim: int = 96  # of one head
    feed_forward: int = 512
    reference_layer: int = 2  # the first key frame is looked at before this layer
    reference_heads: int = 4
    reference_dim: int = 32  # of one head
    prompt_words: int = 8
    tokens_per_word: int = 2
    block_sizes: tuple[int, ...] = (1, 4, 16, 64, 256)
    block_shares: tuple[float, ...] = (0.1, 0.1, 0.2, 0.35, 0.25)  # how often each is trained
    default_block: int = 64
    batch: int = 192  # clips a step and GPU
    matrix_rate: float = 0.02  # Muon
    other_rate: float = 3e-3  # AdamW
    first_frame_share: float = 0.12  # share of batches that hold only the first key frame
    first_frame_until: float = 0.2  # progress until which all batches are such
    caption_dropout: float = 0.1
    clip_share: float = 0.18  # share of the clips of a batch that are real animation

    @property
    def prompt_tokens(self) -> int:
        return self.prompt_words * self.tokens_per_word


@dataclass(frozen=True)
class InterpolatorConfig:
    embedding: int = 16
    hidden: int = 96
    channels: int = 64
    waves: int = 6
    clip_share: float = 0.4  # share of a batch that is real animation
    batch: int = 256  # frames a step
    learning_rate: float = 2e-3


@dataclass(frozen=True)
class Config:
    name: str
    version: str
    tokenizer: TokenizerConfig = field(default_factory=TokenizerConfig)
    retnet: RetNetConfig = field(default_factory=RetNetConfig)
    interpolator: InterpolatorConfig = field(default_factory=InterpolatorConfig)
    key_phases: tuple[float, ...] = (0.0, 0.25, 0.5, 0.75)
    # Storage: steps between the values that a weight may take, as shares of a row's RMS.
    matrix_step: float = 0.118  # of the RetNet's layers
    word_step: float = 0.4  # of its word table, which hardly minds
    head_step: float = 0.06  # of its head and of the matrices that take in latents
    decoder_step: float = 0.1
    other_bits: int = 8  # storage of everything else that is quantised


CONFIGS = {
    "v2": Config(
        name="flashvideo",
        version="2.1",
        retnet=RetNetConfig(width=288, heads=5, feed_forward=576),
    ),
    # Goes from data to exported graphs on a CPU in a minute or two; draws nothing recognisable.
    "tiny": Config(
        name="flashvideo-tiny",
        version="0",
        tokenizer=TokenizerConfig(
            encoder=(16, 16), encoder_blocks=(1, 1), decoder=(16, 16), decoder_blocks=(1, 1), batch=8
        ),
        retnet=RetNetConfig(layers=3, width=32, heads=2, key_dim=16, value_dim=24, feed_forward=64, batch=4),
    ),
}
