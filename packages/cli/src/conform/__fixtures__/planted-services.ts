import type { DigitalService, ModuleContext, ServiceContext } from '@baseplate-epr/contracts';

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
  | 'hanging';

type Patient = { readonly name?: readonly { readonly family?: string }[] };

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
    if (name === undefined) return '<p>There is no such patient.</p>';
    if (fault === 'leaking') given?.logger.info(`Showing ${name}`);
    const allergies = await context.record.fetch(`/fhir/AllergyIntolerance?patient=${context.page?.patient}`);
    if (!allergies.ok && fault !== 'silent') throw new Error(`The record answered ${allergies.status}.`);
    const { total = 0 } = allergies.ok ? ((await allergies.json()) as { readonly total?: number }) : {};
    return `<p>Allergies: ${total === 0 ? 'none recorded' : total}</p><p>${fault === 'trusting' ? name : name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
  }

  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: {
      name: 'planted',
      contractVersion: 1,
      title: 'Planted',
      scopes: fault === 'greedy' ? ['user/*.rs'] : ['user/Patient.rs', 'user/AllergyIntolerance.rs'],
      slots: [{ slot: 'main', path: '/card', title: 'Planted', order: 1, timeBudget: 400 }],
      assets: [],
    },
    start: async (context) => {
      given = context;
    },
    stop: async () => undefined,
    health: async () => ({ status: 'pass' }),
    async fetch(_request, context) {
      const headers = { 'content-type': 'text/html' };
      if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, 600));
      try {
        let html = await fragment(context);
        if (fault === 'scripted') html += '<script>alert(1)</script>';
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
