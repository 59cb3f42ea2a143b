import { recordSpo2Scale } from '../clinical/record-spo2-scale.ts';
import { recordTask } from '../clinical/record-task.ts';
import type { VitalSigns } from '../clinical/vital-signs.ts';
import { consultantFor, nurseFor, practitionerReference } from '../organisations/directory.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { hour, minute } from '../time/durations.ts';
import { drawIllness, illnessOf } from './illness.ts';
import type { Life } from './life.ts';
import type { Bed, LifeOptions } from './life-options.ts';
import { tellStay } from './tell-stay.ts';

const tasks = [
  'Chase echocardiogram report',
  'Review fluid balance',
  'Falls assessment',
  'Medicines reconciliation',
  'Refer to physiotherapy',
  'Update the family',
  'Repeat bloods in the morning',
  'Venous thromboembolism assessment',
  'Discharge planning',
] as const;

/** The stay somebody is in now, with the observations of the last day and a half. @returns the admission */
export function tellCurrentStay(life: Life, bed: Bed, options: LifeOptions): ResourceReference {
  const { context } = life;
  const { random, now, age } = context;
  const illness = options.acute === undefined ? drawIllness(life, age) : illnessOf(options.acute);
  const hoursAgo = random.integer(10, 6 * 24);
  // Nobody comes to the emergency department before they are born.
  const start = Math.max(context.born + 5 * hour, now - hoursAgo * hour - random.integer(0, 5) * 10 * minute);
  const observed: number[] = [];
  const every = random.pick([4, 6, 6]);
  for (let at = now - random.integer(0, 3) * 30 * minute; at > start && observed.length < 7; at -= every * hour)
    observed.unshift(at);
  // One in nine gets worse instead of better.
  const worsening = options.acute === undefined && random.chance(0.11);
  const encounter = tellStay(life, {
    illness,
    bed,
    start,
    observed,
    ...(worsening ? { severity: (at: number) => 0.5 + (at - start) / (now - start) } : {}),
    ...(options.observations === 'with gaps' ? { gaps: leaveOut } : {}),
  });
  const consultant = practitionerReference(consultantFor(illness.specialty));
  if (life.keys.includes('copd'))
    recordSpo2Scale(context, { at: start + 2 * hour, performer: consultant, encounter }, 2);
  for (let count = random.integer(1, 2); count > 0; count--) {
    recordTask(context, {
      text: random.pick(tasks),
      authored: now - random.integer(1, 20) * hour,
      owner: practitionerReference(nurseFor(illness.specialty)),
      encounter,
      due: now + random.integer(1, 30) * hour,
      priority: random.chance(0.2) ? 'urgent' : 'routine',
    });
  }
  return encounter;
}

/** Sets as they happen on a busy night: nothing but a pulse, no consciousness, no temperature, in turn. */
function leaveOut(signs: VitalSigns, place: number): VitalSigns {
  const { consciousness, temperature, inspiredOxygen, ...measured } = signs;
  const kept = { consciousness, temperature, inspiredOxygen };
  switch (place % 4) {
    case 0:
      return signs;
    case 1:
      return { ...measured, ...pickDefined({ ...kept, consciousness: undefined }) };
    case 2:
      return { ...measured, ...pickDefined({ ...kept, temperature: undefined, inspiredOxygen: undefined }) };
    default:
      return pickDefined({ heartRate: signs.heartRate, oxygenSaturation: signs.oxygenSaturation });
  }
}

function pickDefined(signs: { readonly [Key in keyof VitalSigns]: VitalSigns[Key] | undefined }): VitalSigns {
  return Object.fromEntries(Object.entries(signs).filter(([, value]) => value !== undefined));
}
