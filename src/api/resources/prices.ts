import { z } from '@hono/zod-openapi';
import { readWhole } from '#kernel/readers/number.ts';
import { wordsOf } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { type ListedPrice, listPrices, setPrices, yearsOfPrices } from '#modules/prices/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { AmountInput, ShortInput } from '../input.ts';
import { type Cursor, listing, notACursor } from '../listing.ts';
import { Amount, amount } from './shared.ts';

const Shown = z
  .object({
    code: z.string().meta({ description: 'Of the list of the city; empty where it has none' }),
    item: z.string(),
    unit: z.string(),
    price: Amount,
  })
  .meta({ id: 'PriceStandard', description: 'What the city says one unit costs in a year' });

/** A standard is told from others by its name and its unit, which its key has on two lines. */
const byName: Cursor<ListedPrice, string> = {
  of: ({ key }) => Buffer.from(key).toString('base64url'),
  read: (typed) => {
    const key = Buffer.from(typed, 'base64url').toString();
    return key.split('\n').length === 2 && !key.includes('\0') ? key : notACursor();
  },
};

const tag = 'funding';

export const prices = [
  endpoint({
    method: 'get',
    path: '/{tenant}/prices',
    tag,
    access: 'public',
    summary: 'The years for which the city says what things cost',
    answer: z.object({ years: z.array(z.int()) }),
    run: async (call) => ({ body: { years: await call.read(yearsOfPrices) } }),
  }),
  listing({
    path: '/{tenant}/prices/{year}',
    tag,
    summary: 'What the city says things cost in a year, by name',
    description: 'A plan that asks more is told so, and never refused.',
    filter: { text: z.string().max(200).optional() },
    item: Shown,
    cursor: byName,
    rows: async (tx, { params, filter, limit, after }) => {
      const year = readWhole(params.year, 2000, 2100);
      if (isRefusal(year)) return refuse('access.not-found');
      return listPrices(tx, { year, words: wordsOf(filter.text ?? ''), after, limit });
    },
    shown: ({ code, item, unit, price }) => ({ code, item, unit, price: amount(price) }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/prices/{year}',
    tag,
    access: 'offices:write',
    summary: 'Say what things cost in a year',
    description:
      'Each in the place of what stood; without a price it is taken back. All of them or none, each that cannot stand is named. By whoever steers the programmes of the city.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        prices: z
          .array(
            z.strictObject({
              code: ShortInput.default(''),
              item: ShortInput,
              unit: ShortInput,
              price: AmountInput.default(''),
            }),
          )
          .min(1)
          .max(500),
      }),
      example: { prices: [{ code: '1.1.7.01', item: 'Semen portland 50 kg', unit: 'zak', price: 72_000 }] },
    },
    answer: z
      .object({ set: z.int().meta({ description: 'How many say something else now' }) })
      .meta({ id: 'SetPrices', description: 'What was changed of the price standards' }),
    run: async (call, { params, body }) => {
      const year = readWhole(params.year, 2000, 2100);
      if (isRefusal(year)) return at('year', year);
      return answerTo(
        await setPrices(call.pilar, call.who, { year, city: call.tenant.region, prices: body.prices }),
        ({ set }) => ({ body: { set } }),
      );
    },
  }),
];
