import { isForPanels, styleOfPanels } from '../panel-style/style-of-panels.ts';
import { nobody } from '../service/nobody.ts';
import { serviceRequest } from '../service/service-request.ts';
import type { ServiceCall, ServiceRunner } from '../service/service-runner.ts';
import type { ServiceShelf } from '../service/service-shelf.ts';

/** A file of the service that was here before, for a page that is still open. */
export function keptAsset(
  { method, url }: Request,
  runner: ServiceRunner | undefined,
  path: string,
  { services }: { readonly services: ServiceShelf },
): Response | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || (runner !== undefined && isAsset(runner, path))) return undefined;
  return services.keptAssets.find(new URL(url).pathname);
}

/** Whether a path is that of a file which the service declares. */
export function isAsset({ manifest }: ServiceRunner, path: string): boolean {
  return manifest.assets.some((asset) => asset.path === path);
}

/** Whose file is asked for, and where. */
export interface DeclaredFileOptions {
  /** Absent if there is no such service any more. */
  readonly runner: ServiceRunner | undefined;
  readonly services: ServiceShelf;
  readonly name: string;
  readonly path: string;
  readonly call: Pick<ServiceCall, 'requestId' | 'signal'>;
}

/** A declared file of a service, or of the one before it; a style sheet as whoever asks may use it. `undefined` if it is none. */
export async function declaredFile(
  request: Request,
  { runner, services, name, path, call }: DeclaredFileOptions,
): Promise<Response | undefined> {
  const kept = keptAsset(request, runner, path, { services });
  const isOwn = runner !== undefined && request.method !== 'POST' && isAsset(runner, path);
  const file =
    kept ?? (isOwn ? await runner.run(serviceRequest(request, path), { ...call, principal: nobody }) : undefined);
  return file !== undefined && isForPanels(request) ? styleOfPanels(file, name) : file;
}
