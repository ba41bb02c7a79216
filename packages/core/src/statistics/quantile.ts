/**
 * The value below which the given share of the values lies: type 7 of Hyndman and Fan, "Sample Quantiles in Statistical
 * Packages" (The American Statistician 50, 1996), which R, NumPy and spreadsheets take by default. One value far off
 * moves it by no more than the distance to the next value.
 * @param share from 0 (the least value) to 1 (the greatest); 0.5 is the median
 * @throws RangeError without values, or where something is no finite number: a threshold must not come of it
 */
export function quantile(values: readonly number[], share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share is from 0 to 1, not ${share}`);
  if (!values.every(Number.isFinite)) throw new RangeError("a quantile is of finite numbers");
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) throw new RangeError("a quantile needs a value");
  return quantileOfSorted(sorted, share);
}

/** {@link quantile} of finite values that are sorted already, at least one. */
export function quantileOfSorted(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  const part = at - Math.floor(at);
  // Written so that equal neighbours give just that value, and none overflows.
  return below === above ? below : below * (1 - part) + above * part;
}
