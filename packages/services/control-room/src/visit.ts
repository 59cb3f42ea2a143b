import type { OwnPage, ServiceContext } from '@baseplate-epr/contracts';

/** One request of somebody at a browser, with everything that answers it. */
export interface Visit {
  readonly request: Request;
  readonly url: URL;
  readonly context: ServiceContext;
  readonly own: OwnPage;
}

/** Address of one of the control room's own pages. */
export function linkTo({ own }: Pick<Visit, 'own'>, path: string): string {
  return own.linkBase + path;
}
