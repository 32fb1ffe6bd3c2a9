/** Other takes on a request, each unlike the others at a glance: no seed is, as it changes details only. */
import type { GenerateRequest, Shape, Variation } from './api';
import type { Model } from './model';
import { isPlaceholder } from './placeholders/draw';
import { refusalOf } from './request';
import type { Layer } from './scene';
import { shapeScene } from './shape';

const LIVELY = ['bouncing', 'swinging', 'spinning', 'floating', 'pulsing', 'wobbling'];
const TINTS = ['#7c5cff', '#ff7262', '#1abc9c', '#f5a623', '#0d99ff', '#e64980'] as const;
const THREE = 3; // things of a composition

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
  const other = (changes: Shape, label: string): Variation => ({
    label,
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
    style
      ? other({ style, motion: third }, `${style}, ${third}`)
      : other({ tint: tint(0), motion: third }, `another colour, ${third}`),
    thing ? other({ thing }, thing) : other({ motion: second }, second),
    other({ motion: first, speed }, `${first}, ${speed > 1 ? 'faster' : 'slower'}`),
    layer.count > 1
      ? other({ count: 1, tint: tint(1) }, 'one, in another colour')
      : other(
          { count: THREE, order: 'one after another', tint: tint(1) },
          'three, one after another',
        ),
  ];
}

function otherStyle({ stylesOf }: Model, { thing, style }: Layer, round: number) {
  const styles = stylesOf(thing);
  const others = styles.filter((name) => name !== (style ?? styles[0]));
  return others[round % Math.max(1, others.length)];
}
