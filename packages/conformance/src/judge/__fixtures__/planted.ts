import type { Module, ModuleContext, ModuleProof } from '@baseplate-epr/contracts';
import { memoryAuditSubject } from '../../audit-log/memory-audit-subject.ts';
import { plantedAuditFaults } from '../../audit-log/planted-audit-faults.ts';
import { memoryDocumentSubject } from '../../document-store/memory-document-subject.ts';
import { plantedDocumentFaults } from '../../document-store/planted-document-faults.ts';
import type { PlantedFault } from '../../kit/planted-fault.ts';
import type { Subject } from '../../kit/subject.ts';
import { plantedRecordStoreFaults } from '../../record-store/faults/planted-record-store-faults.ts';
import { memoryRecordStoreSubject } from '../../record-store/memory-record-subject.ts';
import { memoryStateSubject } from '../../state-store/memory-state-subject.ts';
import { plantedStateFaults } from '../../state-store/planted-state-faults.ts';

type Erased = { create(context: ModuleContext): ReturnType<Subject<Module>['create']> };

const whole: Readonly<Record<string, Erased>> = {
  'record-store': memoryRecordStoreSubject,
  'document-store': memoryDocumentSubject(),
  'audit-log': memoryAuditSubject(),
  'state-store': memoryStateSubject(),
};
const faults: readonly (Pick<PlantedFault<Module>, 'name'> & { readonly subject: Erased })[] = [
  ...plantedRecordStoreFaults,
  ...plantedDocumentFaults,
  ...plantedAuditFaults,
  ...plantedStateFaults,
];

/** So many adapters are made ahead for a case, since a factory cannot wait and the faults' subjects have to. */
const ahead = 60;
let made: Module[] = [];

/** Hands out the reference module of a contract, or one with a planted fault, as if it were a package's own. */
export const proof: ModuleProof = {
  async prepare({ options }) {
    const { contract, fault } = options as { readonly contract: string; readonly fault?: string };
    const subject = fault === undefined ? whole[contract] : faults.find(({ name }) => name === fault)?.subject;
    if (subject === undefined) throw new RangeError(`There is no fault called ${fault}.`);
    const quiet = () => undefined;
    const logger = { info: quiet, warn: quiet, error: quiet };
    const randomBytes = (size: number) => new Uint8Array(size);
    const instance = await subject.create({ clock: { now: () => 0 }, logger, randomBytes });
    made = [instance.adapter];
    while (made.length < ahead) made.push(await instance.reopen());
    const { tamper } = instance;
    return { ...(tamper === undefined ? {} : { tamper }), cleanup: () => instance.cleanup() };
  },
};

/** The next of them. */
export function createPlanted(): Module {
  const module = made.shift();
  if (module === undefined) throw new RangeError(`A case made more than ${ahead} adapters.`);
  return module;
}

/** A state store that is never ready, ends its process, or blocks it. */
export function createHostile({ how }: { readonly how: 'exits' | 'spins' | 'throws' }): Module {
  if (how === 'throws') throw new Error('No options suit me.');
  return {
    contract: 'state-store',
    contractVersion: 1,
    start: async () => {
      console.error('My last words.');
      if (how === 'exits') process.exit(3);
      for (;;);
    },
    stop: async () => undefined,
    health: async () => ({ status: 'pass' }),
  };
}
