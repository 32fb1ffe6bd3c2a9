/**
 * The document behind the stand-in host: plain records, so that a snapshot is a copy, undo is an
 * earlier copy, and a test can compare before and after.
 */
import type { ManualKeyframeTrackInput, Paint } from '@figma/plugin-typings/plugin-api-standalone';

export type Editor = 'figma' | 'figjam' | 'slides' | 'buzz';

export interface NodeRecord {
  id: string;
  type: string;
  name: string;
  parent: string | null;
  children: string[];
  x: number; // px, relative to the parent
  y: number;
  width: number; // px
  height: number;
  locked: boolean;
  visible: boolean;
  pluginData: Record<string, string>;
  relaunch: Record<string, string>;
  fills?: Paint[] | 'mixed';
  backgrounds?: Paint[]; // pages
  layoutMode?: 'NONE' | 'HORIZONTAL' | 'VERTICAL';
  media?: string; // image hash of a media layer
  opacity?: number; // 0 to 1; 1 when absent
  strokes?: Paint[];
  radius?: number; // px, of all corners
  clipsContent?: boolean;
  characters?: string; // of a text
  fontSize?: number; // px
  lineHeight?: number; // px; by the size of the letters where it is not set
  inkWidth?: number; // px of its longest line; the whole box where it is not set
  align?: 'LEFT' | 'CENTER' | 'RIGHT';
  component?: string; // id of an instance's component
  tracks?: Record<string, ManualKeyframeTrackInput>; // of Motion, by the property's name
  timeline?: number; // s, of a top-level frame
  modes?: Record<string, string>; // of variables, by collection, as set on this node
}

/** Colours of the file by name. */
export interface Colours {
  styles: { name: string; paints: Paint[] }[];
  collections: { id: string; defaultModeId: string }[];
  variables: { id: string; name: string; collection: string; values: Record<string, Value> }[];
}

/** Of a variable in a mode: a colour, or another variable's. */
type Value = { r: number; g: number; b: number; a: number } | { alias: string };

export interface State {
  nodes: Record<string, NodeRecord>;
  page: string; // id of the current page
  selection: string[];
  center: { x: number; y: number }; // of the view
  zoom: number;
}

/** What goes wrong on demand. */
export interface Failures {
  readOnly: boolean;
  storageFull: boolean;
  createImage: boolean;
  noMotion: boolean; // the designer has no beta
  write: number; // the write that throws, counted from 1 on; 0 for none
}

export type HostDocument = ReturnType<typeof createDocument>;

const CONTAINERS = [
  'FRAME',
  'COMPONENT',
  'INSTANCE',
  'SECTION',
  'SLIDE',
  'GROUP',
  'SLIDE_ROW',
  'COMPONENT_SET',
];
const UNFILLED = ['GROUP', 'PAGE', 'SLIDE_ROW', 'MEDIA'];

export const isContainer = ({ type }: NodeRecord) => type === 'PAGE' || CONTAINERS.includes(type);

const GREY = { type: 'SOLID', color: { r: 0.85, g: 0.85, b: 0.85 } } as const;
const PAGE_GREY = { type: 'SOLID', color: { r: 0.96, g: 0.96, b: 0.96 } } as const;

/** A new document with one empty page, and one slide in Slides. */
export function createDocument(editor: Editor) {
  let last = 1;
  const nextId = () => `1:${last++}`;
  const listeners = new Set<(what: 'selection' | 'content') => void>();
  const failures: Failures = {
    readOnly: false,
    storageFull: false,
    createImage: false,
    noMotion: false,
    write: 0,
  };
  const images = new Map<string, Uint8Array>(); // outlive undo, as in Figma
  const colours: Colours = { styles: [], collections: [], variables: [] };
  let state: State = emptyState();
  let committed: State[] = [structuredClone(state)];

  function emptyState(): State {
    const page = { ...blank('0:1', 'PAGE', null), backgrounds: [PAGE_GREY], name: 'Page 1' };
    return { nodes: { '0:1': page }, page: '0:1', selection: [], center: { x: 0, y: 0 }, zoom: 1 };
  }

  function blank(id: string, type: string, parent: string | null): NodeRecord {
    return {
      id,
      type,
      name: `${type[0]}${type.slice(1).toLowerCase().replace('_', ' ')} ${id.split(':')[1]}`,
      parent,
      children: [],
      x: 0,
      y: 0,
      width: 100,
      height: 100,
      locked: false,
      visible: true,
      pluginData: {},
      relaunch: {},
      ...(UNFILLED.includes(type) ? {} : { fills: [GREY] }),
      ...(['FRAME', 'COMPONENT', 'INSTANCE'].includes(type) ? { layoutMode: 'NONE' } : {}),
    };
  }

  const tell = (what: 'selection' | 'content') => {
    for (const listener of listeners) listener(what);
  };

  /** The record, or an error for a node that is gone. */
  function get(id: string): NodeRecord {
    const node = state.nodes[id];
    if (!node) throw new Error(`The node with id "${id}" does not exist`);
    return node;
  }

  /** Every change by the plugin passes here. */
  function write<T>(change: () => T): T {
    if (failures.readOnly) throw new Error('Cannot write to a file opened in read-only mode');
    if (failures.write > 0 && --failures.write === 0)
      throw new Error('a write that was made to fail');
    const result = change();
    tell('content');
    return result;
  }

  function add(spec: Partial<NodeRecord> & { type: string }): string {
    const id = spec.id ?? nextId();
    const parent = spec.parent ?? state.page;
    state.nodes[id] = { ...blank(id, spec.type, parent), ...structuredClone(spec), id, parent };
    get(parent).children.push(id);
    arrange(parent);
    tell('content');
    return id;
  }

  function remove(id: string): void {
    const { parent, children } = get(id);
    for (const child of [...children]) remove(child);
    if (parent) get(parent).children = get(parent).children.filter((one) => one !== id);
    delete state.nodes[id];
    if (state.selection.includes(id)) select(state.selection.filter((one) => one !== id));
    if (parent) arrange(parent);
    tell('content');
  }

  function move(id: string, to: string, index: number): void {
    const from = get(id).parent;
    const siblings = get(to)
      .children.slice(0, index)
      .filter((one) => one !== id);
    const after = get(to)
      .children.slice(index)
      .filter((one) => one !== id);
    if (from) get(from).children = get(from).children.filter((one) => one !== id);
    get(to).children = [...siblings, id, ...after];
    get(id).parent = to;
    arrange(to);
  }

  /** An auto-layout parent places its children one after the other. */
  function arrange(id: string): void {
    const { layoutMode = 'NONE', children } = get(id);
    if (layoutMode === 'NONE') return;
    let at = 0; // px
    for (const child of children.map(get)) {
      child.x = layoutMode === 'HORIZONTAL' ? at : 0;
      child.y = layoutMode === 'VERTICAL' ? at : 0;
      at += layoutMode === 'HORIZONTAL' ? child.width : child.height;
    }
  }

  function select(ids: string[]): void {
    state.selection = ids.map((id) => get(id).id);
    tell('selection');
  }

  const isDirty = () =>
    JSON.stringify(state.nodes) !== JSON.stringify(committed[committed.length - 1]?.nodes);

  function commitUndo(): void {
    if (isDirty()) committed.push(structuredClone(state));
  }

  function undo(): void {
    commitUndo();
    if (committed.length > 1) committed.pop();
    state = structuredClone(committed[committed.length - 1] as State);
    tell('selection');
    tell('content');
  }

  if (editor === 'slides') {
    const row = add({ type: 'SLIDE_ROW', width: 1920, height: 1080 });
    add({ type: 'SLIDE', parent: row, width: 1920, height: 1080 });
    committed = [structuredClone(state)];
  }

  return {
    editor,
    failures,
    images,
    colours,
    get,
    has: (id: string) => id in state.nodes,
    add,
    remove,
    move,
    arrange,
    select,
    write,
    undo,
    commitUndo,
    undoSteps: () => committed.length - 1,
    state: () => state,
    snapshot: () => structuredClone(state),
    onChange(listener: (what: 'selection' | 'content') => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Where the node lies on the page. */
    absolute(id: string) {
      const { width, height } = get(id);
      let [x, y] = [0, 0];
      for (let at: string | null = id; at; at = get(at).parent) {
        x += get(at).x;
        y += get(at).y;
      }
      return { x, y, width, height };
    },
  };
}
