import type { Predicate, StoredVersion } from '@baseplate-epr/contracts';
import { foldCode } from '@baseplate-epr/fhir';

/** A longer value is no number that anybody looks for. */
const longest = 200;

/** Conditions that find a patient by each of its identifiers that has a system and a value; as codes are indexed, without regard to case. */
export function identifiersOf({ type, deleted, text }: StoredVersion): readonly Predicate[] {
  if (type !== 'Patient' || deleted) return [];
  let resource: { readonly identifier?: unknown };
  try {
    resource = JSON.parse(text);
  } catch {
    return [];
  }
  const { identifier } = resource;
  if (!Array.isArray(identifier)) return [];
  return identifier.flatMap((one: { readonly system?: unknown; readonly value?: unknown } | null): Predicate[] => {
    const { system, value } = one ?? {};
    if (typeof system !== 'string' || typeof value !== 'string' || value === '' || value.length > longest) return [];
    return [{ kind: 'token', parameter: 'identifier', system, code: foldCode(value) }];
  });
}
