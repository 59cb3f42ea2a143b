import type { ModuleReference } from '@baseplate-epr/contracts';
import type { DemandedProfiles, RecordLimits } from '@baseplate-epr/record';
import type { BreakerLimits } from '../service/breaker/breaker.ts';
import type { IsolationLimits } from '../service/elsewhere/isolation-limits.ts';
import type { Certification } from './certification.ts';

/** What a trust assembles: three layers, one file. */
export interface AssemblyConfiguration extends Certification {
  readonly organisation: {
    readonly name: string;
    /** Organisation Data Service code of the trust. */
    readonly odsCode: string;
  };
  /** Where it runs, and who is calling. */
  readonly hosting: {
    readonly server: ModuleReference<'host'>;
    readonly identity: ModuleReference<'identity'>;
    /** Origin under which others reach the record, such as `https://record.example.nhs.uk`. Default: where the server listens. */
    readonly publicOrigin?: string;
  };
  /** Where the record, its documents, its audit and everything else are kept. */
  readonly data: {
    readonly records: ModuleReference<'record-store'>;
    readonly documents: ModuleReference<'document-store'>;
    readonly audit: ModuleReference<'audit-log'>;
    readonly state: ModuleReference<'state-store'>;
  };
  /**
   * Where it is kept which of these stores are in force, apart from them: a folder that all processes of the assembly share. With it a store
   * can be changed while in use (`baseplate plan`, `baseplate apply`), and what was applied wins over this file. Without it nothing can.
   */
  readonly ledger?: {
    /** Path of the folder, on a file system with hard links. It is made if it is not there. */
    readonly directory: string;
  };
  /** The digital services; exactly one is the user interface. */
  readonly services: readonly ModuleReference<'digital-service'>[];
  /**
   * What a service may do by itself when it hears of a change, as SMART v2 `system/` scopes, by the service's name:
   * `{ results: ['system/Observation.rs'] }`. It has what both this and its manifest name. A service that subscribes to what it is not granted
   * to read does not start.
   */
  readonly grants?: SystemGrants;
  /** Bounds on what a service that does not run inline may cost. Of each a default is there. */
  readonly isolation?: Partial<IsolationLimits>;
  /** When a service that fails is not waited for any more, and when it is tried again. */
  readonly breaker?: Partial<BreakerLimits>;
  /** How the record is searched. */
  readonly search?: {
    /**
     * Whether resources are found by their words, with `_text` and `_content`. Default: false, since it makes writing dearer. After turning
     * it on for a record that is there, run `baseplate reindex`.
     */
    readonly fullText?: boolean;
  };
  /** Bounds on what one request may cost. */
  readonly limits?: Partial<RecordLimits>;
  /**
   * Profiles that every resource of a type must meet to be written, by type:
   * `{ Patient: ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient'] }`. Their package must be installed
   * (`baseplate profiles install PATH`), or the record does not start.
   */
  readonly profiles?: DemandedProfiles;
}

/** `system/` scopes by the name of the service that has them when it acts by itself. */
export type SystemGrants = Readonly<Record<string, readonly string[]>>;
