import {
  type JsonObject,
  keptTextLimits,
  type MetaSets,
  metaSetsOf,
  metaSetsWith,
  metaSetsWithout,
  metaTextOf,
  parseResource,
  validateResource,
  withMetaSets,
} from '@baseplate-epr/fhir';
import { findPlaceholder } from '../binary/binary-placeholder.ts';
import type { RecordIssue } from '../error/record-issue.ts';
import { badValue, gone, notValid, unprocessable } from '../error/refusals.ts';
import { findVersion } from '../read/read-version.ts';
import { requireLength } from '../resource-limit.ts';
import type { ChangeMetaOptions, MetaAnswer } from '../session/meta-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { RecordReadOptions } from '../session/record-session.ts';
import { losesLabels } from './carry-labels.ts';
import { carryOut, type Plan } from './carry-out.ts';
import { orTold, requireVersion } from './current-for.ts';
import { checkResource, type ReadResource } from './read-resource.ts';
import { readableCurrent, requireReadAndUpdate } from './readable-current.ts';
import { planVersion } from './update-resource.ts';
import { versionBefore } from './version-before.ts';

/** The meta of one resource; see `RecordSession.meta`. */
export async function readMeta(
  parts: RecordParts,
  caller: Caller,
  { type, id }: Omit<RecordReadOptions, 'versionId'>,
): Promise<MetaAnswer> {
  const stored = await findVersion(parts, caller, { type, id });
  await caller.trail.access({ action: 'meta', versions: [stored] });
  return answerOf(stored, []);
}

/** Adds to the sets of a meta, or takes from them; see `RecordSession.changeMeta`. */
export async function changeMeta(parts: RecordParts, caller: Caller, options: ChangeMetaOptions): Promise<MetaAnswer> {
  const { type, id } = options;
  const action = `meta-${options.change}`;
  await requireReadAndUpdate(caller, type, action);
  const asked = setsAsked(options.meta);
  return carryOut(parts, caller, {
    action,
    key: `${type}/${id}`,
    plan: () => planMeta(parts, caller, options, asked),
  });
}

async function planMeta(
  parts: RecordParts,
  caller: Caller,
  { type, id, change, ifMatch }: ChangeMetaOptions,
  asked: MetaSets,
): Promise<Plan<MetaAnswer>> {
  const action = `meta-${change}`;
  const current = await readableCurrent(parts, caller, { type, id }, action);
  const read = await orTold(caller, action, current, () => {
    if (current.state === 'deleted') throw gone(`This ${type} has been deleted. Bring it back by an update.`);
    requireVersion(current, ifMatch);
    const { text } = current.version;
    const sets = metaSetsOf(text);
    const changed = change === 'add' ? metaSetsWith(sets, asked) : metaSetsWithout(sets, asked);
    return changed === undefined ? undefined : readChanged(parts, { type, id }, text, changed);
  });
  const { version } = current;
  if (read === undefined) {
    await caller.trail.access({ action, versions: [version], detail: 'unchanged' });
    return { writes: [], result: answerOf(version, []) };
  }
  const before = versionBefore(parts, version);
  const write = await planVersion(parts, caller, { key: { type, id }, before, read }, {});
  return {
    writes: [write],
    ...(losesLabels(version.text, write.version.text) ? { detail: 'security-label-removed' } : {}),
    result: answerOf(write.version, read.issues),
    asKept: async (versions) => answerOf(versions.get(`${type}/${id}`) ?? write.version, read.issues),
  };
}

/** Validated as an update would be. The bytes of a Binary stay where they are kept. */
function readChanged(
  parts: RecordParts,
  key: { readonly type: string; readonly id: string },
  text: string,
  changed: MetaSets,
): ReadResource {
  requirePlainProfiles(text, changed);
  const parsed = parseResource(withMetaSets(text, changed), keptTextLimits);
  requireLength(parsed, parts.limits);
  const kept = key.type === 'Binary' ? findPlaceholder(parsed.text) : undefined;
  if (kept === undefined) return checkResource(parsed, key, parts.profiles.forWrites);
  const described = parseResource(
    `${parsed.text.slice(0, kept.start)}"AAAA"${parsed.text.slice(kept.end)}`,
    keptTextLimits,
  );
  return { ...checkResource(described, key, parts.profiles.forWrites), parsed, bytesStay: true };
}

/** Extensions of the profiles stand beside them, by their places. @throws RecordError 422 */
function requirePlainProfiles(text: string, changed: MetaSets): void {
  if (changed.profile === undefined) return;
  const { _profile: beside } = JSON.parse(metaTextOf(text) ?? '{}') as JsonObject;
  if (beside === undefined) return;
  throw unprocessable(
    'The profiles of this resource have extensions, which this operation cannot keep beside them. Send a patch instead.',
  );
}

/** @throws RecordError 400 for what is no Meta or names nothing that could be added or taken away, 422 */
function setsAsked(meta: string): MetaSets {
  const { text } = parseResource(meta);
  const parsed = parseResource(`{"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":${text}}]}`);
  const issues = validateResource(parsed);
  if (issues.some(({ severity }) => severity === 'error')) throw notValid(issues);
  const asked = metaSetsOf(`{"meta":${text}}`);
  if (Object.keys(asked).length > 0) return asked;
  throw badValue(
    'The meta names no profile, security label or tag, and nothing else can be added or taken away. Name one.',
  );
}

function answerOf(
  { type, id, versionId, lastUpdated, text }: Omit<MetaAnswer, 'meta' | 'issues'> & { readonly text: string },
  issues: readonly RecordIssue[],
): MetaAnswer {
  return { type, id, versionId, lastUpdated, meta: metaTextOf(text) ?? '{}', issues };
}
