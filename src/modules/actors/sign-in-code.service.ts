import { randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { type Acting, type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { normalPhone, phoneSpellings } from '#kernel/contact.ts';
import { type Id, isId, newId } from '#kernel/id.ts';
import { readName } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { Caller } from '#platform/sign-in/sign-in.ts';
import type { AccountRuntime } from './account.service.ts';
import { endTokens, link } from './account.service.ts';
import { homeOf, tenantsOfUser } from './account.store.ts';
import { checkNewPassword } from './account.ts';
import { insertPerson, type PersonWithMandates, peopleIn, personById, personByPhone } from './actor.store.ts';
import { modelsOf } from './office.service.ts';
import { insertCode, setPhone, takeAttempt, useCode } from './sign-in-code.store.ts';
import { CODE_ATTEMPTS, CODE_HOURS, codeRegions, codeText, mayIssueCode, readCode } from './sign-in-code.ts';

const derive = promisify<string, string, number, Buffer>(scrypt);

export type IssuedCode = {
  readonly person: Id;
  readonly name: string;
  readonly code: string;
  readonly expiresAt: Date;
};

/** People whom this officer could give a code, found by a part of their name or number; none for anybody else. */
export async function findPeopleForCode(
  runtime: Runtime,
  actor: Actor,
  text: string,
): Promise<readonly PersonWithMandates[]> {
  return runtime.read(actor.tenant, async (tx) => {
    const models = await modelsOf(tx);
    const regions = codeRegions(actor, models);
    const found: PersonWithMandates[] = [];
    for (const region of regions) found.push(...(await peopleIn(tx, region, text.trim())));
    return found.filter((person) => !isRefusal(mayIssueCode(actor, models, person)));
  });
}

/**
 * Gives a person who stands before the officer a one-time code: eight digits, shown once, kept only as a hash.
 * A newer code makes the older ones useless.
 */
export async function issueSignInCode(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { person: Id },
): Promise<Result<IssuedCode>> {
  return runtime.change(withoutKey(who), 'offices:write', async (tx, actor) => {
    const person = isId(input.person) ? await personById(tx, input.person) : undefined;
    if (!person) return refused(refuse('access.not-found'));
    const by = mayIssueCode(actor, await modelsOf(tx), person);
    return isRefusal(by) ? refused(by) : ok(await issue(tx, acting(actor, by), person));
  });
}

/** Enters a resident who is not on file, and gives them a code at once. */
export async function registerResident(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { name: string; phone: string; region: RegionCode },
): Promise<Result<IssuedCode>> {
  return runtime.change(withoutKey(who), 'offices:write', async (tx, actor) => {
    const phone = normalPhone(input.phone);
    const name = readName(input.name);
    const issues: Refusal[] = [];
    if (isRefusal(name)) issues.push(at('name', name));
    if (!phone) issues.push(at('phone', refuse('phone.unreadable')));
    const models = await modelsOf(tx);
    if (!codeRegions(actor, models).includes(input.region))
      issues.push(at('region', refuse('region.outside')));
    const refusal = together(issues);
    if (refusal || !phone || isRefusal(name)) return refused(refusal ?? refuse('phone.unreadable'));
    if (await personByPhone(tx, phoneSpellings(phone))) return refused(at('phone', refuse('sign-in.taken')));
    const person: PersonWithMandates = {
      id: newId(tx.now),
      name,
      phone,
      user: null,
      region: input.region,
      merged: [],
      mandates: [],
    };
    const mandate = mayIssueCode(actor, models, person);
    if (isRefusal(mandate)) return refused(mandate);
    const by = acting(actor, mandate);
    await insertPerson(tx, { ...person, phone });
    await record(tx, by, {
      action: 'person.registered',
      subjectType: 'person',
      subjectId: person.id,
      region: input.region,
      summary: {},
      details: { name: person.name },
    });
    return ok(await issue(tx, by, person));
  });
}

async function issue(tx: Tx, by: Acting, person: PersonWithMandates): Promise<IssuedCode> {
  const id = newId(tx.now);
  const code = codeText(randomInt(100_000_000));
  const expiresAt = new Date(tx.now.getTime() + CODE_HOURS * 3_600_000);
  await insertCode(tx, {
    id,
    person: person.id,
    hash: await hashCode(id, readCode(code) ?? ''),
    issuedBy: by.person,
    expiresAt,
  });
  await record(tx, by, {
    action: 'sign-in-code.issued',
    subjectType: 'sign-in-code',
    subjectId: id,
    region: person.mandates[0]?.region ?? person.region ?? (await homeOf(tx)),
    summary: {},
    details: { person: person.id },
  });
  return { person: person.id, name: person.name, code, expiresAt };
}

export type Redemption = {
  readonly tenant: Id;
  /** Known when the person follows the link on their slip; else their phone number tells. */
  readonly person?: Id;
  readonly phone: string;
  readonly code: string;
  readonly password: string;
};

/**
 * Turns a one-time code into an account: sets the password and ties the account to the person. An account with a
 * second factor keeps it. Answers the same refusal for an unknown person, a wrong, used or expired code.
 */
export async function redeemSignInCode(
  runtime: AccountRuntime,
  caller: Caller,
  input: Redemption,
): Promise<Result<{ userId: string; secondFactor: boolean }>> {
  const phone = normalPhone(input.phone);
  const code = readCode(input.code);
  const wrong = refused(at('code', refuse('sign-in.code')));
  const issues = [
    phone ? undefined : at('phone', refuse('phone.unreadable')),
    await checkNewPassword(input.password),
  ];
  const unreadable = together(issues.filter((issue) => issue !== undefined));
  if (unreadable || !phone) return refused(unreadable ?? refuse('phone.unreadable'));
  const asked = `${input.tenant} ${input.person ?? phone}`;
  const minutes = await runtime.signIn.takeSlipTry(caller, asked);
  if (minutes !== undefined) return refused(refuse('sign-in.limited', undefined, { minutes }));

  const person = await runtime.read(input.tenant, (tx) =>
    input.person && isId(input.person)
      ? personById(tx, input.person)
      : personByPhone(tx, phoneSpellings(phone)),
  );
  if (!person || !code || (person.phone !== null && normalPhone(person.phone) !== phone)) {
    // Takes as long as a wrong code, so that nobody learns which numbers are on file.
    await hashCode(input.tenant, '00000000');
    return wrong;
  }
  const actor: Actor = {
    tenant: input.tenant,
    person: person.id,
    name: person.name,
    mandates: person.mandates,
    scopes: 'session',
    secondFactor: false,
  };
  // A transaction of its own: the try counts even when the code is wrong.
  const attempt = await runtime.change(actor, 'read', async (tx) =>
    ok(await takeAttempt(tx, person.id, CODE_ATTEMPTS)),
  );
  if (!attempt.ok) return attempt;
  const given = await hashCode(attempt.value?.id ?? input.tenant, code);
  if (!attempt.value || !timingSafeEqual(Buffer.from(given), Buffer.from(attempt.value.hash))) return wrong;

  const namesake = await runtime.read(input.tenant, (tx) => personByPhone(tx, phoneSpellings(phone)));
  if (namesake && namesake.id !== person.id) return refused(at('phone', refuse('sign-in.taken')));
  const account = await accountFor(runtime, caller, person, phone, input.password);
  if (!account.ok) return account;
  const id = attempt.value.id;
  const linked = await runtime.change(actor, 'read', async (tx) => {
    if (!(await useCode(tx, id))) return wrong;
    if (person.phone === null) await setPhone(tx, person.id, phone);
    await endTokens(tx, actor, 'all');
    return link(tx, actor, account.value.userId, 'sign-in-code.redeemed');
  });
  if (!linked.ok) {
    if (account.value.isNew) await runtime.signIn.deleteUser(account.value.userId);
    return linked;
  }
  // Only now: a code that somebody else used in the meantime changes no password.
  if (account.value.reset) {
    // Tokens once more, with the password itself: the old one could still make some until now.
    await runtime.signIn.resetPassword(account.value.userId, input.password, (sql) =>
      runtime.within(sql, actor.tenant, (tx) => endTokens(tx, actor, 'all')),
    );
  }
  await runtime.signIn.forgiveSlipTry(caller, asked);
  return ok({ userId: account.value.userId, secondFactor: account.value.secondFactor });
}

type Account = { userId: string; secondFactor: boolean; isNew: boolean; reset: boolean };

/**
 * The account that the code opens. A person's own account gets the new password, unless it serves in another city
 * too: an officer here must not open it there. A phone number whose account belongs to another city is tied to this
 * one when the password is that account's.
 */
async function accountFor(
  runtime: AccountRuntime,
  caller: Caller,
  person: PersonWithMandates,
  phone: string,
  password: string,
): Promise<Result<Account>> {
  if (person.user) {
    const cities = await tenantsOfUser(runtime.database, person.user);
    if (cities.length > 1) return refused(refuse('sign-in.elsewhere'));
    const user = await runtime.signIn.readUser(person.user);
    return ok({ userId: person.user, secondFactor: user?.secondFactor === true, isNew: false, reset: true });
  }
  const known = await runtime.signIn.findUser(phone);
  if (!known) {
    const userId = await runtime.signIn.createUser({ name: person.name, phone, password });
    return ok({ userId, secondFactor: false, isNew: true, reset: false });
  }
  const attempt = await runtime.signIn.withPassword(caller, phone, password);
  if (attempt.outcome === 'limited')
    return refused(refuse('sign-in.limited', undefined, { minutes: attempt.minutes }));
  if (attempt.outcome === 'wrong') return refused(at('password', refuse('sign-in.elsewhere')));
  return ok({ ...known, isNew: false, reset: false });
}

/** The code itself must not stay in the database as the answer to a repeated request. */
function withoutKey(who: Actor | Visitor): Actor | Visitor {
  if (who.person === undefined) return who;
  const { request: _, ...actor } = who;
  return actor;
}

async function hashCode(id: Id, digits: string): Promise<string> {
  return (await derive(digits, id, 32)).toString('hex');
}
