import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import { resourceTypes } from '../structure/resource-types.ts';
import type { ObjectCheck } from './check.ts';
import { bundleScope } from './resolve-reference.ts';
import { type ContainedScope, fault, type ValidationRun } from './validation-run.ts';

/** Check of a resource that stands for itself: at the top, or in an entry of a Bundle. */
export function resourceCheck(objectCheck: (type: string) => ObjectCheck): ObjectCheck {
  return (resource, run) => {
    const check = checkFor(resource, run, objectCheck);
    if (check === undefined) return;
    const { resource: outer, rootResource, scope, contained, bundle } = run;
    const own = scopeOf(resource);
    run.resource = resource;
    run.rootResource = resource;
    run.scope = own;
    run.contained = false;
    if (resource.resourceType === 'Bundle') run.bundle = bundleScope(resource);
    const { errors, misshapen } = run;
    check(resource, run);
    if (own !== undefined && run.errors === errors) checkAllReferenced(resource, own, run);
    if (run.misshapen === misshapen) run.profiles?.resource(resource, run);
    run.resource = outer;
    run.rootResource = rootResource;
    run.scope = scope;
    run.contained = contained;
    run.bundle = bundle;
  };
}

/** Check of a contained resource: rules dom-2, dom-4 and dom-5 besides those of its type. */
export function containedCheck(objectCheck: (type: string) => ObjectCheck): ObjectCheck {
  return (resource, run) => {
    const check = checkFor(resource, run, objectCheck);
    if (check === undefined) return;
    if (resource.contained !== undefined) {
      fault(
        run,
        'invariant',
        'A contained resource may not contain resources; contain them in the outer one (dom-2).',
        'contained',
      );
      return;
    }
    if (isJsonObject(resource.meta)) checkMeta(resource.meta, run);
    const { resource: outer, scope, misshapen } = run;
    run.resource = resource;
    run.contained = true;
    scope?.referenced.delete('');
    check(resource, run);
    if (run.misshapen === misshapen) run.profiles?.resource(resource, run);
    // A contained resource that refers to its container needs nothing that refers to it (dom-3).
    if (scope?.referenced.has('') && typeof resource.id === 'string') scope.referenced.add(resource.id);
    run.resource = outer;
    run.contained = false;
  };
}

function checkFor(
  resource: JsonObject,
  run: ValidationRun,
  objectCheck: (type: string) => ObjectCheck,
): ObjectCheck | undefined {
  const { resourceType } = resource;
  if (typeof resourceType === 'string' && resourceTypes.has(resourceType)) return objectCheck(resourceType);
  const code = resourceType === undefined ? 'required' : 'structure';
  fault(run, code, 'A resource names its type in resourceType, and it must be one of R4.', 'resourceType');
  return undefined;
}

function checkMeta(meta: JsonObject, run: ValidationRun): void {
  const diagnostics =
    'A contained resource has no version, time of update or security label of its own (dom-4, dom-5).';
  if (meta.versionId !== undefined || meta.lastUpdated !== undefined || meta.security !== undefined) {
    fault(run, 'invariant', diagnostics, 'meta');
  }
}

function scopeOf(resource: JsonObject): ContainedScope | undefined {
  if (!Array.isArray(resource.contained)) return undefined;
  const types = new Map<string, string>();
  for (const one of resource.contained) {
    if (isJsonObject(one) && typeof one.id === 'string') types.set(one.id, String(one.resourceType));
  }
  return { types, referenced: new Set() };
}

function checkAllReferenced(resource: JsonObject, scope: ContainedScope, run: ValidationRun): void {
  if (!Array.isArray(resource.contained)) return;
  const seen = new Set<string>();
  for (const [index, one] of resource.contained.entries()) {
    if (!isJsonObject(one) || typeof one.id !== 'string') continue;
    run.path.push('contained', index);
    if (seen.has(one.id)) fault(run, 'duplicate', 'Two contained resources have the same id; give each its own.', 'id');
    else if (!scope.referenced.has(one.id)) {
      fault(run, 'invariant', 'Nothing refers to this contained resource; refer to it, or leave it out (dom-3).');
    }
    seen.add(one.id);
    run.path.splice(-2);
  }
}
