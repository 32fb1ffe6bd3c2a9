/**
 * What is never trained, so that the evaluation can ask for combinations that the model has not seen.
 */
import { createHash } from 'node:crypto';

const SHARE = 0.05;

/**
 * Draws pairs of subject and style, of subjects that another style shows. Each pair's fate hangs on its
 * name alone, so that new subjects change nothing for those that were there.
 *
 * @param subjects their pictures, one a style, `null` where there is none
 * @param clips what is alive is trained, as its clip shows the picture
 * @returns indices [subject, style]; each subject keeps a style that is trained
 */
export function heldOutStyles(
  subjects: { name: string; pictures: unknown[] }[],
  clips: { subject: number; style: number }[],
) {
  const moving = new Set(clips.map(({ subject, style }) => `${subject} ${style}`));
  return subjects.flatMap(({ name, pictures }, subject) => {
    const styles = [...pictures.keys()].filter((style) => pictures[style]);
    const drawn = styles.filter(
      (style) => !moving.has(`${subject} ${style}`) && chance(`${name} ${style}`) < SHARE,
    );
    return drawn.slice(0, styles.length - 1).map((style): [number, number] => [subject, style]);
  });
}

/** 0 to 1, the same for the same text. */
const chance = (text: string) =>
  createHash('sha256').update(text).digest().readUInt32LE() / 2 ** 32;
