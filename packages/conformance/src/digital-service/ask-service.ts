import assert from 'node:assert/strict';
import type { DigitalService, FragmentPage, RecordHandle, ServiceContext } from '@baseplate-epr/contracts';
import { callService, type ServiceAnswer, trialState } from './call-service.ts';
import type { ServiceWorld } from './service-world.ts';
import { trialShell } from './trial-shell.ts';

/** One question to a service. */
export interface Question {
  readonly path: string;
  readonly patient: string;
  /** Milliseconds the service has. */
  readonly budget: number;
  /** Whether a shell asks for a fragment, or a browser for a whole page. */
  readonly fragment: boolean;
  /** The page is the service's own, below `/services/<name>`; else one of the user interface. */
  readonly isOwn?: boolean;
}

/** Milliseconds for a whole page. */
const pageBudget = 5_000;

/** Every fragment for each patient, and the service's own pages that it offers; of a user interface its first page too. */
export function questionsFor({ manifest }: DigitalService, { patients }: ServiceWorld): readonly Question[] {
  const fragments = manifest.slots.flatMap(({ path, timeBudget }) =>
    patients.map((patient) => ({ path, patient, budget: timeBudget, fragment: true })),
  );
  const [patient = ''] = patients;
  const common = { patient, budget: pageBudget, fragment: false };
  const own = (manifest.pages ?? []).map(({ path }) => ({ ...common, path, isOwn: true }));
  return [...(manifest.userInterface === true ? [{ ...common, path: '/' }] : []), ...own, ...fragments];
}

/** Asks as a shell would. */
export async function askService(
  service: DigitalService,
  question: Question,
  world: ServiceWorld,
  record: RecordHandle = world.record(service.manifest),
): Promise<ServiceAnswer> {
  const { path, budget } = question;
  const request = new Request(new URL(path, 'http://service.invalid'));
  return callService(service, {
    request,
    world,
    record,
    budget,
    principal: world.principal,
    state: await trialState(world),
    page: pageFor(service, question),
  });
}

/** What the service is told of the page that shows its answer. */
export function pageFor(
  service: DigitalService,
  { patient, fragment, isOwn = false }: Question,
): Pick<ServiceContext, 'page' | 'ownPage' | 'shell'> {
  return fragment ? { page: pageOf(service, patient) } : isOwn ? ownPageOf(service) : { shell: trialShell() };
}

/** Where the fragments of a service lead; its own pages lead elsewhere. */
export function linkBaseOf({ manifest }: DigitalService, patient: string, isOwn = false): string {
  return isOwn ? `/services/${manifest.name}` : `/patients/${patient}/${manifest.name}`;
}

/** Asserts that it answered with something a shell can show. */
export function assertShown({ outcome, status }: ServiceAnswer, { path }: Question): void {
  assert.equal(outcome, 'answered', `${path} ${outcome === 'late' ? 'never answered' : 'threw'}.`);
  assert.ok(
    [200, 403, 404].includes(status),
    `${path} answered ${status}; a shell shows 200 and 404, and withholds at 403.`,
  );
}

function pageOf(service: DigitalService, patient: string): FragmentPage {
  return {
    patient,
    linkBase: linkBaseOf(service, patient),
    formFields: [
      { name: 'csrf', value: 'trial' },
      { name: 'patient', value: patient },
    ],
    drafts: {},
    layout: 'card',
  };
}

function ownPageOf(service: DigitalService): Pick<ServiceContext, 'ownPage'> {
  return { ownPage: { linkBase: linkBaseOf(service, '', true), formFields: [{ name: 'csrf', value: 'trial' }] } };
}
