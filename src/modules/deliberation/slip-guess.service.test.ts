import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { granted, withCity } from '../../../test/support/city.ts';
import { hall, openIn } from '../../../test/support/voting-hall.ts';
import { issueCodes } from './ballot.service.ts';
import { MOST_WRONG, tryCode } from './slip-guess.service.ts';

const WRONG = 'ABCDE-FGHJK';

test('a hall may mistype, a guesser is stopped for the rest of ten minutes, others are not, and nothing stays of them', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  pilar.clock.set(new Date('2026-02-11T13:01:00Z'));
  const { forum } = await hall(city);
  const vote = await openIn(city, forum);
  const [code = ''] = granted(
    await issueCodes(pilar, actors.lurah, { vote, count: 1, earlier: 'keep' }),
  ).codes;
  const from = async (source: string, typed: string) => {
    const found = await tryCode(pilar, tenant, { code: typed, source });
    return isRefusal(found) ? found.refusal : 'open';
  };

  // At the same moment, as two servers would be asked: not one guess more than there may be.
  const tries = await Promise.all(Array.from({ length: MOST_WRONG + 20 }, () => from('guesser', WRONG)));
  expect(tries.filter((one) => one === 'ballot.code')).toHaveLength(MOST_WRONG);
  expect(tries.filter((one) => one === 'ballot.limited')).toHaveLength(20);
  expect(await from('guesser', code)).toBe('ballot.limited');
  expect(await tryCode(pilar, tenant, { code, source: 'guesser' })).toMatchObject({ params: { minutes: 9 } });
  expect(await from('hall', code)).toBe('open');

  pilar.clock.set(new Date('2026-02-11T13:11:00Z'));
  expect(await from('guesser', code)).toBe('open');
  await from('guesser', WRONG);
  const kept = await pilar.read(tenant, (tx) =>
    sql<{ since: Date }>`select since from slip_guess where tenant_id = ${tenant}`.execute(tx.sql),
  );
  expect(kept.rows).toEqual([{ since: new Date('2026-02-11T13:10:00Z') }]);
});
