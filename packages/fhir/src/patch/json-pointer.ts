import { patchError } from './patch-fault.ts';

/** The tokens of a JSON Pointer (RFC 6901), unescaped; none for the whole document. @throws BaseplateError for what is none */
export function parsePointer(pointer: string, operation: string): readonly string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) {
    throw patchError('malformed', `${operation} has a path that is no JSON Pointer (RFC 6901). Write it like /name/0.`);
  }
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
