import type { Predicate } from '@baseplate-epr/contracts';
import { compartmentParameters, compartmentResourceTypes } from './compartment-parameters.ts';

/** Which compartment, and what of it. */
export interface CompartmentPredicateOptions {
  /** `Patient`, `Encounter`, `Practitioner`, `RelatedPerson` or `Device`. */
  readonly compartment: string;
  /** The resource that spans it. */
  readonly id: string;
  /** Types to look for; empty means every type that may lie in it. */
  readonly types: readonly string[];
}

/**
 * What lies in a compartment, for a search such as `Encounter/1/Observation`
 * (https://hl7.org/fhir/R4/search.html#context). Stores keep patient compartments with each version; the others are found by
 * the references that put resources into them. Nothing, for types that are never in it.
 */
export function compartmentPredicate(options: CompartmentPredicateOptions): Predicate {
  const { compartment, id, types } = options;
  if (compartment === 'Patient') return { kind: 'compartment', type: 'Patient', ids: [id] };
  const among = types.length > 0 ? types : [compartment, ...compartmentResourceTypes(compartment)];
  const predicates = [...new Set(among)].flatMap((type) => memberPredicate(type, compartment, id));
  return predicates.length === 0 ? { kind: 'none' } : { kind: 'or', predicates };
}

function memberPredicate(type: string, compartment: string, id: string): readonly Predicate[] {
  const references: readonly Predicate[] = [...compartmentParameters(compartment, type)].map((parameter) => ({
    kind: 'reference',
    parameter,
    type: compartment,
    id,
  }));
  const ways: readonly Predicate[] = type === compartment ? [{ kind: 'id', ids: [id] }, ...references] : references;
  if (ways.length === 0) return [];
  return [
    {
      kind: 'and',
      predicates: [
        { kind: 'type', types: [type] },
        { kind: 'or', predicates: ways },
      ],
    },
  ];
}
