import { BaseplateError } from '@baseplate-epr/contracts';
import { differingPackages } from '../../applied/applied-services.ts';
import type { Judgement } from '../../configuration/certification.ts';
import type { LedgerEntry } from '../../ledger/ledger-entry.ts';
import { type NamedServices, type ServicesChange, withServicesChange } from '../../ledger/ledger-services.ts';
import { createRollCall } from '../../ledger/roll-call.ts';
import type { ApplyOptions, ServicesReport } from '../applying.ts';
import type { Joined } from '../join.ts';
import { newId } from '../new-id.ts';
import { everybodyHasInFront, everybodyLoads } from './everybody-loads.ts';
import { givenUp } from './give-up.ts';

/** A swap of services to lead. */
export interface SwapOptions extends Pick<ApplyOptions, 'onProgress' | 'signal' | 'listen' | 'context'> {
  readonly opened: Joined;
  readonly to: NamedServices;
  readonly judgement: Judgement;
  /** The swap that this one undoes: it is forgotten when this one is done, and so is the way back of this one. */
  readonly undoes?: ServicesChange;
}

/**
 * Has every process that serves load the new services beside the old, and puts them in front when all have. Whatever goes wrong before that,
 * or if this process is killed, the old ones go on.
 *
 * @throws BaseplateError that says what stands in the way; the old services answer then, and no others run
 */
export async function swapServices(options: SwapOptions): Promise<ServicesReport> {
  const { opened, undoes } = options;
  const { ledger, files, self } = opened;
  const rollCall = createRollCall(files);
  const began = performance.now();
  const change = await begin(options);
  const ours = ({ services: { change: found } }: LedgerEntry) => found?.id === change.id && found.applier === self.id;
  try {
    const processes = await everybodyLoads(change, { ...options, rollCall });
    const { applier: _, before: __, ...done } = change;
    await ledger.change((newest) => {
      if (!ours(newest)) throw lost();
      const others = undoes === undefined ? { ...done, phase: 'done' as const } : undefined;
      const what = undoes === undefined ? 'The new services answer.' : 'The services of before answer again.';
      return { what, services: withServicesChange(change.to, others) };
    });
    const late = await everybodyHasInFront(change.to.since, { rollCall });
    return { place: 'services', processes, late, tookMilliseconds: performance.now() - began };
  } catch (error) {
    await ledger.change((newest) => (ours(newest) ? givenUp(newest, 'It was given up.') : undefined));
    throw error;
  }
}

/** Writes down that it has begun, unless another process leads one. */
async function begin({ opened, to, judgement, undoes, context }: SwapOptions): Promise<ServicesChange> {
  const { ledger, self } = opened;
  const id = newId(context);
  const entry = await ledger.change((newest) => {
    const { change: before } = newest.services;
    if (before?.phase === 'loading') throw swapAtWork();
    if (undoes !== undefined && before?.id !== undoes.id) throw lost();
    const change: ServicesChange = {
      id,
      phase: 'loading',
      from: withServicesChange(newest.services, undefined),
      to: { ...to, since: newest.revision + 1 },
      applier: self.id,
      judgement,
      ...(before === undefined ? {} : { before }),
    };
    const which = differingPackages(newest.services, to).join(', ') || 'grants';
    const what = `${undoes === undefined ? 'Other services' : 'The services of before'} are being loaded beside those that answer. They differ in ${which}.`;
    return { what, services: withServicesChange(newest.services, change) };
  });
  const { change } = entry.services;
  if (change?.id !== id) throw lost();
  return change;
}

/** The error while another process swaps services. */
export function swapAtWork(): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: 'Another process is swapping services at this moment. Wait for it, or stop it; baseplate status shows it.',
  });
}

function lost(): BaseplateError {
  return new BaseplateError({
    code: 'write-conflict',
    message: 'Meanwhile another process has changed the services. Run baseplate plan, and the same command again.',
  });
}
