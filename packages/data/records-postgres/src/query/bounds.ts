import type { Bound } from '@baseplate-epr/contracts';
import { BaseplateError } from '@baseplate-epr/contracts';
import { always, every, never, raw, type Sql, sql } from './sql.ts';

/** Columns that hold the two ends, and whether they hold whole numbers only. */
export interface RangeColumns {
  readonly low: Sql;
  readonly high: Sql;
  readonly whole: boolean;
}

const operators: Readonly<Record<Bound['operator'], Sql>> = {
  '<': raw('<'),
  '<=': raw('<='),
  '>': raw('>'),
  '>=': raw('>='),
  '=': raw('='),
  '!=': raw('<>'),
};

/** Every bound. Bounds on one end that follow for the other, a stretch never ending before it begins, are added for the index. */
export function boundsHold(bounds: readonly Bound[], columns: RangeColumns): Sql {
  const implied = columns.low === columns.high ? [] : bounds.flatMap(impliedBound);
  return every([...bounds, ...implied].map((bound) => boundHolds(bound, columns)));
}

function impliedBound({ end, operator, value }: Bound): readonly Bound[] {
  if (end === 'high' && (operator === '<' || operator === '<=')) return [{ end: 'low', operator, value }];
  if (end === 'low' && (operator === '>' || operator === '>=')) return [{ end: 'high', operator, value }];
  return [];
}

function boundHolds({ end, operator, value }: Bound, columns: RangeColumns): Sql {
  const written = operators[operator];
  if (written === undefined || Number.isNaN(value)) {
    throw new BaseplateError({
      code: 'query-invalid',
      message:
        'A bound has an operator or a value that does not exist. The program that made the query must be corrected.',
    });
  }
  const column = columns[end];
  if (!columns.whole) return sql`${column} ${written} ${value}::double precision`;
  if (Number.isSafeInteger(value)) return sql`${column} ${written} ${value}::bigint`;
  return fractionHolds(column, operator, value);
}

/** A whole number compared with one that is not whole, or that is beyond all that are stored. */
function fractionHolds(column: Sql, operator: Bound['operator'], value: number): Sql {
  if (operator === '=') return never;
  if (operator === '!=') return always;
  const upper = operator === '<' || operator === '<=';
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return upper === value > 0 ? always : never;
  return upper ? sql`${column} <= ${Math.floor(value)}::bigint` : sql`${column} >= ${Math.ceil(value)}::bigint`;
}
