import type { Bound } from '@baseplate-epr/contracts';
import { BaseplateError } from '@baseplate-epr/contracts';
import { every, raw, type Sql, sql } from './sql.ts';

const operators: Readonly<Record<Bound['operator'], Sql>> = {
  '<': raw('<'),
  '<=': raw('<='),
  '>': raw('>'),
  '>=': raw('>='),
  '=': raw('='),
  '!=': raw('<>'),
};

/** Every bound, on the columns that hold the two ends. */
export function boundsHold(bounds: readonly Bound[], columns: { readonly low: Sql; readonly high: Sql }): Sql {
  return every(bounds.map((bound) => sql`${columns[bound.end]} ${operatorOf(bound)} ${bound.value}`));
}

/**
 * Which end to seek by, with bounds on that end that follow from the given ones because a stretch never ends before it begins:
 * `high <= x` means `low <= x` too. Without them, "within the year 1950" would read every stretch since 1950.
 */
export function seekRange(bounds: readonly Bound[]): {
  readonly end: Bound['end'];
  readonly implied: readonly Bound[];
} {
  const limitsLow = bounds.some(({ end, operator }) => end === 'low' && isUpper(operator));
  const limitsHigh = bounds.some(({ end, operator }) => end === 'high' && isUpper(operator));
  const seekLow = limitsLow || limitsHigh;
  if (seekLow) {
    const implied = bounds.filter(({ end, operator }) => end === 'high' && isUpper(operator));
    return {
      end: 'low',
      implied: implied.map((bound) => ({
        ...bound,
        end: 'low',
        operator: bound.operator === '=' ? '<=' : bound.operator,
      })),
    };
  }
  const implied = bounds.filter(({ end, operator }) => end === 'low' && (operator === '>' || operator === '>='));
  return { end: 'high', implied: implied.map((bound) => ({ ...bound, end: 'high' })) };
}

function isUpper(operator: Bound['operator']): boolean {
  return operator === '<' || operator === '<=' || operator === '=';
}

function operatorOf({ operator }: Bound): Sql {
  const known = operators[operator];
  if (known !== undefined) return known;
  throw new BaseplateError({
    code: 'query-invalid',
    message: 'A bound has an operator that does not exist. The program that made the query must be corrected.',
  });
}
