import { organisations } from '../data/organisations.ts';
import { practitioners } from '../data/practitioners.ts';
import { wards } from '../data/wards.ts';
import { createResourceCollector } from '../resource/resource-collector.ts';
import { describeBed, describeWard } from './describe-location.ts';
import { describeOrganisation } from './describe-organisation.ts';
import { describePractitioner, describePractitionerRole } from './describe-practitioner.ts';
import { organisationsKey } from './directory.ts';

/** The first bundle of every population: organisations, staff, wards and beds. It depends on nothing. */
export function tellOrganisations(): { readonly text: string; readonly resources: number } {
  const collector = createResourceCollector(organisationsKey);
  for (const fact of organisations) collector.add(describeOrganisation(fact), fact.key);
  for (const fact of wards) {
    collector.add(describeWard(fact), fact.key);
    for (let bed = 1; bed <= fact.beds; bed++) collector.add(describeBed(fact, bed), `${fact.key}/${bed}`);
  }
  for (const [place, fact] of practitioners.entries()) {
    collector.add(describePractitioner(fact, place), fact.key);
    collector.add(describePractitionerRole(fact, place), fact.key);
  }
  return { text: collector.toText(), resources: collector.count() };
}
