/** Other takes on a request, each unlike the others at a glance: no seed is, as it changes details only. */
import type { GenerateRequest, Shape, Variation } from './api';
import type { Model } from './model';
import { isPlaceholder } from './placeholders/draw';
import { refusalOf } from './request';
import type { Layer } from './scene';
import { shapeScene } from './shape';

const LIVELY = ['bouncing', 'swinging', 'spinning', 'floating', 'pulsing', 'wobbling'];
const TINTS = ['#ff7262', '#7c5cff', '#1abc9c', '#f5a623', '#0d99ff', '#e64980'] as const;
const THREE = 3; // things of a composition
const MOST_KIN = 6; // until it is drawn as it was said again

/**
 * Another style and movement (a style alone is too little to see), another thing of the same name, another
 * movement at another speed, another composition in another colour. Where a model has no other style or thing,
 * a colour and a movement stand in.
 *
 * @param round of takes on one request: each round brings others, as far as there are any
 * @throws {PromptError} when the prompt names nothing to draw
 */
export function variationsOf(model: Model, request: GenerateRequest, round: number): Variation[] {
  const { report, ...said } = model.read(request.prompt);
  const [layer] = shapeScene(said, request.shape).layers;
  if (!layer) throw refusalOf(request.prompt, report);
  const other = (changes: Shape): Variation => ({
    changes,
    shape: { ...request.shape, ...changes },
  });
  const style = otherStyle(model, layer, round);
  const kin = isPlaceholder(layer.thing) ? [] : model.kinOf(layer.thing);
  const thing = kin[round % Math.max(1, kin.length)];
  const motions = LIVELY.filter((name) => name !== layer.motion);
  const motion = (turn: number) => motions[(3 * round + turn) % motions.length]!;
  const tint = (turn: number) => TINTS[(2 * round + turn) % TINTS.length]!;
  const speed = round % 2 === 0 ? 2 : 0.5;
  const [first, second, third] = [0, 1, 2].map(motion) as [string, string, string];
  return [
    style ? other({ style, motion: third }) : other({ tint: tint(0), motion: third }),
    other(thing ? { thing } : { motion: second }),
    other({ motion: first, speed }),
    layer.count > 1
      ? other({ count: 1, tint: tint(1) })
      : other({ count: THREE, order: 'one after another', tint: tint(1) }),
  ];
}

/**
 * The request drawn otherwise, for what is made anew: in its next style, then as the next thing of its name, round and
 * round. All that the prompt and a hand say else stays, and no take grows out of the one before.
 *
 * @param turn how many takes on: 0 is the request as it is, no other is
 * @throws {PromptError} when the prompt names nothing to draw
 */
export function anotherTake(model: Model, request: GenerateRequest, turn: number): Shape {
  const { shape = {} } = request;
  const { report, layers } = model.read(request.prompt);
  const [layer] = layers;
  if (!layer) throw refusalOf(request.prompt, report);
  if (turn === 0) return shape;
  const { keys, ways } = waysToMake(model, layer);
  const now = ways.findIndex((way) => keys.every((key) => way[key] === shape[key]));
  const from = Math.max(0, now); // what a hand chose, or another model, is no way of ours
  const kept = Object.entries(shape).filter(([key]) => !keys.some((one) => one === key));
  const at = (from + 1 + ((turn - 1) % (ways.length - 1))) % ways.length;
  return { ...Object.fromEntries(kept), ...ways[at] };
}

/** Shapes that differ in some keys, the first being as the prompt says. */
interface Ways {
  keys: (keyof Shape)[];
  ways: Shape[];
}

/** What has one style and no kin has other movements; where those are said, or it is drawn by a formula, colours. */
function waysToMake({ stylesOf, kinOf, suitingMotion }: Model, layer: Layer): Ways {
  const { thing, style, motion, colour } = layer;
  const formula = isPlaceholder(thing);
  const styles = stylesOf(thing).slice().reverse(); // outlines first: flat, the usual one, and 3d are alike
  const now = style ?? styles.at(-1);
  const ending = ` ${thing.split(' ').at(-1)}`; // a bell pepper is no bell
  const kin = formula ? [] : kinOf(thing).filter((name) => name.endsWith(ending));
  const drawn = kin.filter((name) => style === null || stylesOf(name).includes(style));
  const ways = [
    ...styles.filter((name) => name !== now).map((name): Shape => ({ style: name })),
    ...drawn.slice(0, MOST_KIN).map((name, i): Shape => {
      const own = style === null && i % 2 === 1 ? stylesOf(name)[1] : undefined; // two faces of a cat are much alike
      return own === undefined ? { thing: name } : { thing: name, style: own };
    }),
  ];
  if (ways.length > 0) return { keys: ['style', 'thing'], ways: [{}, ...ways] };
  if (formula || motion !== null) {
    const tints = TINTS.filter((tint) => tint !== colour);
    return { keys: ['tint'], ways: [{}, ...tints.map((tint) => ({ tint }))] };
  }
  const motions = LIVELY.filter((name) => name !== suitingMotion(thing));
  return { keys: ['motion'], ways: [{}, ...motions.map((name) => ({ motion: name }))] };
}

function otherStyle({ stylesOf }: Model, { thing, style }: Layer, round: number) {
  const styles = stylesOf(thing);
  const others = styles.filter((name) => name !== (style ?? styles[0]));
  return others[round % Math.max(1, others.length)];
}
