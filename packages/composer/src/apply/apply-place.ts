import { BaseplateError, type ModuleReference } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import { isSameStore } from '../applied/same-store.ts';
import { judgementOf } from '../configuration/certification.ts';
import {
  type AcceptedLoss,
  askedOf,
  type ChangeOver,
  type DataPlace,
  type LedgerEntry,
} from '../ledger/ledger-entry.ts';
import type { NamedServices } from '../ledger/ledger-services.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import type { ShadowNote } from '../ledger/shadow-note.ts';
import type { ApplyOptions, ChangeOverReport, ServicesReport } from './applying.ts';
import { type Joined, joined } from './join.ts';
import { lead } from './lead.ts';
import type { LedStep } from './leadership.ts';
import { newId } from './new-id.ts';
import { openMover } from './open-mover.ts';
import { swapServices } from './services/swap-services.ts';

/** What a plan has found out about a place, and somebody has decided. */
export interface ApplyPlaceOptions extends ApplyOptions {
  /** Names the apply, in all that it does. */
  readonly run: string;
  readonly accepted?: AcceptedLoss;
  /** Of the run that has filled the store so far. */
  readonly shadow?: ShadowNote;
  /** A change-over that was given up, and has left in the store what was seen to be its own: it goes on. */
  readonly left?: ChangeOver;
}

/** Moves what a place holds into another store while it is in use, or goes on where an earlier run stopped. */
export function applyPlace(
  place: DataPlace,
  target: ModuleReference,
  options: ApplyPlaceOptions,
): Promise<ChangeOverReport> {
  return joined(options, (opened) => {
    const rollCall = createRollCall(opened.files);
    const common = { ...options, place, opened, rollCall };
    const begin = (newest: LedgerEntry) => forwards(newest, place, target, opened, options);
    return lead({ ...common, begin, openMover: (led) => openMover(led, common) });
  });
}

/** Swaps the services for these while they are in use. */
export function applyServices(to: NamedServices, options: ApplyOptions): Promise<ServicesReport> {
  const judgement = judgementOf(options.configuration);
  return joined(options, (opened) => swapServices({ ...options, opened, to, judgement }));
}

function forwards(
  newest: LedgerEntry,
  place: DataPlace,
  target: ModuleReference,
  { self }: Joined,
  options: ApplyPlaceOptions,
): LedStep {
  const { accepted } = options;
  const word = accepted === undefined ? {} : { accepted };
  const said = accepted === undefined ? '' : ` ${accepted.by} accepts what cannot go over: ${accepted.reason}`;
  const over = newest.changeOvers[place];
  const at = newest.revision + 1;
  if (over !== undefined && over.phase !== 'mirroring') {
    if (!isSameStore(over.to.reference, target)) throw anotherOne(over.to.reference);
    return {
      what: `The change-over of data.${place} to ${nameOf(target)} goes on.${said}`,
      over: {
        ...over,
        ...word,
        asked: { ...askedOf(over), at },
        to: { ...over.to, reference: target },
        phase: 'copying',
        applier: self.id,
      },
    };
  }
  const { left } = options;
  if (left !== undefined && left.from.since !== newest.data[place].since) throw movedMeanwhile(place);
  const again = left === undefined ? 'has begun' : 'that was given up is taken up again';
  const { identity } = left?.to ?? {};
  return {
    what: `A change-over of data.${place} to ${nameOf(target)} ${again}.${said}`,
    over: {
      id: left?.id ?? newId(options.context),
      ...word,
      asked: { run: options.run, at, isBack: false },
      phase: 'copying',
      from: newest.data[place],
      to: { reference: target, since: at, ...(identity === undefined ? {} : { identity }) },
      ...(over === undefined ? {} : { ends: over }),
      applier: self.id,
    },
  };
}

/** The error where a plan is not true any more. */
export function movedMeanwhile(place: DataPlace): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: `data.${place} has been changed over, or its change-over given up, since this was planned. Nothing was done; run the same command again.`,
  });
}

function anotherOne(reference: ModuleReference): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: `A change-over to ${nameOf(reference)} was begun and not ended. Finish it with the configuration it was begun with, or give it up with baseplate rollback.`,
  });
}
