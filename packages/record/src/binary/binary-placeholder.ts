import type { DocumentDescription } from '@baseplate-epr/contracts';

/**
 * What stands in a stored Binary's `data` for bytes that the document store keeps. The colons keep it from being base64, so no
 * valid resource can hold one of its own.
 */
export function binaryPlaceholder({ sha256, size }: DocumentDescription): string {
  return `sha256:${sha256}:${size}`;
}

const form = /"sha256:([0-9a-f]{64}):(\d{1,15})"/;

/** Where a placeholder, with its quotation marks, stands in a stored text, and what it stands for. */
export interface FoundPlaceholder extends DocumentDescription {
  readonly start: number;
  readonly end: number;
}

/** Finds the placeholder in the text of a stored Binary. */
export function findPlaceholder(text: string): FoundPlaceholder | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [whole, sha256 = '', size] = match;
  return { sha256, size: Number(size), start: match.index, end: match.index + whole.length };
}
