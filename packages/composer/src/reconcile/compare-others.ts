import type { ModuleContext } from '@baseplate-epr/contracts';
import { type ArchivedStores, auditPart, type OtherStore, statePart } from '@baseplate-epr/record';
import { nameOf } from '../applied/applied-configuration.ts';
import type { ReconcileOptions } from './reconcile-assemblies.ts';

/** What expires so soon is not compared: one store may be asked before that moment, the other after. In milliseconds. */
const soon = 10_000;

/** What is compared. */
export interface CompareOthersOptions
  extends Pick<ReconcileOptions, 'from' | 'to' | 'sides' | 'signal' | 'onProgress'> {
  readonly left: ArchivedStores;
  readonly right: ArchivedStores;
  readonly context: ModuleContext;
}

/** Compares the audit logs and the state stores of two assemblies. @throws BaseplateError `cancelled`; whatever the stores throw */
export async function compareOthers(options: CompareOthersOptions): Promise<readonly OtherStore[]> {
  const { from, to, left, right, sides, context, signal, onProgress } = options;
  const namesOf = (place: 'audit' | 'state') => ({ left: nameOf(from.data[place]), right: nameOf(to.data[place]) });
  onProgress?.({ phase: 'audit', done: 0 });
  const audit = await auditPart({ left: left.audit, right: right.audit, sides, names: namesOf('audit') });
  onProgress?.({ phase: 'state', done: 0 });
  const state = await statePart({
    left: left.state,
    right: right.state,
    sides,
    names: namesOf('state'),
    expiringBefore: context.clock.now() + soon,
    ...(signal === undefined ? {} : { signal }),
  });
  return [audit, state];
}
