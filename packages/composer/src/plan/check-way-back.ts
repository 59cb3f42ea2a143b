import { isBaseplateError, type Module, type ModuleContext, type RecordStore } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import { requireIdentity } from '../applied/require-identity.ts';
import type { AppliedStore, ChangeOver, DataPlace } from '../ledger/ledger-entry.ts';
import type { Admission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { soleMove } from '../sharing/sole-move.ts';

/** What is known when a way back is looked at. */
export interface CheckWayBackOptions {
  readonly place: DataPlace;
  /** The change-over that is undone. */
  readonly over: Pick<ChangeOver, 'from' | 'to'>;
  readonly admission: Admission;
  readonly context: ModuleContext;
  /** The processes that serve now, in words. */
  whoServes(): Promise<readonly string[]>;
}

/** Everything that keeps the store of before from being put in force again. Opens both stores and changes nothing in them; they are closed again. */
export async function checkWayBack(options: CheckWayBackOptions): Promise<readonly string[]> {
  const { place, over } = options;
  const name = ({ reference }: AppliedStore) => `data.${place}, ${nameOf(reference)}`;
  const inForce = await sideProblem(over.to, `${name(over.to)}, which is in force`, options);
  const before = await sideProblem(over.from, name(over.from), options);
  return [inForce, before].filter((problem) => problem !== undefined);
}

async function sideProblem(
  applied: AppliedStore,
  name: string,
  { place, admission, context, whoServes }: CheckWayBackOptions,
): Promise<string | undefined> {
  const { reference } = applied;
  let store: Module | undefined;
  try {
    store = await loadModule<Module>(reference, admission);
    if (place === 'records') {
      const given = { reference, store: store as RecordStore, whoServes, command: 'baseplate apply' };
      const sole = await soleMove(given);
      // Whoever serves has it open already.
      if (sole !== undefined) return sole;
    }
    // Both have their schema: one that lacks it is gone, and an empty one in its place would only look well.
    await store.start({ ...context, keepsSchema: true });
    await requireIdentity({ place, applied, module: store });
    return undefined;
  } catch (error) {
    return `${name}: ${isBaseplateError(error) ? error.message : 'it cannot be opened.'}`;
  } finally {
    await store?.stop().catch(() => undefined);
  }
}
