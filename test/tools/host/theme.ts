/** What `themeColors: true` gives a UI: a class on <html> and colours as CSS variables. */

export type Theme = 'light' | 'dark';

/** [light, dark]; the names are Figma's, the values close to its own. */
const COLOURS: Record<string, [string, string]> = {
  bg: ['#ffffff', '#2c2c2c'],
  'bg-secondary': ['#f5f5f5', '#383838'],
  'bg-tertiary': ['#e6e6e6', '#444444'],
  'bg-hover': ['#f5f5f5', '#383838'],
  'bg-pressed': ['#e6e6e6', '#444444'],
  'bg-selected': ['#e5f4ff', '#4a5878'],
  'bg-disabled': ['#d9d9d9', '#757575'],
  'bg-inverse': ['#2c2c2c', '#ffffff'],
  'bg-brand': ['#0d99ff', '#0c8ce9'],
  'bg-brand-hover': ['#007be5', '#0a6dc2'],
  'bg-brand-pressed': ['#006bc7', '#105cad'],
  'bg-brand-secondary': ['#0768cf', '#0a6dc2'],
  'bg-brand-tertiary': ['#e5f4ff', '#394360'],
  'bg-danger': ['#f24822', '#e03e1a'],
  'bg-danger-tertiary': ['#ffe2e0', '#60332a'],
  'bg-success': ['#14ae5c', '#198f51'],
  'bg-success-tertiary': ['#cff7d3', '#3a5b49'],
  'bg-warning': ['#ffcd29', '#f3c11b'],
  'bg-warning-tertiary': ['#fff1c2', '#614a13'],
  text: ['rgba(0, 0, 0, 0.9)', '#ffffff'],
  'text-secondary': ['rgba(0, 0, 0, 0.5)', 'rgba(255, 255, 255, 0.7)'],
  'text-tertiary': ['rgba(0, 0, 0, 0.3)', 'rgba(255, 255, 255, 0.4)'],
  'text-disabled': ['rgba(0, 0, 0, 0.3)', 'rgba(255, 255, 255, 0.4)'],
  'text-brand': ['#007be5', '#7cc4f8'],
  'text-danger': ['#dc3412', '#fca397'],
  'text-success': ['#009951', '#79d297'],
  'text-warning': ['#b86200', '#f7d15f'],
  'text-onbrand': ['#ffffff', '#ffffff'],
  'text-ondanger': ['#ffffff', '#ffffff'],
  'text-ondisabled': ['#ffffff', 'rgba(0, 0, 0, 0.8)'],
  icon: ['rgba(0, 0, 0, 0.9)', '#ffffff'],
  'icon-secondary': ['rgba(0, 0, 0, 0.5)', 'rgba(255, 255, 255, 0.7)'],
  'icon-tertiary': ['rgba(0, 0, 0, 0.3)', 'rgba(255, 255, 255, 0.4)'],
  'icon-disabled': ['rgba(0, 0, 0, 0.3)', 'rgba(255, 255, 255, 0.4)'],
  'icon-brand': ['#007be5', '#7cc4f8'],
  'icon-danger': ['#dc3412', '#fca397'],
  'icon-onbrand': ['#ffffff', '#ffffff'],
  border: ['#e6e6e6', '#444444'],
  'border-strong': ['#2c2c2c', '#ffffff'],
  'border-selected': ['#0d99ff', '#0c8ce9'],
  'border-brand': ['#bde3ff', '#4a5878'],
  'border-brand-strong': ['#0d99ff', '#0c8ce9'],
  'border-danger': ['#ffc7c2', '#803226'],
  'border-danger-strong': ['#dc3412', '#fca397'],
  'border-disabled': ['#e6e6e6', '#444444'],
};

/** A style sheet's text for `:root`. */
export function themeCss(theme: Theme): string {
  const at = theme === 'light' ? 0 : 1;
  const lines = Object.entries(COLOURS).map(
    ([name, pair]) => `--figma-color-${name}: ${pair[at]};`,
  );
  return `:root { color-scheme: ${theme}; ${lines.join(' ')} }`;
}
