/** Something in an archive that is not as it was written. */
export interface ArchiveFault {
  /** Relative to the archive. */
  readonly file: string;
  /** For a person, free of patient data. */
  readonly reason: string;
}

/** Collects faults; of very many, the first are named. */
export interface ArchiveFindings {
  readonly faults: readonly ArchiveFault[];
  add(file: string, reason: string): void;
}

const named = 100;

/** Makes an empty collection. */
export function createFindings(): ArchiveFindings {
  const faults: ArchiveFault[] = [];
  return {
    faults,
    add(file, reason) {
      if (faults.length < named) faults.push({ file, reason });
      else if (faults.length === named) faults.push({ file, reason: 'and there are more faults than are named here' });
    },
  };
}
