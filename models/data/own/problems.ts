/** What is wrong with a team's folder: found all at once, told in one error. */
const SHOWN = 10;

const byLine = new Intl.Collator('en', { numeric: true }).compare; // “line 2” before “line 10”

export const messageOf = (error: unknown) =>
  error instanceof Error ? error.message : String(error);

/** @throws one error for all problems, of which it tells the first ten */
export function refuse(problems: readonly string[]) {
  if (problems.length === 0) return;
  const more = problems.length - SHOWN;
  const rest = more > 0 ? [`… and ${more} more`] : [];
  throw new Error([...problems.toSorted(byLine).slice(0, SHOWN), ...rest].join('\n'));
}
