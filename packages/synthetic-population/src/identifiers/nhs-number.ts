/**
 * The check digit of an NHS number: weights 10 down to 2, then 11 minus the remainder by 11, where 11 counts as 0.
 *
 * @param firstNine nine digits
 * @returns the digit, or undefined where the rule gives 10 and no such number exists
 */
export function nhsNumberCheckDigit(firstNine: string): number | undefined {
  let sum = 0;
  for (let position = 0; position < 9; position++) sum += Number(firstNine[position]) * (10 - position);
  const digit = 11 - (sum % 11);
  if (digit === 10) return undefined;
  return digit === 11 ? 0 : digit;
}

/** How many different numbers {@link testNhsNumber} can give. */
export const testNhsNumberCount = 99_999 * 9;

/**
 * The n-th NHS number of the range kept for tests, 999 000 0000 to 999 999 9999; valid, and different for every n.
 *
 * Every ten numbers in a row have at most one without a check digit, so each of the 100,000 tens gives nine. The tens
 * are walked in steps of 61,803, which shares no factor with 100,000, so that neighbours do not look alike; the walk
 * begins where its one unused last step falls on the ten that holds {@link reservedNhsNumber}.
 *
 * @param index from 0 up to, not including, {@link testNhsNumberCount}
 */
export function testNhsNumber(index: number): string {
  const ten = ((index % 99_999) * 61_803 + 74_148) % 100_000;
  let place = Math.floor(index / 99_999);
  for (let lastDigit = 0; lastDigit < 10; lastDigit++) {
    const firstNine = `999${String(ten).padStart(5, '0')}${lastDigit}`;
    const check = nhsNumberCheckDigit(firstNine);
    if (check === undefined) continue;
    if (place === 0) return `${firstNine}${check}`;
    place -= 1;
  }
  throw new RangeError(
    `There is no test NHS number ${index}: the range holds ${testNhsNumberCount}. Ask for fewer patients.`,
  );
}

/** The number of the first patient of every population; {@link testNhsNumber} never gives it. */
export const reservedNhsNumber = '9991234578';
