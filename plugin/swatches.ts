/** Colours of the document that the panel offers: those that are selected, the file's styles, its variables. */
import { hex } from './colour';
import { SWATCHES, type Swatch, type Swatches } from './protocol';

const MOST_LAYERS = 500; // of the selection and in it, whose colours are looked at
const MOST_ALIASES = 10; // that are followed, should they go round in a circle

/** Each colour once, where it is met first, with all the names it goes by. Changes nothing. */
export async function readSwatches(): Promise<Swatches> {
  const swatches = new Map<string, Swatch>(); // by their colour
  const offer = (from: Swatch['from'], colour: string, name?: string) =>
    swatches.set(colour, named(swatches.get(colour) ?? { hex: colour, from, names: [] }, name));
  for (const colour of selectedColours()) offer('selection', colour);
  for (const { name, colour } of await known(styles)) offer('styles', colour, name);
  for (const { name, colour } of await known(variables)) offer('variables', colour, name);
  const list = [...swatches.values()].slice(0, SWATCHES.most);
  return { list, more: swatches.size - list.length };
}

interface Named {
  name: string;
  colour: string; // '#rrggbb'
}

function named(swatch: Swatch, name?: string): Swatch {
  const { names } = swatch;
  if (name === undefined || names.length >= SWATCHES.names) return swatch;
  return { ...swatch, names: [...names, name.slice(0, SWATCHES.nameLength)] };
}

/** What the file has; where an editor has no such thing, or refuses to tell of it, nothing. */
async function known(read: () => Promise<Named[]>): Promise<Named[]> {
  try {
    return await read();
  } catch {
    return [];
  }
}

/** Colours of fills and strokes, of the selected layers first, then of what is in them. */
function* selectedColours(): Generator<string> {
  figma.skipInvisibleInstanceChildren = true;
  const layers: SceneNode[] = figma.currentPage.selection.slice();
  for (let i = 0; i < Math.min(layers.length, MOST_LAYERS); i++) {
    const layer = layers[i]!;
    if (!layer.visible) continue;
    if ('fills' in layer) yield* coloursOf(layer.fills);
    if ('strokes' in layer) yield* coloursOf(layer.strokes);
    if ('children' in layer && layers.length < MOST_LAYERS)
      layers.push(...layer.children.slice(0, MOST_LAYERS));
  }
}

/** The plain colours among paints, as Figma's own panel tells them: whatever their opacity. */
function coloursOf(paints: unknown): string[] {
  if (!Array.isArray(paints)) return []; // figma.mixed
  return (paints as Paint[]).flatMap((paint) =>
    paint.type === 'SOLID' && paint.visible !== false ? [hex(paint.color)] : [],
  );
}

/** Styles of one plain colour. */
async function styles(): Promise<Named[]> {
  const all = await figma.getLocalPaintStylesAsync();
  return all.flatMap(({ name, paints }) => {
    const [colour, ...others] = coloursOf(paints);
    return colour !== undefined && others.length === 0 ? [{ name, colour }] : [];
  });
}

/** Colour variables, as they are where the selection is. */
async function variables(): Promise<Named[]> {
  const modes = modesNow();
  const collections = new Map<string, Promise<VariableCollection | null>>();
  const collectionOf = (id: string) => {
    const asked = collections.get(id) ?? figma.variables.getVariableCollectionByIdAsync(id);
    collections.set(id, asked);
    return asked;
  };

  async function colourOf(variable: Variable | null, aliases = 0): Promise<string | null> {
    if (!variable || aliases > MOST_ALIASES) return null;
    const { valuesByMode, variableCollectionId: id } = variable;
    const mode = modes[id] ?? (await collectionOf(id))?.defaultModeId ?? '';
    const value = valuesByMode[mode];
    if (typeof value !== 'object') return null;
    if ('r' in value) return hex(value);
    if (!('id' in value)) return null;
    return colourOf(await figma.variables.getVariableByIdAsync(value.id), aliases + 1);
  }

  const found: Named[] = [];
  for (const variable of await figma.variables.getLocalVariablesAsync('COLOR')) {
    const colour = await colourOf(variable);
    if (colour !== null) found.push({ name: variable.name, colour });
  }
  return found;
}

/** The mode of each collection at the selection, or on the page. */
function modesNow(): Record<string, string> {
  const { currentPage } = figma;
  const [first] = currentPage.selection;
  return first ? first.resolvedVariableModes : currentPage.explicitVariableModes;
}
