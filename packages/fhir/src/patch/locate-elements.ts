import { isBaseplateError } from '@baseplate-epr/contracts';
import { compileStep } from '../fhirpath/compile-step.ts';
import { pathFunction } from '../fhirpath/functions/path-functions.ts';
import { isOfType } from '../fhirpath/is-of-type.ts';
import type { FhirPathItem, Items } from '../fhirpath/item.ts';
import { isRecord } from '../fhirpath/navigate.ts';
import type { Scope, Step } from '../fhirpath/scope.ts';
import { singletonNumber } from '../fhirpath/singleton.ts';
import type { Expression } from '../fhirpath/syntax.ts';
import { isSubtype } from '../fhirpath/type-model.ts';
import { typeParameter } from '../fhirpath/type-parameter.ts';
import type { JsonDraft } from './json-draft.ts';
import { childElements, type LocatedElement } from './located-element.ts';
import { patchError, patchFaultOf } from './patch-fault.ts';
import { countingVisits, type Visits } from './visits.ts';

/** What paths are looked up in. */
export interface LocateOptions {
  readonly draft: JsonDraft;
  readonly root: LocatedElement;
  /** Of the operation, for messages. */
  readonly name: string;
  /** Milliseconds since 1970, for `now()`. */
  readonly now: number;
  readonly visits: Visits;
}

/**
 * The elements that a FHIRPath leads to, with their places: it may go down by name, by `children()`, `descendants()` and
 * `extension(…)`, and choose among what it has found in whatever way FHIRPath knows.
 *
 * @throws BaseplateError (unprocessable) for a path to something that is no element of the resource, such as a computed value;
 * (too-costly) for one that leads to too many on its way; (conflict) for a path that has no meaning on the resource as it is, in words that do not tell what it holds
 */
export function locateElements(path: Expression, options: LocateOptions): readonly LocatedElement[] {
  try {
    return locate(path, options);
  } catch (error) {
    if (!isBaseplateError(error) || patchFaultOf(error) !== undefined) throw error;
    throw patchError(
      'conflict',
      `${options.name} has a path that cannot be evaluated on the resource as it is now. Correct it, or read it again.`,
      error,
    );
  }
}

function locate(path: Expression, options: LocateOptions): readonly LocatedElement[] {
  const found = located(path, options);
  // What children are found among is counted where they are found; here, what each step hands to the next.
  options.visits.add(1 + found.length, options.name);
  return found;
}

function located(path: Expression, options: LocateOptions): readonly LocatedElement[] {
  const { root } = options;
  const from = (target: Expression | undefined) => (target === undefined ? [root] : locate(target, options));
  switch (path.kind) {
    case 'variable':
      if (path.name === 'this') return [root];
      break;
    case 'constant':
      if (['context', 'resource', 'rootResource'].includes(path.name)) return [root];
      break;
    case 'member':
      if (path.target === undefined && isSubtype(root.item.type, path.name)) return [root];
      return from(path.target).flatMap((parent) => childElements(options, parent, path.name));
    case 'index': {
      const at = singletonNumber(compile(path.index, options)(scopeOf(options)));
      return from(path.target).filter((_, index) => index === at);
    }
    case 'type':
      if (path.operator === 'as') return from(path.operand).filter(({ item }) => isOfType(item, path.type));
      break;
    case 'call':
      return called(path, from(path.target), options);
    default:
  }
  throw noElement(options);
}

function called(
  call: Extract<Expression, { kind: 'call' }>,
  targets: readonly LocatedElement[],
  options: LocateOptions,
): readonly LocatedElement[] {
  const type = call.name === 'is' ? undefined : typeParameter(call);
  if (type !== undefined) return targets.filter(({ item }) => isOfType(item, type));
  if (call.name === 'children') return targets.flatMap((target) => childElements(options, target));
  if (call.name === 'descendants') return targets.flatMap((target) => descendants(options, target));
  if (call.name === 'extension') {
    const wanted = call.parameters.map((one) => compile(one, options)(scopeOf(options))[0]?.value);
    const extensions = targets.flatMap((target) => childElements(options, target, 'extension'));
    return extensions.filter(({ item }) => isRecord(item.value) && wanted.includes(item.value.url));
  }
  const known = call.name === 'resolve' ? undefined : pathFunction(call.name, call.parameters.length);
  if (known === undefined) throw noElement(options);
  const byItem = new Map<FhirPathItem, LocatedElement>(targets.map((target) => [target.item, target]));
  const items: Items = [...byItem.keys()];
  const step = known.compile({ target: () => items, parameters: call.parameters.map((one) => compile(one, options)) });
  return step(scopeOf(options)).map((item) => {
    const element = byItem.get(item);
    if (element === undefined) throw noElement(options);
    return element;
  });
}

function descendants(options: LocateOptions, element: LocatedElement): readonly LocatedElement[] {
  const found: LocatedElement[] = [];
  const collect = (parent: LocatedElement) => {
    for (const child of childElements(options, parent)) {
      found.push(child);
      collect(child);
    }
  };
  collect(element);
  return found;
}

function compile(expression: Expression, { visits, name }: LocateOptions): Step {
  return compileStep(expression, countingVisits(visits, name));
}

function scopeOf({ root, now }: LocateOptions): Scope {
  const self: Items = [root.item];
  const resource = isRecord(root.item.value) ? root.item.value : undefined;
  const environment = {
    context: self,
    resource,
    rootResource: resource,
    constants: undefined,
    now,
    resolve: undefined,
  };
  return { environment, self, index: 0, total: [] };
}

function noElement({ name }: LocateOptions) {
  return patchError('unprocessable', `${name} has a path that does not lead to elements of the resource itself.`);
}
