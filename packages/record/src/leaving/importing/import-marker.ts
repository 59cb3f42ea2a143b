import { BaseplateError, type StateNamespace, type StateStore } from '@baseplate-epr/contracts';
import { leavingNamespace } from '../writing/state-rules.ts';

/** How far an import of an archive is; kept in the record it comes to. */
export interface ImportMarker {
  /** Of the archive. */
  readonly seal: string;
  readonly purpose: 'import' | 'restore';
  /** Versions up to this place of the archive are there. */
  readonly records: string;
  readonly documents: string;
  /** When all that could be brought was there and was compared, in milliseconds since 1970; people know then what differs. */
  readonly compared?: number;
  /** When it was complete, in milliseconds since 1970: what was compared was the same. */
  readonly ended?: number;
}

const key = 'import';

/** Reads it; undefined if nothing was ever imported. */
export async function readMarker(state: StateStore): Promise<ImportMarker | undefined> {
  const entry = await namespaceOf(state).get({ key });
  return entry === undefined ? undefined : JSON.parse(entry.value);
}

/** Replaces it. */
export async function writeMarker(state: StateStore, marker: ImportMarker): Promise<void> {
  const { outcome } = await namespaceOf(state).set({ key, value: JSON.stringify(marker) });
  if (outcome === 'written') return;
  throw new BaseplateError({
    code: 'storage-unavailable',
    message:
      'The state store does not take the note of how far this import is. Check it, and run the same command again.',
  });
}

function namespaceOf(state: StateStore): StateNamespace {
  return state.namespace({ name: leavingNamespace });
}
