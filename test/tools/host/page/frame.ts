/** The plugin's window: an iframe without an origin and without a network, as long as it is not led elsewhere. */
import type { ShowUIOptions } from '@figma/plugin-typings/plugin-api-standalone';
import { cloneMessage } from '../clone';
import type { Manifest, UiFrame } from '../host';
import { dressed, type Stack } from '../stacks';
import { type Theme, themeCss } from '../theme';

const SANDBOX = 'allow-scripts allow-forms allow-modals allow-popups allow-downloads';

/** A page that the window is led to has its origin; that of a `data:` document, none, is not ours to share. */
const sandboxOf = (stack: Stack) =>
  stack.startsWith('data') ? `${SANDBOX} allow-same-origin` : SANDBOX;

// A data: URL over 2 MiB does not load, so the HTML follows by message. It is written in a task of its own, so that its
// page does not answer for the time that a message of its size takes.
const SHIM = `data:text/html,<script>onmessage = ({ data }) => {
  const { html } = data;
  setTimeout(() => { document.open(); document.write(html); document.close(); });
}</script>`;

export interface FrameOptions {
  stack: Stack;
  theme: Theme;
  manifest: Manifest;
  place(frame: HTMLIFrameElement, options: ShowUIOptions): void; // puts it into the page
  onMessage(message: unknown, origin: string): void; // UI → plugin
  onRefused(error: unknown): void; // a message that Figma would not carry
  onResize(width: number, height: number): void;
  onClose(): void;
}

export function createFrame(options: FrameOptions): UiFrame & { setTheme(theme: Theme): void } {
  const { stack, manifest } = options;
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', sandboxOf(stack));
  frame.title = 'FlashVideo';
  const post = (message: unknown, origin = '*') =>
    frame.contentWindow?.postMessage(message, origin);

  /** A page with an origin has to say which plugin its messages are for. */
  function listen({ source, origin, data }: MessageEvent): void {
    if (source !== frame.contentWindow || !data || !('pluginMessage' in data)) return;
    if (origin !== 'null' && data.pluginId !== manifest.id && data.pluginId !== '*') return;
    try {
      options.onMessage(cloneMessage(data.pluginMessage), origin);
    } catch (error) {
      options.onRefused(error);
    }
  }

  return {
    show(html, how) {
      const whole = dressed(html, stack, how.themeColors ? options.theme : null);
      window.addEventListener('message', listen);
      if (stack.startsWith('srcdoc')) frame.srcdoc = whole;
      else {
        frame.src = SHIM;
        frame.addEventListener('load', () => post({ html: whole }), { once: true });
      }
      options.place(frame, how);
    },
    post: (message, origin) =>
      post({ pluginMessage: cloneMessage(message), pluginId: manifest.id }, origin),
    resize: options.onResize,
    corner: () => frame.getBoundingClientRect(),
    setTheme: (theme) => post({ theme, css: themeCss(theme) }),
    close() {
      window.removeEventListener('message', listen);
      frame.remove();
      options.onClose();
    },
  };
}
