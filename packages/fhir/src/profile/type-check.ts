import { isJsonObject } from '../json/json-value.ts';
import { resourceTypes } from '../structure/resource-types.ts';
import { withoutVersion } from '../terminology/terminology.ts';
import { evidentType } from '../validation/reference-rule.ts';
import { resolveReference } from '../validation/resolve-reference.ts';
import { aggregationCheck } from './aggregation-check.ts';
import { breach } from './breach.ts';
import type { CompileScope } from './compile-scope.ts';
import type { TypeConstraint } from './constraint-node.ts';
import type { ItemCheck } from './item.ts';
import { meetsProfile } from './meets-profile.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';
const anyResource = new Set(['Resource', 'DomainResource']);

/** Compiles the rule that a value has one of these types and, where they name profiles, meets one of them. */
export function typeChecks(types: readonly TypeConstraint[], scope: CompileScope): readonly ItemCheck[] {
  const codes = new Set(types.map(({ code }) => code));
  const open = types.some(({ code }) => anyResource.has(code) || code === 'Element' || code === 'BackboneElement');
  const checks: ItemCheck[] = [];
  if (!open) {
    const rule = `The profile ${scope.url} allows ${[...codes].join(', ')} here.`;
    checks.push(({ type }, run) => {
      // A nested element's type is its path; a profile cannot give it another.
      if (!codes.has(type) && !type.includes('.')) breach(run, 'value', rule);
    });
  }
  for (const one of types) {
    const profiles = one.profiles.filter((url) => !url.startsWith(core) || url.slice(core.length) !== one.code);
    if (scope.eager) for (const url of profiles) noteMissing(url, scope);
    // An extension is checked against its own definition wherever it stands.
    if (profiles.length > 0 && one.code !== 'Extension') checks.push(profileCheck(one.code, profiles, scope));
    if (one.targetProfiles.length > 0 && one.code === 'Reference') {
      const check = targetCheck(one.targetProfiles, scope);
      if (check !== undefined) checks.push(check);
    }
  }
  const aggregation = aggregationCheck(types, scope.url);
  return aggregation === undefined ? checks : [...checks, aggregation];
}

function noteMissing(url: string, scope: CompileScope): void {
  if (scope.profileType(withoutVersion(url)) === undefined) {
    scope.problem(`It names ${url}, which is not here: what should meet it is not checked.`);
  }
}

function profileCheck(code: string, urls: readonly string[], scope: CompileScope): ItemCheck {
  const [only] = urls;
  return (item, run) => {
    if (item.type !== code && !anyResource.has(code)) return;
    if (urls.length === 1 && only !== undefined) {
      scope.profile(only)?.check(item, run);
      return;
    }
    const known = urls.map((url) => scope.profile(url));
    if (known.some((profile) => profile === undefined || meetsProfile(item, profile, run))) return;
    breach(run, 'invariant', `The value must meet one of the profiles ${urls.join(', ')} (profile ${scope.url}).`);
  };
}

interface Target {
  readonly type: string;
  /** Canonical URL of the profile that the target must meet. */
  readonly profile?: string;
}

/** Undefined where nothing can be said: any type will do, or a profile is not known here. */
function targetCheck(urls: readonly string[], scope: CompileScope): ItemCheck | undefined {
  const targets = urls.map((url) => targetOf(url, scope));
  if (targets.some((target) => target === undefined || anyResource.has(target.type))) return undefined;
  const known = targets.filter((target) => target !== undefined);
  const types = new Set(known.map(({ type }) => type));
  const typeRule = `The reference must point at ${[...types].join(', ')} (profile ${scope.url}).`;
  const profileRule = (type: string) =>
    `What the reference points at must meet ${profilesOf(known, type).join(' or ')} (profile ${scope.url}).`;
  return ({ value, type: itemType }, run) => {
    if (itemType !== 'Reference' || !isJsonObject(value)) return;
    const { reference } = value;
    const target = typeof reference === 'string' ? resolveReference(reference, run) : undefined;
    const type =
      typeof target?.resourceType === 'string' ? target.resourceType : evidentType(reference ?? value.type, run);
    if (type === undefined || !resourceTypes.has(type)) return;
    if (!types.has(type)) {
      breach(run, 'value', typeRule);
      return;
    }
    if (target === undefined || known.some((one) => one.type === type && one.profile === undefined)) return;
    const meets = profilesOf(known, type).some((url) => {
      const profile = scope.profile(url);
      return profile === undefined || meetsProfile({ value: target, extra: undefined, type }, profile, run);
    });
    if (!meets) breach(run, 'invariant', profileRule(type));
  };
}

function profilesOf(targets: readonly Target[], type: string): readonly string[] {
  return targets.flatMap((one) => (one.type === type && one.profile !== undefined ? [one.profile] : []));
}

function targetOf(canonical: string, scope: CompileScope): Target | undefined {
  const url = withoutVersion(canonical);
  const name = url.startsWith(core) ? url.slice(core.length) : '';
  if (resourceTypes.has(name) || anyResource.has(name)) return { type: name };
  const type = scope.profileType(url);
  if (type !== undefined) return { type, profile: url };
  scope.problem(
    `It names ${canonical} as the target of a reference, which is not here: such references are not checked.`,
  );
  return undefined;
}
