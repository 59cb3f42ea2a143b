import { isBaseplateError, type ModuleReference, type RecordStore } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import type { Admission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { soleUse } from './sole-use.ts';

/** A record store in a change-over, which the processes that serve and the one that leads have open, all of them. */
export interface SoleMoveOptions {
  readonly reference: ModuleReference;
  /** Loaded, and perhaps not started. */
  readonly store: RecordStore;
  whoServes(): Promise<readonly string[]>;
  /** What is to be run once the record is stopped. */
  readonly command: string;
}

/** Why a change-over of a record in use cannot have this store on one of its sides; `undefined` if it can. */
export async function soleMove({ reference, store, whoServes, command }: SoleMoveOptions): Promise<string | undefined> {
  const sole = soleUse(store);
  if (sole === undefined) return undefined;
  const serving = await whoServes();
  if (serving.length === 0) return undefined;
  return `data.records, ${nameOf(reference)}: ${sole}, but the record is in use, and who serves it (${serving.join(', ')}) and who moves it would both have it open. Stop the record, run ${command} while nobody uses it, and start it again.`;
}

/** The same of both stores of a change-over, without opening any. */
export async function soleMoves(
  references: readonly ModuleReference[],
  { admission, ...given }: Pick<SoleMoveOptions, 'whoServes' | 'command'> & { readonly admission: Admission },
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const reference of references) {
    try {
      const store = await loadModule<RecordStore>(reference, admission);
      const problem = await soleMove({ ...given, reference, store });
      if (problem !== undefined) problems.push(problem);
    } catch (error) {
      const why = isBaseplateError(error) ? error.message : 'it cannot be loaded.';
      problems.push(`data.records, ${nameOf(reference)}: ${why}`);
    }
  }
  return problems;
}
