import type { Principal } from '@baseplate-epr/contracts';
import { holderOf } from './people.ts';

/** Somebody who looks after search parameters and sees no patient. */
export const administrator: Principal = { ...holderOf('user/SearchParameter.cruds'), id: 'administrator' };

const extension = (name: string) => `http://example.org/StructureDefinition/${name}`;

/** A SearchParameter resource as JSON text. */
export function searchParameterText(code: string, more: object = {}): string {
  return JSON.stringify({
    resourceType: 'SearchParameter',
    id: code,
    url: `http://example.org/SearchParameter/${code}`,
    name: code.replaceAll('-', ''),
    status: 'active',
    description: `By ${code}`,
    code,
    base: ['Patient'],
    type: 'string',
    expression: `Patient.extension('${extension(code)}').value`,
    ...more,
  });
}

/** An extension as the parameters of {@link searchParameterText} find it. */
export function extensionOf(name: string, value: object): object {
  return { url: extension(name), ...value };
}
