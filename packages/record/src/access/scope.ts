import type { Interaction } from '../session/record-session.ts';

/** One SMART App Launch v2 scope for clinical data, taken apart (https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html). */
export interface Scope {
  readonly context: 'patient' | 'user' | 'system';
  /** Resource type, or `*`. */
  readonly type: string;
  readonly interactions: ReadonlySet<Interaction>;
  /** Search parameters that narrow it, percent-encoded; empty if there are none. */
  readonly query: string;
}

const form = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]*)\.(c?r?u?d?s?|read|write|\*)(?:\?(.+))?$/;

const letters: readonly (readonly [string, Interaction])[] = [
  ['c', 'create'],
  ['r', 'read'],
  ['u', 'update'],
  ['d', 'delete'],
  ['s', 'search'],
];

/** Version 1's words, as SMART v2 §3.0.2.3 translates them. */
const words: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/** The scope, or `undefined` for anything that is no scope for clinical data (`openid`, `launch/patient`, a misspelling): it grants nothing. */
export function parseScope(text: string): Scope | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, context, type, permissions, query = ''] = match;
  if (context === undefined || type === undefined || !permissions) return undefined;
  const granted = words[permissions] ?? permissions;
  return {
    context: context as Scope['context'],
    type,
    interactions: new Set(letters.filter(([letter]) => granted.includes(letter)).map(([, interaction]) => interaction)),
    query,
  };
}
