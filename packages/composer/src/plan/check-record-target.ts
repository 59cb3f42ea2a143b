import { statfs } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { isBaseplateError, type ModuleContext, type ModuleReference, type RecordStore } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import type { Admission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { soleMove } from '../sharing/sole-move.ts';
import { type CheckShadowOptions, checkShadow, type FilledByShadow } from './check-shadow.ts';
import { notEmpty } from './check-target.ts';
import type { RecordFacts } from './record-facts.ts';
import { lossesOf, needsUnmet } from './record-losses.ts';

/** What is known when a target is looked at. */
export interface CheckTargetOptions {
  readonly reference: ModuleReference;
  /** The store in force. */
  readonly from: ModuleReference;
  /** Whether the record searches full text, or is to. */
  readonly fullText: boolean;
  readonly admission: Admission;
  readonly context: ModuleContext;
  /** Of the store in force; absent where it could not be asked. */
  readonly facts: RecordFacts | undefined;
  /** What a shadow run has told of it, and what it is held against. */
  readonly note: Omit<CheckShadowOptions, 'store'> | undefined;
  /** The processes that serve now, in words. */
  whoServes(): Promise<readonly string[]>;
  /** An earlier run of the same change-over has begun to fill it. */
  readonly resumes: boolean;
  /** So has one that was given up. */
  readonly isLeft: boolean;
}

/** A store takes about so many times the length of the texts: indexes, and room to write. */
const sizeFactor = 4;

/** What was found. */
export interface CheckedTarget {
  /** Everything that keeps it from taking the record over. */
  readonly problems: readonly string[];
  /** What cannot go over, and somebody must accept. */
  readonly losses: readonly string[];
  /** Where a shadow run stood that has filled it. */
  readonly shadow?: FilledByShadow;
  /** It holds what a change-over that was given up has left in it. */
  readonly goesOn: boolean;
}

/** Looks whether a store can take the record over. Opens it for that, which makes its schema; it is closed again. */
export async function checkRecordTarget(options: CheckTargetOptions): Promise<CheckedTarget> {
  const { reference, from, admission, context, facts, fullText, note, whoServes, resumes, isLeft } = options;
  let losses: readonly string[] = [];
  let shadow: FilledByShadow | undefined;
  let goesOn = false;
  const name = `data.records, ${nameOf(reference)}`;
  const problems: string[] = [];
  const room = await roomProblem(reference, facts);
  if (room !== undefined) problems.push(`${name}: ${room}`);
  let store: RecordStore | undefined;
  try {
    store = await loadModule<RecordStore>(reference, admission);
    const sole = await soleMove({ reference, store, whoServes, command: 'baseplate apply' });
    if (sole !== undefined) problems.push(sole);
    // Whoever serves has it open already.
    if (sole !== undefined && resumes) return { problems, losses, goesOn };
    await store.start(context);
    const held = facts?.held;
    if (held !== undefined) {
      const known = { from, to: reference, target: store, held, fullText };
      problems.push(...needsUnmet(known).map((need) => `${name}: ${need}`));
      losses = lossesOf(known);
    }
    const found = note === undefined || resumes ? undefined : await checkShadow({ ...note, store });
    if (typeof found === 'string') problems.push(`${name}: ${found}`);
    else shadow = found;
    if (!resumes && found === undefined && (await store.changes({ limit: 1 })).versions.length > 0) {
      goesOn = isLeft;
      if (!goesOn) problems.push(`${name}: ${notEmpty}`);
    }
  } catch (error) {
    problems.push(`${name}: ${isBaseplateError(error) ? error.message : 'it cannot be opened.'}`);
  } finally {
    await store?.stop().catch(() => undefined);
  }
  return { problems, losses, goesOn, ...(shadow === undefined ? {} : { shadow }) };
}

async function roomProblem({ keeps }: ModuleReference, facts: RecordFacts | undefined): Promise<string | undefined> {
  if (keeps === undefined || !isAbsolute(keeps) || facts === undefined) return undefined;
  const found = await statfs(dirname(keeps)).catch(() => undefined);
  if (found === undefined) return undefined;
  const free = found.bavail * found.bsize;
  const needed = facts.bytes * sizeFactor;
  if (free >= needed) return undefined;
  return `the disk has room for ${megabytes(free)}, but about ${megabytes(needed)} will be needed. Make room, or choose another place.`;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000).toLocaleString('en-GB')} MB`;
}
