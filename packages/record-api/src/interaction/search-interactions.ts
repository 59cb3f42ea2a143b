import type { SearchOptions } from '@baseplate-epr/record';
import { formParameters, single } from '../request/parameters.ts';
import { searchsetText } from '../response/bundle-text.ts';
import type { Answer } from '../response/respond.ts';
import type { Interaction } from './interaction.ts';
import { countOf, instant } from './read-interactions.ts';

/** search by GET or POST (R4 §3.1.0.9), of one type, of everything, or within a compartment. */
export async function search(
  interaction: Interaction,
  { path, types, compartment }: { readonly path: string } & Pick<SearchOptions, 'types' | 'compartment'>,
): Promise<Answer> {
  const { request, url, session, prefer, baseUrl } = interaction;
  const parameters = request.method === 'POST' ? await formParameters(request, url) : interaction.parameters;
  const answer = await session.search({
    types,
    parameters: parameters.rest,
    handling: prefer.handling,
    ...(compartment === undefined ? {} : { compartment }),
    ...(parameters.cursor === undefined ? {} : { cursor: parameters.cursor }),
  });
  return { status: 200, text: searchsetText(answer, { url: `${baseUrl}${path}`, baseUrl }) };
}

/** `Patient/x/$everything`: https://hl7.org/fhir/R4/patient-operation-everything.html */
export async function everything({ session, parameters, baseUrl }: Interaction, patient: string): Promise<Answer> {
  const { rest, cursor } = parameters;
  const since = single(rest, '_since');
  const types = single(rest, '_type');
  const answer = await session.everything({
    patient,
    ...countOf(single(rest, '_count')),
    ...(since === undefined ? {} : { since: instant(since) }),
    ...(types === undefined ? {} : { types: types.split(',') }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  return { status: 200, text: searchsetText(answer, { url: `${baseUrl}/Patient/${patient}/$everything`, baseUrl }) };
}
