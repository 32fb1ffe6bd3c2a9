/**
 * The frames between key frames, for clips that move: fetched where something changes (sparse, as
 * shipped) and everywhere (dense), against true renderings. PSNR is over the cells that move in truth and
 * their neighbours, on mid-grey; the error of the key frames is in all of them.
 */

import { createSprite, renderFrame } from '../../../models/data/art/render';
import { type Catalogue, readCatalogue, type Subject } from '../../../models/data/names/catalogue';
import type { Model } from '../../../worker/model';
import { type Affine, STEPS } from '../../../worker/motion/maps';
import { createDecoder, latentsOf } from '../../../worker/network/decoder';
import {
  fetchBetween,
  type KeyFrame,
  locate,
  type Moment,
  predictFields,
} from '../../../worker/network/interpolate';
import { changedCells, dilate, settle } from '../../../worker/network/moving';
import { drawCodes, usualBlock } from '../../../worker/network/retnet';
import { greedy } from '../../../worker/network/sampler';
import type { Frame } from '../../../worker/picture/pixels';
import { median, rounded, timed } from './statistics';

const WAYS = ['sparse', 'dense', 'blend', 'repeat'] as const;
type Way = (typeof WAYS)[number];

export interface InterpolationFigures {
  share: number; // of the cells of frames between key frames: how many are computed
  sparseMs: number; // for all frames between of a 16-frame clip, the network included
  denseMs: number;
  psnr: Record<Way, number>; // dB
}

const FRAMES = 16;
const TURNS = 3; // sparse and dense by turns
const GREY = 0.5;
const SUBJECT_STRIDE = 101; // so that clips show different groups of subjects

export async function benchInterpolation(
  model: Model,
  quick: boolean,
): Promise<InterpolationFigures> {
  const catalogue = readCatalogue();
  const { size, cells: grid, keyPhases } = model.config.frame;
  const moving = catalogue.motions.flatMap(({ name, transforms }) =>
    transforms && name !== 'still' ? [{ name, transforms }] : [],
  );
  const subjects = catalogue.subjects.filter(
    ({ lively, styles }) => !lively && styles.includes(0), // those move in their own way; line icons are another model's
  );
  const times: Record<'sparse' | 'dense', number[]> = { sparse: [], dense: [] };
  const error = { sparse: 0, dense: 0, blend: 0, repeat: 0 }; // sums of squares
  let [values, computed, cells] = [0, 0, 0];

  for (const [i, motion] of moving.slice(0, quick ? 3 : moving.length).entries()) {
    const subject = subjects[((i + 1) * SUBJECT_STRIDE) % subjects.length]!;
    const truth = await renderTruth(catalogue, subject, motion.transforms, size);
    const { words, motion: index } = model.captionOf({
      thing: subject.name,
      style: null,
      motion: motion.name,
    });
    const keyFrames = await drawKeyFrames(model, words);
    const made = await fillIn(model, keyFrames, index);
    times.sparse.push(made.sparseMs);
    times.dense.push(made.denseMs);
    computed += made.computed;
    cells += made.moments.length * grid ** 2;
    for (const [at, { after, index }] of made.moments.entries()) {
      const ends = [after, (after + 1) % keyPhases.length].map(
        (key) => truth[(key * FRAMES) / keyPhases.length]!,
      );
      const mask = dilate(changedCells(ends[0]!, ends[1]!, grid), grid, 1);
      values += 3 * mask.reduce((sum, one) => sum + one, 0) * (size / grid) ** 2;
      for (const way of WAYS) error[way] += errorIn(made[way][at]!, truth[index]!, mask, grid);
    }
  }
  const psnr = (way: Way) => rounded(10 * Math.log10(values / error[way]), 2);
  return {
    share: rounded(computed / cells, 3),
    sparseMs: rounded(median(times.sparse), 1),
    denseMs: rounded(median(times.dense), 1),
    psnr: {
      sparse: psnr('sparse'),
      dense: psnr('dense'),
      blend: psnr('blend'),
      repeat: psnr('repeat'),
    },
  };
}

/** The frames of a clip as the training data define them: premultiplied RGBA in planes, [4, size, size]. */
async function renderTruth(
  catalogue: Catalogue,
  subject: Subject,
  transforms: Affine[],
  size: number,
): Promise<Frame[]> {
  const sprite = createSprite(await catalogue.draw(subject, subject.styles[0]!));
  return Array.from({ length: FRAMES }, (_, index) => {
    const rgba = renderFrame(sprite, size, transforms[(index * STEPS) / FRAMES]!);
    return rgba.map((_, i) => rgba[(i % size ** 2) * 4 + Math.floor(i / size ** 2)]!);
  });
}

/** As the pipeline draws them, greedily. */
async function drawKeyFrames(model: Model, words: number[]): Promise<KeyFrame[]> {
  const { networks, config, codebook } = model;
  const decode = createDecoder(networks, codebook.dims);
  const block = usualBlock(networks.engine, config.retnet);
  const drawing = { block, guidance: 1, draw: greedy };
  let codes = new Uint16Array();
  for await (const drawn of drawCodes(networks, config, codebook, words, drawing)) {
    codes = Uint16Array.from(drawn.codes);
  }
  const keyFrames: KeyFrame[] = [];
  const each = config.frame.cells ** 2 * codebook.groups; // codes of a key frame
  for (let at = 0; at < codes.length; at += each) {
    const own = codes.slice(at, at + each);
    const latents = latentsOf(own, codebook);
    const frame = await decode(latents);
    settle(frame, keyFrames[0]?.frame, config.frame.cells);
    keyFrames.push({ codes: own, latents, frame });
  }
  return keyFrames;
}

/** All frames between key frames, in each way. */
async function fillIn(
  { networks, config, codebook }: Model,
  keyFrames: KeyFrame[],
  motion: number,
) {
  const grid = config.frame.cells;
  const decode = createDecoder(networks, codebook.dims);
  const moments = Array.from({ length: FRAMES }, (_, index) => ({
    ...locate(index, FRAMES, keyFrames.length),
    index,
  })).filter(({ towards }) => towards > 0);
  const ends = ({ after }: Moment) =>
    [keyFrames[after]!, keyFrames[(after + 1) % keyFrames.length]!] as const;
  const frames: Record<Way, Frame[]> = { sparse: [], dense: [], blend: [], repeat: [] };
  let computed = 0;

  async function fetchAll(way: 'sparse' | 'dense') {
    const fields = await predictFields(networks, keyFrames, moments, motion, grid);
    const made = moments.map((moment, i) => {
      const [from, to] = ends(moment);
      return fetchBetween(from, to, fields[i]!, moment.towards, grid, way === 'dense');
    });
    frames[way] = made.map(({ frame }) => frame);
    if (way === 'sparse') computed = made.reduce((sum, { computed }) => sum + computed, 0);
  }
  const times: Record<'sparse' | 'dense', number[]> = { sparse: [], dense: [] };
  for (let turn = 0; turn <= TURNS; turn++) {
    for (const way of ['sparse', 'dense'] as const) {
      const ms = await timed(() => fetchAll(way));
      if (turn > 0) times[way].push(ms); // the first ones warm up
    }
  }
  for (const moment of moments) {
    const [from, to] = ends(moment);
    const mixed = from.latents.map((v, i) => v + moment.towards * (to.latents[i]! - v));
    frames.blend.push(await decode(mixed));
    frames.repeat.push(from.frame);
  }
  return {
    ...frames,
    moments,
    computed,
    sparseMs: median(times.sparse),
    denseMs: median(times.dense),
  };
}

/** The squared error over the marked cells, on mid-grey. */
function errorIn(made: Frame, truth: Frame, mask: Uint8Array, grid: number): number {
  const area = made.length / 4;
  const size = Math.sqrt(area);
  const cell = size / grid; // px
  let sum = 0;
  for (let i = 0; i < area; i++) {
    const at = Math.floor(i / size / cell) * grid + Math.floor((i % size) / cell);
    if (!mask[at]) continue;
    const ground = GREY * (truth[3 * area + i]! - made[3 * area + i]!); // (1 − α) of either, subtracted
    for (let plane = 0; plane < 3; plane++) {
      sum += (made[plane * area + i]! - truth[plane * area + i]! + ground) ** 2;
    }
  }
  return sum;
}
