import type { AuditAgent, IdentityDirectory } from '@baseplate-epr/contracts';

/** Name and version of the format. A reader refuses another version. */
export const archiveFormat = { name: 'baseplate-archive', version: 1 } as const;

/** An export is for others and holds no secret; a backup also holds what a restored record needs. */
export type ArchiveKind = 'export' | 'backup';

/** How much there is of a type. */
export interface TypeCount {
  /** Deletions included. */
  readonly versions: number;
  readonly deletions: number;
}

/** The state that an archive holds: every version up to it in commit order, and no other. */
export interface ArchiveMark {
  /** Where `changes` of the source goes on. */
  readonly cursor: string;
  /** Versions before it. */
  readonly versions: number;
  /** When it was reached, in milliseconds since 1970. */
  readonly time: number;
}

/** Something that could not be taken along, or does not agree. */
export interface ArchiveProblem {
  /** `Type/id/_history/n`, a document's digest … */
  readonly what: string;
  /** For a person, free of patient data. */
  readonly reason: string;
}

/** From which assembly an archive comes. */
export interface ArchivedAssembly {
  readonly organisation: { readonly name: string; readonly odsCode: string };
  /** Base URL of the FHIR API: references below it are to resources of this record. */
  readonly baseUrl: string;
  /** Which module stood in which place, such as `data.records`; without options. */
  readonly modules: readonly { readonly place: string; readonly package: string; readonly contractVersion: number }[];
  /** Profiles that every resource of a type had to meet. */
  readonly demandedProfiles: Readonly<Record<string, readonly string[]>>;
}

/** What is in an archive: the content of its `manifest.json`. */
export interface ArchiveManifest {
  readonly format: { readonly name: string; readonly version: number };
  readonly kind: ArchiveKind;
  readonly assembly: ArchivedAssembly;
  readonly by: AuditAgent;
  /** ISO 8601. */
  readonly began: string;
  readonly ended: string;
  readonly mark: ArchiveMark;
  readonly records: {
    readonly versions: number;
    readonly types: Readonly<Record<string, TypeCount>>;
    readonly compartments: number;
    /** Sum of the digests of all buckets. */
    readonly sum: string;
    /** Buckets whose sums agreed with those that the source has kept since its versions were written. */
    readonly bucketsConfirmed: number;
    readonly buckets: number;
  };
  readonly documents: { readonly files: number; readonly bytes: number; readonly uses: number };
  readonly audit: { readonly entries: number; readonly chains: number; readonly checkpoints: number };
  /** By namespace: entries that are here, and those that were left out and why. */
  readonly state: Readonly<Record<string, StateCount>>;
  /** Null where the identity module keeps no list of people. */
  readonly people: { readonly users: number; readonly roles: number } | null;
  /** Empty unless something was wrong with the source. */
  readonly problems: readonly ArchiveProblem[];
}

/** What became of the entries of a state namespace. */
export interface StateCount {
  readonly kept: number;
  readonly secret: number;
  readonly ephemeral: number;
  /** Nobody has said that they are not secret, so they are taken for it. */
  readonly unknown: number;
}

/** Content of `people.json`. */
export interface ArchivedPeople {
  readonly note: string;
  readonly directory: IdentityDirectory | null;
}
