/** Layers as the plugin sees them: accessors over the document's records. */
import type {
  BaseNode,
  BaseNodeMixin,
  ChildrenMixin,
  ComponentNode,
  DimensionAndPositionMixin,
  FindAllCriteria,
  FrameNode,
  InstanceNode,
  MediaNode,
  MinimalBlendMixin,
  MinimalFillsMixin,
  MinimalStrokesMixin,
  NodeType,
  PageNode,
  Paint,
  PluginAPI,
  RectangleCornerMixin,
  SceneNode,
  SlideNode,
  TextNode,
} from '@figma/plugin-typings/plugin-api-standalone';
import { type HostDocument, isContainer, type NodeRecord } from './document';
import { modelled } from './modelled';
import { motionMixin } from './motion';

/** Stands for `figma.mixed`, in every run. */
export const MIXED: PluginAPI['mixed'] = Symbol('figma.mixed') as PluginAPI['mixed'];

const ROUNDED = ['RECTANGLE', 'FRAME', 'COMPONENT', 'INSTANCE'];
const PLUGIN_DATA = 100_000; // bytes an entry takes
const DESCRIPTION = 1000; // characters

export type Nodes = ReturnType<typeof createNodes>;

/** `relaunchCommands` are those of the manifest; the others are refused, as Figma does. */
export function createNodes(document: HostDocument, relaunchCommands: string[]) {
  const cache = new Map<string, BaseNode>();

  function wrap(id: string): BaseNode {
    const node = cache.get(id) ?? build(id);
    cache.set(id, node);
    return node;
  }

  function build(id: string): BaseNode {
    const record = document.get(id);
    const mixins: object[] = [base(id)];
    if (record.type === 'PAGE') mixins.push(page());
    else mixins.push(scene(id));
    if (record.fills !== undefined) mixins.push(fillable(id));
    if (isContainer(record)) mixins.push(container(id));
    if (record.layoutMode !== undefined) mixins.push(autoLayout(id));
    if (record.media !== undefined) mixins.push(media(id));
    if (ROUNDED.includes(record.type)) mixins.push(corners(id));
    if (record.type === 'TEXT') mixins.push(text(id));
    if (record.type === 'INSTANCE') mixins.push(instance(id));
    if (record.type !== 'PAGE') mixins.push(motionMixin(document, id));
    return modelled<BaseNode>(`${record.type} node`, merge(mixins) as Partial<BaseNode>);
  }

  function base(id: string): Partial<BaseNodeMixin> & Pick<BaseNode, 'type'> {
    const { type } = document.get(id);
    return {
      id,
      type: type as BaseNode['type'],
      get name() {
        return document.get(id).name;
      },
      set name(name) {
        set(id, (node) => {
          node.name = String(name);
        });
      },
      get removed() {
        return !document.has(id);
      },
      get parent() {
        const { parent } = document.get(id);
        return parent === null ? null : (wrap(parent) as BaseNode & ChildrenMixin);
      },
      remove: () => document.write(() => document.remove(id)),
      getPluginData: (key) => document.get(id).pluginData[key] ?? '',
      setPluginData(key, value) {
        const bytes = new TextEncoder().encode(key + value).length;
        if (bytes > PLUGIN_DATA) throw new Error(`pluginData: ${bytes} bytes exceed 100 kB`);
        set(id, (node) => {
          if (value === '') delete node.pluginData[key];
          else node.pluginData[key] = value;
        });
      },
      getRelaunchData: () => ({ ...document.get(id).relaunch }),
      setRelaunchData(data) {
        if (lineage(id).some((one) => one.type === 'INSTANCE')) {
          throw new Error('in setRelaunchData: not on an instance or inside one');
        }
        for (const [command, description] of Object.entries(data)) {
          if (!relaunchCommands.includes(command)) {
            throw new Error(`setRelaunchData: the manifest has no relaunch button "${command}"`);
          }
          if (description.length > DESCRIPTION) throw new Error('setRelaunchData: too long');
        }
        set(id, (node) => {
          node.relaunch = { ...data };
        });
      },
    };
  }

  function scene(
    id: string,
  ): Partial<DimensionAndPositionMixin & SceneNode & MinimalStrokesMixin & MinimalBlendMixin> {
    return {
      get x() {
        return document.get(id).x;
      },
      set x(x) {
        place(id, { x });
      },
      get y() {
        return document.get(id).y;
      },
      set y(y) {
        place(id, { y });
      },
      get width() {
        return document.get(id).width;
      },
      get height() {
        return document.get(id).height;
      },
      get locked() {
        return document.get(id).locked;
      },
      get visible() {
        return document.get(id).visible;
      },
      get opacity() {
        return document.get(id).opacity ?? 1;
      },
      get strokes() {
        return structuredClone(document.get(id).strokes ?? []);
      },
      get absoluteBoundingBox() {
        return document.absolute(id);
      },
      get resolvedVariableModes() {
        return Object.assign(
          {},
          ...lineage(id)
            .map(({ modes = {} }) => modes)
            .reverse(),
        );
      },
      resize(width: number, height: number) {
        if (!(width >= 0.01 && height >= 0.01)) throw new Error('resize: at least 0.01 px');
        set(id, (node) => Object.assign(node, { width, height }));
      },
    };
  }

  // Auto-layout parents place their children; a position set by hand is lost.
  function place(id: string, at: { x: number } | { y: number }): void {
    if (!Object.values(at).every(Number.isFinite)) throw new Error('A position must be a number');
    set(id, (node) => {
      Object.assign(node, at);
      if (node.parent) document.arrange(node.parent);
    });
  }

  function fillable(id: string): Partial<MinimalFillsMixin> {
    return {
      get fills() {
        const { fills } = document.get(id);
        return fills === 'mixed' ? MIXED : structuredClone(fills ?? []); // always a copy
      },
      set fills(fills) {
        if (!Array.isArray(fills)) throw new Error('in set_fills: expected an array of paints');
        for (const paint of fills as Paint[]) checkPaint(paint);
        set(id, (node) => {
          node.fills = structuredClone(fills) as Paint[];
        });
      },
    };
  }

  function checkPaint(paint: Paint): void {
    if (paint.type === 'SOLID') {
      const parts = Object.values(paint.color);
      if (parts.every((part) => part >= 0 && part <= 1)) return;
      throw new Error('in set_fills: colour parts go from 0 to 1');
    }
    if (paint.type === 'IMAGE') {
      if (!document.images.has(paint.imageHash ?? ''))
        throw new Error('in set_fills: no such image');
      if (['FILL', 'FIT', 'CROP', 'TILE'].includes(paint.scaleMode)) return;
      throw new Error('in set_fills: an image needs a scaleMode');
    }
    if (!paint.type?.startsWith('GRADIENT')) throw new Error(`in set_fills: ${paint.type}`);
  }

  function container(id: string): Partial<ChildrenMixin> {
    const insertChild = (index: number, child: SceneNode) => {
      if (lineage(id).some(({ type }) => type === 'INSTANCE')) {
        throw new Error('Cannot move node. New parent is an instance or is inside of an instance');
      }
      if (lineage(id).some((one) => one.id === child.id)) throw new Error('Cannot nest in itself');
      document.write(() => document.move(child.id, id, index));
    };
    return {
      get children() {
        return document.get(id).children.map((child) => wrap(child) as SceneNode);
      },
      findAllWithCriteria: ((criteria: FindAllCriteria<NodeType[]>) =>
        find(id, criteria)) as ChildrenMixin['findAllWithCriteria'],
      insertChild,
      appendChild: (child) => insertChild(document.get(id).children.length, child),
    };
  }

  /** Below the node, parents before their children, from back to front. */
  function find(id: string, criteria: FindAllCriteria<NodeType[]>): SceneNode[] {
    const { types, pluginData } = criteria;
    const below = (at: string): NodeRecord[] =>
      document.get(at).children.flatMap((child) => [document.get(child), ...below(child)]);
    const fits = ({ type, pluginData: data }: NodeRecord) =>
      (types === undefined || types.includes(type as NodeType)) &&
      (pluginData?.keys ?? []).every((key) => (data[key] ?? '') !== '');
    return below(id)
      .filter(fits)
      .map((one) => wrap(one.id) as SceneNode);
  }

  function text(id: string): Partial<TextNode> {
    return {
      get characters() {
        return document.get(id).characters ?? '';
      },
      get fontSize() {
        return document.get(id).fontSize ?? 12;
      },
      get lineHeight() {
        const { lineHeight } = document.get(id);
        return lineHeight === undefined
          ? ({ unit: 'AUTO' } as const)
          : ({ unit: 'PIXELS', value: lineHeight } as const);
      },
      textAutoResize: 'HEIGHT',
      get textAlignHorizontal() {
        return document.get(id).align ?? 'LEFT';
      },
      /** The box of its letters, which stand in the middle of their lines. */
      get absoluteRenderBounds() {
        const { x, y, width, height } = document.absolute(id);
        const { inkWidth = width, align = 'LEFT' } = document.get(id);
        const left = { LEFT: 0, CENTER: 0.5, RIGHT: 1 }[align] * (width - inkWidth);
        return { x: x + left, y: y + 2, width: inkWidth, height: height - 4 };
      },
    };
  }

  function corners(id: string): Partial<RectangleCornerMixin> {
    const radius = () => document.get(id).radius ?? 0;
    return {
      get topLeftRadius() {
        return radius();
      },
      get topRightRadius() {
        return radius();
      },
      get bottomRightRadius() {
        return radius();
      },
      get bottomLeftRadius() {
        return radius();
      },
    };
  }

  function instance(id: string): Partial<InstanceNode> {
    return {
      async getMainComponentAsync() {
        const { component } = document.get(id);
        return component === undefined ? null : (wrap(component) as ComponentNode);
      },
    };
  }

  function autoLayout(id: string): Partial<FrameNode> {
    return {
      get layoutMode() {
        return document.get(id).layoutMode ?? 'NONE';
      },
      get clipsContent() {
        return document.get(id).clipsContent ?? true;
      },
    };
  }

  function media(id: string): Partial<MediaNode> {
    return {
      get mediaData() {
        return { hash: document.get(id).media ?? '' };
      },
    };
  }

  function page(): Partial<PageNode> {
    const state = document.state;
    return {
      get backgrounds() {
        return structuredClone(document.get(state().page).backgrounds ?? []);
      },
      get selection() {
        return state().selection.map((id) => wrap(id) as SceneNode);
      },
      set selection(nodes) {
        const ids = nodes.map(({ id }) => id);
        for (const id of ids) {
          const top = lineage(id).pop();
          if (top?.id !== state().page) throw new Error('in set_selection: not on this page');
        }
        document.select(ids);
      },
      get explicitVariableModes() {
        return { ...document.get(state().page).modes };
      },
      get focusedSlide() {
        if (document.editor !== 'slides') return undefined;
        const slide = Object.values(state().nodes).find(({ type }) => type === 'SLIDE');
        return slide ? (wrap(slide.id) as SlideNode) : null;
      },
    };
  }

  function lineage(id: string): NodeRecord[] {
    const line: NodeRecord[] = [];
    for (let at: string | null = id; at; at = document.get(at).parent) line.push(document.get(at));
    return line;
  }

  function set(id: string, change: (node: NodeRecord) => unknown): void {
    document.get(id); // a removed node throws before anything counts as a write
    document.write(() => void change(document.get(id)));
  }

  return { wrap };
}

/** One object with the accessors of all, which spreading would read out. */
function merge(parts: object[]): object {
  return Object.defineProperties(
    {},
    Object.assign({}, ...parts.map((part) => Object.getOwnPropertyDescriptors(part))),
  );
}
