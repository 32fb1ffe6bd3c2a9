/** What can be seen of the panel: what axe-core objects to, what is cut, what lies beyond an edge, what comes next. */
import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Panel } from './playground';

/** What axe-core finds wrong, a line each. */
export async function faults({ page }: Panel, state = 'the panel'): Promise<string[]> {
  const frame = page.frames().at(-1)!;
  await frame.evaluate(axe.source);
  const { violations, passes, incomplete } = await frame.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document),
  );
  assert.ok([...passes, ...incomplete].some(({ id }) => id === 'color-contrast')); // it did look
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${state}: ${id}, ${html.slice(0, 120)}, ${failureSummary}`,
    ),
  );
}

/**
 * What a designer cannot see whole, a line each: texts that something cuts or that leave their control, controls beyond
 * an edge, what would have to be scrolled sideways, and a panel that shows no primary action or more than one. Names
 * that have no end may end in dots where their control's title has the rest.
 */
export const misfits = ({ ui }: Panel, state: string): Promise<string[]> =>
  ui.locator('body').evaluate((body, at) => {
    const found = new Set<string>();
    const see = {
      tell(what: string, one: Element) {
        found.add(`${at}: ${what}: ${one.outerHTML.slice(0, 120)}`);
      },
      shows(one: Element) {
        const seen = one.checkVisibility({ visibilityProperty: true });
        return seen && !one.closest('.unseen, .marks, option');
      },
    }; // methods: a bundler wraps functions that are given a name, and what wraps them is not in the page
    const cover = document.querySelector('dialog[open]'); // lies over all else
    const within = cover ?? body;

    const texts = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement!;
      if (!text.nodeValue?.trim() || !see.shows(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      const { textOverflow, webkitLineClamp } = getComputedStyle(parent);
      const dots = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
      if (dots && parent.closest('[title]')) continue;
      let scrolls = false; // then what is below can be reached
      for (let one: Element | null = parent; one && one !== body; one = one.parentElement) {
        const edge = one.getBoundingClientRect();
        const { overflowY, display, position } = getComputedStyle(one);
        scrolls ||= /auto|scroll/.test(overflowY);
        if (/^(inline|contents)$/.test(display) || scrolls) continue; // they cut nothing
        if (overflowY === 'hidden' && box.top >= edge.bottom) break; // left out, not cut
        if (box.left < edge.left - 1 || box.right > edge.right + 1) see.tell('cut', one);
        const closed = overflowY === 'hidden' || one.matches('button, .places span, .token');
        if (closed && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1))
          see.tell('taller', one);
        if (position === 'fixed') break;
      }
    }

    /** What stands in fields and lists that open. */
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const roomy = innerWidth >= 10 * rem; // with less, an example or a choice may end in dots
    const pen = document.createElement('canvas').getContext('2d')!;
    for (const field of within.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      'select, input[placeholder]',
    )) {
      if (!see.shows(field)) continue;
      const style = getComputedStyle(field);
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const select = field instanceof HTMLSelectElement;
      const says = select ? field.selectedOptions[0]?.text : field.value || field.placeholder;
      const room =
        field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      const cut = pen.measureText(says ?? '').width > room + 1;
      if (roomy && cut && !(field.title || (!select && field.value)))
        see.tell(`${says} in ${room} px`, field);
      if (parseFloat(style.lineHeight) > field.clientHeight + 1) see.tell('taller', field);
    }

    for (const one of [document.documentElement, ...within.querySelectorAll('*')]) {
      if (!see.shows(one)) continue;
      if (one.matches('button, input, select, summary, canvas, img')) {
        const { left, right } = one.getBoundingClientRect();
        if (left < -0.5 || right > innerWidth + 0.5) see.tell('beyond', one);
      }
      const { textOverflow, webkitLineClamp } = getComputedStyle(one);
      const dots = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
      if (
        !dots &&
        getComputedStyle(one).overflowY !== 'visible' &&
        one.scrollWidth > one.clientWidth + 1 &&
        !one.matches('input')
      )
        see.tell('sideways', one);
    }

    const primary = [...body.querySelectorAll('.primary')].filter(see.shows);
    const works = body.querySelector('[role=progressbar]') !== null; // then it can be cancelled
    if (primary.length !== (works ? 0 : 1)) found.add(`${at}: ${primary.length} primary actions`);
    const next = works ? body.querySelectorAll('.footer .secondary') : primary;
    for (const one of cover ? [] : next) {
      const { left, top, right, bottom } = one.getBoundingClientRect();
      if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight)
        see.tell('out of sight', one);
    }
    return [...found];
  }, state);
