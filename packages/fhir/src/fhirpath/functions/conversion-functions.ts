import { parseDateParts } from '../../date/date-parts.ts';
import { booleanItems, type FhirPathItem, type Items, noItems } from '../item.ts';
import { singleton } from '../singleton.ts';
import { ofItems, type PathFunction } from './path-function.ts';

type Convert = (value: unknown, item: FhirPathItem) => unknown;

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['true', 't', 'yes', 'y', '1', '1.0'].map((text) => [text, true] as const),
  ...['false', 'f', 'no', 'n', '0', '0.0'].map((text) => [text, false] as const),
]);

const conversions: Readonly<Record<string, Convert>> = {
  Boolean: (value) => (typeof value === 'object' ? undefined : truths.get(String(value).toLowerCase())),
  Integer: (value) => {
    if (typeof value === 'boolean') return Number(value);
    if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
    return typeof value === 'string' && /^[-+]?\d{1,15}$/.test(value) ? Number(value) : undefined;
  },
  Decimal: (value) => {
    if (typeof value === 'boolean' || typeof value === 'number') return Number(value);
    return typeof value === 'string' && /^[-+]?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
  },
  String: (value) => (typeof value === 'object' ? undefined : String(value)),
  Date: (value) => {
    const parts = typeof value === 'string' ? parseDateParts(value) : undefined;
    return parts && String(value).split('T', 1)[0];
  },
  DateTime: (value) => (typeof value === 'string' && parseDateParts(value) ? value : undefined),
  Time: (value) => {
    const time = typeof value === 'string' ? value.replace(/^T/, '') : '';
    return /^\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?$/.test(time) ? time : undefined;
  },
};

/** `toX()` and `convertsToX()`: http://hl7.org/fhirpath/N1/#conversion */
export const conversionFunctions: Readonly<Record<string, PathFunction>> = Object.fromEntries(
  Object.entries(conversions).flatMap(([name, convert]) => [
    [`to${name}`, ofItems((items) => converted(items, name, convert))],
    [
      `convertsTo${name}`,
      ofItems((items) => (items.length === 0 ? noItems : booleanItems(converted(items, name, convert).length > 0))),
    ],
  ]),
);

function converted(items: Items, name: string, convert: Convert): Items {
  const item = singleton(items);
  if (item?.value === undefined) return noItems;
  const value = convert(item.value, item);
  return value === undefined ? noItems : [{ type: `System.${name}`, value }];
}
