import type { Predicate, ResourceKey } from '@baseplate-epr/contracts';
import { compartmentParameters, compartmentResourceTypes } from '@baseplate-epr/fhir';
import { anyOf } from '../access/combine-predicates.ts';

/**
 * What lies in a compartment (R4 §3.1.1.1.2). The store knows patients' compartments; the others are looked up by the
 * references that put resources into them.
 *
 * @param types - the types searched; empty means every type.
 * @returns `none` for something that spans no compartment.
 */
export function compartmentPredicate({ type, id }: ResourceKey, types: readonly string[]): Predicate {
  if (type === 'Patient') return { kind: 'compartment', type, ids: [id] };
  const sources = types.length === 0 ? compartmentResourceTypes(type) : types;
  return anyOf([
    ...(types.length === 0 || types.includes(type) ? [itself(type, id)] : []),
    ...sources.map((source): Predicate => {
      const references = [...compartmentParameters(type, source)].filter((parameter) => !parameter.startsWith('{'));
      const pointing = references.map((parameter): Predicate => ({ kind: 'reference', parameter, type, id }));
      return { kind: 'and', predicates: [{ kind: 'type', types: [source] }, anyOf(pointing)] };
    }),
  ]);
}

function itself(type: string, id: string): Predicate {
  return {
    kind: 'and',
    predicates: [
      { kind: 'type', types: [type] },
      { kind: 'id', ids: [id] },
    ],
  };
}
