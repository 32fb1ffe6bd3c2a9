/** All motions, by name. */
import { ATTENTION } from './attention';
import { EFFECTS } from './effects';
import { ENTRANCES } from './entrances';
import { GAITS } from './gaits';
import type { Motion } from './motion';
import { STEADY } from './steady';

export const MOTIONS: readonly Motion[] = [
  ...STEADY,
  ...GAITS,
  ...ATTENTION,
  ...ENTRANCES,
  ...EFFECTS,
];

const BY_NAME = new Map(MOTIONS.map((motion) => [motion.name, motion]));

/** @throws for a name that no motion has */
export function motionNamed(name: string): Motion {
  const found = BY_NAME.get(name);
  if (!found) throw new Error(`A motion should have a known name, and “${name}” is none.`);
  return found;
}
