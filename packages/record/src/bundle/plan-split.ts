import type { Compartment, StoredVersion } from '@baseplate-epr/contracts';
import { type BundleScope, entryDepth, type ParsedResource, parseResource, scopeOfEntries } from '@baseplate-epr/fhir';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { BundleEntryResult } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';
import type { Plan, PlannedWrite } from '../write/carry-out.ts';
import { conditionalReferencesIn } from '../write/conditional-reference.ts';
import { requireKnownUrns } from '../write/urn-reference.ts';
import { breather } from './breather.ts';
import { type FullUrls, fullUrls } from './full-urls.ts';
import { inOrder, mayBeConditional, planEntry, refuseConditional } from './plan-transaction.ts';
import { readAhead } from './read-ahead.ts';
import { readWriting } from './read-writing.ts';
import type { ResolvedEntry } from './resolved-entry.ts';
import type { SplitTransaction } from './split-transaction.ts';
import { writeAnswer } from './write-answer.ts';

/** Thrown where only a transaction that was read whole can be gone on with. */
class NotApart extends Error {}

/**
 * Plans a transaction entry by entry, as `readTransaction` and `planTransaction` would: each resource is read, validated and indexed
 * before the next is looked at, so that what it was taken apart into is gone while it is young. Read whole, it would live until the last one
 * is planned, and be copied from one generation of the collector to the next.
 *
 * Which of several faults is told, and what a refusal leaves in the audit, depends on the order in which things are looked at. So nothing is
 * told from here: whatever goes wrong, the transaction is to be read whole, and comes upon the same again.
 *
 * @returns undefined if it is to be read whole; the audit has heard nothing then.
 */
export async function planSplit(
  parts: RecordParts,
  caller: Caller,
  split: SplitTransaction,
): Promise<Plan<ReadonlyMap<number, BundleEntryResult>> | undefined> {
  try {
    return await planEach(ahead(parts, split), { ...caller, trail: silent }, split);
  } catch {
    return undefined;
  }
}

/** With what is to be updated read ahead, in the order of the plan. */
function ahead(parts: RecordParts, { resolved }: SplitTransaction): RecordParts {
  const keys = inOrder(resolved).flatMap(({ action, key }) => (action === 'update' && key !== undefined ? [key] : []));
  return { ...parts, records: readAhead(parts.records, keys) };
}

const notApart = () => Promise.reject(new NotApart('Something is to be told of the transaction.'));
const silent: AuditTrail = {
  access: notApart,
  refusal: notApart,
  event: notApart,
  intent: notApart,
  outcome: notApart,
};

async function planEach(parts: RecordParts, caller: Caller, split: SplitTransaction) {
  const { resolved } = split;
  const links = fullUrls(resolved, new Map());
  const around = scopeOf(parts, split);
  const pending = new Map<string, readonly Compartment[]>();
  const writes: PlannedWrite[] = [];
  const results = new Map<number, BundleEntryResult>();
  const asKept = new Map<number, (versions: ReadonlyMap<string, StoredVersion>) => Promise<BundleEntryResult>>();
  const breathe = breather();
  for (const one of inOrder(resolved)) {
    const pause = breathe();
    if (pause !== undefined) await pause;
    const { entry } = one;
    const plan = await planOne(parts, caller, one, {
      parsed: parse(parts, split, entry.index),
      around,
      links,
      pending,
    });
    for (const write of plan.writes) {
      writes.push(write);
      pending.set(`${write.version.type}/${write.version.id}`, write.version.compartments);
    }
    results.set(entry.index, writeAnswer(entry, plan.result));
    const kept = plan.asKept;
    if (kept !== undefined) asKept.set(entry.index, async (versions) => writeAnswer(entry, await kept(versions)));
  }
  return {
    writes,
    result: results,
    asKept: async (versions: ReadonlyMap<string, StoredVersion>) => {
      const told = new Map(results);
      for (const [index, answer] of asKept) told.set(index, await answer(versions));
      return told;
    },
  };
}

interface Around {
  readonly parsed: ParsedResource;
  readonly around: BundleScope;
  readonly links: FullUrls;
  readonly pending: ReadonlyMap<string, readonly Compartment[]>;
}

async function planOne(
  parts: RecordParts,
  caller: Caller,
  one: ResolvedEntry,
  { parsed, around, links, pending }: Around,
): Promise<Plan<WriteResult>> {
  const { read } = await readWriting(parts, caller, { ...one.entry, parsed }, around);
  const entry = { ...one, read };
  // What a conditional reference means, and which version one with a version, can be told with all of them alone.
  if (conditionalReferencesIn(parsed).length > 0) throw new NotApart('A conditional reference.');
  if (links.any && parsed.text.includes('/_history/')) throw new NotApart('A reference to a version.');
  const resolveLink = (value: string) => links.resolve(value, one.entry);
  if (one.action === 'create') requireKnownUrns(parsed, (urn) => resolveLink(urn) !== undefined);
  const rewriteReference = (value: string) => resolveLink(value) ?? refuseConditional(value);
  const within = { pending, rewriteLinks: links.anyAddress };
  return planEntry(
    parts,
    caller,
    entry,
    links.any || mayBeConditional(entry) ? { ...within, rewriteReference } : within,
  );
}

function parse({ limits }: RecordParts, split: SplitTransaction, index: number): ParsedResource {
  return parseResource(split.textOf(index), {
    maxDepth: limits.depth - entryDepth,
    maxLength: limits.bundleLength,
  });
}

/** The other entries, as far as a reference means one; each is read when first asked for. */
function scopeOf(parts: RecordParts, split: SplitTransaction): BundleScope {
  const known = new Map<number, ParsedResource>();
  return scopeOfEntries(
    split.entries.map(({ fullUrl }) => fullUrl),
    (index) => {
      const parsed = known.get(index) ?? parse(parts, split, index);
      known.set(index, parsed);
      return parsed.resource;
    },
  );
}
