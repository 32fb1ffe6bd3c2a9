/** The things of the vocabulary by group, as the prompt guide shows them. */
import type { Vocabulary } from '../../../worker/vocabulary';

export const COLUMNS = 16; // things of a row

export interface Group {
  group: string; // as the vocabulary has it
  heading: string;
  names: string[]; // from A to Z
}

/** Headings of groups, in the order in which designers look for them; a group that is not among them comes last. */
const HEADINGS: Record<string, string> = {
  faces: 'Faces',
  people: 'People',
  'hands-body': 'Hands and the body',
  hearts: 'Hearts',
  animals: 'Animals',
  plants: 'Plants',
  food: 'Food and drink',
  weather: 'Weather and sky',
  vehicles: 'Vehicles',
  places: 'Places',
  technology: 'Technology',
  office: 'Office',
  household: 'Household',
  clothes: 'Clothes',
  'balls-games': 'Sports and games',
  symbols: 'Symbols',
  actions: 'Actions',
  navigation: 'Navigation',
  communication: 'Communication',
  'files-data': 'Files and data',
  'commerce-devices': 'Commerce and devices',
  'design-text': 'Design and text',
  alive: 'Weather and loaders that move',
  things: 'Other things',
};

export function groupsOf({ subjects }: Vocabulary): Group[] {
  const known = new Set([...Object.keys(HEADINGS), ...subjects.map(({ group }) => group)]);
  return [...known]
    .map((group) => ({
      group,
      heading: HEADINGS[group] ?? group.slice(0, 1).toUpperCase() + group.slice(1),
      names: subjects
        .filter((one) => one.group === group)
        .map(({ name }) => name)
        .sort(),
    }))
    .filter(({ names }) => names.length > 0);
}
