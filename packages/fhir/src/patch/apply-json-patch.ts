import type { JsonArray, JsonObject, JsonValue } from '../json/json-value.ts';
import {
  copyValue,
  type DraftPlace,
  type DraftValue,
  digitsOfDraft,
  insertValue,
  type JsonDraft,
  removeValue,
  setValue,
  valueAt,
} from './json-draft.ts';
import type { JsonPatch, JsonPatchOperation } from './json-patch.ts';
import { patchError } from './patch-fault.ts';
import { sameJson } from './same-json.ts';
import type { Visits } from './visits.ts';

/** Values that all copies and moves of a patch may carry together: copies of copies grow without bound. */
const carryLimit = 100_000;
/** Steps down from the resource: by copying and moving one into another, values would become as deep as one likes. */
const deepest = 256;

/**
 * Carries out the operations one after the other (RFC 6902 §4, §5). The draft is of no use after an error.
 *
 * @returns the containers something was taken out of
 * @throws BaseplateError (conflict) for a place that is not there, and for a `test` that fails; (unprocessable, too-costly) for one that
 * would become too large or too deep, or cost too much
 */
export function applyJsonPatch(
  draft: JsonDraft,
  { operations, digits }: JsonPatch,
  visits: Visits,
): ReadonlySet<object> {
  const emptied = new Set<object>();
  let carried = 0;
  const carry = ({ name, path }: JsonPatchOperation, value: JsonValue) => {
    const { values, depth } = sizeOf(value);
    carried += values;
    if (carried > carryLimit)
      throw patchError('unprocessable', `${name} would copy or move more than is accepted in a patch.`);
    if (path.length + depth > deepest) throw tooDeep(name);
  };
  const remove = (place: DraftPlace, name: string) => {
    visits.add(movedWith(draft, place.container), name);
    removeValue(draft, place);
    emptied.add(place.container);
  };
  const put = (operation: JsonPatchOperation, value: DraftValue) => add(draft, operation, value, visits);
  for (const operation of operations) {
    const { name, path } = operation;
    if (path.length > deepest) throw tooDeep(name);
    switch (operation.op) {
      case 'add':
        put(operation, copyValue(draft, operation.value, digits));
        break;
      case 'replace':
        setValue(draft, existing(draft, path, name).place, copyValue(draft, operation.value, digits));
        break;
      case 'remove': {
        const { place } = existing(draft, path, name);
        if (path.length === 0) throw patchError('unprocessable', `${name} would remove the whole resource.`);
        remove(place, name);
        break;
      }
      case 'move': {
        const { place, found } = existing(draft, operation.from, name);
        if (isWithin(path, operation.from)) {
          if (path.length === operation.from.length) break;
          throw patchError('unprocessable', `${name} would move a value into itself.`);
        }
        carry(operation, found.value);
        remove(place, name);
        put(operation, found);
        break;
      }
      case 'copy': {
        const { found } = existing(draft, operation.from, name);
        carry(operation, found.value);
        put(operation, copyValue(draft, found, digitsOfDraft(draft)));
        break;
      }
      case 'test': {
        const { found } = existing(draft, path, name);
        const same = sameJson({ ...found, digits: digitsOfDraft(draft) }, { ...operation.value, digits });
        if (!same) throw patchError('conflict', `${name} failed: the resource has another value there.`);
      }
    }
  }
  return emptied;
}

function add(draft: JsonDraft, { path, name }: JsonPatchOperation, value: DraftValue, visits: Visits): void {
  const container = containerOf(draft, path, name);
  const key = path.at(-1) ?? 'root';
  if (!Array.isArray(container)) {
    setValue(draft, { container, key }, value);
    return;
  }
  const index = key === '-' ? container.length : indexOf(key);
  if (index === undefined || index > container.length) throw notThere(name);
  visits.add(movedWith(draft, container), name);
  insertValue(draft, container, index, value);
}

/** Items that change their place in the time in which one element is looked at. */
const itemsAnElement = 64;

/** What changes its place when something goes into an array, or out of it: the items behind, which are moved as one, and the digits of numbers. */
function movedWith({ digits }: JsonDraft, container: object): number {
  if (!Array.isArray(container)) return 1;
  return 1 + Math.floor(container.length / itemsAnElement) + (digits.get(container)?.size ?? 0);
}

function existing(draft: JsonDraft, path: readonly string[], name: string) {
  const container = containerOf(draft, path, name);
  const token = path.at(-1) ?? 'root';
  const key = Array.isArray(container) ? indexOf(token) : token;
  const place = key === undefined ? undefined : { container, key };
  const found = place === undefined ? undefined : valueAt(draft, place);
  if (place === undefined || found === undefined) throw notThere(name);
  return { place, found };
}

/** What holds the value that a pointer names. */
function containerOf(draft: JsonDraft, path: readonly string[], name: string): JsonObject | JsonArray {
  let container: JsonObject | JsonArray = draft.holder;
  for (const token of ['root', ...path].slice(0, path.length)) {
    const key: string | number | undefined = Array.isArray(container) ? indexOf(token) : token;
    const next: JsonValue | undefined = key === undefined ? undefined : valueAt(draft, { container, key })?.value;
    if (typeof next !== 'object' || next === null) throw notThere(name);
    container = next;
  }
  return container;
}

/** RFC 6901 §4: digits without a leading zero. */
function indexOf(token: string): number | undefined {
  return /^(0|[1-9]\d{0,9})$/.test(token) ? Number(token) : undefined;
}

function isWithin(path: readonly string[], outer: readonly string[]): boolean {
  return outer.length <= path.length && outer.every((token, index) => token === path[index]);
}

function notThere(name: string) {
  return patchError('conflict', `${name} is about a place that the resource does not have now. Read it again.`);
}

/** How many values there are in one, and how deep it is. Not recursive: what is measured may be deeper than the stack. */
function sizeOf(value: JsonValue): { readonly values: number; readonly depth: number } {
  let values = 0;
  let depth = 0;
  let level: readonly JsonValue[] = [value];
  while (level.length > 0) {
    values += level.length;
    depth += 1;
    if (values > carryLimit) break;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return { values, depth };
}

function tooDeep(name: string) {
  return patchError('unprocessable', `${name} would make the resource deeper than ${deepest} steps.`);
}
