/** Where the art and the words come from: npm packages, each with a licence that allows shipping a model. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** SPDX identifiers of licences under which a trained model may be shipped, with attribution. */
export const ALLOWED_LICENCES: readonly string[] = [
  'MIT',
  'Apache-2.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'WordNet',
  'PDDL-1.0',
];

export interface Source {
  package: string;
  version: string;
  licence: string; // SPDX
  attribution: string; // who made it, and where
  copyright: string; // the line that the licence asks to keep
  items: number; // pictures or words taken from it
}

/** An icon set in Iconify's format: SVG bodies on a square view box. */
export interface IconSet {
  source: Source;
  edge: number; // units of the view box
  bodies: Map<string, string>; // icon name → SVG body
}

interface Manifest {
  name: string;
  version: string;
  license?: string;
}

/** @throws when the licence of the package is not on the list */
export function checkLicence(manifest: Manifest): string {
  const licence = manifest.license ?? 'none';
  if (ALLOWED_LICENCES.includes(licence)) return licence;
  throw new Error(
    `The licence of ${manifest.name} ${manifest.version} should be one of ${ALLOWED_LICENCES.join(', ')}, and is ${licence}.`,
  );
}

/** The same things in the 3-D style, rendered: pictures of 256 × 256 px. @returns code points → file */
export function readRenderings(): { source: Source; files: Map<string, string> } {
  const name = '@lobehub/fluent-emoji-3d';
  const manifest: Manifest = require(`${name}/package.json`);
  const folder = join(dirname(require.resolve(`${name}/package.json`)), 'assets');
  const files = readdirSync(folder).map((file) => [
    plainHex(file.replace(/\.webp$/, '')),
    join(folder, file),
  ]);
  return {
    source: {
      package: manifest.name,
      version: manifest.version,
      licence: checkLicence(manifest),
      attribution:
        'Pictures by Microsoft Corporation (https://github.com/microsoft/fluentui-emoji), packed by LobeHub',
      copyright: 'Copyright (c) Microsoft Corporation. Copyright (c) 2023 LobeHub.',
      items: 0,
    },
    files: new Map(files as [string, string][]),
  };
}

/** The pictures: Microsoft's Fluent emoji, flat style. */
export function readPictures(): IconSet & { hex: Map<string, string> } {
  const set = readIconSet('fluent-emoji-flat', 'Pictures', 'Copyright (c) Microsoft Corporation.');
  const chars: Record<string, string> = require('@iconify-json/fluent-emoji-flat/chars.json');
  return {
    ...set,
    hex: new Map(Object.entries(chars).map(([hex, icon]) => [icon, plainHex(hex)])),
  };
}

/** Line icons of one even stroke, two units wide on a grid of 24. */
export const readOutlines = (): IconSet =>
  readIconSet('tabler', 'Line icons', 'Copyright (c) 2020-2026 Paweł Kuna');

/**
 * An `@iconify-json` package.
 *
 * @throws when the package or its pictures have a licence that is not on the list
 */
export function readIconSet(set: string, what: string, copyright: string): IconSet {
  const name = `@iconify-json/${set}`;
  const manifest: Manifest = require(`${name}/package.json`);
  const info: { author: { name: string; url: string }; license: { spdx: string } } = require(
    `${name}/info.json`,
  );
  checkLicence({ ...manifest, license: info.license.spdx });
  const icons: { height: number; icons: Record<string, { body: string }> } = require(
    `${name}/icons.json`,
  );
  return {
    source: {
      package: manifest.name,
      version: manifest.version,
      licence: checkLicence(manifest),
      attribution: `${what} by ${info.author.name} (${info.author.url})`,
      copyright,
      items: 0,
    },
    edge: icons.height,
    bodies: new Map(Object.entries(icons.icons).map(([icon, { body }]) => [icon, body])),
  };
}

/** What people call an emoji, by its code points: its label and the shortcodes of chat tools; and its tags. */
export function readNames() {
  const manifest: Manifest = require('emojibase-data/package.json');
  const licence = checkLicence(manifest);
  const emoji: {
    hexcode: string;
    label: string;
    tags?: string[];
  }[] = require('emojibase-data/en/data.json');
  const tags = new Map(emoji.map(({ hexcode, tags }) => [plainHex(hexcode), tags ?? []]));
  const names = new Map(emoji.map(({ hexcode, label }) => [plainHex(hexcode), [label]]));
  for (const set of ['cldr', 'github', 'iamcal']) {
    const codes: Record<string, string | string[]> = require(
      `emojibase-data/en/shortcodes/${set}.json`,
    );
    for (const [hex, code] of Object.entries(codes))
      names.get(plainHex(hex))?.push(...[code].flat());
  }
  const source: Source = {
    package: manifest.name,
    version: manifest.version,
    licence,
    attribution: 'Names by Miles Johnson (https://emojibase.dev)',
    copyright: 'Copyright (c) 2017-2019 Miles Johnson',
    items: 0,
  };
  return { source, names, tags };
}

/** Code points in upper case, without the mark that asks for colour. */
export const plainHex = (hex: string) =>
  hex
    .toUpperCase()
    .split('-')
    .filter((part) => part !== 'FE0F')
    .map((part) => part.replace(/^0+/, ''))
    .join('-');
