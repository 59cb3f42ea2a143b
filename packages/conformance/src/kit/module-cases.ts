import assert from 'node:assert/strict';
import type { ContractName, Module } from '@baseplate-epr/contracts';
import type { Case } from './kit.ts';

/** A second is promised; a machine may be busy. In milliseconds. */
const longestSize = 3_000;

/** The cases that every module has to pass, whatever its contract. */
export function moduleCases<Adapter extends Module>(contract: ContractName, contractVersion: number): Case<Adapter>[] {
  return [
    {
      name: 'module: names its contract and version',
      safety: true,
      run: async ({ adapter }) => {
        assert.equal(adapter.contract, contract, 'The module names another contract.');
        assert.equal(adapter.contractVersion, contractVersion, 'The module names another version of the contract.');
      },
    },
    {
      name: 'module: is healthy once started',
      safety: false,
      run: async ({ adapter }) => {
        const health = await adapter.health();
        assert.equal(health.status, 'pass', `A started module with nothing wrong is not healthy: ${health.reason}`);
      },
    },
    {
      name: 'module: where it tells how much room it takes, it does so soon, in whole bytes',
      safety: false,
      run: async ({ adapter }) => {
        if (adapter.size === undefined) return;
        const began = performance.now();
        const size = await adapter.size();
        const took = performance.now() - began;
        assert.ok(took < longestSize, `It took ${Math.round(took)} ms to tell how much room it takes.`);
        if (size === undefined) return;
        assert.ok(Number.isSafeInteger(size.bytes) && size.bytes >= 0, `${size.bytes} is no number of bytes.`);
      },
    },
    {
      name: 'module: stop may be called again, also at once',
      safety: false,
      run: async ({ adapter }) => {
        await Promise.all([adapter.stop(), adapter.stop()]);
        await adapter.stop();
      },
    },
    {
      name: 'module: where what it keeps has a name, that is the same at every call and for whoever opens it',
      safety: true,
      run: async ({ adapter, reopen }) => {
        if (adapter.identity === undefined) return;
        const name = await adapter.identity();
        const promise =
          'What a module keeps is known by another name at another time, so it would be taken for another store.';
        assert.equal(await adapter.identity(), name, promise);
        assert.equal(await (await reopen()).identity?.(), name, promise);
      },
    },
    {
      name: 'module: can be opened again after a stop',
      safety: true,
      run: async ({ reopen }) => {
        for (let round = 0; round < 3; round += 1) {
          const health = await (await reopen()).health();
          assert.equal(health.status, 'pass', `The module is not healthy after it was opened again: ${health.reason}`);
        }
      },
    },
  ];
}
