import type { ContractName, Module } from '@baseplate-epr/contracts';
import type { Kit } from './kit.ts';
import { runCase } from './run-case.ts';
import type { Subject } from './subject.ts';

/** How one case ended. */
export interface CaseResult {
  readonly name: string;
  readonly safety: boolean;
  readonly outcome: 'passed' | 'failed' | 'not-claimed';
  /** Why it failed or does not apply, in words. */
  readonly reason?: string;
}

/** What a run of a kit found. Plain data, fit to be kept and signed. */
export interface KitReport {
  readonly contract: ContractName;
  readonly contractVersion: number;
  /** No case failed. */
  readonly passed: boolean;
  /** One for each case, in the kit's order. */
  readonly results: readonly CaseResult[];
}

/** What to run. */
export interface RunKitOptions<Adapter extends Module> {
  readonly kit: Kit<Adapter>;
  readonly subject: Subject<Adapter>;
  /** Called after each case, for progress. */
  readonly onResult?: (result: CaseResult) => void;
  /** A case that takes longer has failed. Milliseconds; default 30,000. */
  readonly caseTimeout?: number;
}

/** So many cases may take all their time before the others are given up. */
const patience = 3;

class CaseNotEnded extends Error {}

/** Runs every case, one after the other, and never rejects because a case fails. */
export async function runKit<Adapter extends Module>(options: RunKitOptions<Adapter>): Promise<KitReport> {
  const { kit, subject, onResult, caseTimeout = 30_000 } = options;
  const results: CaseResult[] = [];
  let unended = 0;
  for (const aCase of kit.cases) {
    const { name, safety } = aCase;
    let result: CaseResult;
    try {
      if (unended >= patience) throw new Error(`It was not tried, because ${patience} cases before it did not end.`);
      result = { name, safety, ...(await within(caseTimeout, runCase(kit, aCase, subject))) };
    } catch (error) {
      if (error instanceof CaseNotEnded) unended += 1;
      result = { name, safety, outcome: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
    results.push(result);
    onResult?.(result);
  }
  const passed = results.every(({ outcome }) => outcome !== 'failed');
  return { contract: kit.contract, contractVersion: kit.contractVersion, passed, results };
}

async function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new CaseNotEnded(`The case did not end within ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
