import type { ResourceKey } from '@baseplate-epr/contracts';

/** One entry of a transaction. */
export interface TransactionEntry extends ResourceKey {
  /** Absent: the resource is to be deleted. */
  readonly text?: string;
  /** The server's version that must be the newest. */
  readonly ifMatch?: string;
}

/** The text of a transaction Bundle (R4 §3.1.0.11). Resources go in as they are, so every digit survives. */
export function transactionText(base: string, entries: readonly TransactionEntry[]): string {
  const pieces = entries.map(({ type, id, text, ifMatch }) => {
    const condition = ifMatch === undefined ? {} : { ifMatch: `W/"${ifMatch}"` };
    const request = JSON.stringify({
      method: text === undefined ? 'DELETE' : 'PUT',
      url: `${type}/${id}`,
      ...condition,
    });
    if (text === undefined) return `{"request":${request}}`;
    return `{"fullUrl":${JSON.stringify(`${base}/${type}/${id}`)},"resource":${text},"request":${request}}`;
  });
  return `{"resourceType":"Bundle","type":"transaction","entry":[${pieces.join(',')}]}`;
}
