/** What a designer changes by hand, laid over what the prompt says. */
import type { Shape, Shapeable } from './api';
import type { DrawnLayer } from './film/layers';
import type { Model } from './model';
import { obeys } from './motion/motion';
import { RequestError } from './request';
import { type Direction, type Layer, type Scene, settingsOf } from './scene';

/**
 * The scene as it is to be made. A movement goes to those that the prompt moves, where it says nothing of any
 * to all but those that others stand on; a thing and a number go to the first layer; all else to every layer.
 */
export function shapeScene(scene: Scene, shape: Shape = {}): Scene {
  const { motion, speed, strength, tint, style, thing, count } = shape;
  const direction = shape.direction as Direction | undefined; // one that the movement does not know is its own
  const moves = moversOf(scene);
  const layers = scene.layers.map((layer, index): Layer => {
    const shaped = { ...layer };
    if (motion !== undefined && moves(layer, index)) {
      shaped.motion = motion;
      shaped.also = null;
    }
    if (index === 0 && thing !== undefined) shaped.thing = thing;
    if (index === 0 && count !== undefined) shaped.count = count;
    if (tint !== undefined) {
      shaped.colour = tint;
      shaped.tone = null;
    }
    shaped.style = style ?? layer.style;
    shaped.speed = speed ?? layer.speed;
    shaped.strength = strength ?? layer.strength;
    shaped.direction = direction ?? layer.direction;
    return shaped;
  });
  const seconds = shape.seconds ?? scene.seconds;
  return {
    ...scene,
    layers,
    order: shape.order ?? scene.order,
    seconds: seconds !== null && speed !== undefined ? seconds / speed : seconds,
  };
}

function moversOf({ layers, relations }: Scene): (layer: Layer, index: number) => boolean {
  if (layers.some(({ motion }) => motion !== null)) return ({ motion }) => motion !== null;
  const settings = settingsOf({ relations });
  return (_, index) => !settings.has(index);
}

/** @throws {RequestError} when the shape names a thing or a style that the model does not draw */
export function checkNames({ knows, styles }: Pick<Model, 'knows' | 'styles'>, shape: Shape = {}) {
  const { thing, style } = shape;
  if (thing !== undefined && !knows(thing)) {
    throw new RequestError(`The thing should be one that the model draws, and is “${thing}”.`);
  }
  if (style !== undefined && !styles.includes(style)) {
    const known = styles.map((one) => `“${one}”`).join(', ');
    throw new RequestError(`The style should be one of ${known}, and is “${style}”.`);
  }
}

/** What can be shaped of layers, told of the first that moves. */
export function shapeableOf(model: Model, layers: DrawnLayer[]): Shapeable {
  const moving = layers.find(({ move }) => move.living || move.motion.name !== 'still');
  const { layer, move } = moving ?? layers[0]!;
  const { strength, directions } = obeys(move.motion);
  return {
    thing: layer.thing,
    motion: move.living && move.motion.name === 'still' ? 'alive' : move.motion.name,
    alive: model.isAlive(layer.thing),
    styles: model.stylesOf(layer.thing),
    strength: strength && move.motion.name !== 'still',
    directions: [...directions],
    several: layers.some(({ layer: { count } }) => count > 1),
    colour: layer.colour,
  };
}
