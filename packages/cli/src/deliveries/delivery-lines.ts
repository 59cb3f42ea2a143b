import type { DeliveryView, FailureReason } from '@baseplate-epr/contracts';

const states: Readonly<Record<DeliveryView['state'], string>> = {
  delivering: 'hears of what it should',
  away: 'takes nothing it is told, and is asked again at growing intervals; nothing is lost',
  full: 'is told nothing more, since no more can be put aside: redeliver or discard what was',
  stuck: 'is not told, since the record or the state store does not answer; it is tried again',
  unattended: 'is told by no process at the moment',
};

/** How services are told of changes, in lines for a person. */
export function deliveryLines(views: readonly DeliveryView[]): readonly string[] {
  if (views.length === 0) return ['No service subscribes to changes.'];
  return views.flatMap(({ service, state, delivered, failures, lastDelivered, waiting, failing, lag, deadLetters }) => [
    `${service} ${states[state]}.`,
    `  ${number(delivered)} taken${lastDelivered === undefined ? '' : `, the last at ${timeOf(lastDelivered)}`}; ${number(failures)} attempts failed.`,
    ...(waiting === 0
      ? []
      : [`  ${number(waiting)} wait, the oldest for ${secondsOf(lag)}; ${number(failing)} of them failed before.`]),
    ...(deadLetters.count === 0 ? [] : [`  ${number(deadLetters.count)} put aside:`]),
    ...deadLetters.oldest.map(
      ({ version, attempts, at, reason }) =>
        `    ${version}  ${attempts} attempts, until ${timeOf(at)}: ${wordsOf(reason)}`,
    ),
    ...(deadLetters.count === 0
      ? []
      : [`  baseplate deliveries --redeliver ${service} tells it again; --discard ${service} gives them up.`]),
  ]);
}

/** What somebody should look at; `undefined` if nothing is. */
export function deliveryTrouble({ service, state, deadLetters, unreadable }: DeliveryView): string | undefined {
  const troubles = [
    ...(state === 'delivering' ? [] : [`${service} ${states[state]}`]),
    ...(deadLetters.count === 0 ? [] : [`of the changes for ${service}, ${number(deadLetters.count)} were put aside`]),
    ...(unreadable === 0
      ? []
      : [`of ${number(unreadable)} it could not be told, since the record store cannot read them`]),
  ];
  return troubles.length === 0 ? undefined : `${troubles.join('; ')}. See baseplate deliveries.`;
}

function wordsOf(reason: FailureReason): string {
  if (reason === 'threw') return 'it failed with an error';
  if (reason === 'slow') return 'it did not answer in time';
  return reason === 'absent' ? 'it was not there' : `it answered ${reason}`;
}

const number = (count: number) => count.toLocaleString('en-GB');
const timeOf = (milliseconds: number) => new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 19);
const secondsOf = (milliseconds: number) => `${number(Math.round(milliseconds / 1000))} s`;
