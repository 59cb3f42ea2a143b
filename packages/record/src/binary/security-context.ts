import type { Compartment, RecordStore, ReferenceEntry } from '@baseplate-epr/contracts';
import { type JsonObject, securityContextEntry } from '@baseplate-epr/fhir';

/** What a Binary's security context adds to its index. */
export interface SecurityContext {
  readonly entries: readonly ReferenceEntry[];
  readonly compartments: readonly Compartment[];
}

const none: SecurityContext = { entries: [], compartments: [] };

/**
 * Notes which resource protects a Binary, and puts the Binary into the patient compartments of that resource.
 *
 * A context that is no resource here is noted as well: then nobody can see it, and so nobody sees the Binary.
 *
 * @param pending - compartments of resources that are being written in the same transaction, by `Type/id`.
 */
export async function securityContext(
  binary: JsonObject,
  options: {
    readonly records: RecordStore;
    readonly baseUrl: string;
    readonly pending?: ReadonlyMap<string, readonly Compartment[]>;
  },
): Promise<SecurityContext> {
  const entry = securityContextEntry(binary, options.baseUrl);
  if (entry === undefined) return none;
  const { type, id } = entry;
  if (type === '') return { entries: [entry], compartments: [] };
  return {
    entries: [entry],
    compartments: type === 'Patient' ? [{ type, id }] : await compartmentsThere(`${type}/${id}`, { type, id }, options),
  };
}

async function compartmentsThere(
  name: string,
  key: { readonly type: string; readonly id: string },
  options: Parameters<typeof securityContext>[1],
): Promise<readonly Compartment[]> {
  return options.pending?.get(name) ?? (await options.records.read(key))?.compartments ?? [];
}
