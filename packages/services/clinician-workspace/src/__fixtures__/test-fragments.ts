import type { FragmentDescription, FragmentHost, FragmentRequest, FragmentResult } from '@baseplate-epr/contracts';

/** A fragment host whose answers a test decides, and which remembers what it was asked. */
export interface TestFragments extends FragmentHost {
  readonly asked: FragmentRequest[];
  /** What the next requests get; by default a sentence that names the service. */
  answer: (request: FragmentRequest) => FragmentResult;
}

/** The services of the test assembly: results, which fills two slots, and notes. */
export const testDescriptions: readonly FragmentDescription[] = [
  { service: 'results', slot: 'alerts', path: '/alerts', title: 'Results', order: 1 },
  { service: 'results', slot: 'main', path: '/card', title: 'Results', order: 2 },
  { service: 'notes', slot: 'side', path: '/card', title: 'Notes', order: 3 },
];

export function createTestFragments(): TestFragments {
  const asked: FragmentRequest[] = [];
  return {
    asked,
    answer: ({ service, path }) => ({ outcome: 'content', status: 200, html: `<p>${service} wrote ${path}</p>` }),
    list: ({ slot }) => testDescriptions.filter((one) => slot === undefined || one.slot === slot),
    styles: () => ['/services/results/styles.1.css'],
    async fetch(request) {
      asked.push(request);
      return this.answer(request);
    },
  };
}
