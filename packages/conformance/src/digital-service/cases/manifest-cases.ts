import assert from 'node:assert/strict';
import { assemblyScopes, type DigitalService } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';

const ofAssembly: ReadonlySet<string> = new Set(assemblyScopes);

/** What a service says of itself. */
export const manifestCases: readonly Case<DigitalService>[] = [
  {
    name: 'manifest: names the service, its title and its contract',
    safety: false,
    run: async ({ adapter: { manifest } }) => {
      assert.match(
        manifest.name,
        /^[a-z][a-z0-9-]{0,40}$/,
        'The name is not of lower-case letters, digits and hyphens.',
      );
      assert.ok(manifest.title.trim() !== '', 'The title is empty.');
      assert.equal(manifest.contractVersion, 1, 'The manifest names another version of the contract.');
    },
  },
  {
    name: 'manifest: asks for SMART v2 scopes, and for no more than types by name',
    safety: true,
    run: async ({ adapter: { manifest } }) => {
      for (const scope of manifest.scopes.filter((one) => !ofAssembly.has(one))) {
        assert.match(
          scope,
          /^(user|patient|system)\/([A-Z][A-Za-z]*|\*)\.(c?r?u?d?s?)(\?.+)?$/,
          `${scope} is no SMART v2 scope.`,
        );
        assert.ok(!scope.includes('/*.'), `${scope} asks for everything. Name the types that are needed.`);
      }
    },
  },
  {
    name: 'manifest: fills slots within 2,000 ms, and names paths within the service',
    safety: false,
    run: async ({ adapter: { manifest } }) => {
      for (const { path, timeBudget } of manifest.slots)
        assert.ok(timeBudget >= 1 && timeBudget <= 2_000, `${path} wants ${timeBudget} ms; 1 to 2,000 are allowed.`);
      for (const { path } of [...manifest.slots, ...manifest.assets, ...(manifest.pages ?? [])])
        assert.match(path, /^\/(?![/\\])[^?#]*$/, `${path} is no path within the service.`);
    },
  },
  {
    name: 'manifest: asks to read by itself whatever it subscribes to',
    safety: false,
    run: async ({ adapter: { manifest } }) => {
      for (const { type } of manifest.subscribes ?? []) {
        assert.match(type, /^[A-Z][A-Za-z]*$/, `It subscribes to ${type}, which is no resource type.`);
        const reads = new RegExp(`^system/${type}\\.c?r`);
        assert.ok(
          manifest.scopes.some((scope) => reads.test(scope)),
          `It subscribes to ${type} without a scope system/${type}.r, and would hear of nothing.`,
        );
      }
    },
  },
];
