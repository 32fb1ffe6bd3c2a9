/**
 * Serves the playground: a page that runs the built plugin on the stand-in host.
 *
 *   tsx test/tools/host/serve.ts [--port 8080] [--no-open]
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { platform } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import type { Manifest } from './host';

const PAGE = 'test/tools/host/page';
const QUICKJS = createRequire(import.meta.resolve('quickjs-emscripten')).resolve(
  '@jitl/quickjs-wasmfile-release-sync/wasm',
);

export interface ServeOptions {
  plugin?: string; // the folder with its manifest
  tls?: { key: string; cert: string }; // PEM; with it, over https
}

/**
 * Serves until closed; port 0 takes any free one. Reads every file anew, so rebuilding is enough. The page may lead its
 * frames to where the plugin's manifest allows, as in Figma.
 */
export async function serve(
  port: number,
  { plugin = '.', tls }: ServeOptions = {},
): Promise<{ url: string; close(): void }> {
  const manifest: Manifest = JSON.parse(await readFile(`${plugin}/manifest.json`, 'utf8'));
  const domains = manifest.networkAccess.allowedDomains.filter((domain) => domain !== 'none');
  const policy = ["frame-src 'self' data:", ...domains].join(' ');
  const routes: Record<string, [type: string, body: () => Promise<string | Buffer>]> = {
    '/': ['text/html; charset=utf-8', () => readFile(`${PAGE}/index.html`)],
    '/page.js': ['text/javascript; charset=utf-8', bundlePage],
    '/style.css': ['text/css; charset=utf-8', () => readFile(`${PAGE}/style.css`)],
    '/quickjs.wasm': ['application/wasm', () => readFile(QUICKJS)],
    '/plugin/manifest.json': ['application/json', () => readFile(`${plugin}/manifest.json`)],
    [`/plugin/${manifest.main}`]: ['text/plain', () => readFile(`${plugin}/${manifest.main}`)],
    [`/plugin/${manifest.ui}`]: ['text/plain', () => readFile(`${plugin}/${manifest.ui}`)],
  };
  const answer: RequestListener = async ({ url = '/' }, response) => {
    const [type, body] = routes[new URL(url, 'http://localhost').pathname] ?? [];
    try {
      if (!body) throw new Error(`There is nothing at ${url}.`);
      const content = await body();
      response
        .writeHead(200, { 'content-type': type, 'content-security-policy': policy })
        .end(content);
    } catch (error) {
      response.writeHead(404).end(String(error));
    }
  };
  const server = tls ? createSecureServer(tls, answer) : createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${taken}/`;
  return { url, close: () => void server.close().closeAllConnections() };
}

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${PAGE}/main.tsx`],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}

/** Shows the page in the default browser, where there is one. */
function open(url: string): void {
  const [command, ...before] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[
    platform() as string
  ] ?? ['xdg-open'];
  spawn(command ?? '', [...before, url], { stdio: 'ignore' })
    .on('error', () => console.log('Open this address in a browser.'))
    .unref();
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8080' },
      open: { type: 'boolean', default: true },
    },
    allowNegative: true,
  });
  const { url } = await serve(Number(values.port)).catch((error) => {
    if (error.code === 'EADDRINUSE') return serve(0); // someone else has the port: any other will do
    throw error;
  });
  console.log(`The stand-in host is at ${url} (Ctrl+C ends it).`);
  if (values.open) open(url);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
