import { z } from '@hono/zod-openapi';
import { COUNTED_OF, type CountedOf, missingOf } from '#analysis/measures/index.ts';
import { isIsoDate } from '#kernel/date.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { organizationById } from '#modules/actors/index.ts';
import { DERIVATION, HALF_LIVES, type NetworkOf, seenNetwork } from '#modules/assessment/index.ts';
import { type NamedMoney, partyBalance, relationBalance } from '#modules/transparency/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { endpoint } from '../endpoint.ts';
import { IdInput, RegionInput, ShortInput } from '../input.ts';
import { Answer, answerShown } from './measures.ts';
import { Amount, amount, Day, Label, labelShown, programNamed, Region, Uuid } from './shared.ts';

const Network = z
  .object({
    actors: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        entity: z.enum(['person', 'institution']).nullable(),
        pillar: z.string().nullable(),
        kind: z.string().nullable(),
        place: Region.nullable(),
      }),
    ),
    ties: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        form: z
          .string()
          .nullable()
          .meta({ description: 'What they did together', examples: ['decision'] }),
        stage: z.string().nullable(),
        standing: z.enum(['equal', 'horizontal', 'vertical']).nullable(),
        dominant: z.string().nullable().meta({ description: 'The actor who decides over the other' }),
        bond: z.enum(['weak', 'strong']).nullable(),
        strength: z.number(),
        source: z.enum(['survey', 'record', 'document']).nullable(),
        evidence: z
          .array(z.object({ reference: z.string(), date: Day.nullable() }))
          .meta({ description: 'Pages beneath the address of the city on which it can be read' }),
      }),
    ),
    hidden: z.int().meta({ description: 'Actors that the reader may not see' }),
    cutShort: z.array(z.string()).meta({ description: 'Sources of which only the newest were read' }),
  })
  .meta({ id: 'Network', description: 'Who has to do with whom, from records and surveys' });

const Money = z.array(
  z.object({
    giver: Uuid.nullable().meta({ description: 'Whose own money it was; null for the city and its funds' }),
    receiver: Uuid.nullable().meta({ description: 'Whose proposals it was for; null for a person’s' }),
    decided: Amount,
    disbursed: Amount,
    settled: Amount,
  }),
);

const PartyBalance = z
  .object({
    organization: Uuid,
    program: z.string().nullable().meta({ description: 'The programme that money and body are of' }),
    programs: z.array(
      z.object({
        program: z.string(),
        as: z.enum(COUNTED_OF),
        measures: z.array(z.object({ measure: z.string(), ...Answer })),
      }),
    ),
    money: Money,
    body: z
      .object({
        seats: z.array(
          z.object({ label: Label, pillar: z.string().nullable(), filled: z.int(), empty: z.int() }),
        ),
        forums: z.array(z.object({ id: Uuid, decisions: z.int() })),
        outcomes: z.array(
          z.object({ outcome: z.string(), label: Label, decisions: z.int(), granted: Amount }),
        ),
      })
      .nullable(),
  })
  .meta({
    id: 'PartyBalance',
    description: 'What an institution or body brought, received, gave and decided',
  });

const Relation = z
  .object({
    dealings: z.array(
      z.object({
        form: z.string(),
        institutions: z.array(z.string()),
        leads: z.string().nullable().meta({ description: 'Who decides over the other' }),
        times: z.int(),
        last: Day,
        reference: z.string(),
      }),
    ),
    money: Money,
  })
  .meta({
    id: 'Relation',
    description: 'What passed between two governments; empty where records hold nothing',
  });

function moneyShown(money: readonly NamedMoney[]): z.infer<typeof Money> {
  return money.map(({ giver, receiver, decided, disbursed, spent }) => ({
    giver: giver?.id ?? null,
    receiver: receiver?.id ?? null,
    decided: amount(decided),
    disbursed: amount(disbursed),
    settled: amount(spent),
  }));
}

/** Whose network is asked for: exactly one of an area, an institution and two governments. */
async function networkOf(
  tx: Tx,
  { area, party, one, other }: { area?: string; party?: string; one?: string; other?: string },
): Promise<NetworkOf | Refusal> {
  const asked = [area, party, one].filter((each) => each !== undefined);
  if (asked.length !== 1 || (one === undefined) !== (other === undefined)) {
    return at('area', refuse('assessment.one-subject'));
  }
  if (party !== undefined) {
    const found = await organizationById(tx, party);
    return found ? { party: found } : at('party', refuse('input.choice'));
  }
  return one !== undefined && other !== undefined ? { one, other } : { area: area ?? '' };
}

const tag = 'assessment';
const access = 'public';
const program = ShortInput.optional().meta({ description: 'The one programme whose records count' });
const DayInput = z.string().refine(isIsoDate, { params: { refusal: 'input.date' } });

export const networks = [
  endpoint({
    method: 'get',
    path: '/{tenant}/networks',
    tag,
    access,
    summary: 'Who has to do with whom: in an area, around an institution, or between two governments',
    description:
      'Exactly one of `area` (a village or district), `party`, and `one` with `other`. People and providers are for officers of the place.',
    query: z.strictObject({
      area: RegionInput.optional(),
      party: IdInput.optional(),
      one: RegionInput.optional(),
      other: RegionInput.optional(),
      program,
      from: DayInput.optional(),
      until: DayInput.optional(),
      halfLife: z
        .string()
        .refine((text) => HALF_LIVES.some((days) => String(days) === text), {
          params: { refusal: 'input.choice' },
        })
        .optional()
        .meta({ description: `After how many days a dealing counts half: ${HALF_LIVES.join(', ')}` }),
    }),
    answer: Network,
    run: (call, { query }) =>
      call.read(async (tx) => {
        const of = await networkOf(tx, query);
        if (isRefusal(of)) return of;
        const only = query.program === undefined ? undefined : await programNamed(tx, query.program);
        if (isRefusal(only)) return only;
        const { from, until = tx.today, halfLife } = query;
        const halfLifeDays = halfLife === undefined ? DERIVATION.halfLifeDays : Number(halfLife);
        const asked = { of, program: only?.id, from, until, halfLifeDays };
        const found = await seenNetwork(tx, call.viewer, asked, call.tenant.timeZone);
        if (isRefusal(found)) return found;
        const { network, hidden, cutShort } = found;
        return {
          body: {
            actors: network.actors.map(({ id, label, entity, pillar, kind, place }) => ({
              id,
              label,
              entity,
              pillar,
              kind,
              place,
            })),
            ties: network.ties.map(
              ({ from, to, form, stage, standing, dominant, bond, strength, source, evidence }) => ({
                from,
                to,
                form,
                stage,
                standing,
                dominant,
                bond,
                strength,
                source,
                evidence: evidence.map(({ reference, date }) => ({ reference, date })),
              }),
            ),
            hidden,
            cutShort: [...cutShort],
          },
        };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/organizations/{organization}/balance',
    tag,
    access,
    summary: 'What an institution or body brought, received, gave and decided, programme by programme',
    query: z.strictObject({ program }),
    answer: PartyBalance,
    run: (call, { params, query }) =>
      call.read(async (tx) => {
        const party = await organizationById(tx, params.organization);
        if (!party) return refuse('access.not-found');
        const wanted = query.program === undefined ? undefined : await programNamed(tx, query.program);
        if (isRefusal(wanted)) return wanted;
        const found = await partyBalance(tx, party, wanted?.id);
        const { body } = found;
        return {
          body: {
            organization: party.id,
            program: found.program?.slug ?? null,
            programs: found.years.map(({ program: { slug }, as, says }) => ({
              program: slug,
              as,
              measures: measuresShown(says, as),
            })),
            money: moneyShown(found.money),
            body: body
              ? {
                  seats: body.seats.map(({ label, ...one }) => ({ label: labelShown(label), ...one })),
                  forums: body.forums.map(({ id, decisions }) => ({ id, decisions: Number(decisions) })),
                  outcomes: body.outcomes.map(({ outcome, label, decisions, granted }) => ({
                    outcome,
                    label: labelShown(label),
                    decisions: Number(decisions),
                    granted: amount(granted),
                  })),
                }
              : null,
          },
        };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}/relations',
    tag,
    access,
    summary: 'What passed between two governments in a programme',
    query: z.strictObject({ one: RegionInput, other: RegionInput }),
    answer: Relation,
    run: (call, { params, query: { one, other } }) =>
      call.read(async (tx) => {
        const of = await programNamed(tx, params.program);
        if (isRefusal(of)) return of;
        if (one === other) return at('other', refuse('region.unknown'));
        const { dealings, money } = await relationBalance(tx, one, other, of, call.tenant.timeZone);
        return {
          body: {
            dealings: dealings.map((each) => ({ ...each, institutions: [...each.institutions] })),
            money: moneyShown(money),
          },
        };
      }),
  }),
];

type Counted = Awaited<ReturnType<typeof partyBalance>>['years'][number];

function measuresShown(says: Counted['says'], as: CountedOf) {
  return [...says].map(([measure, answer]) => ({
    measure,
    ...answerShown(answer, missingOf(measure, as)),
  }));
}
