import { expect, test } from 'vitest';
import { stewardOf } from '#modules/actors/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { startsOf } from '#modules/proposals/index.ts';
import { granted, withCity } from '../../../test/support/city.ts';
import { closeProgram, programById } from './index.ts';

test('a programme is closed once its year is over, and nobody is offered to propose in it any more', async () => {
  const { pilar, tenant, program, actors } = await withCity();
  const close = async (matters = { proposals: 0, forums: 0, vouchers: 0 }) => {
    const current = await pilar.read(tenant, (tx) => programById(tx, program.id));
    return pilar.change(actors.setda, 'offices:write', (tx, actor) =>
      closeProgram(tx, stewardOf(actor), current, {
        matters,
        reason: 'Tahun berakhir',
        basis: 'SE Setda 1/2027',
      }),
    );
  };
  const offered = () => pilar.read(tenant, (tx) => startsOf(tx, actors.rw1));
  expect(await close()).toMatchObject({
    refusal: { refusal: 'program.running', basis: { cite: 'UU 17/2003' } },
  });
  expect(await offered()).toHaveLength(1);
  pilar.clock.set(new Date('2027-01-04T02:00:00Z'));
  expect(await close({ proposals: 2, forums: 0, vouchers: 1 })).toMatchObject({
    refusal: { refusal: 'program.open-matters', params: { proposals: 2, forums: 0, vouchers: 1 } },
  });
  expect(granted(await close()).state).toBe('closed');
  expect(await offered()).toEqual([]);
  expect(await close()).toMatchObject({ refusal: { refusal: 'program.closed' } });
  const history = await pilar.read(tenant, (tx) => historyOf(tx, program.id));
  expect(history.map((one) => one.action)).toContain('program.closed');
});
