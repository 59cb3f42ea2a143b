/** Above these, the order of UTF-16 is not that of UTF-8: surrogates stand below U+E000 there, and above it here. */
const unlikeBytes = /[\ud800-\uffff]/;

/** Compares as SQLite does, by bytes in UTF-8. */
export function compareBytes(left: string, right: string): number {
  if (left === right) return 0;
  if (unlikeBytes.test(left) || unlikeBytes.test(right)) return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return left < right ? -1 : 1;
}
