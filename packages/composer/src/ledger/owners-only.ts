/**
 * How the folders of the ledger are made, and those above it that are not there. The ledger is opened before the stores, which often have their
 * files in the same new folder: if others could look into that, they could read the record.
 */
export const ownersOnly = { recursive: true, mode: 0o700 } as const;
