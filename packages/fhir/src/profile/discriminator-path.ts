import { childItems } from '../fhirpath/navigate.ts';
import { isJsonObject } from '../json/json-value.ts';
import { evidentType } from '../validation/reference-rule.ts';
import { resolveReference } from '../validation/resolve-reference.ts';
import type { ValidationRun } from '../validation/validation-run.ts';
import type { Item } from './item.ts';

/** A step of the restricted FHIRPath of discriminators: https://hl7.org/fhir/R4/profiling.html#discriminator */
export type DiscriminatorStep =
  | { readonly kind: 'element'; readonly name: string }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'ofType'; readonly type: string };

/** The steps from a value to what tells slices apart; none for `$this`. */
export type DiscriminatorPath = readonly DiscriminatorStep[];

/** Undefined for a path that goes beyond the restricted FHIRPath. */
export function readDiscriminatorPath(path: string): DiscriminatorPath | undefined {
  const steps: DiscriminatorStep[] = [];
  let rest = path.trim().replace(/^\$this(?:\.|$)/, '');
  while (rest !== '') {
    const match =
      /^(?:extension\(['"]([^'"]+)['"]\)|(resolve)\(\)|ofType\(([A-Za-z]+)\)|([A-Za-z]+)(?:\[x\])?)(?:\.|$)/.exec(rest);
    if (match === null) return undefined;
    const [whole, url, resolves, type, name] = match;
    if (url !== undefined) steps.push({ kind: 'extension', url });
    else if (resolves !== undefined) steps.push({ kind: 'resolve' });
    else if (type !== undefined) steps.push({ kind: 'ofType', type });
    else if (name !== undefined) steps.push({ kind: 'element', name });
    rest = rest.slice(whole.length);
  }
  return steps;
}

/** The values at the end of a path. */
export function valuesAt(item: Item, path: DiscriminatorPath, run: ValidationRun): readonly Item[] {
  let items: readonly Item[] = [item];
  for (const step of path) items = items.flatMap((one) => next(one, step, run));
  return items;
}

function next(item: Item, step: DiscriminatorStep, run: ValidationRun): readonly Item[] {
  switch (step.kind) {
    case 'element':
      return children(item, step.name);
    case 'extension':
      return children(item, 'extension').filter(({ value }) => isJsonObject(value) && value.url === step.url);
    case 'ofType':
      return item.type === step.type ? [item] : [];
    case 'resolve':
      return resolved(item, run);
  }
}

function children({ value, extra, type }: Item, name: string): readonly Item[] {
  return childItems([{ type, value, ...(extra === undefined ? {} : { extra }) }], name).map((child) => ({
    type: child.type,
    value: child.value as Item['value'],
    extra: isJsonObject(child.extra) ? child.extra : undefined,
  }));
}

function resolved({ value }: Item, run: ValidationRun): readonly Item[] {
  if (!isJsonObject(value)) return [];
  const { reference } = value;
  const target = typeof reference === 'string' ? resolveReference(reference, run) : undefined;
  const type =
    typeof target?.resourceType === 'string' ? target.resourceType : evidentType(reference ?? value.type, run);
  return type === undefined ? [] : [{ value: target, extra: undefined, type }];
}
