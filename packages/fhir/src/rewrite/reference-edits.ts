import type { JsonTextCursor } from '../json/json-text-cursor.ts';
import { isJsonObject, type JsonValue } from '../json/json-value.ts';
import type { TextEdit } from '../json/splice-text.ts';
import { planFor } from './links-change.ts';
import { markupLinkEdits } from './markup-links.ts';
import type { RewriteAction, RewritePlan } from './rewrite-plan.ts';
import { isUrn } from './urn.ts';

/** What a rewrite of references works on. */
export interface ReferenceRewrite {
  readonly text: string;
  readonly cursor: JsonTextCursor;
  readonly rewrite: (value: string) => string | undefined;
  readonly edits: TextEdit[];
  /** Ask for every link, not for URNs alone. */
  readonly links: boolean;
}

/** Collects the edits within one member's value and leaves the cursor after it. */
export function collectMember(
  job: ReferenceRewrite,
  value: JsonValue | undefined,
  action: RewriteAction | undefined,
): void {
  if (action === undefined) job.cursor.skip();
  else if (Array.isArray(value)) {
    job.cursor.enter();
    for (let index = 0; job.cursor.more(); index += 1) collectMember(job, value[index], action);
  } else if (isJsonObject(value)) collectObject(job, value, planFor(value, action));
  else if (typeof value === 'string') collectString(job, value, action);
  else job.cursor.skip();
}

function collectObject(job: ReferenceRewrite, object: Record<string, JsonValue>, plan: RewritePlan | undefined): void {
  if (plan === undefined) {
    job.cursor.skip();
    return;
  }
  job.cursor.enter();
  while (job.cursor.more()) {
    const key = job.cursor.key();
    collectMember(job, object[key], plan.get(key));
  }
}

function collectString(job: ReferenceRewrite, value: string, action: RewriteAction): void {
  const start = job.cursor.position();
  const end = job.cursor.skip();
  if (action.kind === 'markup') {
    job.edits.push(...markupLinkEdits(job.text.slice(start, end), { offset: start, links: job.links }, job.rewrite));
  }
  if (action.kind !== 'reference' && !(action.kind === 'uri' && (job.links || isUrn(value)))) return;
  const replacement = job.rewrite(value);
  if (replacement === undefined || replacement === value) return;
  job.edits.push({ start, end, replacement: JSON.stringify(replacement) });
}
