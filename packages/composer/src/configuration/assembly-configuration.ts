import type { ModuleReference } from '@baseplate-epr/contracts';
import type { DemandedProfiles, RecordLimits } from '@baseplate-epr/record';
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
