import { createHash } from 'node:crypto';
import { TOKEN_SCOPES, type TokenScope } from '#kernel/actor.ts';
import { addDays, daysBetween, type IsoDate, isIsoDate } from '#kernel/date.ts';
import { readLine } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';

/** Longest life of a personal token, in days. */
export const TOKEN_DAYS = 365;

/** For how many days a token carries the proof of the second factor with which it was made. */
export const TOKEN_PROOF_DAYS = 90;

const PREFIX = 'pilar_';

/** A token's text from 32 random bytes. The prefix lets secret scanners know it. */
export function tokenText(random: Uint8Array): string {
  return PREFIX + Buffer.from(random).toString('base64url');
}

/** What is stored of a token; undefined for a text that cannot be one. A plain hash serves, since nobody can guess 32 random bytes. */
export function hashToken(token: string): string | undefined {
  if (!/^pilar_[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
  return createHash('sha256').update(token).digest('hex');
}

export type NewToken = {
  readonly name: string;
  readonly scopes: readonly string[];
  /** The last day on which the token works. */
  readonly lastDay: IsoDate;
};

/** What is wrong with a wished-for token: no name, a scope that does not exist, an end in the past or beyond a year. */
export function checkToken(wish: NewToken, today: IsoDate): Refusal | undefined {
  const issues: Refusal[] = [];
  const name = readLine(wish.name, 80);
  if (isRefusal(name)) issues.push(at('name', name));
  if (wish.scopes.length === 0) issues.push(at('scopes', refuse('input.required')));
  else if (wish.scopes.some((scope) => !isScope(scope))) issues.push(at('scopes', refuse('input.choice')));
  if (!isIsoDate(wish.lastDay)) issues.push(at('lastDay', refuse('input.date')));
  else {
    const days = daysBetween(today, wish.lastDay);
    if (days < 0 || days > TOKEN_DAYS)
      issues.push(
        at(
          'lastDay',
          refuse('token.expiry', undefined, { days: TOKEN_DAYS, latest: addDays(today, TOKEN_DAYS) }),
        ),
      );
  }
  return together(issues);
}

export function tokenExpired(token: { readonly expiresAt: Date }, now: Date): boolean {
  return now.getTime() >= token.expiresAt.getTime();
}

/** Whether a token stands for a proved second factor: made in a session that had lately proved it, and not too long ago. */
export function tokenProves(token: { readonly provedAt: Date | null }, now: Date): boolean {
  return token.provedAt !== null && now.getTime() - token.provedAt.getTime() <= TOKEN_PROOF_DAYS * 86_400_000;
}

/** Whether a token speaks in a mandate: those its holder had when it was made. One made before this was kept speaks in all. */
export function inMandate(token: { readonly mandates: string | null }, mandate: string): boolean {
  return token.mandates === null || token.mandates.split(' ').includes(mandate);
}

/** Scopes as stored: their names, separated by spaces. */
export function readScopes(stored: string): readonly TokenScope[] {
  return stored.split(' ').filter(isScope);
}

function isScope(text: string): text is TokenScope {
  return TOKEN_SCOPES.some((scope) => scope === text);
}

/** The first moment after a day in a time zone. */
export function endOfDay(timeZone: string, day: IsoDate): Date {
  const next = addDays(day, 1);
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    new Date(`${next}T00:00:00Z`),
  );
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', '') || 'Z';
  return new Date(`${next}T00:00:00${offset}`);
}
