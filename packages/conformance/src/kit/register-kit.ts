import type { Module } from '@baseplate-epr/contracts';
import type { Kit } from './kit.ts';
import { runCase } from './run-case.ts';
import type { Subject } from './subject.ts';

/** The part of a runner's test context that a kit uses; vitest's and node:test's both have it. */
export interface RunnerContext {
  skip(reason?: string): void;
}

/** A runner's function that declares a test: `test` of vitest or node:test. */
export type DeclareTest = (name: string, run: (context: RunnerContext) => Promise<void>) => unknown;

/** What to register, and where. */
export interface RegisterKitOptions<Adapter extends Module> {
  readonly kit: Kit<Adapter>;
  readonly subject: Subject<Adapter>;
  readonly test: DeclareTest;
}

/**
 * Declares one test per case of the kit. A case whose capability the adapter does not claim is reported as skipped, with the
 * adapter's reason; no other case can be left out.
 */
export function registerKit<Adapter extends Module>({ kit, subject, test }: RegisterKitOptions<Adapter>): void {
  for (const aCase of kit.cases) {
    test(`${kit.contract} v${kit.contractVersion}: ${aCase.name}`, async (context) => {
      const result = await runCase(kit, aCase, subject);
      if (result.outcome === 'not-claimed') context.skip(result.reason);
    });
  }
}
