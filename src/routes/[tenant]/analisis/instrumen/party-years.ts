import type { Instrument } from '#analysis/rubric/index.ts';
import { resultsByPartyAndYear } from '#modules/assessment/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { resultWords } from './round-rows.ts';

/** Results that are read of one instrument; a city has some hundred institutions that are rated each year. */
const MOST = 400;

/** The results of an instrument about institutions, a line for each and a column for each year. */
export async function partyYears(tx: Tx, instrument: Instrument, tenant: string, locale: 'id' | 'en') {
  const found = await resultsByPartyAndYear(tx, instrument.slug, MOST);
  const yearOf = (one: (typeof found)[number]) => one.asOf.slice(0, 4);
  const years = [...new Set(found.map(yearOf))].sort();
  return {
    years,
    rows: [...Map.groupBy(found, (one) => one.party)].flatMap(([party, results]) => {
      const [first] = results;
      if (party === null || !first) return [];
      const byYear = new Map(
        results.map((one) => [
          yearOf(one),
          {
            text: resultWords(one, instrument, locale),
            href: `/${tenant}/analisis/instrumen/putaran/${one.id}`,
          },
        ]),
      );
      return [{ name: first.partyName, href: `/${tenant}/lembaga/${party}`, byYear }];
    }),
  };
}
