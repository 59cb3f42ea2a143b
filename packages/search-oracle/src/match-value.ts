import type { FoundValue } from './found-values.ts';
import { matchesDate } from './match-date.ts';
import { matchesNumber } from './match-number.ts';
import { matchesQuantity } from './match-quantity.ts';
import { matchesIdentifier, matchesReference } from './match-reference.ts';
import { matchesString } from './match-string.ts';
import { matchesToken } from './match-token.ts';
import { matchesUri } from './match-uri.ts';
import type { OracleParameter } from './oracle-parameters.ts';
import { unescaped } from './split-escaped.ts';

/** Whether one found value matches one searched value; `undefined` where the oracle has no answer. */
export function matchesValue(
  parameter: OracleParameter,
  found: FoundValue,
  searched: string,
  modifier: string | undefined,
  { baseUrl, now }: { readonly baseUrl: string; readonly now: number },
): boolean | undefined {
  const value = unescaped(searched);
  switch (parameter.type) {
    case 'token':
      return matchesToken(found, searched, modifier);
    case 'string':
      return matchesString(found, value, modifier, parameter.code === 'family');
    case 'date':
      return modifier === undefined ? matchesDate(found, value, now) : undefined;
    case 'number':
      return modifier === undefined ? matchesNumber(found, value) : undefined;
    case 'quantity':
      return modifier === undefined ? matchesQuantity(found, value) : undefined;
    case 'reference':
      return modifier === 'identifier'
        ? matchesIdentifier(found, searched)
        : matchesReference(found, value, modifier, baseUrl, parameter.target);
    case 'uri':
      return matchesUri(found, value, modifier);
    default:
      return undefined;
  }
}
