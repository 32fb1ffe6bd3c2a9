/** The skeleton of a frame: how it is to look, the clip that shows it, and its way to the canvas. */
import type {
  Layout,
  RegenerateTarget,
  SkeletonStyle,
  StoredRequest,
  ToUi,
} from '../../plugin/protocol';
import type { SkeletonClip, SkeletonRequest } from '../../worker/api';
import type { Send } from '../link/channel';
import type { Client } from '../link/client';
import { readBackground, readHex } from '../request';
import { createCell } from '../tools/cell';
import type { Hand } from '../tools/hand';
import { WORDS } from '../words';

/** What a designer can choose. */
export interface Style extends Omit<SkeletonStyle, 'of'> {
  seconds: number; // of the loop
  onGround: boolean; // on the frame's own colour, where it has one; else on nothing
}

export interface SkeletonState {
  layout: Layout | null; // null until a frame was measured
  style: Style;
  clip: (SkeletonClip & { url: string }) | null; // of this layout and style
  edited: string | null; // id of the layer whose clip is replaced
  busy: boolean;
  notice: { tone: 'good' | 'bad'; text: string } | null;
}

export interface SkeletonOptions {
  client: Client;
  send: Send;
  hand: Hand;
  dataUrl: (gif: Uint8Array) => Promise<string>;
}

const FPS = 15;
const LIGHT = { block: '#dce1e8', highlight: '#f6f8fa' };
const DARK = { block: '#353b45', highlight: '#4d5562' };

export type Skeleton = ReturnType<typeof createSkeleton>;

export function createSkeleton({ client, send, hand, dataUrl }: SkeletonOptions) {
  const cell = createCell<SkeletonState>({
    layout: null,
    style: { ...LIGHT, direction: 'diagonal', seconds: 1.4, onGround: false },
    clip: null,
    edited: null,
    busy: false,
    notice: null,
  });
  const { get } = cell;
  const change = (part: Partial<SkeletonState>) => cell.set({ ...get(), ...part });
  let drawing = 0; // the number of the last drawing; earlier ones are out of date

  async function draw(): Promise<void> {
    const own = ++drawing;
    const { layout, style } = get();
    if (!layout) return;
    change({ busy: true, notice: null });
    try {
      const clip = await client.skeleton(requestOf(layout, style), () => {});
      if (own !== drawing) return;
      const shown = clip && { ...clip, url: await dataUrl(clip.gif) };
      if (own === drawing) change({ clip: shown, busy: false });
    } catch (error) {
      if (own === drawing) change({ clip: null, busy: false, notice: bad(error) });
    }
  }

  const actions = {
    /** Measures the frame that is selected. */
    measure(): void {
      change({ layout: null, clip: null, edited: null, notice: null });
      send({ type: 'measure', nodeId: null });
    },

    open(layout: Layout, edited?: { nodeId: string; request: StoredRequest }): void {
      const style = edited ? styleOf(edited.request) : freshStyle(get().style, layout);
      change({ layout, style, edited: edited?.nodeId ?? null, clip: null });
      void draw();
    },

    style(part: Partial<Style>): void {
      change({ style: { ...get().style, ...part } });
      void draw();
    },

    async insert(): Promise<void> {
      const { layout, style, clip, edited, busy } = get();
      if (!layout || !clip || busy) return;
      change({ busy: true, notice: null });
      const made = { gif: clip.gif, request: storedOf(layout, style) };
      const { done, message } = await hand.give(
        made,
        edited === null
          ? { kind: 'new', beside: layout.nodeId }
          : { kind: 'replace', nodeIds: [edited] },
      );
      change({ busy: false, notice: { tone: done ? 'good' : 'bad', text: message } });
    },
  };

  /** Draws a skeleton anew of what its frame holds now, without the panel. */
  async function redraw({ nodeId, request, layout }: RegenerateTarget): Promise<void> {
    if (!layout) return;
    const style = styleOf(request);
    try {
      const clip = await client.skeleton(requestOf(layout, style), () => {});
      const made = clip && { gif: clip.gif, request: storedOf(layout, style) };
      if (made) await hand.give(made, { kind: 'replace', nodeIds: [nodeId] });
    } catch (error) {
      send({ type: 'notify', message: bad(error).text, about: 'trouble' });
    }
  }

  function receive(message: ToUi): void {
    if (message.type !== 'measured') return;
    if (message.layout) actions.open(message.layout);
    else change({ notice: { tone: 'bad', text: message.problem ?? '' } });
  }

  return { cell, actions, receive, redraw };
}

/** The colours follow the frame's ground, unless they were chosen. */
function freshStyle(style: Style, { ground }: Layout): Style {
  const chosen = ![LIGHT.block, DARK.block].includes(style.block);
  return chosen ? style : { ...style, ...(isDark(ground) ? DARK : LIGHT) };
}

function isDark(ground: string | null): boolean {
  const value = Number.parseInt((ground ?? '#ffffff').slice(1), 16);
  const luma = 0.3 * (value >> 16) + 0.6 * ((value >> 8) & 255) + 0.1 * (value & 255);
  return luma < 110;
}

export function requestOf(layout: Layout, style: Style): SkeletonRequest {
  const ground = readHex(layout.ground ?? '');
  return {
    width: Math.max(1, Math.round(layout.width)),
    height: Math.max(1, Math.round(layout.height)),
    boxes: layout.boxes,
    block: readHex(style.block) ?? '#dce1e8',
    highlight: readHex(style.highlight) ?? '#f6f8fa',
    direction: style.direction,
    seconds: style.seconds,
    fps: FPS,
    background: (style.onGround && ground) || 'transparent',
    matte: ground,
  };
}

export function storedOf(layout: Layout, style: Style): StoredRequest {
  const { width, height, background } = requestOf(layout, style);
  const { block, highlight, direction, seconds } = style;
  return {
    prompt: WORDS.skeleton.nameOf(layout.name),
    seed: 0,
    width,
    height,
    seconds,
    fps: FPS,
    background,
    model: '', // none draws it
    skeleton: { of: layout.nodeId, block, highlight, direction },
  };
}

function styleOf({ skeleton, seconds, background }: StoredRequest): Style {
  const { block, highlight, direction } = skeleton ?? { ...LIGHT, direction: 'diagonal' };
  return {
    block,
    highlight,
    direction,
    seconds,
    onGround: readBackground(background) !== 'transparent',
  };
}

const bad = (error: unknown) => ({
  tone: 'bad' as const,
  text: error instanceof Error ? error.message : String(error),
});
