/** `npx tsx test/tools/bench/halo.ts`: the share of forty cut-outs' edges that shows a rim. */
import { meanRims } from './rim';

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

for (const size of [128, 512]) {
  for (const matte of [null, '#ffffff'] as const) {
    const { black, white } = await meanRims(matte, size);
    console.log(
      `${size} px, matte ${matte ?? 'unknown'}: ${percent(black)} on black, ${percent(white)} on white`,
    );
  }
}
