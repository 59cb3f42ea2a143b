import type { Health, Identity, NamespaceOptions, StateNamespace } from '@baseplate-epr/contracts';
import type { RecordCore } from '@baseplate-epr/record';
import type { Deliveries } from '../delivery/deliveries.ts';

/** Health of an assembly: the worst of its modules, and each by its place. */
export interface AssemblyHealth {
  readonly status: Health['status'];
  readonly modules: readonly ({ readonly place: string; readonly package: string } & Health)[];
}

/** A module that cannot go on until the process is started again. */
export interface ModuleFailure {
  /** Its place in the configuration, such as `data.audit`. */
  readonly place: string;
  readonly package: string;
  /** One sentence for a person, free of patient data. */
  readonly reason: string;
}

/** A running assembly. */
export interface Assembly {
  /** Where it listens; absent if it was opened without listening. */
  readonly url?: string;
  readonly identity: Identity;
  readonly record: RecordCore;
  /** Answers a request exactly as if it had come over HTTP. */
  fetch(request: Request): Promise<Response>;
  /** A namespace of the assembly's state store, for the program that opened it. */
  state(options: NamespaceOptions): StateNamespace;
  health(): Promise<AssemblyHealth>;
  /** How services are told of changes, and what was put aside. Only an assembly that listens delivers. */
  readonly deliveries: Pick<Deliveries, 'view' | 'decide'>;
  /** Notes how much room the stores take, in place of what was noted within the last hour: for whoever has just filled them. */
  noteGrowth(): Promise<void>;
  /**
   * Resolves when the first module has said that it cannot go on. Whoever opened the assembly stops it then, and starts another in a new
   * process. Never rejects; does not resolve otherwise.
   */
  readonly failed: Promise<ModuleFailure>;
  /** Drains, then stops every module. Idempotent. */
  stop(): Promise<void>;
}
