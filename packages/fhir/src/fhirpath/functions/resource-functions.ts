import { xhtmlFault } from '../../validation/narrative/xhtml-fault.ts';
import { evaluationError } from '../evaluation-error.ts';
import { booleanItems, type FhirPathItem, type Items, noItems, stringItems } from '../item.ts';
import { allChildItems, childItems, descendantItems, isRecord, itemOf } from '../navigate.ts';
import { referencedType } from '../referenced-type.ts';
import type { Environment, Scope } from '../scope.ts';
import { singleton, singletonText } from '../singleton.ts';
import { ofItems, ofItemsAnd, type PathFunction } from './path-function.ts';

function clock(format: (time: string) => FhirPathItem): PathFunction {
  return ofItemsAnd(0, 0, (_items, _first, _second, scope: Scope) => {
    const { now } = scope.environment;
    if (now === undefined) throw evaluationError('it asks for the time, and none was given.');
    return [format(new Date(now).toISOString())];
  });
}

/** Navigation, the clock and what FHIR adds: https://hl7.org/fhir/R4/fhirpath.html#functions */
export const resourceFunctions: Readonly<Record<string, PathFunction>> = {
  children: ofItems(allChildItems),
  descendants: ofItems(descendantItems),
  // Traces would hold patient data, so they go nowhere.
  trace: ofItemsAnd(1, 2, (items) => items),
  now: clock((time) => ({ type: 'System.DateTime', value: time })),
  today: clock((time) => ({ type: 'System.Date', value: time.slice(0, 10) })),
  timeOfDay: clock((time) => ({ type: 'System.Time', value: time.slice(11, 23) })),
  hasValue: ofItems((items) => {
    const value = items.length === 1 ? items[0]?.value : undefined;
    return booleanItems(value !== undefined && !isRecord(value));
  }),
  getValue: ofItems((items) => {
    const item = items.length === 1 ? items[0] : undefined;
    return item === undefined || item.value === undefined || isRecord(item.value) ? noItems : [item];
  }),
  extension: ofItemsAnd(1, 1, (items, url) => {
    const wanted = singletonText(url);
    const extensions = childItems(items, 'extension');
    return extensions.filter((one) => isRecord(one.value) && one.value.url === wanted);
  }),
  resolve: ofItemsAnd(0, 0, (items, _first, _second, scope) =>
    items.flatMap((item) => resolved(item, scope.environment)),
  ),
  htmlChecks: ofItems((items) => {
    const html = singleton(items)?.value;
    return typeof html === 'string' ? booleanItems(xhtmlFault(html) === undefined) : noItems;
  }),
  type: ofItems((items) =>
    items.flatMap((item) => stringItems(item.type.startsWith('System.') ? item.type : `FHIR.${item.type}`)),
  ),
};

/** Without someone to find resources, what is known of one is its type: enough for `resolve() is Patient`. */
function resolved(item: FhirPathItem, environment: Environment): Items {
  const reference = isRecord(item.value) ? item.value : { reference: item.value };
  const text = typeof reference.reference === 'string' ? reference.reference : '';
  if (text.startsWith('#')) return contained(text.slice(1), environment);
  const found = text === '' ? undefined : environment.resolve?.(text);
  if (found) return [itemOf(found, 'Resource')];
  const type = referencedType(text) ?? reference.type;
  return typeof type === 'string' ? [{ type, value: undefined }] : noItems;
}

function contained(id: string, environment: Environment): Items {
  const root = environment.rootResource;
  const resources = isRecord(root) ? root.contained : undefined;
  const found: unknown = Array.isArray(resources)
    ? resources.find((one: unknown) => isRecord(one) && one.id === id)
    : undefined;
  return found === undefined ? noItems : [itemOf(found, 'Resource')];
}
