import { type AssemblyPlan, type ChangeOverStep, nameOf, type PlanStep } from '@baseplate-epr/composer';
import { units } from './units.ts';

/** A plan in lines for a person: what each step does, moves and risks, and everything that stands in the way. */
export function planLines({ steps, problems }: AssemblyPlan): readonly string[] {
  const lines =
    steps.length === 0 ? ['Nothing differs: what the configuration names is in force.'] : steps.flatMap(linesOf);
  if (problems.length === 0) return lines;
  const many = problems.length === 1 ? 'One thing stands' : `${problems.length} things stand`;
  return [...lines, '', `${many} in the way; nothing will be moved:`, ...problems.map((problem) => `  - ${problem}`)];
}

/** Whether an apply would do something now, rather than at the next start. */
export function movesSomething({ steps }: AssemblyPlan): boolean {
  return steps.some(({ kind }) => kind === 'change-over' || kind === 'rollback');
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
    case 'settings':
      return [`data.${step.place}: other settings of ${nameOf(step.reference)}, at the next start of each process`];
    case 'restart':
      return [`${step.part}: ${step.change}, at the next start of each process`];
  }
}

function changeOverLines(step: ChangeOverStep): readonly string[] {
  const { place, from, to, resumes, ends } = step;
  const amount = place === 'records' ? versionsOf(step) : `all ${units[place]}`;
  return [
    `data.${place}: ${nameOf(from)} → ${nameOf(to)}`,
    `  moves  ${amount}${resumes ? '; an earlier run has begun it, and it goes on there' : ''}`,
    `  does   copies while the record is used, compares ${compared[place]}, flips every process together, then keeps the old`,
    place === 'records' || place === 'documents'
      ? '         store like the new one, so that baseplate rollback keeps later writes'
      : '         store, so that baseplate rollback can bring later writes back',
    '  holds  writes at the flip, for a fraction of a second; none fails',
    '  risk   before the flip none: the old store stays in force. After it both stores must be reachable for a rollback, until',
    '         baseplate apply --finish ends that',
    ...(ends === undefined ? [] : [`  ends   the way back to ${nameOf(ends)}`]),
  ];
}

function versionsOf({ items, bytes = 0 }: ChangeOverStep): string {
  if (items === undefined) return 'all versions with their history';
  const megabytes = Math.ceil(bytes / 1_000_000).toLocaleString('en-GB');
  return `${items.toLocaleString('en-GB')} versions with their history, about ${megabytes} MB of text`;
}
