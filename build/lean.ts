/**
 * The lean runtime: onnxruntime's module with those functions alone that clips call. `called.json` says which, as
 * `test/tools/runtime/record.ts` found them; the others lie behind it, for what nobody has met before.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hollow, type Parts } from '../worker/page/bodies';

/** `build/called.json`. */
export interface Called {
  'onnxruntime-web': string; // version
  sha256: string; // of the module
  functions: string; // a bit for each in base64, the lowest bit of a byte first
}

export const CALLED = 'build/called.json';

/** @throws a sentence where the list is of another module */
export function leanOf(
  runtime: Uint8Array,
  called: Called = JSON.parse(readFileSync(CALLED, 'utf8')),
): Parts {
  if (createHash('sha256').update(runtime).digest('hex') !== called.sha256) {
    throw new Error(
      `${CALLED} should list functions of the installed onnxruntime-web, and is of ${called['onnxruntime-web']}: ` +
        'record it anew by npx tsx test/tools/runtime/record.ts.',
    );
  }
  const bits = Buffer.from(called.functions, 'base64');
  return hollow(runtime, (index) => ((bits[index >> 3]! >> (index & 7)) & 1) === 1);
}
