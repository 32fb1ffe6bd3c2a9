/** The arithmetic behind the benchmark's numbers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gain, integrate, median, type Sample, slope } from './statistics';

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual / expected - 1) < 1e-9, `${actual} should be ${expected}`);

const LENGTHS = [16, 144, 272, 1040, 2064];
const of = (step: (length: number) => number) =>
  LENGTHS.map((length): Sample => [length, step(length)]);

test('the slope of a power law is its power', () => {
  for (const power of [0, 1, 1.5, 3]) near(1 + slope(of((x) => 7 * x ** power)), 1 + power);
});

test('what comes with each step is told apart from what was there and from noise', () => {
  near(gain([0, 1, 2, 3].map((clip) => [clip, 100 + 2 * clip])), 2);
  near(
    1 +
      gain([
        [0, 5],
        [1, 7],
        [2, 7],
        [3, 5],
      ]),
    1,
  );
});

test('steps that follow a power law are summed exactly, beyond the last sample too', () => {
  for (const power of [0, 1, 2]) {
    const whole = (to: number) => (3 * (to ** (power + 1) - 16 ** (power + 1))) / (power + 1);
    for (const to of [100, 1040, 8208])
      near(
        integrate(
          of((x) => 3 * x ** power),
          16,
          to,
        ),
        whole(to),
      );
  }
});

test('steps that fall with the length are summed too', () => {
  near(
    integrate(
      of((x) => 5 / x),
      16,
      2064,
    ),
    5 * Math.log(2064 / 16),
  );
});

test('steps of a line are summed within two hundredths', () => {
  const line = of((x) => 1.5 + 0.003 * x);
  const exact = 1.5 * 2048 + (0.003 * (2064 ** 2 - 16 ** 2)) / 2;
  assert.ok(Math.abs(integrate(line, 16, 2064) / exact - 1) < 0.02);
});

test('a median leaves its values as they were', () => {
  const values = [3, 1, 2];
  assert.equal(median(values), 2);
  assert.deepEqual(values, [3, 1, 2]);
});
