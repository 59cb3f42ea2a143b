import type { StateStore } from '@baseplate-epr/contracts';
import { recordNamespace } from '../record-namespace.ts';
import { announcements } from './writing-processes.ts';

/** A process that has announced in the state store that it writes to the record, and is not known to be gone. */
export interface AnnouncedProcess {
  /** Its audit chain. */
  readonly chain: string;
  readonly host: string;
  readonly pid: number;
  /** Until when that holds, in milliseconds since 1970: later each time that it shows that it is there, three times a minute. */
  readonly until: number | undefined;
}

/** The processes that write to the record at the moment, as far as its state store knows. @throws whatever the store throws */
export async function announcedProcesses(state: Pick<StateStore, 'namespace'>): Promise<readonly AnnouncedProcess[]> {
  const there = await announcements(state.namespace({ name: recordNamespace }));
  return [...there].map(([chain, { host, pid, until }]) => ({ chain, host, pid, until }));
}
