"""Every size and schedule of a model, by name. Nothing else in this folder holds a number that is tuned."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class TokenizerConfig:
    frame: int = 256  # px
    cell: int = 16  # px
    levels: tuple[int, ...] = (4, 4, 4, 4)  # FSQ levels of one code: 256 codes
    groups: int = 8  # codes a cell
    encoder: tuple[int, ...] = (96, 160, 320)  # channels at 1/4, 1/8 and 1/16 resolution
    decoder: tuple[int, ...] = (192, 96, 40, 16)  # channels at 1/16, 1/8, 1/4 and 1/2 resolution
    decoder_blocks: tuple[int, ...] = (3, 3, 2, 1)
    same: float = 4 / 255  # root mean square difference below which a cell is not drawn again
    crop: int = 12  # cells an edge of what is trained on: a picture is ten wide
    batch: int = 224  # crops a step and GPU
    clip_share: float = 0.25  # of them from clips
    varied: float = 0.25  # share of the pictures that are scaled, shifted, mirrored and recoloured
    learning_rate: float = 1.5e-3
    decoder_step: float = 0.15  # between stored values of its kernels, as a share of a channel's RMS
    noise_from: float = 0.4  # progress from which storage noise is added
    rounded_from: float = 0.6  # progress from which the kernels are rounded instead
    critic: tuple[int, ...] = (48, 96, 192)  # channels of the patch discriminator
    critic_from: float = 0.35  # progress
    critic_weight: float = 0.02
    critic_rate: float = 2e-4

    @property
    def cells(self) -> int:  # cells along an edge
        return self.frame // self.cell

    @property
    def codes(self) -> int:
        n = 1
        for level in self.levels:
            n *= level
        return n

    @property
    def latent(self) -> int:  # D: numbers that describe a cell
        return self.groups * len(self.levels)

    @property
    def shape(self) -> tuple:
        """What a checkpoint is bound to: the rest may change from one run to the next."""
        return self.frame, self.cell, self.levels, self.groups, self.encoder, self.decoder, self.decoder_blocks, self.same, self.critic


@dataclass(frozen=True)
class RetNetConfig:
    layers: int = 8
    width: int = 304
    heads: int = 5
    key_dim: int = 64  # of one head
    value_dim: int = 96  # of one head
    feed_forward: int = 608
    key_frames: int = 8
    prompt_words: int = 8
    tokens_per_word: int = 2
    block_sizes: tuple[int, ...] = (1, 4, 16, 64, 256)
    block_shares: tuple[float, ...] = (0.05, 0.05, 0.2, 0.4, 0.3)  # how often each is trained
    default_block: int = 64
    batch: int = 512  # pictures a step and GPU
    clip_tokens: int = 65536  # of living clips, a step and GPU
    clip_buckets: int = 3  # lengths that clips are padded to
    least_loss: float = 0.05  # nats a code: an example comes up as often as its loss and this say
    clips_from: float = 0.15  # progress until which there are pictures only
    clip_weight: float = 0.7  # of their loss beside the pictures'
    change_weight: float = 4.0  # of one cell's change beside one code
    slips: float = 0.02  # share of the latents' numbers that the network is told one level off, as its own errors will be
    extra_cells: float = 0.02  # share of unchanged cells that are drawn all the same in training
    matrix_rate: float = 0.02  # Muon
    other_rate: float = 3e-3  # AdamW
    noise_full: float = 0.5  # progress until which storage noise would grow
    rounded_from: float = 0.3  # progress from which weights are rounded instead
    matrix_step: float = 0.32  # between stored values of the layers' matrices, as a share of a row's RMS
    word_step: float = 0.5  # of the word table, which hardly minds
    head_step: float = 0.12  # of the heads and of the matrices that take in latents

    @property
    def prompt_tokens(self) -> int:
        return self.prompt_words * self.tokens_per_word

    @property
    def shape(self) -> tuple:
        """What a checkpoint is bound to: the rest may change from one run to the next."""
        sizes = (self.layers, self.width, self.heads, self.key_dim, self.value_dim, self.feed_forward, self.key_frames)
        return *sizes, self.prompt_words, self.tokens_per_word, self.block_sizes


@dataclass(frozen=True)
class InterpolatorConfig:
    channels: int = 64
    waves: int = 3
    batch: int = 96  # frames a step
    learning_rate: float = 2e-3


@dataclass(frozen=True)
class Config:
    name: str
    version: str
    tokenizer: TokenizerConfig = field(default_factory=TokenizerConfig)
    retnet: RetNetConfig = field(default_factory=RetNetConfig)
    interpolator: InterpolatorConfig = field(default_factory=InterpolatorConfig)
    other_bits: int = 8  # storage of what is quantised without a step of its own


CONFIGS = {
    "v3": Config(name="flashvideo", version="3.2"),
    # Goes from data to exported graphs on a CPU in a minute or two; draws nothing recognisable.
    "tiny": Config(
        name="flashvideo-tiny",
        version="0",
        tokenizer=TokenizerConfig(
            groups=2, encoder=(8, 12, 16), decoder=(16, 8, 8, 4), decoder_blocks=(1, 1, 1, 1), batch=4, critic=(8, 8)
        ),
        retnet=RetNetConfig(
            layers=2, width=32, heads=2, key_dim=16, value_dim=24, feed_forward=64, batch=4, clip_tokens=1100, clip_buckets=2, matrix_step=0.1
        ),
        interpolator=InterpolatorConfig(channels=8, batch=4),
    ),
}
