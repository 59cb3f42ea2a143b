/** A count or rate: three figures or more, thousands set off. */
export function countText(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(3);
}

/** Milliseconds. */
export function millisecondsText(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A share as per cent. */
export function percentText(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

/** Bytes in the unit that is read easily, in steps of 1,000. */
export function bytesText(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`;
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e3).toFixed(1)} kB`;
}
