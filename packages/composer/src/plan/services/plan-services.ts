import { isBaseplateError, type Module, type ModuleContext, type ModuleReference } from '@baseplate-epr/contracts';
import { isSameServices, located, serviceKey } from '../../applied/applied-services.ts';
import type { AssemblyConfiguration } from '../../configuration/assembly-configuration.ts';
import type { LedgerEntry } from '../../ledger/ledger-entry.ts';
import { type NamedServices, namedServices } from '../../ledger/ledger-services.ts';
import { type Admission, createAdmission, unasked } from '../../module/admission.ts';
import { serviceProblems } from '../../module/check-services.ts';
import { loadModule } from '../../module/load-module.ts';
import { requirementProblems } from '../../module/requirement-problems.ts';
import { stopAll } from '../../module/start-modules.ts';
import { subscriptionProblems } from '../../module/subscription-problems.ts';
import { isolationOf } from '../../service/elsewhere/isolation-limits.ts';
import { startLoaded } from '../../swapping/start-loaded.ts';
import type { AssemblyPlan } from '../assembly-plan.ts';
import { changesBetween } from './changes-between.ts';
import { type ReadService, readService } from './read-services.ts';

type Reference = ModuleReference<'digital-service'>;

/** What the plan of the services stands on. */
export interface PlanServicesOptions {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
  readonly entry: LedgerEntry;
}

/**
 * Compares the services of a configuration with those in force, and finds everything that would keep them from being put in front. Those that
 * are new are loaded and started for that, and stopped again; they answer nobody.
 */
export async function planServices({ configuration, context, entry }: PlanServicesOptions): Promise<AssemblyPlan> {
  const wanted = namedServices(configuration);
  const named = wanted.references;
  const applied = entry.services.references.map((reference) => located(reference, named));
  const { change } = entry.services;
  const from: NamedServices = { ...entry.services, references: applied };
  if (change?.phase !== 'loading' && isSameServices(from, wanted)) return { steps: [], problems: [] };
  const inForce = new Set(applied.map(serviceKey));
  const admission = createAdmission(configuration, () => context.clock.now());
  const limits = isolationOf(configuration);
  const reading = new Map<string, Promise<ReadService | string>>();
  const read = (reference: Reference, admittedBy: Admission) => {
    const key = serviceKey(reference);
    const begun = reading.get(key) ?? readService(reference, { admission: admittedBy, limits });
    reading.set(key, begun);
    return begun;
  };
  // What serves already is asked for no certificate.
  const before = await Promise.all(applied.map((reference) => read(reference, unasked)));
  const after = await Promise.all(named.map((reference) => read(reference, admission)));
  const all = (await Promise.all(reading.values())).filter((one) => typeof one !== 'string');
  try {
    const problems = after.flatMap((one, index) =>
      typeof one === 'string' ? [`services, ${named[index]?.package}: ${one}`] : [],
    );
    const present = after.filter((one) => typeof one !== 'string');
    const isWhole = present.length === after.length;
    const services = present.map(({ loaded }) => loaded.service);
    problems.push(...serviceProblems(services, isWhole));
    problems.push(...subscriptionProblems(services, isWhole, configuration.grants));
    problems.push(...requirementProblems(services, await otherModules(configuration), isWhole));
    const added = present.filter(({ facts }) => !inForce.has(serviceKey(facts.reference)));
    problems.push(...(await Promise.all(added.map((one) => startProblem(one, context)))).flat());
    if (change?.phase === 'loading')
      problems.push(
        'services: other services are being loaded at this moment. Wait for that, or stop it; baseplate status shows it.',
      );
    const known = before.filter((one) => typeof one !== 'string');
    const changes = changesBetween(
      known.map(({ facts }) => facts),
      present.map(({ facts }) => facts),
    );
    return {
      steps: [{ kind: 'services', from: namedServices({ services: applied, ...from }), to: wanted, changes }],
      problems,
    };
  } finally {
    await stopAll(
      all.map(({ loaded }) => loaded.service),
      () => context.logger.error('A service that was only looked at failed to stop.'),
    );
  }
}

async function startProblem({ loaded, facts }: ReadService, context: ModuleContext): Promise<string[]> {
  try {
    await startLoaded(loaded, context);
    return [];
  } catch (error) {
    const why = isBaseplateError(error) ? error.message : 'It fails when it is started.';
    return [`services, ${facts.name}: ${why}`];
  }
}

/** The modules whose abilities services may require; what cannot be loaded is told elsewhere. */
async function otherModules({ hosting, data }: AssemblyConfiguration): Promise<Readonly<Record<string, Module>>> {
  const { server, identity } = hosting;
  const places = Object.entries({ server, identity, ...data });
  const loaded = await Promise.all(
    places.map(async ([place, reference]) => {
      try {
        return [[place, await loadModule<Module>(reference, unasked)] as const];
      } catch {
        return [];
      }
    }),
  );
  return Object.fromEntries(loaded.flat());
}
