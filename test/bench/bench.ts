/**
 * `npm run -s bench -- --json [--engine wasm|webgpu] [--quick] [--chart file.svg]`: how fast the pipeline is
 * in Node, the token model's forms beside the transformers they replace, the interpolation beside its
 * alternatives, the bound that the machine sets; and how soon the built plugin is ready and how long it
 * blocks its panel in a browser. Medians. The last line on stdout is one JSON object.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { offerWebGpu } from '../../gpu';
import { readAssets } from '../../models/shipped';
import type { Engine, Timings } from '../../worker/api';
import type { ModelConfig } from '../../worker/config';
import { loadModel } from '../../worker/model';
import { drawChart } from './chart';
import { benchForms, type FormFigures } from './forms';
import { benchInterpolation, type InterpolationFigures } from './interpolation';
import { benchLimit, type LimitFigures } from './limit';
import { benchPanel, type PanelFigures } from './panel';
import { benchPipeline, type Memory, watchMemory } from './pipeline';
import { rounded } from './statistics';

const MB = 2 ** 20;

interface Figures extends FormFigures, PanelFigures {
  machine: string;
  engine: Engine;
  loadAverage: number[]; // of the machine's last minute, before and after: others may work on it
  clip: Timings; // ms
  interpolation: InterpolationFigures;
  memory: ReturnType<Memory['peak']> & {
    weights: number; // MB, as the graphs take them
    stateBytes: number; // of the retention states, for any clip
    kvBytesAtL: number[]; // of the transformer's cache at the end of each length of clip
  };
  limit: LimitFigures;
}

interface Flags {
  engine: Engine;
  json: boolean; // one line instead of many
  quick: boolean; // shorter clips, fewer of them
  chart: string | undefined; // SVG to write
}

async function bench({ engine: wanted, quick, chart }: Flags): Promise<Figures> {
  const load = [loadavg()[0]!];
  const watched = watchMemory();
  if (wanted === 'webgpu') await offerWebGpu();
  const model = await loadModel(await readAssets(), wanted);
  const { config, networks } = model;
  const { clip, runs } = await benchPipeline(model, watched);
  const memory = watched.peak(); // before the baselines take theirs
  const forms = await benchForms(model, quick);
  if (chart) writeFileSync(chart, await drawChart(forms));
  const interpolation = await benchInterpolation(model, quick);
  const limit = await benchLimit(config, networks.engine, runs, clip);
  const panel = await benchPanel();
  const { model: cpu } = cpus()[0]!;
  load.push(loadavg()[0]!);
  return {
    machine: `${cpu.trim()} × ${cpus().length}, Node ${process.versions.node}`,
    engine: networks.engine,
    loadAverage: load.map((one) => rounded(one, 1)),
    ...forms,
    ...{ clip, interpolation },
    memory: { ...memory, ...sizes(config, forms) },
    ...{ limit, ...panel },
  };
}

function sizes({ tensors, retnet }: ModelConfig, { forms }: FormFigures) {
  const { layers, heads, keyDim, valueDim, promptWords, tokensPerWord } = retnet;
  const weights = Object.values(tensors).flat();
  return {
    weights: rounded(weights.reduce((sum, { bytes }) => sum + bytes, 0) / MB, 1),
    stateBytes: 4 * layers * heads * keyDim * valueDim,
    kvBytesAtL: forms.map(
      ({ L }) => 4 * layers * heads * 2 * keyDim * (promptWords * tokensPerWord + L),
    ),
  };
}

function readFlags(): Flags {
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    engine: { type: 'string', default: 'wasm' },
    chart: { type: 'string' },
  } as const;
  const { values } = parseArgs({ options: { ...options, json: flag, quick: flag } });
  const { engine, json, quick, chart } = values;
  if (engine === 'wasm' || engine === 'webgpu') return { engine, json, quick, chart };
  throw new Error(`The flag --engine needs wasm or webgpu, and got “${engine}”.`);
}

try {
  const flags = readFlags();
  const figures = await bench(flags);
  console.log(flags.json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
