/** Figma gives its theme to no page that has an origin: the hosted one follows the system's. */
export function followSystem(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const dress = () => {
    document.documentElement.className = dark.matches ? 'figma-dark' : 'figma-light';
  };
  dark.addEventListener('change', dress);
  dress();
}
