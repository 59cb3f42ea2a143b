import type { TextEntry } from '@baseplate-epr/contracts';
import { asObject, asText } from '../entry/entry-sink.ts';
import { foldWords } from './fold-words.ts';
import { narrativeText } from './narrative-text.ts';

/** Names of the entries that `_text` and `_content` look at. The narrative is part of the content, but stands only once. */
export const narrativeParameter = '_text';
/** See {@link narrativeParameter}. */
export const contentParameter = '_content';

/** Most words of one resource that are indexed. */
const mostWords = 20_000;

/** Stands between texts, so that no phrase reaches from one into the next: a character that is no letter and no digit. */
const boundary = '\u{E000}';

/** Members that hold no words for people: addresses, numbers of our own, bytes. */
const silent = new Set([
  'resourceType',
  'id',
  'div',
  'data',
  'reference',
  'system',
  'url',
  'versionId',
  'lastUpdated',
  'profile',
  'contentType',
  'hash',
  'fullUrl',
]);

/** The words of a resource for full-text search: of its narrative, and of all its other texts. */
export function textEntries(resource: object): readonly TextEntry[] {
  const narrative = foldWords(narrativeText(asText(asObject((resource as { text?: unknown }).text)?.div)));
  const content: string[] = [];
  collect(resource, content);
  return [entry(narrativeParameter, narrative), entry(contentParameter, content)].filter(({ words }) => words !== '');
}

function entry(parameter: string, words: readonly string[]): TextEntry {
  return { kind: 'text', parameter, words: words.slice(0, mostWords).join(' ') };
}

function collect(value: unknown, words: string[]): void {
  if (words.length > mostWords) return;
  if (typeof value === 'string') collectText(value, words);
  else if (Array.isArray(value)) for (const item of value) collect(item, words);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) if (!silent.has(name)) collect(member, words);
  }
}

function collectText(text: string, words: string[]): void {
  // Times are searched as dates, and addresses are for programs.
  if (/^(?:\d{4}-\d\d|https?:|urn:)/.test(text)) return;
  const found = foldWords(text);
  if (found.length === 0) return;
  if (words.length > 0) words.push(boundary);
  for (const word of found) words.push(word);
}
