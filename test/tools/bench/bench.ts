/**
 * `npm run -s bench -- --json [--engine wasm|webgpu] [--quick] [--seconds n] [--clips n] [--chart file.svg] [--start]`:
 * how fast the pipeline is in Node, for a clip that lives (all key frames, the one that is compared with
 * transformers) and for one that a map moves; the token model's forms beside the transformers they replace,
 * the sparse interpolation beside the dense one, the bound that the machine sets; and how soon the built
 * plugin is ready and how long it blocks its panel in a browser. Medians. The last line on stdout is one JSON object;
 * what could not be measured is null in it, and stderr says why. `--start` measures the start alone.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { offerWebGpu } from '../../../gpu';
import { readAssets } from '../../../models/shipped';
import type { Engine } from '../../../worker/api';
import { loadModel, type Model } from '../../../worker/model';
import type { ModelConfig } from '../../../worker/network/config';
import { type CaptureFigures, tryCapture } from './capture';
import { drawChart } from './chart';
import { benchEndurance, type EnduranceFigures } from './endurance';
import { benchForms } from './forms';
import { describeAdapter } from './gpu';
import type { InterpolationFigures } from './interpolation';
import { benchLimit, type LimitFigures } from './limit';
import type { PanelFigures } from './panel';
import { createParts, type Parts } from './parts';
import {
  benchPipeline,
  type ClipTimings,
  LIVING,
  MAPPED,
  type Memory,
  watchMemory,
} from './pipeline';
import type { StartFigures } from './start';
import { rounded } from './statistics';
import type { FormFigures } from './summary';

const MB = 2 ** 20;
const EDGES = [128, 256, 512]; // px

interface Figures extends FormFigures, PanelFigures {
  machine: string;
  engine: Engine;
  loadAverage: number[]; // of the machine's last minute, before and after: others may work on it
  clip: ClipTimings | null; // ms, of the living clip
  mapped: ClipTimings[]; // ms, of one size each
  interpolation: InterpolationFigures | null;
  memory: ReturnType<Memory['peak']> & {
    weights: number; // MB, as the graphs take them
    stateBytes: number; // of the retention states, for any clip
    kvBytesAtL: number[]; // of the transformer's cache at the end of each length of clip
  };
  start: StartFigures | null;
  limit: LimitFigures | null;
  capture: CaptureFigures | null; // on WebGPU
  endurance: EnduranceFigures | null; // where clips are asked for
}

interface Flags {
  engine: Engine;
  json: boolean; // one line instead of many
  quick: boolean; // shorter clips, fewer of them
  seconds: number; // what begins later is left out
  clips: number; // in a row
  chart: string | undefined; // SVG to write
  start: boolean; // that alone
}

async function bench(flags: Flags): Promise<Figures> {
  const load = [loadavg()[0]!];
  const watched = watchMemory();
  if (flags.engine === 'webgpu') await offerWebGpu();
  const parts = createParts(flags.seconds);
  const model = await loadModel(await readAssets(flags.engine), flags.engine);
  const measured = await measure(model, flags, parts, watched);
  load.push(loadavg()[0]!);
  return {
    machine: await nameMachine(flags.engine),
    engine: model.networks.engine,
    loadAverage: load.map((one) => rounded(one, 1)),
    ...measured,
  };
}

/** What tells most comes first, in case that time runs out. */
async function measure(model: Model, flags: Flags, { part, left }: Parts, watched: Memory) {
  const { config, networks } = model;
  const { quick, chart, clips } = flags;
  const pipeline = await part('living clip', () => benchPipeline(model, watched, LIVING));
  const mapped: ClipTimings[] = [];
  for (const edge of EDGES) {
    const work = () => benchPipeline(model, watched, MAPPED, edge);
    const figures = await part(`mapped clip, ${edge} px`, work);
    if (figures) mapped.push(figures.clip);
  }
  const memory = watched.peak(); // before the baselines take theirs
  const limit =
    pipeline && (await part('limit', () => benchLimit(config, networks.engine, pipeline)));
  const forms = await benchForms(model, quick, { part, left });
  if (chart) writeFileSync(chart, await drawChart(forms));
  // What these load (pictures, a browser) is not there on every machine.
  const interpolation = await part('interpolation', async () =>
    (await import('./interpolation')).benchInterpolation(model, quick),
  );
  const panel = await part('panel', async () => (await import('./panel')).benchPanel());
  const start = await part('start', async () => (await import('./start')).benchStart(quick));
  const endurance =
    clips > 0 ? await part('endurance', () => benchEndurance(model, clips, watched)) : null;
  // Last, since what fails within a capture may leave the device in one.
  const capture =
    networks.engine === 'webgpu' ? await part('capture', () => tryCapture(model)) : null;
  return {
    ...forms,
    clip: pipeline?.clip ?? null,
    mapped,
    interpolation,
    memory: { ...memory, ...sizes(config, forms) },
    limit,
    start,
    capture,
    endurance,
    ...(panel ?? { readyMs: null, longestTaskMs: null }),
  };
}

async function benchStartAlone(quick: boolean) {
  const machine = await nameMachine('wasm');
  const before = loadavg()[0]!;
  const start = await (await import('./start')).benchStart(quick);
  return { machine, loadAverage: [before, loadavg()[0]!], start };
}

async function nameMachine(engine: Engine): Promise<string> {
  const all = cpus();
  const gpu = engine === 'webgpu' ? `${await describeAdapter()}, ` : '';
  return `${gpu}${all[0]!.model.trim()} × ${all.length}, Node ${process.versions.node}`;
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
    seconds: { type: 'string', default: 'Infinity' },
    clips: { type: 'string', default: '0' },
    chart: { type: 'string' },
  } as const;
  const { values } = parseArgs({ options: { ...options, json: flag, quick: flag, start: flag } });
  const { engine, json, quick, chart, start } = values;
  const [seconds, clips] = [Number(values.seconds), Number(values.clips)];
  if (engine !== 'wasm' && engine !== 'webgpu')
    throw new Error(`The flag --engine needs wasm or webgpu, and got “${engine}”.`);
  if (!(seconds > 0))
    throw new Error(`The flag --seconds needs a number above 0, and got “${values.seconds}”.`);
  if (!Number.isSafeInteger(clips) || clips < 0)
    throw new Error(`The flag --clips needs a number of clips, and got “${values.clips}”.`);
  return { engine, json, quick, seconds, clips, chart, start };
}

try {
  const flags = readFlags();
  const figures = await (flags.start ? benchStartAlone(flags.quick) : bench(flags));
  console.log(flags.json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2));
  process.exit(0); // a device that was lost may keep a run waiting for ever
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
