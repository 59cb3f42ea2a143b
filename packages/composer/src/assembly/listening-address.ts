import type { Host } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { unasked } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';

/** Origin where the assembly of this configuration listens when it runs. */
export async function listeningAddress(configuration: AssemblyConfiguration): Promise<string> {
  const { address } = await loadModule<Host>(configuration.hosting.server, unasked);
  return originOf(address);
}

/** Origin of an address. */
export function originOf({ hostname, port }: { readonly hostname: string; readonly port: number }): string {
  return `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
}
