import type { FragmentDescription, FragmentRequest, FragmentResult, ServiceContext } from '@baseplate-epr/contracts';
import { alwaysAnswering } from '../judge/wire/encode.ts';

const panel: FragmentDescription = { service: 'trial', slot: 'main', path: '/card', title: 'Trial', order: 1 };

/** What a user interface is given: one service beside it, with a panel that links to a form. */
export function trialShell(): NonNullable<ServiceContext['shell']> {
  return {
    fragments: {
      list: alwaysAnswering<readonly FragmentDescription[]>([panel], {
        member: 'slot',
        values: { main: [panel], side: [], alerts: [] },
      }),
      styles: alwaysAnswering<readonly string[]>([]),
      fetch: async (request) => fragmentOf(request),
    },
    places: [],
    csrfToken: 'trial',
    signOut: async () => ({ headers: new Headers() }),
  };
}

function fragmentOf({ path, page: { linkBase, formFields } }: FragmentRequest): FragmentResult {
  const hidden = formFields.map(({ name, value }) => `<input type="hidden" name="${name}" value="${value}">`).join('');
  const html = path.startsWith('/form')
    ? `<form method="post" action="${linkBase}/form" data-draft="trial">${hidden}<label for="trial-text">Trial</label> <input id="trial-text" name="text"> <button>Save</button></form>`
    : `<p><a href="${linkBase}/form">Write a trial</a></p>`;
  return { outcome: 'content', status: 200, html };
}
