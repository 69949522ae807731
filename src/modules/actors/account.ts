import type { Actor } from '#kernel/actor.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import { mustBeUncommon } from './common-password.ts';

/** Shortest and longest password, in characters. Length counts, composition does not (NIST SP 800-63B §3.1.1). */
export const PASSWORD_LENGTH = { least: 8, most: 128 } as const;

/** Refuses a new password that is too short, too long, or tried before all others. */
export async function checkNewPassword(password: string): Promise<Refusal | undefined> {
  if (password.length < PASSWORD_LENGTH.least)
    return at('password', refuse('password.too-short', undefined, { min: PASSWORD_LENGTH.least }));
  if (password.length > PASSWORD_LENGTH.most)
    return at('password', refuse('input.too-long', undefined, { limit: PASSWORD_LENGTH.most }));
  return mustBeUncommon(password);
}

/** What belongs to the person alone (tokens, passwords) is done signed in, never by a token. */
export function requireSession(actor: Actor): Refusal | undefined {
  return actor.scopes === 'session' ? undefined : refuse('access.scope', undefined, { scope: 'session' });
}
