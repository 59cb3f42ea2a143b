import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import { note, type ProfileHooks, type ValidationRun } from '../validation/validation-run.ts';
import { breach } from './breach.ts';
import { mayStandHere } from './extension-context.ts';
import type { ProfileSet } from './profile-set.ts';

/** Which profiles resources are held against. */
export interface ProfileOptions {
  readonly set: ProfileSet;
  /** Canonical URLs that a resource of a type must meet whether it claims them or not; not for contained ones, nor for entries of a Bundle. */
  readonly demanded?: ReadonlyMap<string, readonly string[]>;
  /** Canonical URLs that the resource must meet this once. */
  readonly asked?: readonly string[];
  /** Also holds resources against R4's own profiles and extensions, where they claim or use them. Default false. */
  readonly own?: boolean;
}

const base = 'http://hl7.org/fhir/StructureDefinition/';

/** What validation does about profiles, as it comes to each resource and each extension. */
export function profileHooks({ set, demanded, asked = [], own = false }: ProfileOptions): ProfileHooks {
  const enforced = (url: string) => {
    const profile = set.find(url);
    return profile !== undefined && (own || !profile.isOwn) ? profile : undefined;
  };
  return {
    resource(resource, run) {
      const type = String(resource.resourceType);
      const isOutermost = run.path.length === 1;
      const urls = new Set(isOutermost ? [...asked, ...(demanded?.get(type) ?? [])] : []);
      for (const [index, url] of claimsOf(resource).entries()) {
        if (enforced(url) !== undefined) urls.add(url);
        else if (url !== base + type && set.find(url) === undefined) noteUnknown(run, index);
      }
      for (const url of urls) {
        const profile = set.find(url);
        if (profile === undefined) continue;
        if (profile.definition.type === type) profile.check({ value: resource, extra: undefined, type }, run);
        else breach(run, 'value', `The profile ${url} is for ${profile.definition.type}, not for a ${type}.`);
      }
    },
    extension(extension, run) {
      const { url } = extension;
      if (typeof url !== 'string') return;
      const profile = url.includes(':') ? enforced(url) : undefined;
      if (profile === undefined) {
        if (isModifier(run) && set.find(url) === undefined) noteModifier(run, set.isEmpty);
      } else if (profile.definition.type === 'Extension') {
        profile.check({ value: extension, extra: undefined, type: 'Extension' }, run);
        if (!mayStandHere(profile.definition.contexts, run)) {
          breach(run, 'extension', `The extension ${url} may not be used here; see the context in its definition.`);
        }
        if (profile.definition.isModifier !== isModifier(run)) breach(run, 'extension', wrongKind(url, run));
      }
    },
  };
}

function claimsOf({ meta }: JsonObject): readonly string[] {
  const claims = isJsonObject(meta) && Array.isArray(meta.profile) ? meta.profile : [];
  return claims.map((claim) => (typeof claim === 'string' ? claim : ''));
}

function noteUnknown(run: ValidationRun, index: number): void {
  run.path.push('meta', 'profile');
  note(run, 'information', 'not-found', 'Not checked: this profile is not installed here.', index);
  run.path.splice(-2);
}

/** `…, 'modifierExtension', index` */
function isModifier({ path }: ValidationRun): boolean {
  return path.at(-2) === 'modifierExtension';
}

/** What only a modifier extension may say, a reader of `extension` would pass over; what changes nothing would keep a reader from going on. */
function wrongKind(url: string, run: ValidationRun): string {
  return isModifier(run)
    ? `The extension ${url} is no modifier by its definition. Write it as extension.`
    : `The extension ${url} is a modifier by its definition. Write it as modifierExtension.`;
}

function noteModifier(run: ValidationRun, isEmpty: boolean): void {
  const diagnostics =
    'A modifier extension changes the meaning of what it stands in, and this one is not known here. Install the package that defines it.';
  note(run, isEmpty ? 'warning' : 'error', 'extension', diagnostics);
}
