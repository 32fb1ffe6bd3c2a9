/**
 * Motion in the stand-in host: keeps the tracks that a plugin writes, with the rules that are known of it, and plays
 * them. What nobody outside of Figma knows yet is taken so: a layer is scaled, turned about its own middle against
 * the clock, then moved; an easing leads from its key to the next.
 */
import type {
  KeyframeValue,
  ManualKeyframeTrackInput,
  MotionEasing,
  SceneNode,
} from '@figma/plugin-typings/plugin-api-standalone';
import { bezier } from '../../support/tracks';
import type { HostDocument, NodeRecord } from './document';

const USUAL_TIMELINE = 3; // s

/** What layers have of Motion. */
export function motionMixin(document: HostDocument, id: string): Partial<SceneNode> {
  const set = (change: (node: NodeRecord) => void) => {
    document.get(id);
    document.write(() => change(document.get(id)));
  };
  const known = (name: string) => {
    if (document.failures.noMotion) throw new Error(`"${name}" is not a supported API`);
  };
  return {
    get opacity() {
      return document.get(id).opacity ?? 1;
    },
    set opacity(opacity) {
      if (!(opacity >= 0 && opacity <= 1)) throw new Error('in set_opacity: 0 to 1');
      set((node) => {
        node.opacity = opacity;
      });
    },
    get clipsContent() {
      return document.get(id).clipsContent ?? true;
    },
    set clipsContent(clips: boolean) {
      set((node) => {
        node.clipsContent = clips;
      });
    },
    get applyManualKeyframeTrack() {
      known('applyManualKeyframeTrack');
      return (field: { name: string }, track: ManualKeyframeTrackInput) => {
        if (isTopLevel(document, id)) throw new Error('A top-level frame cannot be animated');
        checkTrack(track);
        set((node) => {
          node.tracks = { ...node.tracks, [field.name]: structuredClone(track) };
        });
      };
    },
    get timelines() {
      known('timelines');
      const top = topOf(document, id);
      return [{ id: `timeline:${top.id}`, duration: top.timeline ?? USUAL_TIMELINE }];
    },
    setTimelineDuration(timeline: string, duration: number) {
      const top = topOf(document, id);
      if (timeline !== `timeline:${top.id}`) throw new Error('setTimelineDuration: no such one');
      if (!(duration > 0)) throw new Error('setTimelineDuration: greater than zero');
      document.write(() => {
        document.get(top.id).timeline = duration;
      });
    },
  } as Partial<SceneNode>;
}

const isTopLevel = (document: HostDocument, id: string) => topOf(document, id).id === id;

function topOf(document: HostDocument, id: string): NodeRecord {
  let at = document.get(id);
  while (at.parent && document.get(at.parent).type !== 'PAGE') at = document.get(at.parent);
  return at;
}

function checkTrack({ keyframes }: ManualKeyframeTrackInput): void {
  if (keyframes.length === 0) throw new Error('applyManualKeyframeTrack: no keyframes');
  keyframes.forEach(({ timelinePosition, value }, i) => {
    const before = keyframes[i - 1]?.timelinePosition ?? -1;
    if (!(timelinePosition > before)) throw new Error('Keyframes must follow one another in time');
    if (value.type !== 'FLOAT' || !Number.isFinite(value.value)) {
      throw new Error('applyManualKeyframeTrack: this field takes a FLOAT');
    }
  });
}

/** A picture as it shows at a moment, in px of its top-level frame. */
export interface ShownPicture {
  hash: string;
  width: number; // px, before it is moved
  height: number;
  map: [a: number, b: number, c: number, d: number, e: number, f: number]; // row by row, px of the layer → px of the frame
  opacity: number;
}

/** @returns what a top-level frame shows at a second of its timeline, the one farthest back first */
export function playMotion(document: HostDocument, frameId: string, second: number) {
  const shown: ShownPicture[] = [];
  const visit = (id: string, x: number, y: number) => {
    const node = document.get(id);
    const picture = Array.isArray(node.fills) && node.fills.find(({ type }) => type === 'IMAGE');
    if (picture && picture.type === 'IMAGE') {
      const moved = placed(node, x, y, second);
      if (moved.opacity > 0) shown.push({ hash: picture.imageHash ?? '', ...moved });
    }
    for (const child of node.children.map((one) => document.get(one))) {
      visit(child.id, x + child.x, y + child.y);
    }
  };
  visit(frameId, 0, 0);
  return shown;
}

function placed(node: NodeRecord, x: number, y: number, second: number) {
  const { width, height, tracks = {} } = node;
  const at = (name: string, rest: number) => {
    const track = tracks[name];
    return track ? valueAt(track, second) : rest;
  };
  const turn = (-at('ROTATION', 0) * Math.PI) / 180; // clockwise, as y points down
  const [across, down] = [at('SCALE_X', 1), at('SCALE_Y', 1)];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [a, b, d, e] = [cos * across, -sin * down, sin * across, cos * down];
  const [midX, midY] = [width / 2, height / 2];
  const c = x + at('TRANSLATION_X', 0) + midX - a * midX - b * midY;
  const f = y + at('TRANSLATION_Y', 0) + midY - d * midX - e * midY;
  const opacity = at('OPACITY', node.opacity ?? 1);
  return { width, height, map: [a, b, c, d, e, f] as ShownPicture['map'], opacity };
}

function valueAt({ keyframes }: ManualKeyframeTrackInput, second: number): number {
  const next = keyframes.findIndex(({ timelinePosition }) => timelinePosition > second + 1e-9);
  if (next === 0) return numberOf(keyframes[0]!.value);
  const key = keyframes[next === -1 ? keyframes.length - 1 : next - 1]!;
  const after = keyframes[next];
  const value = numberOf(key.value);
  if (!after) return value;
  const time = (second - key.timelinePosition) / (after.timelinePosition - key.timelinePosition);
  return value + shareAt(key.easing as MotionEasing, time) * (numberOf(after.value) - value);
}

const numberOf = (value: KeyframeValue) => (value.type === 'FLOAT' ? value.value : Number.NaN);

function shareAt({ type, easingFunctionCubicBezier: curve }: MotionEasing, time: number): number {
  if (type === 'HOLD') return 0;
  if (type === 'LINEAR') return time;
  if (type !== 'CUSTOM_CUBIC_BEZIER' || !curve)
    throw new Error(`The easing ${type} is not modelled`);
  return bezier(curve.x1, curve.y1, curve.x2, curve.y2, time);
}
