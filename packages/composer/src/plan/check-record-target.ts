import { statfs } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { isBaseplateError, type ModuleContext, type ModuleReference, type RecordStore } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import type { Admission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import type { RecordFacts } from './record-facts.ts';

/** What is known when a target is looked at. */
export interface CheckTargetOptions {
  readonly reference: ModuleReference;
  readonly admission: Admission;
  readonly context: ModuleContext;
  /** Of the store in force; absent where it could not be asked. */
  readonly facts: RecordFacts | undefined;
  /** Processes that serve now. */
  readonly processes: number;
  /** An earlier run of the same change-over has begun to fill it. */
  readonly resumes: boolean;
}

/** A store takes about so many times the length of the texts: indexes, and room to write. */
const sizeFactor = 4;

/** Everything that keeps a store from taking the record over. Opens it for that, which makes its schema; it is closed again. */
export async function checkRecordTarget(options: CheckTargetOptions): Promise<readonly string[]> {
  const { reference, admission, context, facts, processes, resumes } = options;
  const name = `data.records, ${nameOf(reference)}`;
  const problems: string[] = [];
  const room = await roomProblem(reference, facts);
  if (room !== undefined) problems.push(`${name}: ${room}`);
  let store: RecordStore | undefined;
  try {
    store = await loadModule<RecordStore>(reference, admission);
    const { verbatimHistory, multipleProcesses } = store.capabilities;
    if (verbatimHistory.support === 'unsupported') {
      problems.push(
        `${name}: it does not keep history as it is, so versions, times and texts would be lost. ${verbatimHistory.reason ?? ''}`.trim(),
      );
    }
    if (multipleProcesses.support === 'unsupported' && processes > 1) {
      problems.push(
        `${name}: one process alone can use it, but ${processes} serve. ${multipleProcesses.reason ?? ''}`.trim(),
      );
    }
    await store.start(context);
    if (!resumes && (await store.changes({ limit: 1 })).versions.length > 0) {
      problems.push(
        `${name}: it holds something already. Give an empty place; what was left of a change-over that was given up must be removed first.`,
      );
    }
  } catch (error) {
    problems.push(`${name}: ${isBaseplateError(error) ? error.message : 'it cannot be opened.'}`);
  } finally {
    await store?.stop().catch(() => undefined);
  }
  return problems;
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
