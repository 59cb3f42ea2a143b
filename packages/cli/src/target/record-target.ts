import type { Principal, StateNamespace } from '@baseplate-epr/contracts';

/** A record to talk to: one that is running, or one opened for this command alone. */
export interface RecordTarget {
  /** One line that says which it is. */
  readonly description: string;
  /** Sends a FHIR request as the system; `path` begins with `/fhir`. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Whom this command acts as. */
  principal(): Promise<Principal>;
  /** Where this command line keeps what it must remember about this record. */
  readonly state: StateNamespace;
  /** Another namespace of the record's state store. */
  stateOf(name: string): StateNamespace;
  /** True for a record that serves, false for one opened for this command. */
  readonly isRunning: boolean;
  close(): Promise<void>;
}
