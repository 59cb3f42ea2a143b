import { jsonTextCursor } from '../json/json-text-cursor.ts';
import { spliceText } from '../json/splice-text.ts';
import { memberEdits } from './version-edits.ts';

/**
 * The text of a version with another `meta.lastUpdated`; every other byte stays.
 *
 * @param text - of a version as it is kept: well-formed, with a `meta`. Without one it is returned as it is.
 * @param lastUpdated - a FHIR instant.
 */
export function withLastUpdated(text: string, lastUpdated: string): string {
  const cursor = jsonTextCursor(text);
  cursor.enter();
  while (cursor.more()) {
    const isMeta = cursor.key() === 'meta';
    if (isMeta) return spliceText(text, memberEdits(text, cursor.position(), { lastUpdated }));
    cursor.skip();
  }
  return text;
}
