import { html } from '@baseplate-epr/clinical-format';
import { askAssembly } from '../assembly/ask-assembly.ts';
import { documentPage } from '../page/document.ts';
import { notToldPage } from '../page/message-page.ts';
import type { Visit } from '../visit.ts';
import { momentWords } from '../words/amounts.ts';
import { healthBadge } from '../words/health-words.ts';
import { layerSection } from './layer-section.ts';
import { notices } from './notices.ts';

const layers = [
  { layer: 'hosting', title: 'Hosting', about: 'where it runs, and who is calling' },
  { layer: 'services', title: 'Digital services', about: 'what people see; the record is their only way to data' },
  { layer: 'data', title: 'Data', about: 'where the record, its documents and its audit are kept' },
] as const;

/** The assembly, drawn as bricks on studs. */
export async function overviewPage(visit: Visit): Promise<Response> {
  const told = await askAssembly(visit);
  if (told.outcome !== 'told') return notToldPage(visit, told);
  const view = told.value;
  const { pid, host } = view.answeredBy;
  const mode =
    view.mode === 'production'
      ? 'Production: every module has a certificate, or somebody answers for it.'
      : 'On trial: no certificate is asked for.';
  return documentPage(visit, {
    title: 'Assembly',
    main: html`<div class="head"><h1>Assembly</h1>${healthBadge(view.status)}</div>${notices(visit, view)}${layers.map(
      ({ layer, title, about }) =>
        layerSection(visit, view, { title, about, bricks: view.bricks.filter((brick) => brick.layer === layer) }),
    )}<p class="quiet">${mode} As process ${pid} on ${host} saw it at ${momentWords(view.at)}. <a href="">Look again</a></p>`,
  });
}
