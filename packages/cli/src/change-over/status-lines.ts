import { type AssemblyStatus, type ChangeOverStatus, counted, nameOf } from '@baseplate-epr/composer';

const events = 8;
const afterIt = 'baseplate rollback undoes what was done after it first, and then it.';

/** Where an assembly stands, in lines for a person. */
export function statusLines(status: AssemblyStatus, now: number): readonly string[] {
  const { stores, services, processes, late, changeOvers, history, epoch } = status;
  const width = Math.max(...stores.map(({ place }) => place.length));
  const served =
    processes.length === 0
      ? 'No process has it open.'
      : `Open in ${counted(processes.length, 'process', 'processes')}:`;
  return [
    `In force (epoch ${epoch}):`,
    ...stores.flatMap(({ place, reference, history: earlier }) => [
      `  data.${place.padEnd(width)}  ${nameOf(reference)}`,
      ...(earlier === undefined ? [] : [`  ${' '.repeat(width + 5)}  its history until then: ${nameOf(earlier)}`]),
    ]),
    ...services.map((reference) => `  ${'services'.padEnd(width + 5)}  ${nameOf(reference)}`),
    served,
    ...processes.map(
      ({ id, pid, host, startedAt }) =>
        `  ${pid} on ${host}, since ${timeOf(startedAt)}${late.includes(id) ? '; other services still answer in it' : ''}`,
    ),
    ...changeOvers.flatMap(changeOverLines),
    ...swapLines(status),
    ...undoLines(status),
    'Lately:',
    ...history.slice(-events).map(({ at, what }) => `  ${timeOf(at)}  ${what}`),
    `It is ${timeOf(now)}.`,
  ];
}

function changeOverLines(over: ChangeOverStatus): readonly string[] {
  const { place, phase, from, to, isLed, isUndoneNext, progress } = over;
  const way = `data.${place}: ${nameOf(from)} → ${nameOf(to)}`;
  const count = progress?.versions ?? 0;
  const isRecord = place === 'records';
  if (phase === 'mirroring') {
    return [
      way,
      isRecord
        ? `  Done. The old store is kept like the new one: ${counted(count, 'later version has', 'later versions have')} gone back so far.`
        : '  Done. The old store is kept.',
      isUndoneNext
        ? '  baseplate rollback undoes it and keeps what was written since; baseplate apply --finish ends the way back.'
        : `  ${afterIt} baseplate apply --finish ends the way back.`,
    ];
  }
  const there = isRecord ? `${counted(count, 'version is', 'versions are')} there. ` : '';
  if (isLed) return [way, `  Under way (${phase}). ${there}`.trimEnd()];
  return [
    way,
    `  Begun and left. ${there}The old store is in force, and nothing is held.`,
    `  baseplate apply goes on with it. ${isUndoneNext ? 'baseplate rollback gives it up.' : afterIt}`,
  ];
}

function swapLines({ swap }: AssemblyStatus): readonly string[] {
  if (swap?.phase !== 'loading') return [];
  return swap.isLed
    ? ['services: other ones are being loaded beside those in force.']
    : ['services: other ones were to be loaded, and whoever led that is gone. Those in force stay.'];
}

function undoLines({ undo, swap, changeOvers }: AssemblyStatus): readonly string[] {
  if (undo === undefined) return [];
  if (undo === 'stores') {
    const places = changeOvers.filter(({ isUndoneNext }) => isUndoneNext).map(({ place }) => `data.${place}`);
    return [
      `baseplate rollback would undo the change-over of ${places.join(', ')}, and leave everything else as it is.`,
    ];
  }
  const packages = swap?.packages.join(', ') || 'grants';
  return [
    `baseplate rollback would put the services of before the last apply in front (${packages}), and leave the stores as they are.`,
  ];
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 19);
}
