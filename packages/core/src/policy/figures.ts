/** Enough for people, where they can still tell the numbers apart. */
const DECIMALS = 2;
const MOST_DECIMALS = 12;

/**
 * Writes numbers that stand beside each other, with two decimals at most, and more only where unequal ones would
 * otherwise look equal: nobody is to read "79.95 of at least 79.95, failed".
 */
export function figures(...numbers: readonly number[]): string[] {
  const different = new Set(numbers).size;
  for (let decimals = DECIMALS; decimals <= MOST_DECIMALS; decimals += 1) {
    const texts = numbers.map((number) => rounded(number, decimals));
    if (new Set(texts).size === different) return texts;
  }
  return numbers.map(String);
}

/**
 * A number without what a few sums and divisions add to it: 20.000000000000004 is 20. Exact to a billionth, so that what
 * is computed can be compared with what a policy writes.
 */
export function computed(number: number): number {
  return Number(number.toFixed(9));
}

/** One number with two decimals at most. */
export function figure(number: number): string {
  return rounded(number, DECIMALS);
}

function rounded(number: number, decimals: number): string {
  // By way of a number, so that 80.00 is written 80, and -0.001 is not written -0.
  return String(Number(number.toFixed(decimals)) + 0);
}

/** `1 test`, `2 tests`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
