import { BaseplateError, type Clock } from '@baseplate-epr/contracts';
import { jwtVerify, SignJWT } from 'jose';

const issuer = 'urn:baseplate:identity-local';
const audience = 'urn:baseplate:record';

/** What a token says. */
export interface TokenClaims {
  /** A role code or, for a person's token, a persona id. */
  readonly subject: string;
  readonly scopes?: readonly string[];
}

/** Makes and checks bearer tokens: JSON Web Tokens signed with HMAC SHA-256 (RFC 7519, RFC 7518 §3.2). */
export interface Tokens {
  issue(claims: TokenClaims, timeToLive: number): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** @throws BaseplateError `credentials-invalid` */
  verify(token: string): Promise<TokenClaims>;
}

interface Verified {
  readonly claims: TokenClaims;
  readonly expiresAt: number;
}

/** Tokens remembered as verified, so that a busy client costs one signature check, not thousands. */
const rememberedTokens = 1000;

/** Makes {@link Tokens} with this key. */
export function createTokens({ key, clock }: { readonly key: Uint8Array; readonly clock: Clock }): Tokens {
  const verified = new Map<string, Verified>();

  async function check(token: string): Promise<Verified> {
    try {
      const { payload } = await jwtVerify(token, key, {
        issuer,
        audience,
        algorithms: ['HS256'],
        currentDate: new Date(clock.now()),
        requiredClaims: ['sub', 'exp'],
      });
      const scope = payload.scope;
      return {
        claims: { subject: payload.sub ?? '', ...(typeof scope === 'string' ? { scopes: scope.split(' ') } : {}) },
        expiresAt: (payload.exp ?? 0) * 1000,
      };
    } catch (cause) {
      throw new BaseplateError({
        code: 'credentials-invalid',
        message: 'The bearer token is malformed, altered or expired. Get a new one (baseplate token).',
        cause,
      });
    }
  }

  return {
    async issue({ subject, scopes }, timeToLive) {
      const issuedAt = Math.floor(clock.now() / 1000);
      const expiresAt = issuedAt + timeToLive;
      const token = await new SignJWT(scopes === undefined ? {} : { scope: scopes.join(' ') })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(key);
      return { token, expiresAt: expiresAt * 1000 };
    },
    async verify(token) {
      let found = verified.get(token);
      if (found === undefined || found.expiresAt <= clock.now()) {
        verified.delete(token);
        found = await check(token);
        if (verified.size >= rememberedTokens) verified.clear();
        verified.set(token, found);
      }
      return found.claims;
    },
  };
}
