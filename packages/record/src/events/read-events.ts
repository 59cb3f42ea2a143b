import { BaseplateError, type StoredVersion } from '@baseplate-epr/contracts';
import { readChanges } from '../change-over/read-changes.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { EventsOptions, EventsPage, RecordEvent } from './event-types.ts';
import { hears, interactionOf } from './hears.ts';

/** Reads one page of changes; see `RecordCore.events`. */
export async function readEvents(
  parts: RecordParts,
  { access, trail, signal }: Caller,
  { subscriptions, after, begin, limit }: Pick<EventsOptions, 'subscriptions' | 'after' | 'begin' | 'limit'>,
): Promise<EventsPage> {
  const heard = hears({ parts, access, subscriptions });
  if (after === undefined && begin === 'end') {
    const { cursor } = await parts.records.changes({ begin, limit: 1 });
    return { events: [], cursor, end: true };
  }
  const from = { store: parts.records, limit, ...(after === undefined ? {} : { after }) };
  const { value: page } = await readChanges(signal === undefined ? from : { ...from, signal }).next();
  if (page?.cursor === undefined) {
    throw new BaseplateError({
      code: 'storage-corrupt',
      message: `The record store cannot go on past a version that it cannot read, so nothing behind it is told. ${page?.unreadable?.reason ?? ''} Restore the store from a backup.`,
    });
  }
  const versions: StoredVersion[] = [];
  for (const version of page.versions) if (await heard(version)) versions.push(version);
  if (versions.length > 0) await trail.access({ action: 'changes', versions });
  return {
    events: versions.map(eventOf),
    cursor: page.cursor,
    end: page.end,
    ...(page.unreadable === undefined ? {} : { unreadable: page.unreadable.reason }),
  };
}

function eventOf(version: StoredVersion): RecordEvent {
  const { type, id, versionId, lastUpdated, compartments } = version;
  const patients = new Set(type === 'Patient' ? [id] : []);
  for (const compartment of compartments) if (compartment.type === 'Patient') patients.add(compartment.id);
  return { type, id, versionId, interaction: interactionOf(version), lastUpdated, patients: [...patients] };
}
