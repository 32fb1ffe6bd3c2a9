/** A scene → its layers, drawn: key frames in their colours, or formulas; and where each thing lies. */
import type { Progress } from '../api';
import type { Model } from '../model';
import type { Motion } from '../motion/motion';
import { USUAL_WAY } from '../motion/pose';
import { reachOf } from '../motion/reach';
import { CLOUD, WEATHER } from '../motion/weather';
import { chooseMove, DRIVES, type Move, ORBITING } from '../moves';
import type { KeyFrame } from '../network/interpolate';
import type { Tuning } from '../network/keyframes';
import { type Bounds, measureBounds } from '../picture/bounds';
import { placeLayers, USUAL_BOUNDS } from '../picture/layout';
import type { Placement } from '../picture/pixels';
import { type Frame, mirrorFrame, type Size } from '../picture/raster';
import { createRecolour } from '../picture/recolour';
import { drawPlaceholder, isPlaceholder } from '../placeholders/draw';
import { type Layer, middleOf, type Scene, settingsOf } from '../scene';
import { facingOf } from './facing';
import type { Job } from './job';

/** A layer while it is being drawn. */
export interface DrawnLayer {
  layer: Layer;
  move: Move;
  wanted: { words: number[]; keyFrames: number } | null; // of the network; null for a formula alone
  keyFrames: KeyFrame[]; // so far, in the layer's colour
  bounds: Bounds; // at rest and in any key frame
}

const FORMULA: Bounds['rest'] = { left: 0, top: 0, right: 1, bottom: 1 };

/**
 * What is to be drawn for each layer, and how it will move. A thing that the prompt brings to life is drawn
 * alive whatever moves it by hand: its first key frame serves, and need not be drawn anew.
 *
 * @param said the scene as the prompt says it
 */
export function planLayers(model: Model, scene: Scene, said = scene): DrawnLayer[] {
  const saidMoves = said === scene ? [] : movesOf(model, said);
  return movesOf(model, scene).map((move, index): DrawnLayer => {
    const layer = scene.layers[index]!;
    const formula = isPlaceholder(layer.thing);
    const alive = !formula && model.isAlive(layer.thing);
    const told = said.layers[index];
    const same = told?.thing === layer.thing && told.style === layer.style;
    const living = move.living || (alive && same && (saidMoves[index]?.living ?? false));
    const still = weatherOf(layer) ? CLOUD : layer.thing;
    const picture = formula ? pictureIn(layer.thing) : still;
    const { style } = layer;
    const words = model.captionOf({ thing: picture ?? '', style, alive: living });
    const keyFrames = living ? model.config.frame.keyPhases.length : 1;
    return {
      layer,
      move,
      wanted: picture === null ? null : { words, keyFrames },
      keyFrames: [],
      bounds: formula ? { rest: FORMULA, reach: FORMULA } : USUAL_BOUNDS,
    };
  });
}

/** How each layer of a scene moves. */
function movesOf(model: Model, { layers, relations }: Scene): Move[] {
  const directed = layers.some(({ motion }) => motion !== null); // then those that nothing is said of stand still, as does what others stand on
  const settings = settingsOf({ relations });
  const middle = middleOf(layers, relations);
  return layers.map((layer, index) => {
    const around = middle !== null && index !== middle;
    const formula = isPlaceholder(layer.thing);
    const alive = !formula && model.isAlive(layer.thing);
    const extra = layer.motion === null && (directed || settings.has(index));
    const usual = around ? ORBITING : model.suitingMotion(layer.thing);
    const suits = formula || extra ? 'still' : usual;
    const weather = weatherOf(layer);
    const lively =
      weather !== null || (!formula && !around && model.isLively(layer.thing, layer.style));
    const drawnIn = model.styleOf(layer.thing, layer.style);
    const faces = facingOf(layer.thing, model.groupOf(layer.thing), drawnIn);
    const drives = model.suitingMotion(layer.thing) === DRIVES;
    return chooseMove(layer, {
      alive,
      lively,
      suits,
      faces,
      drives,
      weather,
      around,
      still: extra,
    });
  });
}

/** Line icons of weather have their drops as lines, and draw themselves. */
const weatherOf = ({ thing, style }: Layer): Motion | null =>
  style === 'outline' ? null : (WEATHER.get(thing) ?? null);

/** What is pictured inside of a placeholder: the cart of an empty cart. */
function pictureIn(thing: string): string | null {
  const edge = 64; // px; any size tells
  return drawPlaceholder(thing, { width: edge, height: edge, phase: 0 }).picture?.name ?? null;
}

/** How many key frames the network draws for a scene: layers of one caption are one drawing. */
export function countKeyFrames(layers: DrawnLayer[]): number {
  const drawings = new Map(layers.map(({ wanted }) => [keyOf(wanted), wanted?.keyFrames ?? 0]));
  return [...drawings.values()].reduce((sum, count) => sum + count, 0);
}

/** How many cells the network drew for a scene. */
export function countDrawnCells(layers: DrawnLayer[]): number {
  const drawings = new Map(layers.map(({ wanted, keyFrames }) => [keyOf(wanted), keyFrames]));
  return [...drawings.values()].flat().reduce((sum, { changed }) => sum + changed, 0);
}

const keyOf = (wanted: DrawnLayer['wanted']) =>
  wanted ? `${wanted.words}/${wanted.keyFrames}` : '';

/**
 * Draws all layers.
 *
 * @yields how far it has come, and the index of the key frame that the network drew last
 */
export async function* drawLayers(
  job: Job,
  layers: DrawnLayer[],
  tuning: Tuning,
): AsyncGenerator<{ progress: Progress; drawn?: number }, void> {
  const all = countKeyFrames(layers);
  let done = 0; // key frames
  for (const key of new Set(layers.map(({ wanted }) => keyOf(wanted)))) {
    const alike = layers.filter(({ wanted }) => keyOf(wanted) === key);
    const { wanted } = alike[0]!;
    if (!wanted) continue;
    const collectors = alike.map((drawn) => createCollector(drawn));
    const steps = job.drawKeyFrames(wanted.words, { ...tuning, keyFrames: wanted.keyFrames });
    let count = 0; // key frames of this drawing
    for await (const { drawn, keyFrame, remembered } of steps) {
      if (!remembered) {
        yield { progress: job.progress('tokens', (done + drawn * wanted.keyFrames) / all) };
      }
      if (!keyFrame) continue;
      for (const collect of collectors) collect(keyFrame);
      count++;
      const progress = job.progress('decode', (done + count) / all);
      if (!remembered) yield { progress, drawn: count - 1 }; // else it is done before anybody could be told
    }
    done += wanted.keyFrames;
  }
}

/** Takes a layer's key frames in, as they are drawn, and gives them its colour. */
function createCollector(drawn: DrawnLayer) {
  const { colour, tone, thing } = drawn.layer;
  const formula = isPlaceholder(thing);
  const painted = new Map<Frame, Frame>(); // those of a thing that stands still are one
  const measured: Frame[] = []; // a colour changes no alpha
  const turned = drawn.move.mirrored ? mirrorFrame : (frame: Frame) => frame;
  let recolour = (frame: Frame) => frame;
  const paint = (frame: Frame): Frame => {
    const known = painted.get(frame) ?? turned(recolour(frame));
    painted.set(frame, known);
    return known;
  };
  return (keyFrame: KeyFrame) => {
    const first = drawn.keyFrames.length === 0;
    if (!drawn.move.living && !first) return; // the first one is all that shows
    if ((colour || tone) && first && !formula) {
      recolour = createRecolour({ colour, tone }, keyFrame.frame);
    }
    drawn.keyFrames.push(paintedLater(keyFrame, paint));
    measured.push(drawn.move.mirrored ? paint(keyFrame.frame) : keyFrame.frame);
    if (!formula) drawn.bounds = measureBounds(measured);
  };
}

/** Painted once it is looked at: the first frame of a clip waits for one key frame, not for eight. */
const paintedLater = (keyFrame: KeyFrame, paint: (frame: Frame) => Frame): KeyFrame => ({
  ...keyFrame,
  get frame() {
    return paint(keyFrame.frame);
  },
});

/** Where everything lies, with room for how it moves. @param padding px that are kept free on each side */
export function placeAll(
  scene: Scene,
  layers: DrawnLayer[],
  { width, height }: Size,
  padding: number,
): Placement[][] {
  const bounds = layers.map(({ bounds, move }) => ({
    rest: bounds.rest,
    reach: reachOf(move.motion, { ...USUAL_WAY, ...move.way }, bounds),
  }));
  const short = Math.min(width, height);
  const inner = short - 2 * padding;
  const aspect = { width: (width - 2 * padding) / inner, height: (height - 2 * padding) / inner };
  const placements = placeLayers(scene, bounds, aspect);
  if (padding === 0) return placements;
  const within = ({ x, y, scale }: Placement): Placement => ({
    x: (padding + x * inner) / short,
    y: (padding + y * inner) / short,
    scale: (scale * inner) / short,
  });
  return placements.map((things) => things.map(within));
}
