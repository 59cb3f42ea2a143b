import { isJsonObject, type JsonValue } from '../json/json-value.ts';
import { isBelow, type KnownCodeSystem } from './code-system.ts';

/** Whether a code passes a filter; undefined where that cannot be told here. */
export type CodeFilter = (code: string) => boolean | undefined;

/** A filter of `ValueSet.compose.include.filter` over a code system that is known whole. */
export function valueSetFilter(filter: JsonValue, system: KnownCodeSystem): CodeFilter {
  const { property, op, value } = isJsonObject(filter) ? filter : {};
  if (typeof value !== 'string' || typeof property !== 'string') return () => undefined;
  const valuesOf = (code: string): readonly string[] =>
    property === 'concept' || property === 'code' ? [code] : (system.properties.get(code)?.get(property) ?? []);
  const listed = value.split(',').map((one) => one.trim());
  switch (op) {
    case 'is-a':
      return (code) => isBelow(system, code, value);
    case 'descendent-of':
      return (code) => code !== value && isBelow(system, code, value);
    case 'is-not-a':
      return (code) => !isBelow(system, code, value);
    case 'generalizes':
      return (code) => isBelow(system, value, code);
    case '=':
      return (code) => valuesOf(code).includes(value);
    case 'in':
      return (code) => valuesOf(code).some((one) => listed.includes(one));
    case 'not-in':
      return (code) => !valuesOf(code).some((one) => listed.includes(one));
    case 'exists':
      return (code) => valuesOf(code).length > 0 === (value === 'true');
    default:
      // `regex` is left to a terminology server: an expression of somebody else's could take for ever.
      return () => undefined;
  }
}
