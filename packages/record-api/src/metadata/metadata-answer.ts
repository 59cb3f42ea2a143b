import { createHash } from 'node:crypto';
import type { SearchRegistry } from '@baseplate-epr/fhir';
import type { SupportedProfiles } from '@baseplate-epr/record';
import type { RequestParameters } from '../request/parameters.ts';
import { single } from '../request/parameters.ts';
import { requestError } from '../request/request-error.ts';
import type { Answer } from '../response/respond.ts';
import { shapeOf } from '../shape/resource-shape.ts';
import { shapeResource } from '../shape/shape-resource.ts';

/** Answers `GET /metadata` (R4 §3.1.0.12). */
export type MetadataAnswer = (request: Request, baseUrl: string, parameters: RequestParameters) => Promise<Answer>;

/**
 * The capabilities interaction. The statement is made at first need and kept: it changes only with the address
 * and the search parameters, profiles and store in force. Its entity tag changes
 * with it. `mode` is answered with the whole statement, as the specification allows, unless it is none of the three there are.
 */
export function metadataAnswer(
  registryNow: () => Promise<SearchRegistry>,
  profilesNow: () => SupportedProfiles | undefined,
  ownTimesNow: () => string | undefined,
  statementOf: (now: StatementParts) => object,
): MetadataAnswer {
  let made: Made | undefined;
  return async (request, baseUrl, { rest }) => {
    const mode = single(rest, 'mode');
    if (mode !== undefined && !modes.has(mode)) {
      throw requestError(400, 'value', 'mode is full, normative or terminology; leave it out for the whole statement.');
    }
    const shape = shapeOf(rest);
    const registry = await registryNow();
    const profiles = profilesNow();
    const generation = profiles?.generation ?? '';
    const ownTimes = ownTimesNow();
    const isSame = made?.for === baseUrl && made.registry === registry && made.generation === generation;
    if (made === undefined || !isSame || made.ownTimes !== ownTimes) {
      const profilesOf = (type: string) => profiles?.of(type) ?? [];
      const text = JSON.stringify(statementOf({ baseUrl, registry, profilesOf, ownTimes }));
      const digest = createHash('sha256').update(text).digest('base64url').slice(0, 22);
      made = { for: baseUrl, registry, generation, ownTimes, text, etag: `W/"${digest}"` };
    }
    const { text, etag } = made;
    const known = request.headers
      .get('if-none-match')
      ?.split(',')
      .some((tag) => tag.trim() === etag || tag.trim() === '*');
    if (known === true) return { status: 304, headers: { etag } };
    return { status: 200, text: shapeResource(text, shape), headers: { etag } };
  };
}

/** What a statement is made of that can change while the record runs. */
export interface StatementParts {
  readonly baseUrl: string;
  readonly registry: SearchRegistry;
  /** Canonical URLs of the profiles that resources of a type are held against. */
  profilesOf(type: string): readonly string[];
  /** What searches by `_lastUpdated` do not know, in words. */
  readonly ownTimes: string | undefined;
}

interface Made {
  readonly for: string;
  readonly registry: SearchRegistry;
  readonly generation: string;
  readonly ownTimes: string | undefined;
  readonly text: string;
  readonly etag: string;
}

const modes = new Set(['full', 'normative', 'terminology']);
