/** What is said of a prompt's words, and where they are while the prompt is edited. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { carryRemarks, inShort, piecesOf, sentencesOf } from '../../ui/remarks';
import type { Remark } from '../../worker/api';

type Said = Partial<Remark> & Pick<Remark, 'words' | 'why'>;

/** Remarks on words of `prompt`, in its order. */
function remarksOn(prompt: string, ...said: Said[]): Remark[] {
  let at = 0;
  return said.map((one) => {
    const from = prompt.indexOf(one.words, at);
    assert.ok(from >= 0, `${one.words} in ${prompt}`);
    at = from + one.words.length;
    return { ...one, from, to: at };
  });
}

const word = fc.stringMatching(/^[a-zé猫🚀]{1,6}$/u);
const why = fc.constantFrom<Remark['why'][]>(
  'unknown',
  'not drawn',
  'too many',
  'corrected',
  'meant',
);
/** A prompt and remarks on some of its words. */
const remarked = fc
  .array(fc.tuple(word, fc.option(why), fc.constantFrom(' ', ', ', '  ')), { maxLength: 8 })
  .map((parts) => {
    let prompt = '';
    const remarks: Remark[] = [];
    for (const [words, reason, gap] of parts) {
      const from = prompt.length;
      prompt += words;
      if (reason) remarks.push({ words, why: reason, from, to: prompt.length });
      prompt += gap;
    }
    return { prompt, remarks };
  });

describe('remarks while the prompt is edited', () => {
  const carried = (before: string, after: string, ...said: Said[]) =>
    carryRemarks(remarksOn(before, ...said), before, after);

  test('always lie on their own words, in order and apart, whatever becomes of the prompt', () => {
    fc.assert(
      fc.property(remarked, fc.string(), fc.nat(), fc.nat(), ({ prompt, remarks }, text, a, b) => {
        const [from, to] = [a, b].map((n) => n % (prompt.length + 1)).sort((x, y) => x - y);
        const after = prompt.slice(0, from) + text + prompt.slice(to);
        let end = 0;
        for (const remark of carryRemarks(remarks, prompt, after)) {
          assert.equal(after.slice(remark.from, remark.to), remark.words);
          assert.ok(remark.from >= end);
          end = remark.to;
        }
      }),
    );
  });

  test('all stay when another word is put before, between or behind them, or taken away again', () => {
    fc.assert(
      fc.property(remarked, word, fc.nat(), ({ prompt, remarks }, other, n) => {
        const gaps = [...prompt.matchAll(/(?<= )|^/g)].map(({ index }) => index);
        const at = gaps[n % gaps.length]!;
        const after = `${prompt.slice(0, at)}${other} ${prompt.slice(at)}`;
        const carried = carryRemarks(remarks, prompt, after);
        assert.equal(carried.length, remarks.length);
        assert.deepEqual(carryRemarks(carried, after, prompt), remarks);
      }),
    );
  });

  test('go with their words, and with a letter more or less of them', () => {
    const rocke: Said = { words: 'rocke', why: 'unknown' };
    for (const after of ['a rocket', 'a rock', 'a arocke', 'a ', 'a r ocke', 'dog']) {
      assert.deepEqual(carried('a rocke', after, rocke), [], after);
    }
    for (const after of ['a rocke', 'a rocke!', 'rocke', 'a red rocke', 'a rocke rocke']) {
      assert.equal(carried('a rocke', after, rocke).length, 1, after);
    }
  });

  test('stay on one of two equal words when the other goes', () => {
    const twice: Said[] = [
      { words: 'qqq', why: 'unknown' },
      { words: 'qqq', why: 'unknown' },
    ];
    assert.equal(carried('qqq and qqq', 'cat and qqq', ...twice)[0]?.from, 8);
    assert.equal(carried('qqq and qqq', 'qqq and cat', ...twice)[0]?.from, 0);
    assert.equal(carried('qqq qqq', 'qqq', ...twice).length, 1);
    assert.equal(carried('red rose', 'rose', { words: 'rose', why: 'unknown' })[0]?.from, 0);
  });
});

test('the pieces of a prompt are the prompt, and every remark is one of them', () => {
  fc.assert(
    fc.property(remarked, ({ prompt, remarks }) => {
      const pieces = piecesOf(prompt, remarks);
      assert.equal(pieces.map(({ text }) => text).join(''), prompt);
      const marked = pieces.filter((piece) => piece.why !== null);
      assert.deepEqual(
        marked.map(({ text, why }) => [text, why]),
        remarks.map(({ words, why }) => [words, why]),
      );
    }),
  );
});

describe('what is said', () => {
  const prompt = 'a hundred cute modern pups in a rokcet, cat, dog, qqxzzy blorp, cute';
  const remarks = remarksOn(
    prompt,
    { words: 'hundred', why: 'too many', as: '12' },
    { words: 'cute', why: 'not drawn' },
    { words: 'modern', why: 'not drawn' },
    { words: 'pups', why: 'meant', as: 'dog' },
    { words: 'in', why: 'not drawn', as: 'beside' },
    { words: 'rokcet', why: 'corrected', as: 'rocket' },
    { words: 'cat', why: 'too many' },
    { words: 'dog', why: 'too many' },
    { words: 'qqxzzy', why: 'unknown', nearest: [] },
    { words: 'blorp', why: 'unknown', nearest: ['blob', 'glow'] },
    { words: 'cute', why: 'not drawn' },
  );

  test('tells what is drawn instead, and all that is left out for one reason in one line', () => {
    assert.deepEqual(sentencesOf(remarks), [
      '“hundred” is too many: 12 are drawn.',
      '“pups” is drawn as “dog”.',
      '“in” is shown as “beside”.',
      '“rokcet” was read as “rocket”.',
      'More than one clip can show: cat, dog.',
      'Not drawn: cute, modern.',
      '“qqxzzy” is unknown and was left out.',
      '“blorp” is unknown. Try blob, glow.',
    ]);
  });

  test('tells movements that nobody asked for in one line, and not as words that are left out', () => {
    const moved = remarksOn(
      'a cat and a dog',
      { words: 'cat', why: 'assumed', as: 'nodding' },
      { words: 'dog', why: 'assumed', as: 'hopping' },
    );
    assert.deepEqual(sentencesOf(moved), ['As such things do: cat nodding, dog hopping.']);
    assert.equal(inShort(moved), null);
  });

  test('leaves no remark out, whatever its kind', () => {
    fc.assert(
      fc.property(remarked, fc.option(word, { nil: undefined }), (one, as) => {
        const instead = one.remarks.map((remark) =>
          remark.why === 'corrected' || remark.why === 'meant'
            ? { ...remark, as: as ?? 'dog' }
            : remark.why === 'unknown' || as === undefined
              ? remark
              : { ...remark, as },
        );
        const told = sentencesOf(instead).join(' ');
        for (const { words } of instead) assert.ok(told.includes(words), `${words} in ${told}`);
      }),
    );
  });

  test('fits into a notification as one sentence, which is as exact as there is room', () => {
    const short = (...some: Remark[]) => inShort(some);
    assert.equal(inShort([]), null);
    assert.equal(short(remarks[5]!), '“rokcet” was read as “rocket”.');
    assert.equal(short(remarks[1]!, remarks[2]!), 'Not drawn: cute, modern.');
    assert.equal(short(remarks[1]!, remarks[5]!), 'Not drawn as typed: cute, rokcet.');
    const many = Array.from({ length: 40 }, (_, i) => ({ ...remarks[1]!, words: `taste${i}` }));
    assert.match(inShort(many) ?? '', /^Not drawn as typed: taste0, .+ and \d+ more\.$/);
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 200 }), { minLength: 1 }),
        (all) => {
          const sentence = inShort(all.map((words) => ({ ...remarks[8]!, words })));
          assert.ok(sentence && sentence.length <= 100);
        },
      ),
    );
  });
});
