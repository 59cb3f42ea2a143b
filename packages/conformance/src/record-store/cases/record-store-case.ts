import type { RecordStore } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';

/** A case of the record-store kit. */
export type RecordStoreCase = Case<RecordStore>;

/** A case that no adapter can disclaim. */
export function safetyCase(name: string, run: RecordStoreCase['run']): RecordStoreCase {
  return { name, safety: true, run };
}

/** A case about cost or comfort. */
export function plainCase(name: string, run: RecordStoreCase['run']): RecordStoreCase {
  return { name, safety: false, run };
}

/** A case for stores that claim a capability. */
export function capabilityCase(
  requires: keyof RecordStore['capabilities'],
  name: string,
  run: RecordStoreCase['run'],
): RecordStoreCase {
  return { name, safety: false, requires, run };
}
