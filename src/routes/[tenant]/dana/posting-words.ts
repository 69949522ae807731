import type { Posting } from '#modules/funding/index.ts';
import type { Model } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';

const KINDS = {
  allot: m['funds.posting.allot'],
  deposit: m['funds.posting.deposit'],
  withdraw: m['funds.posting.withdraw'],
  commit: m['funds.posting.commit'],
  release: m['funds.posting.release'],
  disburse: m['funds.posting.disburse'],
  settle: m['funds.posting.settle'],
  refund: m['funds.posting.refund'],
  spend: m['funds.posting.spend'],
  lapse: m['funds.posting.lapse'],
  'carry-out': m['funds.posting.carry-out'],
  'carry-in': m['funds.posting.carry-in'],
} as const satisfies Record<Posting['kind'], () => string>;

const ACCOUNTS = {
  source: m['funds.account.source'],
  purse: m['funds.account.purse'],
  commitment: m['funds.account.commitment'],
  advance: m['funds.account.advance'],
  spent: m['funds.account.spent'],
} as const satisfies Record<Posting['from'], () => string>;

/** What a movement of money is called. */
export function postingName(kind: Posting['kind']): string {
  return KINDS[kind]();
}

/** An account of the ledger as people read it. */
export function accountName(account: Posting['from']): string {
  return ACCOUNTS[account]();
}

/** Where money comes from, as the model calls it. */
export function sourceName({ funding }: Model, source: string, locale: Locale): string {
  return funding?.sources.find((one) => one.source === source)?.label[locale] ?? source;
}
