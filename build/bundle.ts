/** The one door to esbuild: three bundles, one for each realm that the plugin runs in. */
import { type BuildOptions, build, type Metafile } from 'esbuild';

export interface Bundle {
  code: string;
  meta: Metafile; // which file imports which; read by the import rules test and the notices
}

/**
 * Figma's plugin thread, without a DOM: newer syntax than ES2017 has been refused there.
 *
 * @param things names that quick actions offer, the commonest first
 * @param panelOrigin that serves the panel; `null` where the plugin carries it
 */
export const bundlePlugin = (things: readonly string[], panelOrigin: string | null = null) =>
  bundle({
    entryPoints: ['plugin/main.ts'],
    target: 'es2017',
    define: {
      COMMON_THINGS: JSON.stringify(things.join(',')),
      PANEL_ORIGIN: JSON.stringify(panelOrigin),
    },
  });

/** The build of onnxruntime-web for WebGPU that browsers take: smaller, and its code is not slowed down for waiting. */
export const JSPI = { 'onnxruntime-web/webgpu': 'onnxruntime-web/jspi' };

/** A classic worker script: module workers made from a blob fail in Figma's iframe. */
export const bundleWorker = (entry = 'worker/worker.ts') =>
  bundle({
    entryPoints: [entry],
    target: 'es2022',
    inject: [],
    conditions: ['worker'],
    alias: JSPI,
  });

export const bundleUi = (entry = 'ui/inlined/main.ts') =>
  bundle({
    entryPoints: [entry],
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });

export const bundleStyle = (entry = 'ui/style/style.css') => bundle({ entryPoints: [entry] });

async function bundle(options: BuildOptions): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    charset: 'ascii', // a host that guesses the encoding wrong still runs it
    legalComments: 'none', // THIRD_PARTY.md carries the licences
    logLevel: 'warning',
    logOverride: { 'empty-import-meta': 'silent' }, // onnxruntime-web asks for it, and copes without
    ...options,
  });
  const code = ascii(outputFiles![0]!.text.trimEnd());
  return { code, meta: metafile! };
}

/**
 * What esbuild leaves as it is, in regular expressions. One character beyond Latin-1 doubles a page's 15 MB in memory,
 * and the time of whatever touches them.
 */
const ascii = (code: string) =>
  code.replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
