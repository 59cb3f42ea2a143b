import type { DigitalService, RecordHandle } from '@baseplate-epr/contracts';
import type { Inspector } from './accessibility/open-inspector.ts';
import { askService, type Question } from './ask-service.ts';
import type { ServiceWorld } from './service-world.ts';

/** A page of a user interface, and where its links lead. */
export interface InterfacePage {
  readonly question: Question;
  readonly status: number;
  readonly html: string;
  readonly links: readonly string[];
}

/** So many pages are looked at, each of another kind. */
const mostPages = 12;
/** Milliseconds for a page. */
const budget = 5_000;

/**
 * The pages of a user interface that its own links lead to, from the first one and from a patient's, nearest first: one of each kind, by its path without
 * what names a resource. Where an interface says that there is no such page, there is none.
 */
export async function interfacePages(
  service: DigitalService,
  world: ServiceWorld,
  {
    inspector,
    record = world.record(service.manifest),
  }: { readonly inspector: Inspector; readonly record?: RecordHandle },
): Promise<readonly InterfacePage[]> {
  if (service.manifest.userInterface !== true) return [];
  const [patient = ''] = world.patients;
  const waiting = ['/', `/patients/${patient}`];
  const seen = new Set(waiting.map(kindOf));
  const pages: InterfacePage[] = [];
  for (let path = waiting.shift(); path !== undefined && pages.length < mostPages; path = waiting.shift()) {
    const question: Question = { path, patient, budget, fragment: false };
    const { outcome, status, html } = await askService(service, question, world, record);
    if (outcome !== 'answered' || status !== 200) {
      // What a link of its own leads to must be there; a patient's page may have another address.
      if (pages.length > 1) pages.push({ question, status, html, links: [] });
      continue;
    }
    const links = inspector.linksOf(html);
    pages.push({ question, status, html, links });
    for (const link of links) {
      const { pathname, search } = new URL(link, new URL(path, 'http://service.invalid'));
      if (!isOwn(link, service) || seen.has(kindOf(pathname))) continue;
      seen.add(kindOf(pathname));
      waiting.push(pathname + search);
    }
  }
  return pages;
}

/** Segments of letters and hyphens say what a page is, others which resource it is about. */
function kindOf(path: string): string {
  return path.replaceAll(/\/(?![a-z-]+(?:\/|$))[^/]+/g, '/*');
}

function isOwn(link: string, { manifest }: DigitalService): boolean {
  return (
    /^\/(?![/\\])/.test(link) && !link.startsWith('/services/') && !manifest.assets.some(({ path }) => link === path)
  );
}
