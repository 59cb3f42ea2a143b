import type { Compartment, Guard, StoredVersion } from '@baseplate-epr/contracts';
import { addTold, toldVersions } from '../audit/told-versions.ts';
import { noMatch } from '../error/refusals.ts';
import type { BundleEntryResult } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';
import type { Plan, PlannedWrite } from '../write/carry-out.ts';
import { planCreate } from '../write/create-resource.ts';
import { planDelete } from '../write/delete-resource.ts';
import { planPatched } from '../write/patch-current.ts';
import type { InTransaction } from '../write/prepare-version.ts';
import { planUpdate } from '../write/update-resource.ts';
import { requireKnownUrns } from '../write/urn-reference.ts';
import { writeResult } from '../write/write-result.ts';
import { forEntry } from './at-entry.ts';
import { breather } from './breather.ts';
import { entryStep } from './bundle-entry.ts';
import { conditionalReferences } from './conditional-references.ts';
import { fullUrls } from './full-urls.ts';
import { type Findings, resolveEntries } from './resolve-entries.ts';
import type { ResolvedEntry, WritingEntry } from './resolved-entry.ts';
import { versionsAfter } from './versions-after.ts';
import { writeAnswer } from './write-answer.ts';

type Answers = ReadonlyMap<number, BundleEntryResult>;

/**
 * Plans everything a transaction writes as one commit. The result holds the answers by the entries' places in the Bundle.
 *
 * A patch has looked at what is there, and that it could be applied tells something about it: where the transaction fails, so that no
 * intent names what it patches, that is audited as access.
 */
export async function planTransaction(
  parts: RecordParts,
  caller: Caller,
  entries: readonly WritingEntry[],
): Promise<Plan<Answers>> {
  const told = toldVersions();
  try {
    const planned = await planEntries(parts, caller, entries, ({ key, before }) =>
      told.add({ ...key, versionId: before.versionId }, before.patients),
    );
    return planOf(planned);
  } catch (error) {
    const patched = told.access();
    if (patched !== undefined) await caller.trail.access({ action: 'transaction', ...patched, detail: 'not-applied' });
    throw error;
  }
}

/** What is kept of an entry until the commit: not what it was resolved to, with all that a patched resource was taken apart into. */
interface PlannedEntry extends Pick<ResolvedEntry, 'entry' | 'action' | 'key'> {
  readonly plan: Plan<WriteResult>;
}

interface PlannedEntries extends Pick<Plan<Answers>, 'writes' | 'guards'> {
  /** In the order of the Bundle. */
  readonly planned: readonly PlannedEntry[];
}

/** By itself: a function that is kept until the commit keeps everything that is known where it is made, such as what the entries were resolved to. */
function planOf({ writes, guards = [], planned }: PlannedEntries): Plan<Answers> {
  const told = (results: ReadonlyMap<PlannedEntry, WriteResult>): Answers =>
    new Map(planned.map((one) => [one.entry.index, writeAnswer(one.entry, resultOf(one, results))]));
  const [detail] = planned.flatMap(({ plan }) => plan.detail ?? []);
  return {
    writes,
    guards,
    ...(detail === undefined ? {} : { detail }),
    result: told(new Map(planned.map((one) => [one, one.plan.result]))),
    asKept: async (versions) => {
      const results = new Map<PlannedEntry, WriteResult>();
      for (const one of planned) results.set(one, (await one.plan.asKept?.(versions)) ?? one.plan.result);
      return told(results);
    },
  };
}

async function planEntries(
  parts: RecordParts,
  caller: Caller,
  entries: readonly WritingEntry[],
  patched: Findings['patched'],
): Promise<PlannedEntries> {
  const { resolved, conditional } = await resolveConditions(parts, caller, entries, patched);
  const links = fullUrls(resolved, await versionsAfter(parts, resolved));
  const within = { pending: new Map<string, readonly Compartment[]>(), rewriteLinks: links.anyAddress };
  const writes: PlannedWrite[] = [];
  const guards: Guard[] = [...resolved.flatMap((entry) => entry.guards), ...conditional.guards];
  const plans = new Map<ResolvedEntry, Plan<WriteResult>>();
  const breathe = breather();
  const anyNames = links.any || conditional.names.size > 0;

  for (const one of inOrder(resolved)) {
    const pause = breathe();
    if (pause !== undefined) await pause;
    const rewriteReference = (value: string) =>
      links.resolve(value, one.entry) ?? conditional.names.get(value) ?? refuseConditional(value);
    const plan = await forEntry(one.entry.index, () => {
      if (one.action === 'create' && one.entry.method === 'POST' && one.read !== undefined)
        requireKnownUrns(one.read.parsed, (urn) => links.resolve(urn, one.entry) !== undefined);
      return planEntry(
        parts,
        caller,
        one,
        anyNames || mayBeConditional(one) ? { ...within, rewriteReference } : within,
      );
    });
    for (const write of plan.writes) {
      writes.push(write);
      within.pending.set(`${write.version.type}/${write.version.id}`, write.version.compartments);
    }
    plans.set(one, plan);
  }

  const planned = resolved.flatMap((one) => {
    const plan = plans.get(one);
    return plan === undefined ? [] : [{ entry: one.entry, action: one.action, key: one.key, plan }];
  });
  return { writes, guards, planned };
}

/** What conditions matched is told by whatever comes of the transaction, its refusal included: so it is audited either way. */
async function resolveConditions(
  parts: RecordParts,
  caller: Caller,
  entries: readonly WritingEntry[],
  patched: Findings['patched'],
) {
  const found = toldVersions();
  const matched = (versions: readonly StoredVersion[]) => addTold(found, versions, parts.baseUrl());
  const findings = { matched, patched };
  try {
    const resolved = await resolveEntries(parts, caller, entries, findings);
    return { resolved, conditional: await conditionalReferences(parts, caller, resolved, findings) };
  } finally {
    const told = found.access();
    if (told !== undefined) await caller.trail.access({ action: 'transaction', ...told, detail: 'condition' });
  }
}

/** Binaries come last: they lie in the compartments of what protects them. */
export function inOrder(entries: readonly ResolvedEntry[]): readonly ResolvedEntry[] {
  const rank = ({ entry, key }: ResolvedEntry) => entryStep(entry.method) + (key?.type === 'Binary' ? 10 : 0);
  return entries.toSorted((left, right) => rank(left) - rank(right));
}

/** Plans what one entry writes. */
export async function planEntry(
  parts: RecordParts,
  caller: Caller,
  { entry, read, action, key, match, patched, mustBeNew }: ResolvedEntry,
  within: InTransaction,
): Promise<Plan<WriteResult>> {
  const ifMatch = entry.ifMatch === undefined ? {} : { ifMatch: entry.ifMatch };
  if (action === 'delete' && key !== undefined) return planDelete(parts, caller, key, ifMatch);
  if (action === 'create' && key !== undefined && read !== undefined) {
    return planCreate(parts, caller, key, read, [], within);
  }
  if (action === 'patch' && patched !== undefined) return planPatched(parts, caller, patched, [], within);
  if (action === 'update' && key !== undefined && read !== undefined) {
    const onlyNew = {
      ...(entry.ifNoneMatch === '*' ? { ifNoneMatch: '*' as const } : {}),
      ...(mustBeNew ? { mustBeNew } : {}),
    };
    return planUpdate(parts, caller, { type: key.type, id: key.id, ...ifMatch, ...onlyNew }, read, within);
  }
  return { writes: [], result: await unchanged(parts, match) };
}

async function unchanged(parts: RecordParts, match: ResolvedEntry['match']): Promise<WriteResult> {
  return match === undefined ? { outcome: 'unchanged', issues: [] } : writeResult(parts, 'unchanged', match, []);
}

/** An entry whose resource another entry creates answers with that one's version. */
function resultOf(one: PlannedEntry, results: ReadonlyMap<PlannedEntry, WriteResult>): WriteResult {
  const own = results.get(one) ?? { outcome: 'unchanged', issues: [] };
  if (one.action !== 'none' || own.version !== undefined || one.key === undefined) return own;
  for (const [other, result] of results) {
    if (other.action === 'create' && other.key?.id === one.key.id) return { ...result, outcome: 'unchanged' };
  }
  return own;
}

/** Whether a text may hold what {@link refuseConditional} refuses: a question mark, or one written as an escape. */
export function mayBeConditional({ read }: ResolvedEntry): boolean {
  const text = read?.parsed.text ?? '';
  return text.includes('?') || text.includes('\\u');
}

/** @throws RecordError 412 for a conditional reference that was not recognised as one */
export function refuseConditional(value: string): undefined {
  if (!/^[A-Z][A-Za-z]*\?/.test(value)) return undefined;
  throw noMatch('A conditional reference is written in a way that cannot be resolved. Write it as plain JSON text.');
}
