/** Colour styles and variables of the file, as the plugin sees them. FigJam has neither; Slides and Buzz refuse them. */
import type {
  PaintStyle,
  PluginAPI,
  Variable,
  VariableCollection,
  VariablesAPI,
} from '@figma/plugin-typings/plugin-api-standalone';
import type { HostDocument } from './document';
import { modelled } from './modelled';

export function createColours(
  document: HostDocument,
): Pick<PluginAPI, 'getLocalPaintStylesAsync' | 'variables'> {
  const { colours, editor } = document;

  const variables = modelled<VariablesAPI>('figma.variables', {
    getLocalVariablesAsync: async (type) => {
      refuse('getLocalVariablesAsync');
      return type === 'COLOR' ? colours.variables.map(({ id }) => variableOf(id)!) : [];
    },
    getVariableByIdAsync: async (id) => variableOf(id),
    getVariableCollectionByIdAsync: async (id) => {
      const collection = colours.collections.find((one) => one.id === id);
      return collection ? modelled<VariableCollection>('collection', { ...collection }) : null;
    },
  });

  return {
    variables,
    getLocalPaintStylesAsync: async () => {
      refuse('getLocalPaintStylesAsync');
      return structuredClone(colours.styles).map((one) => modelled<PaintStyle>('style', one));
    },
  };

  function variableOf(id: string): Variable | null {
    const known = colours.variables.find((one) => one.id === id);
    if (!known) return null;
    const { name, collection: variableCollectionId, values } = known;
    const valuesByMode = Object.fromEntries(
      Object.entries(values).map(([mode, value]) => [
        mode,
        'alias' in value ? { type: 'VARIABLE_ALIAS' as const, id: value.alias } : { ...value },
      ]),
    );
    return modelled<Variable>('variable', { id, name, variableCollectionId, valuesByMode });
  }

  function refuse(what: string): void {
    if (editor !== 'figma') throw new Error(`in ${what}: not supported in this editor`);
  }
}
