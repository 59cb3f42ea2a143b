import assert from 'node:assert/strict';
import type { ContractName, Module } from '@baseplate-epr/contracts';
import type { Case } from './kit.ts';

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
      name: 'module: stop may be called again, also at once',
      safety: false,
      run: async ({ adapter }) => {
        await Promise.all([adapter.stop(), adapter.stop()]);
        await adapter.stop();
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
