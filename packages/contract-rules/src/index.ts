export { canonicalEntry } from './audit-log/canonical-entry.ts';
export { chainHash, chainOrigin } from './audit-log/chain-hash.ts';
export { checkEntry, checkPlace } from './audit-log/check-entry.ts';
export { cursorOf, type EntryPlace, placeOf } from './audit-log/page-cursor.ts';
export { sizeOfFiles } from './size-of-files.ts';
export { checkLimit, checkNamespace, checkSet } from './state-store/check-input.ts';
