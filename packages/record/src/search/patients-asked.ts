import type { Predicate } from '@baseplate-epr/contracts';
import { compartmentResourceTypes, isFhirId } from '@baseplate-epr/fhir';
import type { Access } from '../access/access.ts';
import { residual } from '../access/residual.ts';

/** What a search asks for. */
export interface Asked {
  readonly where: Predicate;
  /** Empty means every type. */
  readonly types: readonly string[];
}

const withPatients = ['Patient', ...compartmentResourceTypes('Patient')];

/**
 * Logical ids of the patients whom a search names and of whom it tells something, be it that there is nothing: that a patient has no such
 * condition is an answer about this patient. One of whom the caller may see nothing is told nothing about.
 */
export function patientsAsked({ where, types }: Asked, access: Access): readonly string[] {
  const searched = types.length === 0 ? withPatients : types;
  const mayTell = (patient: string) =>
    searched.some((type) => {
      const compartments = [{ type: 'Patient', id: patient }];
      const about = { type, id: type === 'Patient' ? patient : '', lastUpdated: 0, compartments };
      return residual(access.predicate(type, 'search'), about).kind !== 'none';
    });
  return [...new Set(named(where, types))].filter((id) => isFhirId(id) && mayTell(id));
}

function named(predicate: Predicate, types: readonly string[]): readonly string[] {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return predicate.predicates.flatMap((part) => named(part, types));
    case 'id':
      return types.includes('Patient') ? predicate.ids : [];
    case 'compartment':
      return predicate.type === 'Patient' ? predicate.ids : [];
    case 'reference':
      return predicate.type === 'Patient' && predicate.id !== undefined ? [predicate.id] : [];
    case 'chained':
      return named(predicate.where, predicate.types);
    case 'reverseChained':
      return named(predicate.where, [predicate.type]);
    default:
      return [];
  }
}
