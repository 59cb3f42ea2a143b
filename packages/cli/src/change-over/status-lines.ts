import { type AssemblyStatus, type ChangeOverStatus, nameOf } from '@baseplate-epr/composer';

const events = 8;

/** Where an assembly stands, in lines for a person. */
export function statusLines(status: AssemblyStatus, now: number): readonly string[] {
  const { stores, processes, changeOvers, history, epoch } = status;
  const width = Math.max(...stores.map(({ place }) => place.length));
  const served = processes.length === 0 ? 'No process has it open.' : `Open in ${processes.length} processes:`;
  return [
    `In force (epoch ${epoch}):`,
    ...stores.map(({ place, reference }) => `  data.${place.padEnd(width)}  ${nameOf(reference)}`),
    served,
    ...processes.map(({ pid, host, startedAt }) => `  ${pid} on ${host}, since ${timeOf(startedAt)}`),
    ...changeOvers.flatMap(changeOverLines),
    'Lately:',
    ...history.slice(-events).map(({ at, what }) => `  ${timeOf(at)}  ${what}`),
    `It is ${timeOf(now)}.`,
  ];
}

function changeOverLines(over: ChangeOverStatus): readonly string[] {
  const { place, phase, from, to, isLed, progress } = over;
  const way = `data.${place}: ${nameOf(from)} → ${nameOf(to)}`;
  const count = (progress?.versions ?? 0).toLocaleString('en-GB');
  const isRecord = place === 'records';
  if (phase === 'mirroring') {
    return [
      way,
      isRecord
        ? `  Done. The old store is kept like the new one: ${count} later versions have gone back so far.`
        : '  Done. The old store is kept.',
      '  baseplate rollback undoes it and keeps them; baseplate apply --finish ends the way back.',
    ];
  }
  const there = isRecord ? `${count} versions are there. ` : '';
  if (isLed) return [way, `  Under way (${phase}). ${there}`.trimEnd()];
  return [
    way,
    `  Begun and left. ${there}The old store is in force, and nothing is held.`,
    '  baseplate apply goes on with it; baseplate rollback gives it up.',
  ];
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 19);
}
