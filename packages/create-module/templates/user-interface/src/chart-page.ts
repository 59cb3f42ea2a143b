import { html, insetText } from '@baseplate-epr/clinical-format';
import { fragmentOf, fragmentPage } from './fragment.ts';
import { takeMessage } from './messages.ts';
import { page } from './page.ts';
import { patientBanner } from './patient-banner.ts';
import type { Visit } from './visit.ts';

/** The chart: who it is, and what the services write into its slots. All are asked at once, each within its own time. */
export async function chartPage(visit: Visit, patient: string): Promise<Response> {
  const { fragments } = visit.shell;
  const slot = (name: string) =>
    Promise.all(
      fragments.list({ slot: name }).map(async ({ service, path, title }) => {
        const result = await fragments.fetch({ service, path, page: fragmentPage(visit, patient, service, 'card') });
        return fragmentOf(result, { id: `${service}-${name}`, title });
      }),
    );
  const [who, message, alerts, main, side] = await Promise.all([
    patientBanner(visit, patient),
    takeMessage(visit.context, patient),
    slot('alerts'),
    slot('main'),
    slot('side'),
  ]);
  if (who instanceof Response) return who;
  return page(visit, {
    title: who.name,
    banner: who.banner,
    main: html`${message !== undefined && insetText(message)}${alerts}<div class="chart"><div>${main}</div><div>${side}</div></div>`,
  });
}
