import {
  type Assembly,
  type AssemblyConfiguration,
  listeningAddress,
  openAssembly,
  openDeliveries,
} from '@baseplate-epr/composer';
import { type DeliveryView, isBaseplateError, type ModuleContext } from '@baseplate-epr/contracts';
import { deliveryTrouble } from '../deliveries/delivery-lines.ts';
import { readReport } from '../reindex/read-report.ts';
import { assemblyTarget, openRecordTarget } from '../target/open-record-target.ts';
import type { RecordTarget } from '../target/record-target.ts';
import type { Finding } from './finding.ts';
import { indexFinding } from './index-finding.ts';
import { openFolders } from './open-folders.ts';
import { checkStatement } from './statement/check-statement.ts';

/** What is examined. */
export interface ExamineOptions {
  readonly context: ModuleContext;
  configuration(): Promise<AssemblyConfiguration>;
  /** Also compare what the record claims with what it does. */
  readonly statement: boolean;
}

/**
 * Examines an installation from the outside in: Node, configuration, who can read its files, then the running record, or, if none runs, its parts by opening
 * them. Stops where going on makes no sense, and says so.
 */
export async function* examine({ context, configuration, statement }: ExamineOptions): AsyncGenerator<Finding> {
  yield nodeFinding(process.versions.node);
  let assembly: AssemblyConfiguration;
  try {
    assembly = await configuration();
    yield {
      verdict: 'well',
      subject: 'Configuration',
      words: `${assembly.organisation.name} (${assembly.organisation.odsCode}), ${assembly.services.length} services.`,
    };
  } catch (error) {
    yield { verdict: 'ill', subject: 'Configuration', words: wordsOf(error) };
    yield {
      verdict: 'not looked at',
      subject: 'Stores, audit and address',
      words: 'They need a configuration that holds.',
    };
    return;
  }
  yield* await openFolders(assembly);
  const origin = await answers(assembly);
  if (origin === undefined) yield* examineStopped(assembly, context, statement);
  else yield* examineRunning(origin, assembly, context, statement);
}

function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fit = (major === 22 && minor >= 18) || (major === 24 && minor >= 2) || major > 24;
  const words = fit
    ? `version ${version}.`
    : `version ${version} is too old or odd. Use 22.18 or later, or 24.2 or later.`;
  return { verdict: fit ? 'well' : 'ill', subject: 'Node', words };
}

/** The origin of a record that listens; `undefined` if nothing does. */
async function answers(configuration: AssemblyConfiguration): Promise<string | undefined> {
  try {
    const origin = await listeningAddress(configuration);
    await fetch(`${origin}/health`, { signal: AbortSignal.timeout(5000) });
    return origin;
  } catch {
    // Nothing listens, or the host cannot be loaded: opening the parts will tell which.
    return undefined;
  }
}

async function* examineRunning(
  origin: string,
  configuration: AssemblyConfiguration,
  context: ModuleContext,
  statement: boolean,
): AsyncGenerator<Finding> {
  try {
    const target = await openRecordTarget(configuration, context);
    const patients = await count(() => target.fetch('/fhir/Patient?_summary=count'));
    const index = await searchIndexFinding(target);
    const claims = statement ? await statementFinding(target) : undefined;
    await target.close();
    yield {
      verdict: 'well',
      subject: 'Record',
      words: `it runs at ${origin}, takes our token and holds ${patients} patients.`,
    };
    yield index;
    if (claims !== undefined) yield* claims;
  } catch (error) {
    yield { verdict: 'ill', subject: 'Record', words: wordsOf(error) };
    yield {
      verdict: 'not looked at',
      subject: 'Modules and audit chain',
      words: 'They need a record that lets us in.',
    };
    return;
  }
  const health = await fetch(`${origin}/health`);
  yield health.ok
    ? { verdict: 'well', subject: 'Modules', words: 'all say they are well.' }
    : {
        verdict: 'ill',
        subject: 'Modules',
        words: 'one or more say they cannot work. Stop the record and run the doctor again to see which.',
      };
  yield* await runningDeliveries(configuration, context);
  yield { verdict: 'not looked at', subject: 'Audit chain', words: 'It is verified while the record is stopped.' };
}

async function* examineStopped(
  configuration: AssemblyConfiguration,
  context: ModuleContext,
  statement: boolean,
): AsyncGenerator<Finding> {
  let assembly: Assembly;
  try {
    assembly = await openAssembly({ configuration, context, listen: true });
  } catch (error) {
    yield { verdict: 'ill', subject: 'Start', words: wordsOf(error) };
    return;
  }
  try {
    yield {
      verdict: 'well',
      subject: 'Start',
      words: `every module starts, and ${assembly.url} is free to listen on.`,
    };
    for (const { place, package: name, status, reason } of (await assembly.health()).modules) {
      if (status !== 'pass')
        yield {
          verdict: status === 'warn' ? 'look' : 'ill',
          subject: `${place} (${name})`,
          words: reason ?? 'it gives no reason.',
        };
    }
    yield* deliveryFindings(
      (await assembly.deliveries.view()).map((view) =>
        view.state === 'unattended' ? { ...view, state: 'delivering' } : view,
      ),
    );
    const target = assemblyTarget(assembly, context);
    yield await searchIndexFinding(target);
    if (statement) yield* await statementFinding(target);
    yield* examineAudit(assembly);
  } finally {
    await assembly.stop();
  }
}

async function runningDeliveries(configuration: AssemblyConfiguration, context: ModuleContext) {
  const deliveries = await openDeliveries(configuration, context);
  try {
    return deliveryFindings(await deliveries.view());
  } finally {
    await deliveries.stop();
  }
}

function deliveryFindings(views: readonly DeliveryView[]): readonly Finding[] {
  const subject = 'Deliveries';
  const troubles = views.flatMap((view) => deliveryTrouble(view) ?? []);
  if (views.length === 0) return [];
  if (troubles.length === 0)
    return [
      { verdict: 'well', subject, words: `changes are told to ${views.map(({ service }) => service).join(', ')}.` },
    ];
  return troubles.map((words) => ({ verdict: 'look', subject, words }));
}

async function* examineAudit({ record }: Assembly): AsyncGenerator<Finding> {
  const { intact, verification, checkpoints, forged } = await record.verifyAudit();
  const counted = `${verification.entries} entries in ${verification.heads.length} chains, ${checkpoints} signed checkpoints`;
  if (intact) {
    yield { verdict: 'well', subject: 'Audit chain', words: `whole: ${counted}.` };
    return;
  }
  for (const { writer, sequence, fault } of verification.faults) {
    yield {
      verdict: 'ill',
      subject: 'Audit chain',
      words: `broken: entry ${sequence} of chain ${writer} is ${fault}. Keep the files as they are and tell whoever answers for information governance.`,
    };
  }
  for (const key of forged)
    yield {
      verdict: 'ill',
      subject: 'Audit checkpoint',
      words: `${key} does not carry our signature. Somebody has altered it.`,
    };
}

async function searchIndexFinding(target: RecordTarget): Promise<Finding> {
  return indexFinding(await readReport(await target.fetch('/fhir/$reindex')));
}

/** What the record claims, compared with what it does; each disagreement on a line. */
async function statementFinding(target: RecordTarget): Promise<readonly Finding[]> {
  const { tried, disagreements } = await checkStatement((path, init) => target.fetch(path, init));
  if (disagreements.length === 0) {
    const words = `what /metadata claims and what the record does agree; ${tried} requests tried.`;
    return [{ verdict: 'well', subject: 'Statement', words }];
  }
  return disagreements.map((words) => ({ verdict: 'ill', subject: 'Statement', words: `${words}.` }));
}

async function count(send: () => Promise<Response>): Promise<number> {
  const bundle: unknown = await (await send()).json();
  return typeof bundle === 'object' && bundle !== null && 'total' in bundle ? Number(bundle.total) : 0;
}

function wordsOf(error: unknown): string {
  if (isBaseplateError(error)) return error.message;
  return `it failed in a way nobody foresaw (${error instanceof Error ? error.name : 'unknown reason'}).`;
}
