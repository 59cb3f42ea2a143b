import type { SearchOptions } from '@baseplate-epr/record';
import { acceptedFormat, requireAccepted } from '../request/accepted-format.ts';
import { formParameters } from '../request/form-parameters.ts';
import { requestError } from '../request/request-error.ts';
import { searchsetText } from '../response/bundle-text.ts';
import { doInTurns } from '../response/in-turns.ts';
import type { Answer } from '../response/respond.ts';
import type { Interaction } from './interaction.ts';

/** Where a search looks, and the path of its links. */
export interface SearchPlace extends Pick<SearchOptions, 'types' | 'compartment'> {
  readonly path: string;
}

/** search by GET or POST (R4 §3.1.0.9), of one type, of everything, or within a compartment. */
export async function search(interaction: Interaction, place: SearchPlace): Promise<Answer> {
  const { request, query, session, prefer, baseUrl, longAnswers } = interaction;
  const { path, types, compartment } = place;
  const parameters = request.method === 'POST' ? await formParameters(request, query) : interaction.parameters;
  const { rest, cursor, format, pretty } = parameters;
  const wanted = requireAccepted(acceptedFormat(request, format));
  if (rest.some(([name, value]) => name === '_summary' && value === 'text') && rest.some(isInclude)) {
    throw requestError(
      400,
      'invalid',
      '_summary=text cannot be combined with _include or _revinclude (R4 §3.1.1.5.8).',
    );
  }
  const answer = await session.search({
    types,
    parameters: rest,
    handling: prefer.handling,
    ...(compartment === undefined ? {} : { compartment }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const text = searchsetText(answer, { url: `${baseUrl}${path}`, baseUrl, form: parameters });
  return { status: 200, text: await doInTurns(text, longAnswers), pretty, format: wanted };
}

function isInclude([name]: readonly [string, string]): boolean {
  return /^_(rev)?include(:|$)/.test(name);
}
