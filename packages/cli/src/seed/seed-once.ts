import type { Assembly } from '@baseplate-epr/composer';
import type { ModuleContext } from '@baseplate-epr/contracts';
import { assemblyTarget } from '../target/open-record-target.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { seedPopulation } from './seed-population.ts';

/** Seed of the population that the reference record starts with. */
export const referenceSeed = 1;

/** What is seeded at a first start. */
export interface SeedOnceOptions {
  readonly assembly: Assembly;
  readonly patients: number;
  readonly terminal: Terminal;
  readonly context: ModuleContext;
  readonly signal: AbortSignal;
}

/**
 * Fills an empty record, once. A record that anybody has put patients into is left alone; a seeding that was interrupted is
 * completed.
 */
export async function seedOnce({ assembly, patients, terminal, context, signal }: SeedOnceOptions): Promise<void> {
  const target = assemblyTarget(assembly, context);
  const state = assembly.state({ name: 'cli' });
  const mark = await state.get({ key: 'seed' });
  if (mark?.value === 'done') return;
  if (mark === undefined && !(await isEmpty(target))) return;
  await state.set({ key: 'seed', value: 'begun' });
  terminal.tell(`First start: making ${patients} synthetic patients. Nobody in this record is real.`);
  if (await seedPopulation({ target, patients, seed: referenceSeed, terminal, context, signal })) {
    await state.set({ key: 'seed', value: 'done' });
    // The first sample was taken of an empty record, and the next is due in an hour.
    await assembly.noteGrowth();
  }
}

async function isEmpty(target: ReturnType<typeof assemblyTarget>): Promise<boolean> {
  const response = await target.fetch('/fhir/Patient?_summary=count');
  const bundle: unknown = await response.json();
  return typeof bundle === 'object' && bundle !== null && 'total' in bundle && bundle.total === 0;
}
