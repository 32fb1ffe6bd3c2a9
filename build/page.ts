/** `ui.html`, the one file that holds everything but the plugin thread, and what it costs. */
import type { Packed, PackedAssets } from '../worker/api';

export interface PageParts {
  template: string; // ui/index.html
  style: string;
  script: string;
  worker: string; // as `packCode` leaves it
  assets: PackedAssets;
}

/**
 * The page. The worker's code lies before the script, which starts it at once; the assets lie behind it, all in
 * inert tags, where no parser of code sees them.
 * Throws when a text could end its tag early.
 */
export function page({ template, style, script, worker, assets }: PageParts): string {
  return fill(template, {
    style: `<style>${inert('the style sheet', style)}</style>`,
    script: `<script>${inert('the UI script', script)}</script>`,
    worker: `<script type="text/plain" id="worker">${inert('the worker', worker)}</script>`,
    assets: tags(assets),
  });
}

/**
 * A tag for each piece: the parser lets other things in between two tags, and never within one. Templates, since what
 * looks for the end of a script takes nearly twice as long over 15 MB; base 91 has neither `<` nor `&`.
 */
const tags = (assets: PackedAssets) => Object.entries(assets).flatMap(tagsOf).join('\n');

const tagsOf = ([name, { coding, parts, texts }]: [string, Packed]) => {
  const sizes = parts.map(([part, bytes]) => `${part}:${bytes}`).join(' ');
  const tag = (data: string, text: string) =>
    `<template data-asset="${name}"${data}>${text}</template>`;
  const [first = '', ...others] = texts;
  return [
    tag(` data-coding="${coding}" data-parts="${sizes}"`, first),
    ...others.map((text) => tag('', text)),
  ];
};

/** Replaces `<!-- name -->` in the template, each exactly once. */
export function fill(template: string, parts: Record<string, string>): string {
  return Object.entries(parts).reduce((html, [name, part]) => {
    const pieces = html.split(`<!-- ${name} -->`);
    if (pieces.length !== 2) {
      throw new Error(`ui/index.html must hold <!-- ${name} --> once, not ${pieces.length - 1}×.`);
    }
    return pieces.join(part);
  }, template);
}

/** @throws when a text could end its tag early */
export function inert(what: string, text: string): string {
  const trap = /<\/(script|style)|<!--/i.exec(text);
  if (trap) throw new Error(`${what} holds "${trap[0]}", which HTML would not read as text.`);
  return text;
}

/** Figma's publish path has been seen to refuse code above this, counted as `total` below. */
export const CAP = 15_728_640; // bytes

export interface Budget {
  cap: number;
  total: number;
  parts: Record<string, number>; // bytes of UTF-8 once inside the JSON string
}

/** What Figma counts: `const __html__=<JSON string of the page>;` and the plugin thread's code. */
export function budget(html: string, plugin: string, parts: PageParts): Budget {
  const { style, script, worker, assets } = parts;
  const total = utf8(`const __html__=${JSON.stringify(html)};`) + utf8(plugin);
  const known = {
    plugin: utf8(plugin),
    ui: inJson(style) + inJson(script),
    worker: inJson(worker),
    runtimes: inJson(assets.runtimes.texts.join('')),
    weights: inJson(assets.weights.texts.join('')),
    files: inJson(assets.files.texts.join('')),
  };
  const page = total - Object.values(known).reduce((sum, bytes) => sum + bytes, 0);
  return { cap: CAP, total, parts: { ...known, page } };
}

const utf8 = (text: string) => Buffer.byteLength(text);
const inJson = (text: string) => utf8(JSON.stringify(text)) - 2; // without its quotes
