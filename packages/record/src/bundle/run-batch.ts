import { entryResource, type JsonValue, type ParsedResource } from '@baseplate-epr/fhir';
import { badValue } from '../error/refusals.ts';
import type { BundleEntryResult, CheckEntry } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { conditionalUpdate } from '../write/conditional-update.ts';
import { createResource } from '../write/create-resource.ts';
import { conditionalDelete, deleteResource } from '../write/delete-resource.ts';
import { conditionalPatch, patchResource } from '../write/patch-resource.ts';
import { updateResource } from '../write/update-resource.ts';
import { requireKnownUrns } from '../write/urn-reference.ts';
import type { Reading } from './bounded-reading.ts';
import { breather } from './breather.ts';
import { type BundleEntry, entryStep, entrySteps, isReading } from './bundle-entry.ts';
import { failedAnswer } from './failed-answer.ts';
import { readEntry } from './read-entry.ts';
import { writeAnswer } from './write-answer.ts';

/** Entries of one step that are carried out at once: enough for them to share durable writes. */
const atOnce = 16;

/** Carries out every entry by itself; what fails is told in its place and changes nothing for the others. */
export async function runBatch(
  parts: RecordParts,
  caller: Caller,
  bundle: ParsedResource,
  entries: readonly JsonValue[],
  reading: Reading,
  check?: CheckEntry,
): Promise<readonly BundleEntryResult[]> {
  const answers: BundleEntryResult[] = [];
  const understood: BundleEntry[] = [];
  const options = {
    baseUrl: parts.baseUrl(),
    check,
    resourceOf: (index: number) => entryResource(bundle, index),
  };
  const breathe = breather();
  for (const [index, entry] of entries.entries()) {
    await breathe();
    try {
      understood.push(readEntry(entry, index, options));
    } catch (error) {
      answers[index] = failedAnswer(parts, index, { method: '', url: '' }, error);
    }
  }
  for (const step of entrySteps.keys()) {
    const waiting = understood.filter(({ method }) => entryStep(method) === step).values();
    const work = async () => {
      for (const entry of waiting) {
        try {
          answers[entry.index] = await runEntry(parts, caller, entry, reading);
        } catch (error) {
          answers[entry.index] = failedAnswer(parts, entry.index, entry, error);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }
  return answers;
}

async function runEntry(
  parts: RecordParts,
  caller: Caller,
  entry: BundleEntry,
  reading: Reading,
): Promise<BundleEntryResult> {
  const { method, target, parsed: text, patch } = entry;
  const match = entry.ifMatch === undefined ? {} : { ifMatch: entry.ifMatch };
  const absent = entry.ifNoneMatch === '*' ? { ifNoneMatch: '*' as const } : {};
  if (isReading(entry)) return reading(entry);
  if (method === 'DELETE' && target.kind === 'instance') {
    return writeAnswer(entry, await deleteResource(parts, caller, { ...target, ...match }));
  }
  if (method === 'DELETE' && target.kind === 'type') {
    return writeAnswer(entry, await conditionalDelete(parts, caller, { ...target, ...match }));
  }
  if (method === 'POST' && target.kind === 'type' && text !== undefined) {
    requireKnownUrns(text);
    const condition = entry.ifNoneExist === undefined ? {} : { ifNoneExist: entry.ifNoneExist };
    return writeAnswer(entry, await createResource(parts, caller, { type: target.type, text, ...condition }));
  }
  if (method === 'PUT' && target.kind === 'instance' && text !== undefined) {
    return writeAnswer(entry, await updateResource(parts, caller, { ...target, text, ...match, ...absent }));
  }
  if (method === 'PUT' && target.kind === 'type' && text !== undefined) {
    return writeAnswer(entry, await conditionalUpdate(parts, caller, { ...target, text, ...match, ...absent }));
  }
  if (method === 'PATCH' && target.kind === 'instance' && patch !== undefined) {
    return writeAnswer(entry, await patchResource(parts, caller, { ...target, patch, ...match }));
  }
  if (method === 'PATCH' && target.kind === 'type' && patch !== undefined) {
    return writeAnswer(entry, await conditionalPatch(parts, caller, { ...target, patch, ...match }));
  }
  throw badValue('The method of the request does not go with its URL.');
}
