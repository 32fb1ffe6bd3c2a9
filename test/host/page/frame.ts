/**
 * The plugin's window: an iframe without an origin and without a network, in the forms in which
 * Figma has been seen to build it.
 */
import type { ShowUIOptions } from '@figma/plugin-typings/plugin-api-standalone';
import { cloneMessage } from '../clone';
import type { UiFrame } from '../host';
import { type Theme, themeCss } from './theme';

/** `data` is an insecure context without WebGPU; a sandboxed `srcdoc` is secure. */
export const STACKS = ['data', 'data-no-blob', 'srcdoc', 'srcdoc-no-blob'] as const;
export type Stack = (typeof STACKS)[number];

const SANDBOX = 'allow-scripts allow-forms allow-modals allow-popups allow-downloads';

// A data: URL over 2 MiB does not load, so the HTML follows by message.
const SHIM = `data:text/html,<script>onmessage = ({ data }) => {
  document.open(); document.write(data.html); document.close();
}</script>`;

// Runs first in the UI's document: takes themes from the page.
const FOLLOW_THEME = `addEventListener('message', ({ data }) => {
  if (!data || !data.theme) return;
  document.documentElement.className = 'figma-' + data.theme;
  document.getElementById('figma-style').textContent = data.css;
});`;

function policy(stack: Stack): string {
  const blob = stack.endsWith('no-blob') ? '' : ' blob:';
  return [
    "default-src 'none'",
    `script-src 'unsafe-inline' 'unsafe-eval' data:${blob}`,
    `worker-src data:${blob}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    "connect-src 'none'",
  ].join('; ');
}

/** The UI's HTML as the host hands it out: with its policy and, when asked for, the theme. */
function dressed(html: string, stack: Stack, theme: Theme | null): string {
  const style = `<style id="figma-style">${theme ? themeCss(theme) : ''}</style>`;
  const start = theme ? `document.documentElement.className = 'figma-${theme}';` : '';
  const head =
    `<meta http-equiv="Content-Security-Policy" content="${policy(stack)}">` +
    `${style}<script>${start}${theme ? FOLLOW_THEME : ''}</script>`;
  const at = /<head[^>]*>|<!doctype[^>]*>/i.exec(html);
  const from = at ? at.index + at[0].length : 0;
  return html.slice(0, from) + head + html.slice(from);
}

export interface FrameOptions {
  stack: Stack;
  theme: Theme;
  place(frame: HTMLIFrameElement, options: ShowUIOptions): void; // puts it into the page
  onMessage(message: unknown): void; // UI → plugin
  onRefused(error: unknown): void; // a message that Figma would not carry
  onResize(width: number, height: number): void;
  onClose(): void;
}

export function createFrame(options: FrameOptions): UiFrame & { setTheme(theme: Theme): void } {
  const { stack } = options;
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', SANDBOX);
  frame.title = 'FlashVideo';
  const post = (message: unknown) => frame.contentWindow?.postMessage(message, '*');

  function listen({ source, data }: MessageEvent): void {
    if (source !== frame.contentWindow || !data || !('pluginMessage' in data)) return;
    try {
      options.onMessage(cloneMessage(data.pluginMessage));
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
    post: (message) => post({ pluginMessage: cloneMessage(message) }),
    resize: options.onResize,
    setTheme: (theme) => post({ theme, css: themeCss(theme) }),
    close() {
      window.removeEventListener('message', listen);
      frame.remove();
      options.onClose();
    },
  };
}
