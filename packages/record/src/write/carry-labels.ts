import { isBaseplateError } from '@baseplate-epr/contracts';
import {
  isJsonObject,
  keptTextLimits,
  type MetaItem,
  type MetaSetName,
  type MetaSets,
  metaItemsMissing,
  metaSetsOf,
  metaSetsWith,
  metaSetsWithout,
  type ParsedResource,
  parseResource,
  withMetaSets,
} from '@baseplate-epr/fhir';
import { isAllowed } from '../access/is-allowed.ts';
import { unprocessable } from '../error/refusals.ts';
import { requireLength } from '../resource-limit.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';
import type { Current } from './current-for.ts';
import type { ReadResource } from './read-resource.ts';

const carriedSets: readonly MetaSetName[] = ['security', 'tag'];
const labels: readonly MetaSetName[] = ['security'];

/** An update with the labels and tags of the version before. */
export interface CarriedLabels {
  readonly read: ReadResource;
  /** The result as the caller may have it told: who may not read what the resource was must not hear of its labels either. */
  tell(result: WriteResult): WriteResult;
}

/**
 * What an update leaves: security labels and tags are carried on to the next version, whether it lists them or not (R4 §3.1.0.5, §2.26.3.2).
 * A resource that was deleted and comes back brings its security labels, not its tags. `undefined` if there is nothing to carry.
 *
 * @throws RecordError 413 if that makes it too long, 422 if what was before cannot be read
 */
export async function carryLabels(
  parts: RecordParts,
  caller: Caller,
  current: Extract<Current, { readonly version: unknown }>,
  read: ReadResource,
): Promise<CarriedLabels | undefined> {
  const before = await setsBefore(parts, current);
  if (before === undefined) return undefined;
  const given = metaSetsOf(read.parsed.text, carriedSets);
  const carried = metaItemsMissing(given, before);
  const whole = metaSetsWith(given, before);
  if (carried === undefined || whole === undefined) return undefined;
  const parsed = withSets(read.parsed, whole);
  requireLength(parsed, parts.limits);
  // What is deleted may be read by those only who may read every resource of the type.
  const open = await isAllowed(parts.records, caller.access, current.version, 'read');
  return { read: { ...read, parsed }, tell: open ? unchanged : hiding(carried) };
}

const unchanged = (result: WriteResult) => result;

/** Made anew, since what was read is cut out of the version before, whose text would be kept with it. */
function hiding(carried: MetaSets): CarriedLabels['tell'] {
  const labels: MetaSets = structuredClone(carried);
  return (result) => withoutLabels(result, labels);
}

/** Its digits are read again from the text, which has them all. */
function withSets({ text }: ParsedResource, sets: MetaSets): ParsedResource {
  return parseResource(withMetaSets(text, sets), keptTextLimits);
}

async function setsBefore(
  { records }: RecordParts,
  { state, version }: Extract<Current, { readonly version: unknown }>,
): Promise<MetaSets | undefined> {
  if (state === 'present') return someOf(withoutSubsetted(setsOf(version.text, carriedSets)));
  const { type, id } = version;
  const last = await records.read({ type, id, versionId: String(Number(version.versionId) - 1) });
  return last === undefined || last.deleted ? undefined : someOf(setsOf(last.text, labels));
}

/** What was damaged in the store may have had any label: it is not written over as if it had none. */
function setsOf(text: string, names: readonly MetaSetName[]): MetaSets {
  try {
    return metaSetsOf(text, names);
  } catch (error) {
    if (!isBaseplateError(error)) throw error;
    throw unprocessable(
      'The version before is damaged in the store, so its security labels cannot be read and kept. Nothing was written; whoever runs the record has to restore that version first.',
      error,
    );
  }
}

function someOf(sets: MetaSets): MetaSets | undefined {
  return Object.keys(sets).length === 0 ? undefined : sets;
}

/** That tag says of a text that it is a part only, which the next one is not. */
function withoutSubsetted(sets: MetaSets): MetaSets {
  const isLabel = ({ value }: MetaItem) => !isJsonObject(value) || value.code !== 'SUBSETTED';
  return sets.tag === undefined ? sets : { ...sets, tag: sets.tag.filter(isLabel) };
}

function withoutLabels(result: WriteResult, carried: MetaSets): WriteResult {
  const { version } = result;
  if (version === undefined) return result;
  const left = metaSetsWithout(metaSetsOf(version.text), carried);
  return left === undefined ? result : { ...result, version: { ...version, text: withMetaSets(version.text, left) } };
}

/** Whether a text has lost a security label that another one has. */
export function losesLabels(before: string, after: string): boolean {
  return metaItemsMissing(metaSetsOf(after, labels), metaSetsOf(before, labels)) !== undefined;
}
