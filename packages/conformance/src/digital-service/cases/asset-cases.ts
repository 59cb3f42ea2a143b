import assert from 'node:assert/strict';
import type { DigitalService } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';
import { callService, trialState } from '../call-service.ts';
import type { ServiceWorld } from '../service-world.ts';

/** Milliseconds for a file. */
const fileBudget = 5_000;

/** The files that a service declares. */
export function assetCases(world: ServiceWorld): readonly Case<DigitalService>[] {
  return [
    {
      name: 'assets: every declared file is there, for whoever asks',
      safety: false,
      run: async ({ adapter }) => {
        for (const { path } of adapter.manifest.assets) {
          const { outcome, status } = await fileOf(adapter, path, world);
          assert.ok(outcome === 'answered' && status === 200, `${path} is declared and not there (status ${status}).`);
        }
      },
    },
    {
      name: 'assets: a style sheet of panels can be kept within them',
      safety: true,
      run: async ({ adapter }) => {
        const { assets, slots, userInterface } = adapter.manifest;
        // The style of a user interface, and that of a service's own pages, is for whole pages.
        if (slots.length === 0 || userInterface === true) return;
        for (const { path } of assets.filter(({ kind }) => kind === 'style')) {
          const { html: style } = await fileOf(adapter, path, world);
          assert.deepEqual(
            world.styleProblems(style),
            [],
            `${path} would change the chart around the panels, and is refused.`,
          );
        }
      },
    },
  ];
}

async function fileOf(service: DigitalService, path: string, world: ServiceWorld) {
  return callService(service, {
    request: new Request(new URL(path, 'http://service.invalid')),
    world,
    record: { fetch: async () => new Response(null, { status: 401 }) },
    principal: { ...world.principal, id: 'nobody', scopes: [] },
    state: await trialState(world),
    budget: fileBudget,
    page: {},
  });
}
