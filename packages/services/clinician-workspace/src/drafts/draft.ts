/** Input that has not been sent. */
export interface Draft {
  readonly patient: string;
  readonly service: string;
  readonly form: string;
  /** Path of the service's page that holds the form; empty for the chart. */
  readonly path: string;
  /** Path of the service that the form is sent to. */
  readonly action: string;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** When it was kept, in milliseconds since 1970. */
  readonly at: number;
}

/** Reads what the store holds; `undefined` if another version wrote it in a way that is no longer known. */
export function readDraft(key: string, value: string): Draft | undefined {
  const [patient, service, form, ...rest] = key.split('/');
  if (patient === undefined || service === undefined || form === undefined || rest.length > 0) return undefined;
  const kept: unknown = JSON.parse(value);
  if (typeof kept !== 'object' || kept === null) return undefined;
  if (!('path' in kept) || !('action' in kept) || !('fields' in kept) || !('at' in kept)) return undefined;
  const { path, action, fields, at } = kept;
  if (typeof path !== 'string' || typeof action !== 'string' || typeof at !== 'number' || !isFields(fields))
    return undefined;
  return { patient, service, form, path, action, fields, at };
}

function isFields(value: unknown): value is Draft['fields'] {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((list) => Array.isArray(list) && list.every((item) => typeof item === 'string'))
  );
}

/** Drafts of one service as its fragments get them. */
export function draftsOf(drafts: readonly Draft[], service: string): Readonly<Record<string, Draft['fields']>> {
  return Object.fromEntries(
    drafts.filter((draft) => draft.service === service).map(({ form, fields }) => [form, fields]),
  );
}
