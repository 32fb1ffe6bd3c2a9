/**
 * The hosted edition: the same panel as a site that a team serves from its own https origin, and the small plugin that
 * opens it. The page lists every file with its SHA-256, so what it trusts is its own address alone.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Assets } from '../worker/api';
import { bundlePlugin, bundleStyle, bundleUi, bundleWorker } from './bundle';
import { commonThings } from './common';
import { leanOf } from './lean';
import { notices } from './notices';
import { fill, inert } from './page';
import { type Files, sha256 } from './release';

/** @throws a sentence, where a panel could not be served from there */
export function hostedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.search || url.hash || url.username) {
    throw new Error(
      `--hosted should be the https address of a folder, such as https://design.example.com/flashvideo, and is “${text}”.`,
    );
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** Everything, by path: `site/` to be served at `url`, `plugin/` to be installed, and the licences. */
export async function hostedFiles(url: URL, assets: Assets): Promise<Files> {
  const [plugin, worker, ui, guard, service, style] = await Promise.all([
    bundlePlugin(commonThings(assets.model), url.origin),
    bundleWorker(),
    bundleUi('ui/hosted/main.ts'),
    bundleUi('ui/hosted/guard.ts'),
    bundleUi('ui/hosted/service/worker.ts'),
    bundleStyle(),
  ]);
  const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));
  const listed: Files = {
    'ui.js': Buffer.from(ui.code),
    'worker.js': Buffer.from(worker.code),
    'runtime-lean.wasm': leanOf(assets.runtime).lean,
    'runtime.wasm': assets.runtime,
    'runtime-gpu.wasm': assets.gpuRuntime!,
    ...within('model/', assets.model),
    ...within('tables/', assets.tables),
  };
  const page = hostedPage(manifest.id, listed, guard.code, style.code);
  const site = {
    'index.html': Buffer.from(page),
    'service-worker.js': Buffer.from(service.code),
    ...listed,
  };
  const installed = {
    'manifest.json': Buffer.from(`${JSON.stringify(hostedManifest(manifest, url), null, 2)}\n`),
    'main.js': Buffer.from(plugin.code),
    'ui.html': Buffer.from(gate(url)),
  };
  return {
    ...within('site/', site),
    ...within('plugin/', installed),
    LICENSE: readFileSync('LICENSE'),
    'ATTRIBUTION.md': readFileSync('models/ATTRIBUTION.md'),
    'THIRD_PARTY.md': Buffer.from(notices([plugin.meta, worker.meta, ui.meta])),
  };
}

const within = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, bytes]) => [folder + path, bytes]));

/** The panel's page: no script but its own runs there, and it reaches no other host. */
function hostedPage(pluginId: string, files: Files, guard: string, style: string): string {
  const hashes = Object.entries(files).map(([path, bytes]) => [path, sha256(bytes)]);
  const list = JSON.stringify({ pluginId, files: Object.fromEntries(hashes) });
  const ui = files['ui.js']!;
  const policy = [
    "default-src 'none'",
    `script-src 'self' '${integrity(guard)}' 'wasm-unsafe-eval'`,
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
  ].join('; ');
  return fill(readFileSync('ui/index.html', 'utf8'), {
    style: [
      `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
      `<script>${inert('the guard', guard)}</script>`,
      `<style>${inert('the style sheet', style)}</style>`,
    ].join('\n'),
    worker: `<script type="application/json" id="files">${inert('the list', list)}</script>`,
    script: `<script src="ui.js?${sha256(ui)}" integrity="${integrity(ui)}"></script>`,
    assets: '',
  });
}

/** As the integrity attribute and policies write it. */
const integrity = (content: Uint8Array | string) =>
  `sha256-${createHash('sha256').update(content).digest('base64')}`;

/** The same plugin, which may reach its team's host and no other. */
function hostedManifest(manifest: object, { origin, host }: URL): object {
  return {
    ...manifest,
    main: 'main.js',
    ui: 'ui.html',
    networkAccess: {
      allowedDomains: [origin],
      reasoning: `The panel comes from ${host}; everything runs on the designer's own machine, and nothing is sent.`,
    },
  };
}

/** What Figma shows first: it leads to the panel. */
const gate = (url: URL) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>FlashVideo</title>
<script>location.replace(${JSON.stringify(new URL('index.html', url).href)})</script>
</html>
`;
