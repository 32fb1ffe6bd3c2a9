/** Words → key frames, and the moments between them. */
import { type Frame, rasterOf } from '../picture/raster';
import { alongFlow, createFetch, type Fetch } from '../picture/sample';
import type { Codebook } from './codebook';
import type { ModelConfig } from './config';
import { createDecoder, latentsOf } from './decoder';
import type { Networks } from './engine';
import {
  createFlow,
  fetchBetween,
  type InBetween,
  type KeyFrame,
  locate,
  type Moment,
  predictFields,
} from './interpolate';
import { denoise, type Field } from './moving';
import { drawCodes, usualBlock } from './retnet';
import { samplingOf } from './sampler';

/** Settings of a run that no designer chooses. */
export interface Tuning {
  block?: number; // cells drawn at once, one of the config's blockSizes
}

/** What draws: a model's networks, and how their numbers are read. */
export interface Drawer {
  networks: Networks;
  config: ModelConfig;
  codebook: Codebook;
}

/** How key frames are drawn. */
export interface DrawOptions extends Tuning {
  keyFrames: number;
  seed: number;
  best?: boolean; // one cell at a time
}

/** Runs a part of a stage and counts its time. */
export type Timed = <T>(
  stage: 'tokens' | 'decode' | 'interpolate',
  work: () => T | Promise<T>,
) => Promise<T>;

const WASM_STRIDE = 32; // cells of one run: a cancellation is heard in time, at no cost in speed

/**
 * Draws the key frames of one caption, each decoded as soon as its last cell is drawn.
 *
 * @yields the share that is drawn, and each key frame that is done
 */
export async function* drawKeyFrames(
  { networks, config, codebook }: Drawer,
  words: number[],
  { keyFrames: count, seed, best, block: tuned }: DrawOptions,
  timed: Timed,
): AsyncGenerator<{ drawn: number; keyFrame?: KeyFrame }, void> {
  const block = tuned ?? (best ? 1 : usualBlock(networks.engine, config.retnet));
  const size = config.frame.cells ** 2 * codebook.groups; // codes of a key frame
  const decode = createDecoder(networks, config, codebook);
  const keyFrames: KeyFrame[] = [];
  const steps = drawCodes(networks, config, codebook, words, {
    keyFrames: count,
    block,
    stride: networks.engine === 'wasm' ? Math.min(block, WASM_STRIDE) : block,
    sampling: samplingOf(seed),
  });
  try {
    for (;;) {
      const { value } = await timed('tokens', () => steps.next());
      if (!value) return;
      yield { drawn: value.share };
      const k = keyFrames.length;
      if (value.keyFrames === k) continue;
      const codes = value.codes.slice(k * size, (k + 1) * size);
      const changed = value.changed[k]!.length;
      const alike = keyFrames.find((one) => codes.every((code, i) => code === one.codes[i]));
      const keyFrame = alike
        ? { ...alike, changed }
        : { ...(await timed('decode', () => decodeKeyFrame(codes, keyFrames[0]?.frame))), changed };
      keyFrames.push(keyFrame);
      yield { drawn: value.share, keyFrame };
    }
  } finally {
    await steps.return(); // a cancelled clip leaves no states behind
  }

  async function decodeKeyFrame(codes: Uint16Array, first?: Frame) {
    const latents = latentsOf(codes, codebook);
    const frame = await decode(codes, latents);
    denoise(frame, first, config.frame.cells);
    return { codes, latents, frame };
  }
}

export type DrawKeyFrames = (
  words: number[],
  options: Omit<DrawOptions, 'seed' | 'best'>,
) => ReturnType<typeof drawKeyFrames>;

/** The moments of a living loop, each to be read as a frame or, moved and scaled, point by point. */
export interface Between {
  /** The frame itself: cells that nothing moves through are copied. */
  frameAt(index: number): InBetween;
  /** Any point of it, fetched along the flow. */
  fetchAt(index: number): Fetch;
}

const predicted = new WeakMap<Float32Array, Map<string, Field[]>>(); // by the latents of a drawing's first key frame

/** Those of before where the drawing and the moments are: a colour moves nothing. */
async function fieldsOf(
  networks: Networks,
  keyFrames: KeyFrame[],
  moments: Moment[],
  grid: number,
): Promise<Field[]> {
  const { latents } = keyFrames[0]!;
  const known = predicted.get(latents) ?? new Map<string, Field[]>();
  const key = JSON.stringify(moments);
  const fields = known.get(key) ?? (await predictFields(networks, keyFrames, moments, grid));
  predicted.set(latents, known.set(key, fields));
  return fields;
}

/** @param phases of the loop, 0 to 1 each */
export async function fillBetween(
  { networks, config }: Drawer,
  keyFrames: KeyFrame[],
  phases: number[],
  timed: Timed,
): Promise<Between> {
  const grid = config.frame.cells; // along an edge
  const moments = phases.map((phase) => locate(phase, keyFrames.length));
  const between = moments.filter(({ towards }) => towards > 0);
  const fields = await timed('interpolate', () => fieldsOf(networks, keyFrames, between, grid));
  const fetches = new Map<KeyFrame, Fetch>();
  const fetchOf = (keyFrame: KeyFrame) => {
    const fetch = fetches.get(keyFrame) ?? createFetch(rasterOf(keyFrame.frame));
    fetches.set(keyFrame, fetch);
    return fetch;
  };
  const ends = ({ after }: Moment) =>
    [keyFrames[after]!, keyFrames[(after + 1) % keyFrames.length]!] as const; // the loop closes
  const fieldOf = (moment: Moment): Field => fields[between.indexOf(moment)]!;
  return {
    frameAt(index) {
      const moment = moments[index]!;
      const [from, to] = ends(moment);
      if (moment.towards === 0) return { frame: from.frame, computed: 0 };
      return fetchBetween(from, to, fieldOf(moment), moment.towards, grid);
    },
    fetchAt(index) {
      const moment = moments[index]!;
      const [from, to] = ends(moment);
      if (moment.towards === 0) return fetchOf(from);
      const flow = createFlow(from, to, fieldOf(moment), moment.towards, grid);
      return alongFlow(fetchOf(from), fetchOf(to), flow);
    },
  };
}
