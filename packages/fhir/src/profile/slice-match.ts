import { isJsonObject, type JsonValue } from '../json/json-value.ts';
import type { ElementDefinition } from '../structure/structure.ts';
import { withoutVersion } from '../terminology/terminology.ts';
import { evidentType } from '../validation/reference-rule.ts';
import { resolveReference } from '../validation/resolve-reference.ts';
import type { ValidationRun } from '../validation/validation-run.ts';
import type { CompileScope } from './compile-scope.ts';
import type { ConstraintNode, Discriminator } from './constraint-node.ts';
import { type DiscriminatorPath, readDiscriminatorPath, valuesAt } from './discriminator-path.ts';
import type { Item } from './item.ts';
import { equalsValue, matchesPattern } from './matches-value.ts';
import { meetsProfile } from './meets-profile.ts';
import { nodesAt } from './nodes-at.ts';

/** Whether a value belongs to a slice. */
export type SliceMatch = (item: Item, run: ValidationRun) => boolean;

/** Compiles what tells a slice from others; undefined when the slice does not say it. */
export function sliceMatch(
  slice: ConstraintNode,
  discriminators: readonly Discriminator[],
  element: ElementDefinition,
  scope: CompileScope,
): SliceMatch | undefined {
  const matches = discriminators
    .map((discriminator) => discriminatorMatch(slice, discriminator, element, scope))
    .filter((match) => match !== undefined);
  if (matches.length === 0) return undefined;
  return (item, run) => matches.every((match) => match(item, run));
}

function discriminatorMatch(
  slice: ConstraintNode,
  { type, path }: Discriminator,
  element: ElementDefinition,
  scope: CompileScope,
): SliceMatch | undefined {
  const steps = readDiscriminatorPath(path);
  if (steps === undefined) return undefined;
  switch (type) {
    case 'value':
    case 'pattern':
      return extensionUrlMatch(slice, path, element, scope) ?? valueMatch(slice, steps, scope);
    case 'exists':
      return existsMatch(slice, steps, scope);
    case 'type':
      return typeMatch(slice, steps, scope);
    case 'profile':
      return profileMatch(slice, steps, scope);
  }
}

/** An extension's definition fixes its url to its own. */
function extensionUrlMatch(
  slice: ConstraintNode,
  path: string,
  element: ElementDefinition,
  scope: CompileScope,
): SliceMatch | undefined {
  const profile = slice.types?.[0]?.profiles[0];
  if (path !== 'url' || profile === undefined || element.types[0]?.code !== 'Extension') return undefined;
  const fixed = scope.profile(profile)?.tree.children.get('url')?.fixed ?? withoutVersion(profile);
  return ({ value }) => isJsonObject(value) && value.url === fixed;
}

function valueMatch(slice: ConstraintNode, steps: DiscriminatorPath, scope: CompileScope): SliceMatch | undefined {
  const tests = nodesAt(slice, steps, scope).flatMap(
    (node): readonly ((value: JsonValue | undefined, type: string) => boolean)[] => {
      const { fixed, pattern, binding } = node;
      if (fixed !== undefined) return [(value) => equalsValue(value, fixed)];
      if (pattern !== undefined) return [(value) => matchesPattern(value, pattern)];
      if (binding?.strength !== 'required') return [];
      const membership = scope.terminology.valueSet(binding.valueSet);
      return membership === undefined ? [] : [(value, type) => holdsCode(value, type, membership.has)];
    },
  );
  const [test] = tests;
  if (test === undefined) return undefined;
  return (item, run) => valuesAt(item, steps, run).some(({ value, type }) => test(value, type));
}

function holdsCode(
  value: JsonValue | undefined,
  type: string,
  has: (system: string | undefined, code: string) => boolean | undefined,
): boolean {
  if (typeof value === 'string') return has(undefined, value) === true;
  if (!isJsonObject(value)) return false;
  if (type === 'CodeableConcept') {
    return Array.isArray(value.coding) && value.coding.some((coding) => holdsCode(coding, 'Coding', has));
  }
  return (
    typeof value.code === 'string' && has(typeof value.system === 'string' ? value.system : '', value.code) === true
  );
}

function existsMatch(slice: ConstraintNode, steps: DiscriminatorPath, scope: CompileScope): SliceMatch | undefined {
  const [node] = nodesAt(slice, steps, scope);
  if (node?.max === 0) return (item, run) => valuesAt(item, steps, run).length === 0;
  return node?.min !== undefined && node.min > 0 ? (item, run) => valuesAt(item, steps, run).length > 0 : undefined;
}

function typeMatch(slice: ConstraintNode, steps: DiscriminatorPath, scope: CompileScope): SliceMatch | undefined {
  const types = nodesAt(slice, steps, scope).find((node) => node.types !== undefined)?.types;
  if (types === undefined) return steps.length === 0 ? () => true : undefined;
  const codes = new Set(types.map(({ code }) => code));
  return (item, run) => valuesAt(item, steps, run).some(({ type }) => codes.has(type));
}

function profileMatch(slice: ConstraintNode, steps: DiscriminatorPath, scope: CompileScope): SliceMatch | undefined {
  const resolves = steps.at(-1)?.kind === 'resolve';
  const before = resolves ? steps.slice(0, -1) : steps;
  const types = nodesAt(slice, before, scope).find((node) => node.types !== undefined)?.types ?? [];
  const urls = types.flatMap((type) => (resolves ? type.targetProfiles : type.profiles));
  if (urls.length === 0) return undefined;
  return (item, run) =>
    valuesAt(item, before, run).some((found) => {
      const held = resolves ? targetOf(found, run) : found;
      return urls.some((url) => matchesProfile(held, url, scope, run));
    });
}

function targetOf({ value }: Item, run: ValidationRun): Item | undefined {
  if (!isJsonObject(value)) return undefined;
  const { reference } = value;
  const target = typeof reference === 'string' ? resolveReference(reference, run) : undefined;
  if (target !== undefined) return { value: target, extra: undefined, type: String(target.resourceType) };
  const type = evidentType(reference ?? value.type, run);
  return type === undefined ? undefined : { value: undefined, extra: undefined, type };
}

function matchesProfile(item: Item | undefined, url: string, scope: CompileScope, run: ValidationRun): boolean {
  if (item === undefined) return false;
  const profile = scope.profile(url);
  if (profile === undefined) return url === `http://hl7.org/fhir/StructureDefinition/${item.type}`;
  if (profile.definition.type !== item.type) return false;
  // Of a resource that is elsewhere no more is known than its type.
  return item.value === undefined || meetsProfile(item, profile, run);
}
