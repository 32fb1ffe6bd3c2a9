/** Clips as tests and tools ask for them, through the very generator that the plugin runs. */
import type { Clip, GenerateRequest, Picture, Progress } from '../../worker/api';
import { generate, type Options } from '../../worker/generate';
import type { Model } from '../../worker/model';
import type { Networks } from '../../worker/network/engine';
import { GpuError } from '../../worker/network/session';

/** Half a second in six frames of 128 px, to lie on white; the model's best guess. */
export const ask = (prompt: string, changes: Partial<GenerateRequest> = {}): GenerateRequest => ({
  prompt,
  seed: 0,
  width: 128,
  height: 128,
  seconds: 0.5,
  fps: 12,
  background: 'transparent',
  matte: '#ffffff',
  ...changes,
});

export interface Made {
  clip: Clip;
  heard: Progress[];
}

/** @param hear is told each step, as the panel is */
export async function make(
  model: Model,
  request: GenerateRequest,
  options?: Options,
  hear: (progress: Progress) => void = () => {},
): Promise<Made> {
  const heard: Progress[] = [];
  const steps = generate(model, request, options);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return { clip: value, heard };
    heard.push(value);
    hear(value);
  }
}

export const keyFramesOf = ({ heard }: Pick<Made, 'heard'>) =>
  heard.flatMap(({ keyFrame }) => keyFrame ?? []);

/** A model whose networks count, and may be told to fail once as a GPU does. */
export function counting(model: Model, failAt = 0) {
  const count = { runs: 0, cells: 0, fields: 0 }; // of all graphs; drawn; runs of the interpolator
  const networks: Networks = {
    engine: 'wasm',
    reason: '',
    run(graph, feeds, spare) {
      if (++count.runs === failAt) throw new GpuError('test');
      if (graph === 'interpolator') count.fields++;
      const places = graph === 'retnet' ? (feeds.place!.data as Int32Array) : [];
      for (const place of places) if (place > 0) count.cells++; // the others are the prompt's
      return model.networks.run(graph, feeds, spare);
    },
    onWasm: async () => networks,
  };
  return { model: { ...model, networks }, count };
}

/** Widths of what lies side by side in a picture, apart from each other, in units of its shorter edge. */
export function thingsAcross({ rgba, width, height }: Picture): number[] {
  const widths: number[] = [];
  let before = false;
  for (let x = 0; x < width; x++) {
    const column = Array.from({ length: height }, (_, y) => rgba[4 * (y * width + x) + 3]!);
    const inked = column.some((alpha) => alpha > 8);
    if (inked && !before) widths.push(0);
    if (inked) widths[widths.length - 1]! += 1 / Math.min(width, height);
    before = inked;
  }
  return widths;
}
