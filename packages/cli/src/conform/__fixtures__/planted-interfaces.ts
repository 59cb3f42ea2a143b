import type { DigitalService, ModuleContext } from '@baseplate-epr/contracts';

/** What a planted user interface does wrong behind its first page; `none` does everything right. */
export type InterfaceFault =
  | 'none'
  | 'unlabelled in a form'
  | 'scripted on the chart'
  | 'telling in a link'
  | 'logging on the chart'
  | 'trusting on the chart'
  | 'leading nowhere';

type Patient = { readonly id?: string; readonly name?: readonly { readonly family?: string }[] };

/** A user interface of four pages, whose faults are behind links. */
export function createPlantedInterface({ fault }: { readonly fault: InterfaceFault }): DigitalService {
  let given: ModuleContext | undefined;

  async function main(path: string, fetch: (input: string) => Promise<Response>): Promise<string | undefined> {
    const [, patient, form] = /^\/patients\/([^/]+)(\/note)?$/.exec(path) ?? [];
    if (patient === undefined && path !== '/' && path !== '/patients') return undefined;
    const answer = await fetch(patient === undefined ? '/fhir/Patient?_count=3' : `/fhir/Patient/${patient}`);
    if (answer.status === 404) return undefined;
    if (!answer.ok) return 'The record did not answer.';
    const found = (await answer.json()) as Patient & { readonly entry?: readonly { readonly resource: Patient }[] };
    if (path === '/') return `<a href="/patients">Patients: ${found.entry?.length ?? 'none recorded'}</a>`;
    if (patient === undefined) {
      const links = (found.entry ?? []).map(({ resource: { id, name } }) => {
        const told = fault === 'telling in a link' ? `?name=${encodeURIComponent(name?.[0]?.family ?? '')}` : '';
        return `<li><a href="/patients/${id}${told}">Chart ${id}</a></li>`;
      });
      return `<h2>Patients</h2><ul>${links.join('')}</ul>`;
    }
    const name = found.name?.[0]?.family ?? 'no name';
    if (form !== undefined)
      return `<form method="post">${fault === 'unlabelled in a form' ? '' : '<label for="text">Note</label>'}<input id="text" name="text"><button>Save</button></form>`;
    if (fault === 'logging on the chart') given?.logger.info(`The chart of ${name}`);
    const text = fault === 'trusting on the chart' ? name : name.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const script = fault === 'scripted on the chart' ? '<p onclick="alert(1)">x</p>' : '';
    const wrong = fault === 'leading nowhere' ? '<a href="/missing">Missing</a>' : '';
    return `<h2>${text}</h2><a href="/patients/${patient}/note">Write</a>${script}${wrong}`;
  }

  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: {
      name: 'planted',
      contractVersion: 1,
      title: 'Planted',
      scopes: ['user/Patient.rs'],
      slots: [],
      assets: [],
      userInterface: true,
    },
    start: async (context) => {
      given = context;
    },
    stop: async () => undefined,
    health: async () => ({ status: 'pass' }),
    async fetch({ url }, { record }) {
      const content = await main(new URL(url).pathname, (input) => record.fetch(input));
      const page = `<!doctype html><html lang="en"><head><title>Planted</title></head><body><main><h1>Planted</h1>${content ?? 'There is no such page.'}</main></body></html>`;
      return new Response(page, {
        status: content === undefined ? 404 : 200,
        headers: { 'content-type': 'text/html' },
      });
    },
  };
}
