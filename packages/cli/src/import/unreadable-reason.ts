import { isBaseplateError } from '@baseplate-epr/contracts';

const words: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read the file',
  ENOENT: 'the file is gone',
  EISDIR: 'it is a folder',
  Z_DATA_ERROR: 'it is not a gzip file, or is damaged',
  Z_BUF_ERROR: 'the gzip file ends early',
  'too-large': 'it is larger than one transaction may be (128 MiB); split it, or use NDJSON',
  'not-utf-8': 'it is not UTF-8 text',
};

/** Why a source cannot be read, in words without its content. */
export function unreadableReason(error: unknown): string {
  if (isBaseplateError(error)) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return words[code] ?? `it cannot be read (${code === '' ? 'unknown reason' : code})`;
}
