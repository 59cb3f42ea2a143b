import type { JsonValue } from '../json/json-value.ts';
import { isJsonObject } from '../json/json-value.ts';
import { withoutVersion } from '../terminology/terminology.ts';
import type { CompileScope } from './compile-scope.ts';
import { type ConstraintNode, emptyNode } from './constraint-node.ts';
import type { DiscriminatorPath, DiscriminatorStep } from './discriminator-path.ts';
import { saidAbout } from './with-background.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';

/**
 * What a profile says at the end of a path below a slice, in the order in which it counts: its own elements, then fixed and pattern
 * values of what stands above, then the profiles of the types on the way.
 */
export function nodesAt(node: ConstraintNode, path: DiscriminatorPath, scope: CompileScope): readonly ConstraintNode[] {
  let nodes: readonly ConstraintNode[] = saidAbout(node).flatMap((one) => [one, ...ofProfiles(one, scope)]);
  for (const step of path) nodes = nodes.flatMap((one) => next(one, step, scope));
  return nodes;
}

function next(node: ConstraintNode, step: DiscriminatorStep, scope: CompileScope): readonly ConstraintNode[] {
  switch (step.kind) {
    case 'element': {
      const child = node.children.get(step.name);
      const slices = child === undefined ? [] : [...child.slices.values()];
      const direct = child === undefined ? [] : [child, ...slices, ...ofProfiles(child, scope)];
      return [...direct, ...inValue(node, step.name)];
    }
    case 'extension': {
      const slices = [...(node.children.get('extension')?.slices.values() ?? [])];
      return slices.filter(
        (slice) =>
          slice.children.get('url')?.fixed === step.url ||
          slice.types?.some(({ profiles }) => profiles.some((one) => withoutVersion(one) === step.url)),
      );
    }
    case 'ofType':
      return [node];
    case 'resolve':
      return targets(node, scope);
  }
}

function ofProfiles(node: ConstraintNode, scope: CompileScope): readonly ConstraintNode[] {
  return (node.types ?? []).flatMap(({ profiles }) => profiles.flatMap((url) => scope.profile(url)?.tree ?? []));
}

/** What a fixed or pattern value says about an element within it. */
function inValue({ fixed, pattern }: ConstraintNode, name: string): readonly ConstraintNode[] {
  const found = [...valuesOf(fixed, name), ...valuesOf(pattern, name)];
  return found.map((value) => ({ ...emptyNode(), pattern: value }));
}

function valuesOf(value: JsonValue | undefined, name: string): readonly JsonValue[] {
  if (!isJsonObject(value)) return [];
  const child = value[name];
  if (child === undefined) return [];
  return Array.isArray(child) ? child : [child];
}

/** What the target of a reference is: a type for each that is named. */
function targets(node: ConstraintNode, scope: CompileScope): readonly ConstraintNode[] {
  const urls = (node.types ?? []).flatMap(({ targetProfiles }) => targetProfiles);
  if (urls.length === 0) return [];
  const types = urls.map((url) => {
    const type = scope.profileType(withoutVersion(url));
    const profiles = type === undefined ? [] : [url];
    return { code: type ?? url.replace(core, ''), profiles, targetProfiles: [], aggregation: [] };
  });
  return [{ ...emptyNode(), types }];
}
