import type { DigitalService } from '@baseplate-epr/contracts';
import type { Inspector } from './accessibility/open-inspector.ts';
import { askService, linkBaseOf, type Question } from './ask-service.ts';
import type { ServiceWorld } from './service-world.ts';

/** So many of the pages that a fragment links to are looked at: its forms are there. */
const linkedPages = 8;

/** The pages of the service that a fragment or page links to, each path once. */
export async function linkedQuestions(
  inspector: Inspector,
  service: DigitalService,
  question: Question,
  world: ServiceWorld,
): Promise<readonly Question[]> {
  if (!question.fragment && question.isOwn !== true) return [];
  const { html } = await askService(service, question, world);
  const base = linkBaseOf(service, question.patient, question.isOwn);
  const paths = inspector
    .linksOf(html)
    .filter((link) => link.startsWith(`${base}/`))
    .map((link) => link.slice(base.length));
  return [...new Set(paths)].slice(0, linkedPages).map((path) => ({ ...question, path }));
}
