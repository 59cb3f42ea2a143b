import type { Module, ModuleContext } from '@baseplate-epr/contracts';
import type { CaseContext } from './case-context.ts';
import { createCollectingLogger } from './collecting-logger.ts';
import { heldBytes } from './held-bytes.ts';
import type { Case, Kit } from './kit.ts';
import { createSeededRandom } from './seeded-random.ts';
import type { Subject, SubjectInstance } from './subject.ts';
import { createTestClock } from './test-clock.ts';

/** How a case ended, when it did not fail. */
export type CaseOutcome =
  | { readonly outcome: 'passed' }
  /** The adapter says `unsupported` of the capability the case requires. */
  | { readonly outcome: 'not-claimed'; readonly reason: string };

/** Runs one case on a fresh instance of the subject; rejects with the case's error if it fails. */
export async function runCase<Adapter extends Module>(
  kit: Kit<Adapter>,
  aCase: Case<Adapter>,
  subject: Subject<Adapter>,
): Promise<CaseOutcome> {
  const clock = createTestClock();
  const log = createCollectingLogger();
  const random = createSeededRandom(aCase.name);
  const moduleContext: ModuleContext = { clock, logger: log, randomBytes: (size) => random.bytes(size) };
  const startContext = { ...moduleContext, ...(await kit.startWith?.()) };
  const instance = await subject.create(moduleContext);
  const adapters = createAdapterSet(instance, startContext);
  try {
    const disclaimed = disclaimer(kit, aCase, instance.adapter);
    if (disclaimed !== undefined) return { outcome: 'not-claimed', reason: disclaimed };
    const adapter = aCase.unopened === true ? instance.adapter : await adapters.start(instance.adapter);
    const context: CaseContext<Adapter> = {
      adapter,
      clock,
      random,
      log,
      moduleContext,
      reopen: async () => {
        await adapters.stopAll();
        return adapters.start(await instance.reopen());
      },
      lookIn: async () => {
        await adapters.stopAll();
        return adapters.start(await instance.reopen(), { keepsSchema: true });
      },
      openBeside: async () => adapters.start(await instance.reopen()),
      tamper: async (kind) => {
        if (instance.tamper === undefined) {
          throw new Error(
            `The subject offers no tamper(), so nobody knows whether "${kind}" would be noticed. Give it one that damages ` +
              'the data behind the adapter.',
          );
        }
        await instance.tamper(kind);
      },
      settled: async () => instance.settled?.(),
      heldBytes: async () => instance.heldBytes?.() ?? heldBytes(),
    };
    await aCase.run(context);
    return { outcome: 'passed' };
  } finally {
    try {
      await adapters.stopAll();
    } finally {
      await instance.cleanup();
    }
  }
}

/** The reason why the case does not apply, or undefined; throws where the adapter disclaims a safety case. */
function disclaimer<Adapter extends Module>(
  kit: Kit<Adapter>,
  aCase: Case<Adapter>,
  adapter: Adapter,
): string | undefined {
  if (aCase.requires === undefined) return undefined;
  const capability = kit.capabilitiesOf?.(adapter)[aCase.requires];
  if (capability === undefined) {
    throw new Error(
      `The adapter says nothing about its capability "${aCase.requires}". State it as supported, partial or unsupported.`,
    );
  }
  if (capability.support !== 'unsupported') return undefined;
  const reason = capability.reason ?? 'no reason given';
  if (!aCase.safety) return `${aCase.requires} is not supported: ${reason}`;
  throw new Error(
    `The adapter disclaims a case that protects patients by saying that it does not support "${aCase.requires}" (${reason}). ` +
      'Safety cases always apply: implement it.',
  );
}

interface AdapterSet<Adapter> {
  start(adapter: Adapter, more?: Partial<ModuleContext>): Promise<Adapter>;
  stopAll(): Promise<void>;
}

function createAdapterSet<Adapter extends Module>(
  instance: SubjectInstance<Adapter>,
  context: ModuleContext,
): AdapterSet<Adapter> {
  const started = new Set<Adapter>();
  return {
    start: async (adapter, more) => {
      if (adapter !== instance.adapter && started.has(adapter)) {
        throw new Error('The subject returned an adapter from reopen() that had been started before. Make a new one.');
      }
      await adapter.start({ ...context, ...more });
      started.add(adapter);
      return adapter;
    },
    stopAll: async () => {
      const adapters = [...started];
      started.clear();
      for (const adapter of adapters) await adapter.stop();
    },
  };
}
