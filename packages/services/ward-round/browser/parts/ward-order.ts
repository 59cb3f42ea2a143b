import type { WardPatient } from '../../src/wards/ward-views.ts';

const unknown = 50;

/**
 * Most urgent first: by what the score asks for, then by the total, then who is late. Whose score did not come stands above everybody
 * with a low one, since nothing is known of it.
 */
export function byUrgency(one: WardPatient, other: WardPatient): number {
  return urgency(other) - urgency(one);
}

const ranks = { high: 500, medium: 400, 'low-medium': 300, low: 100, none: 0 } as const;

function urgency({ news2 }: WardPatient): number {
  if (news2.state !== 'there') return unknown + 150;
  const { latest, next } = news2.value;
  const late = next?.overdue === true ? 60 : 0;
  if (latest === undefined) return unknown + late;
  const { risk, total = 0, outcome } = latest.score;
  return (risk === undefined ? (outcome === 'incomplete' ? unknown + 100 : 0) : ranks[risk]) + total + late;
}
