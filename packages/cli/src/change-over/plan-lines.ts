import { type AssemblyPlan, type ChangeOverStep, counted, nameOf, type PlanStep, units } from '@baseplate-epr/composer';
import { serviceLines } from './service-lines.ts';

/** A plan in lines for a person: what each step does, moves and risks, and everything that stands in the way. */
export function planLines({ steps, problems }: AssemblyPlan): readonly string[] {
  const lines =
    steps.length === 0 ? ['Nothing differs: what the configuration names is in force.'] : steps.flatMap(linesOf);
  if (problems.length === 0) return lines;
  return [
    ...lines,
    '',
    `${counted(problems.length, 'thing stands', 'things stand')} in the way; nothing will be moved:`,
    ...problems.map((problem) => `  - ${problem}`),
  ];
}

/** Whether an apply would do something now, rather than at the next start. */
export function movesSomething({ steps }: AssemblyPlan): boolean {
  return steps.some(({ kind }) => kind === 'change-over' || kind === 'rollback' || kind === 'services');
}

const compared: Readonly<Record<ChangeOverStep['place'], string>> = {
  records: 'the digests of both stores',
  documents: 'the lists of both stores',
  audit: 'the ends of all chains',
  state: 'all entries',
};

function linesOf(step: PlanStep): readonly string[] {
  switch (step.kind) {
    case 'change-over':
      return changeOverLines(step);
    case 'rollback':
      return [
        `data.${step.place}: back from ${nameOf(step.from)} to ${nameOf(step.to)}`,
        '  does   what baseplate rollback does: what was written since goes back as well, and the old store is in force again',
        '  holds  writes at the flip, for a fraction of a second; none fails',
      ];
    case 'services':
      return serviceLines(step);
    case 'settings':
      return [`data.${step.place}: other settings of ${nameOf(step.reference)}, at the next start of each process`];
    case 'restart':
      return [`${step.part}: ${step.change}, at the next start of each process`];
  }
}

function changeOverLines(step: ChangeOverStep): readonly string[] {
  const { place, from, to, resumes, shadow, left, ends, losses = [] } = step;
  const amount = place === 'records' ? versionsOf(step) : `all ${units[place][1]}`;
  const comparison = losses.length > 0 ? 'what each resource says in both' : compared[place];
  return [
    `data.${place}: ${nameOf(from)} → ${nameOf(to)}`,
    ...(shadow === undefined
      ? []
      : [
          `  goes   on where baseplate shadow stood, which has brought ${counted(shadow.versions, 'version')}: ${counted(shadow.left, 'is', 'are')} left`,
        ]),
    ...(left === undefined
      ? []
      : [
          `  goes   on with what a change-over that was given up on ${new Date(left.at).toISOString().slice(0, 10)} has left there; first it sees that nothing else is`,
        ]),
    ...(place === 'records' && losses.length === 0 && (resumes || left !== undefined || shadow !== undefined)
      ? [readAgain]
      : []),
    `  moves  ${amount}${resumes ? '; an earlier run has begun it, and it goes on there' : ''}`,
    `  does   copies while the record is used, compares ${comparison}, flips every process together, then keeps the old`,
    place === 'records' || place === 'documents'
      ? '         store like the new one, so that baseplate rollback keeps later writes'
      : '         store, so that baseplate rollback can bring later writes back',
    '  holds  writes at the flip, for a fraction of a second; none fails',
    '  risk   before the flip none: the old store stays in force. After it both stores must be reachable for a rollback, until',
    '         baseplate apply --finish ends that',
    ...(ends === undefined ? [] : [`  ends   the way back to ${nameOf(ends)}`]),
    ...losses.map((loss) => `  loses  ${loss}`),
    ...(losses.length === 0
      ? []
      : ['  needs  the word of somebody who may decide that: baseplate apply --accept-loss --by NAME --reason WORDS']),
  ];
}

const readAgain =
  '  reads  every version of both stores again before the flip: what was damaged meanwhile is in no digest';

function versionsOf({ items, bytes = 0, losses }: ChangeOverStep): string {
  if (losses !== undefined) return `the newest version of each resource, of ${counted(items ?? 0, 'version')}`;
  if (items === undefined) return 'all versions with their history';
  const megabytes = Math.ceil(bytes / 1_000_000).toLocaleString('en-GB');
  return `${counted(items, 'version')} with ${items === 1 ? 'its' : 'their'} history, about ${megabytes} MB of text`;
}
