/**
 * A server's work without its web: runs random commands on a city until it is killed, and prints each one it has
 * acknowledged as a line of JSON. Started by `kill.test.ts`.
 */
import { once } from 'node:events';
import { pino } from 'pino';
import type { Actor } from '#kernel/actor.ts';
import type { Result } from '#kernel/result.ts';
import { decideProposal, revokeDecision } from '#modules/deliberation/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { sealJournal } from '#modules/journal/index.ts';
import { addProposalPhoto, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { buildPilar, openDatabase } from '../../src/pilar.ts';
import { DRAINAGE } from '../support/drainage.ts';

export type Errand = {
  readonly settings: Parameters<typeof buildPilar>[0];
  readonly seed: number;
  readonly tenant: string;
  readonly program: string;
  readonly forum: string;
  readonly photo: string;
  /** Proposals that sealed minutes have funded, to be paid for. */
  readonly payable: readonly string[];
  readonly actors: {
    readonly rw1: Actor;
    readonly lurah: Actor;
    readonly treasurer: Actor;
    readonly camat: Actor;
  };
};

export type Acknowledged = { readonly action: string; readonly subject: string };

// Whoever started it says when to begin, or is gone before.
const [begun] = await Promise.race([once(process.stdin, 'data'), once(process.stdin, 'end')]);
if (begun === undefined) process.exit(0);

const errand: Errand = JSON.parse(process.env.PILAR_ERRAND ?? '{}');
const { actors } = errand;
const log = pino({ level: 'silent' });
// With patience: a machine that does much else at the same time is no fault that this looks for.
const database = await openDatabase(errand.settings, log, 'long');
const pilar = await buildPilar(errand.settings, { log, database });

let state = errand.seed;
/** A number from 0 up to, not including, `below`; the same run for the same seed. */
function chance(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

function acknowledge<T>(result: Result<T>, action: string, subject: (value: T) => string): T | undefined {
  if (!result.ok) return undefined;
  process.stdout.write(
    `${JSON.stringify({ action, subject: subject(result.value) } satisfies Acknowledged)}\n`,
  );
  return result.value;
}

const waiting: string[] = [];
const funded: string[] = [];
const recorded: { voucher: string; proposal: string }[] = [];
const take = <T>(list: T[]): T | undefined => list.splice(chance(Math.max(list.length, 1)), 1)[0];

async function propose(): Promise<void> {
  const organization = actors.rw1.mandates[0]?.organization.id ?? '';
  const price = String(100_000 * (1 + chance(80)));
  const fields = {
    ...DRAINAGE,
    costLines: [{ item: 'Paket', quantity: '1', unit: 'paket', unitPrice: price }],
  };
  const started = acknowledge(
    await startProposal(pilar, actors.rw1, { program: errand.program, organization, fields }),
    'proposal.started',
    (value) => value.id,
  );
  if (!started) return;
  const file = Buffer.from(errand.photo, 'base64');
  await addProposalPhoto(pilar, actors.rw1, { proposal: started.id, file, caption: '' });
  const submitted = await submitProposal(pilar, actors.rw1, { proposal: started.id });
  if (acknowledge(submitted, 'proposal.submitted', (value) => value.id)) waiting.push(started.id);
}

async function decide(): Promise<void> {
  const proposal = take(waiting);
  if (!proposal) return;
  const effect = chance(4) === 0 ? 'reject' : 'fund';
  const decision = { forum: errand.forum, proposal, outcome: effect, reason: 'Keputusan acak' };
  const decided = await decideProposal(pilar, actors.lurah, decision);
  if (acknowledge(decided, `proposal.${effect}`, () => proposal) && effect === 'fund') funded.push(proposal);
}

async function revoke(): Promise<void> {
  const proposal = take(funded);
  if (!proposal) return;
  const revoked = await revokeDecision(pilar, actors.lurah, {
    forum: errand.forum,
    proposal,
    reason: 'Keliru',
  });
  if (acknowledge(revoked, 'proposal.decision-revoked', () => proposal)) waiting.push(proposal);
}

async function pay(): Promise<void> {
  const proposal = errand.payable[chance(errand.payable.length)];
  if (!proposal) return;
  const paid = await recordDisbursement(pilar, actors.treasurer, {
    proposal,
    provider: 'Toko',
    purpose: 'Bahan',
    amount: '50000',
    receiptNumber: `KW-${chance(1_000_000)}`,
    paidOn: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(new Date()),
  });
  const value = acknowledge(paid, 'disbursement.recorded', () => proposal);
  if (value) recorded.push({ ...value, proposal });
}

async function approve(): Promise<void> {
  const payment = take(recorded);
  if (!payment) return;
  const reviewed = await reviewVoucher(pilar, actors.camat, {
    voucher: payment.voucher,
    outcome: 'approve',
    remark: '',
  });
  acknowledge(reviewed, 'disbursement.approved', () => payment.proposal);
}

const COMMANDS = [
  propose,
  propose,
  decide,
  decide,
  revoke,
  pay,
  pay,
  approve,
  () => sealJournal(pilar, errand.tenant),
];
process.stdout.write('"ready"\n');
for (;;) {
  const several = Array.from({ length: 1 + chance(3) }, () => COMMANDS[chance(COMMANDS.length)]);
  await Promise.all(several.map((command) => command?.()));
}
