import { createHash } from 'node:crypto';
import type { StoredVersion } from '@baseplate-epr/contracts';

type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** What a reviver is told of a number is the text it was read from, so that 1.10 stays another number than 1.1. */
const withDigits: Reviver = (_, value, context) => {
  if (typeof value === 'number') return `n${context?.source ?? value}`;
  return typeof value === 'string' ? `s${value}` : value;
};

/**
 * What a version says, whatever numbers and times its store gives: equal texts where two versions have the same content to the digit, in
 * any order of members. A text that is no JSON is its own content.
 */
export function contentOf({ deleted, text }: Pick<StoredVersion, 'deleted' | 'text'>): string {
  if (deleted) return 'deleted';
  let resource: unknown;
  try {
    resource = JSON.parse(text, withDigits);
  } catch {
    return text;
  }
  return JSON.stringify(inOrder(withoutStamps(resource)));
}

/** A number for adding up: of what a resource says now. */
export function contentHash(version: StoredVersion): bigint {
  const hash = createHash('sha256')
    .update(`${version.type}\0${version.id}\0${contentOf(version)}`)
    .digest('hex');
  return BigInt(`0x${hash.slice(0, 32)}`);
}

function withoutStamps(resource: unknown): unknown {
  if (typeof resource !== 'object' || resource === null || !('meta' in resource)) return resource;
  const { meta, ...rest } = resource;
  if (typeof meta !== 'object' || meta === null) return resource;
  const kept = Object.entries(meta).filter(([name]) => name !== 'versionId' && name !== 'lastUpdated');
  return kept.length === 0 ? rest : { ...rest, meta: Object.fromEntries(kept) };
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return members.map(([name, member]) => [name, inOrder(member)]);
}
