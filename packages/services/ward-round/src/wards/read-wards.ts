import { loaded } from '@baseplate-epr/fhir-client';
import type { Visit } from '../visit.ts';
import { readStays } from './read-stays.ts';
import { wardKey } from './ward-key.ts';
import type { WardsView } from './ward-views.ts';

/** Reads the wards to choose from. */
export async function readWards(visit: Visit): Promise<WardsView> {
  const stays = await loaded(readStays(visit));
  if (stays.state !== 'there') return { wards: stays, complete: true };
  const { wards, complete } = stays.value;
  const choices = wards.map((ward) => ({
    key: wardKey(ward),
    name: ward.name,
    inpatients: ward.inpatients.length,
  }));
  return { wards: { state: 'there', value: choices }, complete };
}
