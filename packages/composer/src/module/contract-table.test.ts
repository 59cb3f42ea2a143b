import { type Kit, memoryStateSubject, moduleCases, runKit, stateStoreKit } from '@baseplate-epr/conformance';
import { contractVersions, type Module, type ModuleReference, type StateStore } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { type ContractTable, versionProblem } from './contract-table.ts';
import { loadModule } from './load-module.ts';

/** A made-up version 2 of state-store: it also counts what a namespace holds. */
interface StateStoreV2 extends Module {
  readonly contract: 'state-store';
  readonly contractVersion: 2;
  readonly namespace: StateStore['namespace'];
  readonly namespaces: StateStore['namespaces'];
  count(options: { readonly name: string }): Promise<{ readonly count: number }>;
}

/** @param allPages - false plants a fault that the kit has to find: what is not on the first page is not counted */
function upgradeStateStore(store: StateStore, allPages = true): StateStoreV2 {
  return {
    contract: 'state-store',
    contractVersion: 2,
    start: (context) => store.start(context),
    stop: () => store.stop(),
    health: () => store.health(),
    namespace: (options) => store.namespace(options),
    namespaces: () => store.namespaces(),
    async count({ name }) {
      let count = 0;
      let after: string | undefined;
      do {
        const page = await store.namespace({ name }).list({ limit: 2, ...(after === undefined ? {} : { after }) });
        count += page.entries.length;
        after = page.next;
      } while (allPages && after !== undefined);
      return { count };
    },
  };
}

const table = (allPages = true): ContractTable => ({
  newest: { ...contractVersions, 'state-store': 2 },
  upgraders: [
    { contract: 'state-store', from: 1, upgrade: (module) => upgradeStateStore(module as StateStore, allPages) },
  ],
});

/** The kit of version 2: every promise of version 1 that is not about its number, and the new one. */
const kit: Kit<StateStoreV2> = {
  contract: 'state-store',
  contractVersion: 2,
  cases: [
    ...moduleCases<StateStoreV2>('state-store', 2),
    ...stateStoreKit.cases
      .filter(({ name }) => !name.startsWith('module: '))
      .map(({ name, safety, run }) => ({
        name,
        safety,
        run: (context: Parameters<Kit<StateStoreV2>['cases'][number]['run']>[0]) => {
          const asOne = (store: StateStoreV2): StateStore => ({ ...store, contractVersion: 1 });
          return run({
            ...context,
            adapter: asOne(context.adapter),
            reopen: async () => asOne(await context.reopen()),
            lookIn: async () => asOne(await context.lookIn()),
            openBeside: async () => asOne(await context.openBeside()),
          });
        },
      })),
    {
      name: 'counts what a namespace holds',
      safety: false,
      run: async ({ adapter }) => {
        for (const key of ['a', 'b', 'c']) await adapter.namespace({ name: 'n' }).set({ key, value: 'v' });
        if ((await adapter.count({ name: 'n' })).count !== 3) throw new Error('The count is wrong.');
      },
    },
  ],
};

/** Version 1 of the reference store, as an assembly that takes version 2 loads it. */
async function loadUpgraded(contracts: ContractTable): Promise<StateStoreV2> {
  return loadModule<StateStoreV2>(reference('state-store', 'state'), { admit: async () => undefined, contracts });
}

const failuresOf = async (contracts: ContractTable) => {
  const memory = memoryStateSubject();
  const upgrade = (store: StateStore) => contracts.upgraders[0]?.upgrade(store) as StateStoreV2;
  const report = await runKit({
    kit,
    subject: {
      async create(context) {
        const { adapter, reopen, cleanup } = await memory.create(context);
        return { adapter: upgrade(adapter), reopen: async () => upgrade(await reopen()), cleanup };
      },
    },
  });
  return report.results.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
};

test('a module of version N − 1 is upgraded when it is loaded, and the upgrader passes the kit of version N', async () => {
  expect(await loadUpgraded(table())).toMatchObject({ contract: 'state-store', contractVersion: 2 });
  expect(await failuresOf(table())).toEqual([]);
});

test('an upgrader that does it wrong fails the kit of version N', async () => {
  expect(await failuresOf(table(false))).toEqual(['counts what a namespace holds']);
});

test('versions that are too old or too new are refused, each with what to do', async () => {
  const load = (contractVersion: number, contracts: ContractTable) => {
    const asked: ModuleReference = { ...reference('state-store', 'state'), contractVersion };
    return loadModule(asked, { admit: async () => undefined, contracts });
  };
  await expect(load(3, table())).rejects.toMatchObject({
    code: 'contract-mismatch',
    message: expect.stringMatching(
      /version 3 of state-store, but this release takes versions 1 and 2\. Update Baseplate/,
    ),
  });
  await expect(load(0, table())).rejects.toThrow('Install a newer release of it.');
  await expect(load(1, { ...table(), upgraders: [] })).rejects.toThrow('takes version 2. Install a newer release');
  expect(versionProblem('host', 1)).toBeUndefined();
});
