import { BaseplateError, type ServiceManifest } from '@baseplate-epr/contracts';
import { fields } from '@baseplate-epr/service-host';

type Is = (value: unknown) => boolean;

const text: Is = (value) => typeof value === 'string' && value.length <= 1000;
const number: Is = (value) => typeof value === 'number';
const optional =
  (is: Is): Is =>
  (value) =>
    value === undefined || is(value);
const list =
  (is: Is): Is =>
  (value) =>
    Array.isArray(value) && value.length <= 500 && value.every(is);
const shape =
  (members: Readonly<Record<string, Is>>): Is =>
  (value) =>
    Object.entries(members).every(([name, is]) => is(fields(value)[name]));

const manifest = shape({
  name: text,
  contractVersion: number,
  title: text,
  scopes: list(text),
  slots: list(shape({ slot: text, path: text, title: text, order: number, timeBudget: number })),
  assets: list(shape({ kind: text, path: text })),
  subscribes: optional(list(shape({ type: text, interactions: optional(list(text)), criteria: optional(text) }))),
  pages: optional(list(shape({ path: text, title: text, scope: text }))),
  requires: optional(
    list((value) => shape({ service: text })(value) || shape({ contract: text, capability: text })(value)),
  ),
  userInterface: optional((value) => typeof value === 'boolean'),
});

/**
 * A manifest that came from elsewhere, where anything may come from. What it says is checked with all others.
 *
 * @throws BaseplateError `contract-mismatch` if it has not the form of one
 */
export function readManifest(value: unknown, from: string): ServiceManifest {
  if (manifest(value)) return value as ServiceManifest;
  throw new BaseplateError({
    code: 'contract-mismatch',
    message: `${from} gives no manifest as the digital-service contract has it. Install a matching release of it.`,
  });
}
