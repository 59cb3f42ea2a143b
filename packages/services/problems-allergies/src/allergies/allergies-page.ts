import {
  buttonGroup,
  buttonLink,
  describeAllergy,
  fragmentResponse,
  type HtmlValue,
  html,
} from '@baseplate-epr/clinical-format';
import type { AllergyIntolerance } from '@medplum/fhirtypes';
import { readDirectory } from '../read/read-directory.ts';
import { mayWrite } from '../service/may-write.ts';
import type { Visit } from '../service/visit.ts';
import { allergiesCard } from './allergies-card.ts';
import { isInForce, isNoKnownAllergy } from './in-force.ts';
import { readAllergies } from './read-allergies.ts';

/** The page of allergies: all of them, and what can be done. @throws FhirError 403 if they are withheld */
export async function allergiesPage(visit: Visit): Promise<Response> {
  const { client, page } = visit;
  const { linkBase } = page;
  const allergies = await readAllergies(client, page.patient);
  const directory = await readDirectory(client, allergies.entries);
  const may = mayWrite(visit, 'AllergyIntolerance');
  const inForce = allergies.entries.filter((one) => isInForce(one));
  const none = may && inForce.length === 0;
  return fragmentResponse(
    allergiesCard({
      allergies,
      directory,
      linkBase,
      mayAdd: may,
      ways: (allergy) => may && ways(allergy, linkBase),
      below:
        none &&
        buttonGroup(buttonLink('Record “No known allergies”', `${linkBase}/allergies/none`, { variant: 'secondary' })),
    }),
  );
}

function ways(allergy: AllergyIntolerance, linkBase: string): HtmlValue {
  if (!isInForce(allergy)) return undefined;
  const { substance } = describeAllergy(allergy);
  const link = (text: string, path: string) =>
    html`<a class="nhsuk-link" href="${linkBase}/allergies/${allergy.id}/${path}">${text}<span class="nhsuk-u-visually-hidden">: ${substance}</span></a>`;
  return html`<p class="clinical-ways">${!isNoKnownAllergy(allergy) && link('Refute', 'refute')} ${link('Entered in error', 'error')}</p>`;
}
