import { createInterface } from 'node:readline';
import { BaseplateError } from '@baseplate-epr/contracts';
import { isJsonObject, type ParsedResource, parseResource } from '@baseplate-epr/fhir';
import { bundleEntries, idFrom, resourceEntry } from './entry-text.ts';
import type { ImportFile } from './find-files.ts';
import type { ImportUnit, UnitEntry, UnreadablePart } from './import-unit.ts';
import { openFile, readWholeFile, wholeFileLimit } from './open-file.ts';
import { unreadableReason } from './unreadable-reason.ts';

/** Lines of NDJSON that travel together. */
const linesAtOnce = 100;

/** Bundles whose entries are written one by one; others (documents, messages) are kept whole. */
const opened = new Set(['transaction', 'batch', 'collection', 'searchset']);

/** Reads a file as units. What cannot be read is yielded too, so that the rest goes on. */
export async function* readUnits(file: ImportFile): AsyncGenerator<ImportUnit | UnreadablePart> {
  if (file.kind === 'ndjson') yield* readLines(file);
  else yield await readWhole(file);
}

async function readWhole(file: ImportFile): Promise<ImportUnit | UnreadablePart> {
  const about = { index: 0, place: '', bytes: file.size };
  try {
    const parsed = parseResource(await readWholeFile(file), { maxLength: wholeFileLimit });
    return { ...about, entries: entriesOf(parsed), separable: false };
  } catch (error) {
    return { ...about, reason: unreadableReason(error) };
  }
}

function entriesOf(parsed: ParsedResource): readonly UnitEntry[] {
  const { resourceType, type } = parsed.resource;
  if (resourceType === 'Bundle' && type === 'history') {
    throw new BaseplateError({
      code: 'input-invalid',
      message:
        'A history bundle cannot be imported: its versions belong to another record. Import a transaction, collection or NDJSON.',
    });
  }
  if (resourceType === 'Bundle' && typeof type === 'string' && opened.has(type)) return bundleEntries(parsed);
  if (typeof resourceType !== 'string') {
    throw new BaseplateError({
      code: 'input-invalid',
      message: 'It is JSON but no FHIR resource: there is no resourceType.',
    });
  }
  return [resourceEntry(parsed, { place: '', fallbackId: idFrom(parsed.text) })];
}

async function* readLines(file: ImportFile): AsyncGenerator<ImportUnit | UnreadablePart> {
  const { content, bytesRead } = openFile(file);
  const lines = createInterface({ input: content, crlfDelay: Number.POSITIVE_INFINITY });
  let entries: UnitEntry[] = [];
  let number = 0;
  let first = 1;
  let index = 0;
  let failure: unknown;
  const flush = (): ImportUnit => {
    const unit = { index, place: `lines ${first} to ${number}`, entries, separable: true, bytes: bytesRead() };
    index += 1;
    entries = [];
    first = number + 1;
    return unit;
  };
  // A file that breaks off keeps its lines before the break. The error may come before the lines are asked for.
  content.on('error', (error) => {
    failure = error;
  });
  try {
    for await (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      const entry = lineEntry(line, number);
      if ('reason' in entry) {
        yield { index, place: `line ${number}`, reason: entry.reason, bytes: bytesRead() };
        index += 1;
      } else entries.push(entry);
      if (entries.length >= linesAtOnce) yield flush();
    }
  } catch (error) {
    failure = error;
  }
  if (entries.length > 0) yield flush();
  if (failure !== undefined)
    yield { index, place: `after line ${number}`, reason: unreadableReason(failure), bytes: file.size };
}

function lineEntry(line: string, number: number): UnitEntry | { readonly reason: string } {
  try {
    const parsed = parseResource(line);
    if (!isJsonObject(parsed.resource) || typeof parsed.resource.resourceType !== 'string')
      return { reason: 'it is JSON but no FHIR resource: there is no resourceType' };
    return resourceEntry(parsed, { place: `line ${number}`, fallbackId: idFrom(line) });
  } catch (error) {
    return { reason: unreadableReason(error) };
  }
}
