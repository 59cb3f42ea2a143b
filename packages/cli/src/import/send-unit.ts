import type { RecordTarget } from '../target/record-target.ts';
import type { ImportUnit, UnitEntry } from './import-unit.ts';

/** An entry, or a whole unit, that the record refused. */
export interface Rejection {
  readonly place: string;
  readonly status: number;
  /** The record's own words, which name elements and rules, never values. */
  readonly reason: string;
}

/** What became of a unit. */
export interface SentUnit {
  readonly written: number;
  readonly rejections: readonly Rejection[];
}

/** Sends a unit as one transaction. Lines that stand by themselves are tried one by one if the transaction is refused. */
export async function sendUnit(target: RecordTarget, { entries, separable, place }: ImportUnit): Promise<SentUnit> {
  if (entries.length === 0) return { written: 0, rejections: [] };
  const whole = await post(target, entries);
  if (whole === undefined) return { written: entries.length, rejections: [] };
  if (!separable) return { written: 0, rejections: [{ ...whole, place }] };
  let written = 0;
  const rejections: Rejection[] = [];
  for (const entry of entries) {
    const refused = await post(target, [entry]);
    if (refused === undefined) written += 1;
    else rejections.push({ ...refused, place: entry.place });
  }
  return { written, rejections };
}

/** @returns undefined if it was written */
async function post(
  target: RecordTarget,
  entries: readonly UnitEntry[],
): Promise<{ readonly status: number; readonly reason: string } | undefined> {
  const body = `{"resourceType":"Bundle","type":"transaction","entry":[${entries.map(({ text }) => text).join(',')}]}`;
  const response = await target.fetch('/fhir', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/fhir+json', prefer: 'return=minimal' },
  });
  if (response.ok) {
    await response.body?.cancel();
    return undefined;
  }
  return { status: response.status, reason: reasonOf(await response.text(), response.status) };
}

/**
 * What the record has not yet of a unit that an earlier run sent without living to note the answer. A transaction is there as a
 * whole or not at all, so its first resource speaks for it; lines may have been tried one by one, so each speaks for itself.
 */
export async function missingEntries(
  target: RecordTarget,
  { entries, separable }: ImportUnit,
  since: number,
): Promise<readonly UnitEntry[]> {
  if (!separable) {
    const known = entries.find((entry) => entry.target !== undefined);
    return known !== undefined && (await wasWritten(target, known, since)) ? [] : entries;
  }
  const missing: UnitEntry[] = [];
  for (const entry of entries) if (!(await wasWritten(target, entry, since))) missing.push(entry);
  return missing;
}

async function wasWritten(target: RecordTarget, entry: UnitEntry, since: number): Promise<boolean> {
  if (entry.target === undefined) return false;
  const response = await target.fetch(`/fhir/${entry.target}`, { method: 'HEAD' });
  const modified = Date.parse(response.headers.get('last-modified') ?? '');
  // The header has whole seconds.
  return response.ok && modified >= Math.floor(since / 1000) * 1000;
}

function reasonOf(text: string, status: number): string {
  try {
    const outcome: unknown = JSON.parse(text);
    if (typeof outcome !== 'object' || outcome === null || !('issue' in outcome) || !Array.isArray(outcome.issue))
      return `status ${status}`;
    const issues = outcome.issue
      .slice(0, 3)
      .map((issue: { readonly diagnostics?: string; readonly expression?: readonly string[] }) => {
        const at = issue.expression?.[0];
        return `${at === undefined ? '' : `${at}: `}${issue.diagnostics ?? 'refused'}`;
      });
    return issues.join(' · ');
  } catch {
    // Not FHIR: the host or something on the way answered. Its status says what there is to say.
    return `status ${status}`;
  }
}
