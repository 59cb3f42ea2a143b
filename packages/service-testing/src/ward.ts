import type { ChangeEvent, DigitalService, FragmentPage, Principal, ServiceContext } from '@baseplate-epr/contracts';
import type { FhirClient } from '@baseplate-epr/fhir-client';
import { fixedStories } from '@baseplate-epr/synthetic-population';
import { nurse } from './people.ts';
import { now, openTestRecord } from './test-record.ts';
import { textOf } from './text-of.ts';

/** A record of stories of the population, and a way to ask any service for fragments as a shell would. */
export interface Ward {
  /** The moment of the population, in milliseconds. */
  readonly now: number;
  /** Everything allowed, past the service. */
  readonly record: FhirClient;
  patientOf(story: string): string;
  get(service: DigitalService, patient: string, path: string, options?: AskOptions): Promise<Answer>;
  post(service: DigitalService, patient: string, path: string, form: Fields, options?: AskOptions): Promise<Answer>;
  /** A page of the service itself, below `/services/<name>`; with a form, what it answers to that. */
  own(service: DigitalService, path: string, options?: OwnPageOptions): Promise<Answer>;
  /** Tells a service of a change, as the service itself and with the `system/` scopes of its manifest. */
  tell(service: DigitalService, event: ToldEvent): Promise<Answer>;
  /** What a service answers outside any chart. */
  outside(service: DigitalService, path: string, principal: Principal): Promise<Response>;
}

/** A form's fields. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Who asks (the nurse, unless said), when, and what differs in the page that the shell describes. */
export interface AskOptions {
  readonly principal?: Principal;
  readonly now?: number;
  readonly drafts?: FragmentPage['drafts'];
  readonly page?: Partial<FragmentPage>;
}

/** Who looks at a service's own page (the nurse, unless said), when, and the form that is sent from it. */
export interface OwnPageOptions extends Pick<AskOptions, 'principal' | 'now'> {
  readonly form?: Fields;
}

/** A change: of what, and of which patients it is about. The rest is made up, unless said. */
export type ToldEvent = Pick<ChangeEvent, 'type' | 'id' | 'patients'> & Partial<ChangeEvent>;

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly html: string;
  /** As it is read: without markup, character references as what they stand for, white space collapsed. */
  readonly text: string;
  readonly location: string | null;
  readonly message: string;
}

/** Logical id of the patient of a story. @throws RangeError if no story is called so */
export function patientOf(key: string): string {
  const story = fixedStories.find((one) => one.key === key);
  if (story === undefined) throw new RangeError(`No story is called ${key}.`);
  return story.patientId;
}

/** Opens a ward whose record holds the first patients of the population; all fixed stories, unless said. */
export async function openWard(patients: number = fixedStories.length): Promise<Ward> {
  const { context, organisation, fhir, fetchAs, stateOf } = await openTestRecord(patients);

  const contextOf = (service: DigitalService, principal: Principal, moment = now): ServiceContext => ({
    requestId: 'fragment',
    now: moment,
    signal: new AbortController().signal,
    principal,
    organisation,
    record: { fetch: fetchAs(principal, service.manifest) },
    state: stateOf(service.manifest),
  });

  async function ask(service: DigitalService, patient: string, request: Request, options: AskOptions): Promise<Answer> {
    await service.start(context);
    const response = await service.fetch(request, {
      ...contextOf(service, options.principal ?? nurse, options.now),
      page: {
        patient,
        linkBase: `/patients/${patient}/${service.manifest.name}`,
        formFields: [{ name: 'patient', value: patient }],
        drafts: options.drafts ?? {},
        layout: 'page',
        ...options.page,
      },
    });
    return answerOf(response);
  }

  return {
    now,
    record: fhir,
    patientOf,
    get: (service, patient, path, options = {}) => ask(service, patient, new Request(addressOf(path)), options),
    post: (service, patient, path, form, options = {}) => ask(service, patient, formTo(path, form), options),
    async own(service, path, { principal = nurse, now: moment, form } = {}) {
      await service.start(context);
      const linkBase = `/services/${service.manifest.name}`;
      return answerOf(
        await service.fetch(form === undefined ? new Request(addressOf(path)) : formTo(path, form), {
          ...contextOf(service, principal, moment),
          ownPage: { linkBase, formFields: [{ name: 'csrf', value: 'trial' }] },
        }),
      );
    },
    async tell(service, event) {
      await service.start(context);
      const told = { versionId: '1', interaction: 'create' as const, lastUpdated: now, attempt: 1, ...event };
      const request = new Request(addressOf('/events'), { method: 'POST' });
      return answerOf(await service.fetch(request, { ...contextOf(service, itself(service)), event: told }));
    },
    async outside(service, path, principal) {
      await service.start(context);
      return service.fetch(new Request(addressOf(path)), contextOf(service, principal));
    },
  };
}

function addressOf(path: string): URL {
  return new URL(path, 'http://service.invalid');
}

function formTo(path: string, form: Fields): Request {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
  }
  return new Request(addressOf(path), { method: 'POST', body });
}

/** The service when nobody asks it, with what its manifest wants for that. */
function itself({ manifest: { name, title, scopes } }: DigitalService): Principal {
  const own = scopes.filter((scope) => scope.startsWith('system/'));
  return { ...nurse, id: `service/${name}`, kind: 'system', display: title, scopes: own };
}

async function answerOf(response: Response): Promise<Answer> {
  const html = await response.text();
  return {
    status: response.status,
    html,
    text: textOf(html),
    location: response.headers.get('location'),
    message: decodeURIComponent(response.headers.get('baseplate-message') ?? ''),
  };
}
