import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BenchSession, openSession } from '../measure/open-session.ts';
import { prepareOperation } from '../measure/prepare-operation.ts';
import { percentText } from '../report/figures.ts';
import { textTable } from '../report/text-table.ts';
import { findRegressions, type Regression } from './compare-ratios.ts';
import { ingestRounds, type OperationRounds, operationRounds } from './measure-ratios.ts';
import { bestRatios, type Ratios } from './ratios.ts';

const baselineFile = fileURLToPath(new URL('../../baseline.json', import.meta.url));
/** Loaded at first, and kept back to load when ingest seems slow. */
const patients = 40;
const more = 24;

/** How the small run went. */
export interface CiResult {
  readonly text: string;
  readonly regressions: readonly Regression[];
}

/**
 * The small run: ratios to the floor against those of the baseline. What seems slower is measured once more, and the best of all its
 * rounds counts.
 */
export async function runCi(write: boolean, tell: (line: string) => void): Promise<CiResult> {
  const session = await openSession(patients + more, []);
  try {
    const rounds = { ...(await measureAll(session)) };
    if (write) return { text: await writeBaseline(ratiosOf(rounds)), regressions: [] };
    const baseline = JSON.parse(await readFile(baselineFile, 'utf8')) as Ratios;
    let regressions = findRegressions(baseline, ratiosOf(rounds));
    if (regressions.length > 0) {
      const names = new Set(regressions.map(({ operation }) => operation));
      tell(`Slower than the baseline allows: ${[...names].join(', ')}. Measuring that once more …`);
      const again = await measureAgain(session, names);
      for (const [name, found] of Object.entries(again)) rounds[name] = [...(rounds[name] ?? []), ...found];
      regressions = findRegressions(baseline, ratiosOf(rounds));
    }
    return { text: table(baseline, ratiosOf(rounds), regressions), regressions };
  } finally {
    await session.close();
  }
}

async function measureAll(session: BenchSession): Promise<OperationRounds> {
  const ingest = await ingestRounds(session, { first: 1, patients });
  const operations = await session.operations(patients);
  for (const operation of operations) await prepareOperation(session, operation);
  return { ...ingest, ...(await operationRounds(session, operations)) };
}

async function measureAgain(session: BenchSession, names: ReadonlySet<string>): Promise<OperationRounds> {
  const operations = (await session.operations(patients)).filter(({ name }) => names.has(name));
  return {
    ...(await operationRounds(session, operations)),
    ...(names.has('ingest') ? await ingestRounds(session, { first: patients + 1, patients: more }) : {}),
  };
}

function ratiosOf(rounds: OperationRounds): Ratios {
  return Object.fromEntries(Object.entries(rounds).map(([name, found]) => [name, bestRatios(found)]));
}

async function writeBaseline(ratios: Ratios): Promise<string> {
  const rounded = Object.fromEntries(
    Object.entries(ratios).map(([name, { cpu, rate }]) => [
      name,
      { cpu: Number(cpu.toPrecision(3)), rate: Number(rate.toPrecision(3)) },
    ]),
  );
  await writeFile(baselineFile, `${JSON.stringify(rounded, undefined, 2)}\n`);
  return `Written: ${baselineFile}\n${JSON.stringify(rounded, undefined, 2)}`;
}

function table(baseline: Ratios, found: Ratios, regressions: readonly Regression[]): string {
  const bad = new Set(regressions.map(({ operation, kind }) => `${operation} ${kind}`));
  const rows = Object.entries(found).flatMap(([operation, ratios]) =>
    (['cpu', 'rate'] as const).map((kind) => {
      const before = baseline[operation]?.[kind];
      return [
        operation,
        kind === 'cpu' ? 'processor time' : 'rate',
        percentText(ratios[kind]),
        before === undefined ? 'not in the baseline' : percentText(before),
        before === undefined ? '' : `${((before / ratios[kind]) * 100).toFixed(0)} %`,
        bad.has(`${operation} ${kind}`) ? 'TOO SLOW' : '',
      ];
    }),
  );
  return textTable([['operation', 'compared', 'of floor', 'baseline', 'takes, of baseline', ''], ...rows]);
}
