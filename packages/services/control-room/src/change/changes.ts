import { type Html, html } from '@baseplate-epr/clinical-format';
import type { ChangeOverView, ChangesView } from '@baseplate-epr/contracts';
import { placeName, shortPackage, storeName } from '../words/names.ts';

/** A change that is confirmed before it is asked for. */
export interface Change {
  readonly action: 'rollback' | 'finish' | 'stop';
  readonly title: string;
  readonly button: string;
  /** Said instead, where there is nothing to do. */
  readonly nothing: string;
  /** Said instead, while something else is at work. */
  readonly busy: string;
  /** Whether there is something to do. */
  isPossible(changes: ChangesView): boolean;
  /** What it will do, move and risk. */
  says(changes: ChangesView): Html;
}

const isDone = ({ phase }: ChangeOverView) => phase === 'mirroring';

/** All of them, by what is asked for. */
export const changes: Readonly<Record<Change['action'], Change>> = {
  rollback: {
    action: 'rollback',
    title: 'Roll back',
    button: 'Roll back',
    nothing: 'There is nothing to roll back.',
    busy: 'A change is at work. Stop it first, or wait until it has ended.',
    isPossible: ({ undo }) => undo !== undefined,
    says: ({ undo, swap, changeOvers }) =>
      undo === 'services'
        ? html`<p>The services of before are put in front again: ${swap?.from.map(shortPackage).join(', ')}. Whoever has a page open keeps the session and what is half written. The stores are left as they are.</p><p>Afterwards the configuration still names the other services: change it back, or the next apply swaps again.</p>`
        : html`<ul>${changeOvers
            .filter(({ isUndoneNext }) => isUndoneNext)
            .map((one) =>
              isDone(one)
                ? html`<li><b>${placeName(one.place)}:</b> ${storeName(one.from)} is put in force again instead of ${storeName(one.to)}, with everything that was written since. Writes are held for a fraction of a second; none fails.</li>`
                : html`<li><b>${placeName(one.place)}:</b> the change-over to ${storeName(one.to)}, which was begun and left, is given up. ${storeName(one.from)} stays in force. What was copied is left there, and must be removed before another try.</li>`,
            )}</ul><p>Afterwards the configuration still names the other store: change it back, or the next apply changes over again.</p>`,
  },
  finish: {
    action: 'finish',
    title: 'Give up the way back',
    button: 'Give up the way back',
    nothing: 'There is no way back that could be given up.',
    busy: 'A change is at work. Wait until it has ended.',
    isPossible: ({ changeOvers }) => changeOvers.some(isDone),
    says: ({ changeOvers }) =>
      html`<ul>${changeOvers
        .filter(isDone)
        .map(
          (one) =>
            html`<li><b>${placeName(one.place)}:</b> ${storeName(one.from)} is left as it is now, and no longer kept like ${storeName(one.to)}.</li>`,
        )}</ul><p class="notice notice--warn"><b>This cannot be undone.</b> Going back afterwards means a new change-over of everything into an empty store. Nothing is deleted.</p>`,
  },
  stop: {
    action: 'stop',
    title: 'Stop the work',
    button: 'Stop the work',
    nothing: 'Nothing is at work that could be stopped.',
    busy: '',
    isPossible: ({ runs }) => runs[0]?.state === 'running',
    says: () =>
      html`<p>Before the flip the work stops: the store of before stays in force, what was copied is kept, and applying again goes on from there. Amid the flip it is too late, and the flip ends first; that takes a fraction of a second.</p>`,
  },
};
