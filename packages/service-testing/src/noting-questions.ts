import type { DigitalService } from '@baseplate-epr/contracts';

/** A service, and what it has asked of the record so far, each with the id of the person it was asked for. */
export interface NotedService {
  readonly service: DigitalService;
  /** One line a question, in order; may be emptied by the test. */
  readonly asked: string[];
}

/** The same service, with what it asks of the record written down. */
export function notingQuestions(service: DigitalService): NotedService {
  const asked: string[] = [];
  return {
    asked,
    service: {
      ...service,
      fetch: (request, context) => {
        const fetch: typeof context.record.fetch = (input, init) => {
          asked.push(`${context.principal.id} ${String(input)} ${String(init?.body)}`);
          return context.record.fetch(input, init);
        };
        return service.fetch(request, { ...context, record: { fetch } });
      },
    },
  };
}
