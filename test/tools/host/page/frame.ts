/** The plugin's window: an iframe without an origin and without a network. */
import type { ShowUIOptions } from '@figma/plugin-typings/plugin-api-standalone';
import { cloneMessage } from '../clone';
import type { UiFrame } from '../host';
import { dressed, type Stack } from '../stacks';
import { type Theme, themeCss } from '../theme';

const SANDBOX = 'allow-scripts allow-forms allow-modals allow-popups allow-downloads';

// A data: URL over 2 MiB does not load, so the HTML follows by message.
const SHIM = `data:text/html,<script>onmessage = ({ data }) => {
  document.open(); document.write(data.html); document.close();
}</script>`;

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
