import type { ChangeEvent, DigitalService, ModuleContext, ServiceContext } from '@baseplate-epr/contracts';
import { noteForm, plantedForm } from './planted-form.ts';

/** What a planted service does wrong; `none` does everything right. */
export type ServiceFault =
  | 'none'
  | 'slow'
  | 'leaking'
  | 'roaming'
  | 'trusting'
  | 'silent'
  | 'scripted'
  | 'greedy'
  | 'crossing'
  | 'startled'
  | 'hanging'
  | 'uninvited'
  | 'refusing'
  | 'repeating'
  | 'forgetful'
  | 'brittle'
  | 'chattering'
  | 'unheeding'
  | 'wide'
  | 'unstruck'
  | 'unsigned'
  | 'deaf'
  | 'wiping'
  | 'pretending'
  | 'optimistic'
  | 'doubling'
  | 'overreaching'
  | 'bare'
  | 'unlabelled'
  | 'unlabelled behind a link'
  | 'unlabelled on its own page';

type Allergies = { readonly entry?: readonly { readonly resource: Allergy }[] };
type Allergy = { readonly verificationStatus?: { readonly coding?: readonly { readonly code?: string }[] } };
const isInError = ({ verificationStatus }: Allergy) =>
  verificationStatus?.coding?.some(({ code }) => code === 'entered-in-error') === true;

type Patient = { readonly name?: readonly { readonly family?: string }[] };

/** A page that tells nothing of anybody. */
function ownPage(fault: ServiceFault): string {
  const control = fault === 'unlabelled on its own page' ? '<form><input name="dose"><button></button></form>' : '';
  return `<!doctype html><html lang="en"><head><title>Planted</title></head><body><main><h1>Planted</h1>${control}</main></body></html>`;
}

/** A service that shows a patient's family name and allergies and, at best, does nothing wrong. */
export function createPlantedService({ fault }: { readonly fault: ServiceFault }): DigitalService {
  let given: ModuleContext | undefined;
  let remembered: string | undefined;

  async function familyName({ record, page }: ServiceContext): Promise<string | undefined> {
    if (fault === 'roaming') await record.fetch(`/fhir/Observation?patient=${page?.patient}`);
    const answer = await record.fetch(`/fhir/Patient/${page?.patient}`);
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`The record answered ${answer.status}.`);
    const { name } = (await answer.json()) as Patient;
    return name?.[0]?.family ?? 'no name';
  }

  async function fragment(context: ServiceContext): Promise<string> {
    const name = await familyName(context);
    if (name === undefined && fault === 'startled') throw new Error('There is no such patient.');
    if (name === undefined) return '<p>There is no such patient.</p>';
    if (fault === 'leaking') given?.logger.info(`Showing ${name}`);
    const whose = fault === 'wide' ? '' : `patient=${context.page?.patient}`;
    const allergies = await context.record.fetch(`/fhir/AllergyIntolerance?${whose}`);
    if (!allergies.ok && fault !== 'silent') throw new Error(`The record answered ${allergies.status}.`);
    const { entry = [] } = allergies.ok ? ((await allergies.json()) as Allergies) : {};
    const counting = entry.filter(({ resource }) => fault === 'unstruck' || !isInError(resource));
    const total = counting.length;
    return `<p>Allergies: ${total === 0 ? 'none recorded' : total}</p><p>${fault === 'trusting' ? name : name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
  }

  /** Flags the patient of each new allergy, once. */
  async function hear({ id, patients: [patient = ''] }: ChangeEvent, { record }: ServiceContext): Promise<Response> {
    if (fault === 'refusing') return new Response(null, { status: 404 });
    if (fault === 'unheeding') return new Response(null, { status: 204 });
    const read = await record.fetch(`/fhir/AllergyIntolerance/${id}`);
    const isGone = (read.status === 404 || read.status === 410) && fault !== 'brittle';
    if (fault === 'chattering') given?.logger.warn(await read.text());
    if (isGone || (fault === 'forgetful' && !read.ok)) return new Response(null, { status: 204 });
    if (!read.ok) return new Response(null, { status: 503 });
    await read.json();
    const identifier = { system: 'https://planted.example/allergy', value: id };
    const flag = {
      resourceType: 'Flag',
      status: 'active',
      identifier: [identifier],
      code: { text: 'An allergy was recorded' },
      subject: { reference: `Patient/${patient}` },
    };
    const headers = new Headers({ 'content-type': 'application/fhir+json' });
    if (fault !== 'repeating') headers.set('if-none-exist', `identifier=${identifier.system}|${id}`);
    const made = await record.fetch('/fhir/Flag', { method: 'POST', headers, body: JSON.stringify(flag) });
    return new Response(null, { status: made.ok ? 204 : 503 });
  }

  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: {
      name: 'planted',
      contractVersion: 1,
      title: 'Planted',
      scopes: [
        ...(fault === 'greedy' ? ['user/*.rs'] : ['user/Patient.rs', 'user/AllergyIntolerance.rs', 'user/Flag.cs']),
        ...(fault === 'uninvited' ? [] : ['system/AllergyIntolerance.rs', 'system/Flag.cs', 'system/Patient.r']),
      ],
      subscribes: [{ type: 'AllergyIntolerance' }],
      slots: [{ slot: 'main', path: '/card', title: 'Planted', order: 1, timeBudget: 400 }],
      assets: [{ kind: 'style', path: '/planted.css' }],
      pages: [{ path: '/own', title: 'Planted', scope: 'user/Patient.rs' }],
    },
    start: async (context) => {
      given = context;
    },
    stop: async () => undefined,
    health: async () => ({ status: 'pass' }),
    async fetch(request, context) {
      const { url, method } = request;
      if (context.event !== undefined) return hear(context.event, context);
      if (new URL(url).pathname === '/planted.css' && fault !== 'bare')
        return new Response(fault === 'overreaching' ? '} body *{visibility:hidden}' : '.planted{color:#212b32}');
      const headers = { 'content-type': 'text/html' };
      if (context.ownPage !== undefined) return new Response(ownPage(fault), { headers });
      if (method === 'POST') return plantedForm(fault, request, context);
      if (new URL(url).pathname === '/note') return new Response(noteForm(fault, context), { headers });
      if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, 600));
      try {
        let html = await fragment(context);
        html += `<a href="${context.page?.linkBase}/note">Add a note</a>`;
        if (fault === 'scripted') html += '<script>alert(1)</script>';
        const isForm = new URL(url).pathname === '/form';
        if (fault === 'unlabelled behind a link' && !isForm) html += `<a href="${context.page?.linkBase}/form">Add</a>`;
        if (fault === 'unlabelled' || (fault === 'unlabelled behind a link' && isForm))
          html += '<form><input name="dose"><button></button></form>';
        if (fault === 'crossing') {
          remembered ??= html;
          html = remembered;
        }
        return new Response(html, { headers });
      } catch (error) {
        if (fault === 'hanging') return new Promise(() => undefined);
        throw error;
      }
    },
  };
}
