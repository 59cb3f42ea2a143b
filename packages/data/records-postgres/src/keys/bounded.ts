import { hash } from 'node:crypto';

/** An entry of a B-tree takes 2,704 bytes, and a few columns beside. */
const mostBytes = 1500;
const kept = 300;

/**
 * A value as an index can hold it: itself, or if it is very long its beginning and its digest. Equal values stay equal and
 * different ones different; only the order among values that are both so long, and agree in their first 300 characters, is lost.
 */
export function bounded(value: string): string {
  if (value.length * 3 <= mostBytes || Buffer.byteLength(value) <= mostBytes) return value;
  return `${[...value.slice(0, kept)].join('')}\u{10FFFF}${hash('sha256', value, 'hex')}`;
}
