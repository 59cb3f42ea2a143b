import { counted } from '@baseplate-epr/record';
import { nameOf } from '../applied/applied-configuration.ts';
import type { ApplyReport, ChangeOverReport, RollbackResult, ServicesReport } from './applying.ts';
import { units } from './units.ts';

/** What a step of an apply did, in lines for the person who asked for it. */
export function reportLines(report: ApplyReport): readonly string[] {
  return report.place === 'services' ? servicesLines(report) : changeOverLines(report);
}

function servicesLines({ processes, late, tookMilliseconds }: ServicesReport): readonly string[] {
  const many = processes === 1 ? 'the process that serves' : `all ${processes} processes that serve`;
  const where =
    processes === 0
      ? 'No process serves; the next start begins with them.'
      : `They were loaded in ${many}, and answer there since ${Math.round(tookMilliseconds)} ms after the beginning.`;
  return [
    'services: the new ones are in force.',
    `  ${where}`,
    ...late.map(
      ({ pid, host }) => `  Process ${pid} on ${host} does not answer with them yet; it goes on trying. See its log.`,
    ),
  ];
}

function changeOverLines({ place, moved, heldFor, attempts, compared }: ChangeOverReport): readonly string[] {
  const unit = units[place];
  const many = `${counted(moved, ...unit)} ${moved === 1 ? 'was' : 'were'}`;
  const digest = compared.sum === undefined ? '' : `, digest ${compared.sum}`;
  const patients =
    compared.patients === undefined ? '' : `, by patient too (${compared.patients.toLocaleString('en-GB')} of them)`;
  const tries =
    attempts === 0 ? '' : `, after ${counted(attempts, 'try that was given up', 'tries that were given up')}`;
  return [
    ...(compared.by === 'content'
      ? [
          `data.${place}: ${many} read, and the newest of each resource was taken over.`,
          `  Both stores said the same at the flip, to the digit: ${counted(compared.items, 'resource')}${digest}.`,
        ]
      : [
          `data.${place}: ${many} taken over.`,
          `  Both stores were the same at the flip: ${counted(compared.items, ...unit)}${digest}${patients}.`,
        ]),
    `  Writes were held for ${Math.round(heldFor)} ms${tries}; none failed.`,
  ];
}

/** What a rollback did with one place. */
export function rollbackLines(result: RollbackResult): readonly string[] {
  if (result.outcome === 'given-up') {
    return [
      `data.${result.place}: the change-over was given up before its flip. The store in force stays; what was copied is left in the other, and an apply to it goes on with that.`,
      ...(result.wayBack === undefined
        ? []
        : [
            `  The way back that it would have ended is open again: the next baseplate rollback would bring ${nameOf(result.wayBack)} back.`,
          ]),
    ];
  }
  if (result.report.place === 'services') {
    return [
      ...reportLines(result.report).map((line) => line.replace('the new ones are', 'those of before are')),
      '  Put them back into the configuration, or the next apply swaps again. The stores were left as they are.',
    ];
  }
  const { report, back } = result;
  if (back === undefined) return reportLines(report);
  const undone = back.isOfRollback ? ', since what was done last was a rollback, and that was undone' : '';
  return [
    ...reportLines(report),
    `  ${nameOf(back.to)} is in force again${undone}. Put it into the configuration, or the next apply changes over again.`,
    `  The next baseplate rollback would bring ${nameOf(back.from)} back.`,
  ];
}
