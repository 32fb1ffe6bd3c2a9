/** The line to the panel: what goes out, and which of the messages that come in count. */
import type { ToUi } from './protocol';
import { toast } from './unseen';
import { WORDS } from './words';

/** The origin that a team serves the panel from, as the build says; `null` where the plugin carries it. */
declare const PANEL_ORIGIN: string | null;

const PATIENCE = 10_000; // ms that a hosted panel has to say its first word

/** Shows the panel. Figma has no theme for one that comes from elsewhere. */
export function showPanel(options: ShowUIOptions): void {
  figma.showUI(__html__, { ...options, themeColors: PANEL_ORIGIN === null });
}

export function send(message: ToUi): void {
  if (PANEL_ORIGIN === null) figma.ui.postMessage(message);
  else figma.ui.postMessage(message, { origin: PANEL_ORIGIN }); // no page that it led to may listen
}

/** Tells a hosted panel where its corner is: drops are counted from Figma's window, of which such a page knows nothing. */
export function tellCorner(): void {
  if (PANEL_ORIGIN === null) return;
  const { x, y } = figma.ui.getPosition().windowSpace;
  send({ type: 'corner', x, y });
}

/** Listens until the plugin closes. A hosted panel that stays silent is told: its window may show nothing of ours. */
export function listen(receive: (value: unknown) => void): void {
  let heard = false;
  figma.ui.onmessage = (value, { origin }) => {
    if (PANEL_ORIGIN !== null && origin !== PANEL_ORIGIN) return;
    heard = true;
    receive(value);
  };
  if (PANEL_ORIGIN === null) return;
  const host = PANEL_ORIGIN.replace('https://', '');
  setTimeout(() => {
    if (!heard) figma.notify(toast(WORDS.hostSilent(host)), { error: true });
  }, PATIENCE);
}
