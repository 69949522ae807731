import {
  compareWithNoted,
  latestSeal,
  sealLine,
  shortSeal,
  type WitnessStanding,
  witnessesOf,
} from '#modules/journal/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { count, moment } from '#ui/format.ts';
import { requireTenant } from '../../../request.ts';
import type { PageServerLoad } from './$types.js';

/** The longest text that is compared: a seal as it was noted, alone or in a message. */
const LONGEST = 2000;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const typed = (event.url.searchParams.get('segel') ?? '').slice(0, LONGEST);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const seal = await latestSeal(tx);
    const address = `${event.locals.pilar.settings.origin}/${tenant.slug}/jurnal/simpan`;
    return {
      newest: seal && {
        number: count(seal.number),
        short: shortSeal(seal.hash),
        when: moment(seal.sealedAt, tenant.timeZone),
        line: sealLine(seal),
        address: `${address}?segel=${seal.number}+${shortSeal(seal.hash)}`,
      },
      typed,
      verdict: typed.trim() === '' ? undefined : await verdictOn(tx, tenant, typed),
      witnesses: (await witnessesOf(tx)).map((one) => shownWitness(one, tenant)),
    };
  });
};

/** What the journal says to what somebody typed: as many seals as were found in it, at the worst of them. */
async function verdictOn(tx: Tx, tenant: Tenant, typed: string) {
  const { findings, faults } = await compareWithNoted(tx, typed);
  const worst = findings.find((one) => one.verdict !== 'same') ?? findings[0];
  if (!worst)
    return { kind: faults.length > 0 ? ('another' as const) : ('unread' as const), number: '', when: '' };
  const number = worst.noted.number ?? worst.found?.number;
  return {
    kind: faults.length > 0 && worst.verdict === 'same' ? ('another' as const) : worst.verdict,
    number: number === undefined ? '' : count(number),
    when: worst.found ? moment(worst.found.sealedAt, tenant.timeZone) : '',
  };
}

function shownWitness(one: WitnessStanding, tenant: Tenant) {
  const changed = one.fault === 'shorter' || one.fault === 'another';
  return {
    name: one.witness,
    size: count(one.size),
    when: one.cosignedAt ? moment(one.cosignedAt.toISOString(), tenant.timeZone) : '',
    state: changed ? ('objects' as const) : one.cosignedAt ? ('signed' as const) : ('waiting' as const),
  };
}
