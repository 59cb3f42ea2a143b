import { type DeliveryNote, deliveriesNamespace, leftPrefix, noteKey } from './delivery-note.ts';

/**
 * What a backup's entry becomes in the stores it is restored to: their changes are counted anew, so a cursor of before would lead anywhere. Every
 * service is told of everything again.
 */
export function restoredDelivery({
  namespace,
  key,
  value,
}: {
  readonly namespace: string;
  readonly key: string;
  readonly value: string;
}): string {
  if (namespace !== deliveriesNamespace) return value;
  if (key.startsWith(leftPrefix)) return '';
  if (!key.startsWith(noteKey(''))) return value;
  const { holder: _, ...note }: DeliveryNote = JSON.parse(value);
  return JSON.stringify({ ...note, cursor: '' } satisfies DeliveryNote);
}
