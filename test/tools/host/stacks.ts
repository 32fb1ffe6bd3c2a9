/** The documents in which Figma has been seen to show a plugin's UI; none has an origin. */
import { type Theme, themeCss } from './theme';

/** `data` is an insecure context without WebGPU; a sandboxed `srcdoc` is secure. */
export const STACKS = ['data', 'data-no-blob', 'srcdoc', 'srcdoc-no-blob'] as const;
export type Stack = (typeof STACKS)[number];

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
export function dressed(html: string, stack: Stack, theme: Theme | null): string {
  const style = `<style id="figma-style">${theme ? themeCss(theme) : ''}</style>`;
  const start = theme ? `document.documentElement.className = 'figma-${theme}';` : '';
  const head =
    `<meta http-equiv="Content-Security-Policy" content="${policy(stack)}">` +
    `${style}<script>${start}${theme ? FOLLOW_THEME : ''}</script>`;
  const at = /<head[^>]*>|<!doctype[^>]*>/i.exec(html);
  const from = at ? at.index + at[0].length : 0;
  return html.slice(0, from) + head + html.slice(from);
}
