import { entryResource, isJsonObject, type JsonValue, type ParsedResource } from '@baseplate-epr/fhir';
import { badValue } from '../error/refusals.ts';
import type { BundleEntryResult, CheckEntry } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { requireWaiting } from '../session/require-waiting.ts';
import { conditionalUpdate } from '../write/conditional-update.ts';
import { createResource } from '../write/create-resource.ts';
import { conditionalDelete, deleteResource } from '../write/delete-resource.ts';
import { conditionalPatch, patchResource } from '../write/patch-resource.ts';
import { updateResource } from '../write/update-resource.ts';
import { requireKnownUrns } from '../write/urn-reference.ts';
import type { BoundedReading, Reading } from './bounded-reading.ts';
import { breather } from './breather.ts';
import { type BundleEntry, entrySteps, isReading } from './bundle-entry.ts';
import { failedAnswer } from './failed-answer.ts';
import { readEntry } from './read-entry.ts';
import { writeAnswer } from './write-answer.ts';

/** Entries of one step that are carried out at once: enough for them to share durable writes. */
const atOnce = 16;
/** UTF-16 units of a Bundle that are carried out at once: entries that were begun together are read and indexed without a pause between them. */
const lengthAtOnce = 256 * 1024;

/** Carries out every entry by itself; what fails is told in its place and changes nothing for the others. */
export async function runBatch(
  parts: RecordParts,
  caller: Caller,
  bundle: ParsedResource,
  entries: readonly JsonValue[],
  reading: BoundedReading,
  check?: CheckEntry,
): Promise<readonly BundleEntryResult[]> {
  const answers: BundleEntryResult[] = [];
  const options = {
    baseUrl: parts.baseUrl(),
    check,
    resourceOf: (index: number) => entryResource(bundle, index),
  };
  const run = async (index: number) => {
    let request: BundleEntryResult['request'] = { method: '', url: '' };
    try {
      const entry = readEntry(entries[index] ?? null, index, options);
      request = entry;
      answers[index] = await runEntry(parts, caller, entry, reading.read);
    } catch (error) {
      answers[index] = reading.failed(failedAnswer(parts, index, request, error));
    }
  };
  const breathe = breather();
  const loops = Math.max(1, Math.min(atOnce, Math.floor((lengthAtOnce * entries.length) / bundle.text.length)));
  for (const [step, indexes] of inSteps(entries).entries()) {
    // An entry is taken apart when its turn comes: the parameters of thousands would be many times as large as their text.
    const waiting = indexes.values();
    const work = async () => {
      for (const index of waiting) {
        // Again after each pause: of those who have waited together only one may go on.
        for (let pause = breathe(); pause !== undefined; pause = breathe()) await pause;
        if (step === lastStep) requireWaiting(caller.signal);
        await run(index);
      }
    };
    await Promise.all(Array.from({ length: loops }, work));
  }
  return answers;
}

/** The step that only reads: nobody is there to be answered once the caller has gone. */
const lastStep = entrySteps.length - 1;

/** Places of the entries in the Bundle by the step they belong to. What has no known method is refused in any of them. */
function inSteps(entries: readonly JsonValue[]): readonly (readonly number[])[] {
  const steps = entrySteps.map((): number[] => []);
  for (const [index, entry] of entries.entries()) {
    const request = isJsonObject(entry) ? entry.request : undefined;
    const method = isJsonObject(request) ? request.method : undefined;
    const step = entrySteps.findIndex((methods) => methods.some((one) => one === method));
    steps[Math.max(step, 0)]?.push(index);
  }
  return steps;
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
