import type { Compartment, IndexEntry, ResourceKey } from '@baseplate-epr/contracts';
import { indexResource, type JsonObject, securityContextEntry } from '@baseplate-epr/fhir';

/** What a resource is found by. */
export interface Interpretation {
  readonly entries: readonly IndexEntry[];
  readonly compartments: readonly Compartment[];
}

/**
 * Index entries and compartments by R4's own search parameters: what the record itself gives where it has none of its own.
 *
 * @param compartmentsOf - where another resource lies now: a Binary lies where the resource lies that protects it
 */
export function interpret(
  type: string,
  resource: JsonObject,
  options: {
    readonly baseUrl: string | undefined;
    readonly compartmentsOf: (key: ResourceKey) => readonly Compartment[];
  },
): Interpretation {
  const { baseUrl, compartmentsOf } = options;
  const found = indexResource({ type, resource, ...(baseUrl === undefined ? {} : { baseUrl }) });
  const context = type === 'Binary' ? securityContextEntry(resource, baseUrl) : undefined;
  if (context === undefined) return found;
  const around = context.type === 'Patient' ? [{ type: context.type, id: context.id }] : compartmentsOf(context);
  return {
    entries: [...found.entries, context],
    compartments: [...found.compartments, ...(context.type === '' ? [] : around)],
  };
}
