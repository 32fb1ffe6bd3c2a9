/** Licences of the npm packages inside the bundles. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';

/** Copyright lines of packages that name the MIT licence but carry no file of it. */
const COPYRIGHT: Record<string, string> = {
  'onnxruntime-web':
    'Copyright (c) Microsoft Corporation. What it was built with is listed at ' +
    'https://github.com/microsoft/onnxruntime/blob/main/ThirdPartyNotices.txt',
  'onnxruntime-common': 'Copyright (c) Microsoft Corporation',
  'xz-decompress':
    'Copyright (c) 2021 Steve Sanderson (xzwasm), (c) 2022 Tim Perry, (c) 2020 Igalia, S.L. (walloc). ' +
    'Holds XZ Embedded by Lasse Collin and Igor Pavlov, which is in the public domain.',
};

const MIT = (copyright: string) => `MIT License

${copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;

/** One Markdown file with the licence of every package that the bundles took code from. */
export function notices(metas: Metafile[]): string {
  const sections = bundledPackages(metas).map(notice);
  const intro = 'FlashVideo is built with these packages. Their licences follow.';
  return ['# Third-party notices', intro, ...sections].join('\n\n');
}

/** Names of the npm packages in the bundles, sorted. */
export function bundledPackages(metas: Metafile[]): string[] {
  const paths = metas.flatMap(({ inputs }) => Object.keys(inputs));
  const names = paths.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

function notice(name: string): string {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(`${folder}/${file}`, 'utf8') : knownText(name, license);
  return `## ${name} ${version} (${license})\n\n${text.trim()}\n`;
}

function knownText(name: string, license: string): string {
  const copyright = COPYRIGHT[name];
  if (license !== 'MIT' || !copyright) {
    throw new Error(
      `${name} (${license}) has no licence file; build/notices.ts must name its text.`,
    );
  }
  return MIT(copyright);
}
