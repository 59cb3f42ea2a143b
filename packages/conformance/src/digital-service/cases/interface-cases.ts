import assert from 'node:assert/strict';
import type { DigitalService } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';
import { openInspector } from '../accessibility/open-inspector.ts';
import { brokenRecords, emptyRecord, hostileRecord, injected } from '../broken-record.ts';
import { type InterfacePage, interfacePages } from '../interface-pages.ts';
import type { ServiceWorld } from '../service-world.ts';

/** What a user interface shows on the pages that its own links lead to; of any other service there are none. */
export function interfaceCases(world: ServiceWorld): readonly Case<DigitalService>[] {
  return [
    {
      name: 'interface: every page that its links lead to is there, without script or style in the page, and names nobody in an address',
      safety: true,
      run: async ({ adapter }) => {
        const inspector = openInspector();
        try {
          for (const page of await interfacePages(adapter, world, { inspector })) {
            const place = placeOf(page);
            assert.ok([200, 403].includes(page.status), `A link leads to ${place}, which answered ${page.status}.`);
            assert.deepEqual(inspector.unrunIn(page.html), [], `${place} holds what the page’s policy does not run.`);
            const told = page.links.map(decoded).filter((link) => world.secrets.some((text) => link.includes(text)));
            assert.equal(
              told.length,
              0,
              `${place} has links whose addresses tell of a patient (${told.length} of them).`,
            );
          }
        } finally {
          inspector.close();
        }
      },
    },
    {
      name: 'interface: axe finds no breach of WCAG 2.2 AA on the pages that its links lead to',
      safety: false,
      run: async ({ adapter }) => {
        const inspector = openInspector();
        const whole = world.record(adapter.manifest);
        try {
          for (const record of [whole, emptyRecord(whole)]) {
            for (const page of await interfacePages(adapter, world, { inspector, record })) {
              const found = await inspector.page(page.html);
              assert.equal(found.length, 0, `${placeOf(page)} cannot be used by everybody:\n${found.join('\n')}`);
            }
          }
        } finally {
          inspector.close();
        }
      },
    },
    {
      name: 'interface: nothing of a patient is logged over these pages, and what people wrote is text on each',
      safety: true,
      run: async ({ adapter, log }) => {
        const inspector = openInspector();
        const whole = world.record(adapter.manifest);
        try {
          for (const record of Object.values(brokenRecords(world.secrets[0] ?? '')))
            await interfacePages(adapter, world, { inspector, record });
          for (const page of await interfacePages(adapter, world, { inspector, record: hostileRecord(whole) }))
            assert.ok(
              !page.html.includes(injected),
              `${placeOf(page)} puts a text of the record into the page as markup.`,
            );
        } finally {
          inspector.close();
        }
        // The text found is itself a patient's, so it is not told.
        const told = JSON.stringify(log.lines);
        const found = world.secrets.filter((text) => told.includes(text)).length;
        assert.equal(found, 0, `Names, numbers, dates or addresses of patients were logged (${found} of them).`);
      },
    },
  ];
}

/** The page's kind: an address may hold what names somebody. */
function placeOf({ question: { path } }: InterfacePage): string {
  return path.replaceAll(/\/(?![a-z-]+(?:[/?]|$))[^/?]+/g, '/…').split('?', 1)[0] ?? '';
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link.replaceAll('+', ' '));
  } catch {
    return link;
  }
}
