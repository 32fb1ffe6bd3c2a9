/** `models/ATTRIBUTION.md`: whose work the models learnt from, and the notices to keep. */

import { drawingSources } from '../art/living/drawings';
import { animationSource } from '../art/living/emoji';
import type { Source } from '../art/sources';
import type { Catalogue } from '../names/catalogue';
import { MEANING_NOTICES, meaningSources } from './meanings';

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction, including
without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the
following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO
EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR
THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const NOTICES: Record<string, string> = { MIT, ...MEANING_NOTICES };

/** Everything that the model learnt from. @param meanings the table of meanings, for how many words it has */
export function allSources({ sources, subjects }: Catalogue, meanings: string): Source[] {
  const lists = meanings.split('\n').map((line) => line.replace(/^.*?[:?] /, ''));
  const words = lists.flatMap((list) => list.split(' ')).filter((word) => word !== '').length;
  const clips = subjects.flatMap((subject) => subject.clips ?? []);
  const drawings = clips.flatMap(({ drawing }) => drawing ?? []);
  return [
    ...Object.values(sources),
    animationSource(clips.length - drawings.length),
    ...drawingSources(drawings),
    ...meaningSources(words),
  ];
}

/** @throws when the notice of a licence is missing here */
export function attribution(sources: Source[]): string {
  const rows = sources.map(
    ({ package: name, version, licence, attribution: whose, items }) =>
      `| ${name} | ${version} | ${licence} | ${whose} | ${items.toLocaleString('en')} |`,
  );
  return [
    '# Attribution',
    '',
    'The models are trained on pictures and names from these npm packages. `npm run data` writes this file.',
    '',
    '| package | version | licence | by | items used |',
    '|---|---|---|---|---|',
    ...rows,
    ...[...new Set(sources.map(({ licence }) => licence))].flatMap((licence) => [
      '',
      `## ${licence}`,
      '',
      ...sources
        .filter((source) => source.licence === licence)
        .map((source) => `${source.copyright}  `),
      '',
      notice(licence),
    ]),
    '',
  ].join('\n');
}

function notice(licence: string): string {
  const text = NOTICES[licence];
  if (text === undefined)
    throw new Error(
      `The notice of the ${licence} licence should be in attribution.ts, and is not.`,
    );
  return text;
}
