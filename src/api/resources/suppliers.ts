import { z } from '@hono/zod-openapi';
import { type Id, isId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { keepSupplier, type Supplier, supplierList } from '#modules/funding/index.ts';
import { mergeSuppliers } from '#modules/merging/index.ts';
import { answerTo, type Call, endpoint } from '../endpoint.ts';
import { IdInput, LongInput, paging, ShortInput } from '../input.ts';
import { notACursor } from '../listing.ts';
import { page, pageOf } from '../page.ts';
import { Made, programIdNamed, programNamed, Uuid } from './shared.ts';

const Shown = z
  .object({
    id: Uuid,
    name: z.string(),
    npwp: z.string().nullable(),
    bank: z.string().nullable(),
    account: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Supplier', description: 'Whom the city pays, as the offices of money read it' });

function shown({ id, name, npwp, bank, account, version }: Supplier): z.infer<typeof Shown> {
  return { id, name, npwp, bank, account, version };
}

const Typed = z.strictObject({
  name: ShortInput,
  npwp: ShortInput.default('').meta({ description: '15 or 16 digits, points and strokes allowed' }),
  bank: ShortInput.default(''),
  account: ShortInput.default('').meta({ description: 'The number of the account' }),
});

const path = '/{tenant}/programs/{program}/suppliers';
const tag = 'funding';
const access = 'funding:write';
const example = {
  name: 'Toko Bangunan Jaya',
  npwp: '0990000010000000',
  bank: 'Bank Contoh',
  account: '0000000001',
};

/** Keeps what was typed of a supplier of the programme that the address names. */
async function keep(
  call: Call,
  slug: string,
  body: z.output<typeof Typed>,
  known: { readonly supplier?: Id; readonly version?: number | undefined } = {},
) {
  const program = await call.read((tx) => programIdNamed(tx, slug));
  if (isRefusal(program)) return program;
  return answerTo(
    await keepSupplier(call.pilar, call.who, { ...body, ...known, program }),
    ({ supplier }) => ({ body: { id: supplier } }),
  );
}

export const suppliers = [
  endpoint({
    method: 'get',
    path,
    tag,
    access: 'read',
    summary: 'The register of suppliers, by name',
    description: 'For offices that record or examine payments.',
    query: z.strictObject({ text: z.string().max(200).optional(), ...paging }),
    answer: pageOf(Shown),
    run: (call, { params, query: { text = '', cursor, limit } }) =>
      call.read(async (tx) => {
        const program = await programNamed(tx, params.program);
        if (isRefusal(program)) return program;
        if (cursor !== undefined && !isId(cursor)) return notACursor();
        const asked = { search: text, limit: limit + 1, after: cursor };
        const found = await supplierList(tx, call.viewer, program, asked);
        return isRefusal(found) ? found : page(found.rows, limit, (one) => one.id, shown);
      }),
  }),
  endpoint({
    method: 'post',
    path,
    tag,
    access,
    status: 201,
    summary: 'Write down a supplier',
    description: 'Name and NPWP are those of one supplier each: a second record is refused.',
    body: { takes: ['json'], schema: Typed, example },
    answer: Made,
    run: (call, { params, body }) => keep(call, params.program, body),
  }),
  endpoint({
    method: 'put',
    path: `${path}/{supplier}`,
    tag,
    access,
    precondition: 'version',
    summary: 'Mend what is known of a supplier',
    body: { takes: ['json'], schema: Typed, example },
    answer: Made,
    run: (call, { params, body }) =>
      keep(call, params.program, body, { supplier: params.supplier, version: call.version }),
  }),
  endpoint({
    method: 'post',
    path: `${path}/{supplier}/merges`,
    tag,
    access,
    summary: 'Make two records of one supplier one',
    description:
      'The one in the address stays: payments of both stand under it, and the name of the other leads there.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        gone: ShortInput.meta({ description: 'The name of the one that gives way' }),
        reason: LongInput.meta({ description: 'Why it is known that both are one' }),
      }),
      example: { gone: 'TB Jaya', reason: 'Nama di kuitansinya disingkat' },
    },
    answer: z
      .object({ id: IdInput, payments: z.int().meta({ description: 'How many went over' }) })
      .meta({ id: 'MergedSupplier', description: 'The supplier that stays' }),
    run: async (call, { params, body }) => {
      const program = await call.read((tx) => programIdNamed(tx, params.program));
      if (isRefusal(program)) return program;
      return answerTo(
        await mergeSuppliers(call.pilar, call.who, { ...body, program, stays: params.supplier }),
        ({ supplier, payments }) => ({ body: { id: supplier, payments } }),
      );
    },
  }),
];
