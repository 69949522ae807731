import { z } from '@hono/zod-openapi';
import { refuse } from '#kernel/refusal.ts';
import { continuation, latestEntries, latestSeal, proofOf, publicEntry } from '#modules/journal/index.ts';
import { endpoint } from '../endpoint.ts';
import { byId, listing } from '../listing.ts';
import { Entry, entryShown, Moment } from './shared.ts';

const Seal = z
  .object({
    number: z.int(),
    firstPosition: z.int(),
    size: z.int(),
    root: z.string(),
    previous: z.string(),
    history: z.string(),
    sealedAt: Moment,
    hash: z.string(),
  })
  .meta({ id: 'Seal', description: 'A batch of entries sealed together, chained to the seal before it' });

const Path = z.array(z.object({ side: z.enum(['left', 'right']), hash: z.string() }));

const Head = z.object({
  size: z.int().meta({ description: 'How many seals' }),
  root: z.string().meta({ description: 'The root of the tree over them, as the checkpoint has it, in hex' }),
});

const SealNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

const tag = 'journal';
const access = 'public';

export const journal = [
  listing({
    path: '/{tenant}/journal/entries',
    tag,
    summary: 'What happened in the city, newest first',
    filter: {},
    item: Entry,
    cursor: byId,
    rows: (tx, { limit, after }) => latestEntries(tx, limit, after),
    shown: entryShown,
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/journal/entries/{entry}',
    tag,
    access,
    summary: 'One entry of the journal',
    answer: Entry,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const entry = await publicEntry(tx, params.entry);
        return entry ? { body: entryShown(entry) } : refuse('access.not-found');
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/journal/entries/{entry}/proof',
    tag,
    access,
    summary: 'The proof that an entry stands in the sealed journal',
    description:
      'Enough to check without Pilar: the entry hashes to its leaf (unless it names withheld fields), the path leads from the leaf to the root of its seal, and from that seal to the history stated by the newest. 404 until the entry is sealed.',
    answer: z
      .object({
        entry: Entry.omit({ seal: true }).meta({
          id: 'SealedEntry',
          description: 'An entry exactly as it was hashed, but for fields it names as withheld',
        }),
        leaf: z.string(),
        path: Path.meta({ description: 'From the leaf to the root of its seal' }),
        seal: Seal,
        sealPath: Path.meta({ description: 'From the seal to the history of the newest' }),
        newest: Seal,
      })
      .meta({ id: 'EntryProof', description: 'The proof that an entry stands in the sealed journal' }),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const proof = await proofOf(tx, params.entry);
        if (!proof) return refuse('access.not-found');
        const { withheld, ...entry } = proof.entry;
        return {
          body: {
            entry: withheld ? { ...entry, withheld: [...withheld] } : entry,
            leaf: proof.leaf,
            path: proof.path.map((step) => ({ ...step })),
            seal: { ...proof.seal },
            sealPath: proof.sealPath.map((step) => ({ ...step })),
            newest: { ...proof.newest },
          },
        };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/journal/seal',
    tag,
    access,
    summary: 'The newest seal of the journal',
    description: '404 before the first one.',
    answer: Seal,
    run: (call) =>
      call.read(async (tx) => {
        const seal = await latestSeal(tx);
        return seal ? { body: { ...seal } } : refuse('access.not-found');
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/journal/consistency',
    tag,
    access,
    summary: 'The proof that the journal continues an earlier state of itself',
    description:
      'For whoever kept a checkpoint or a seal: the hashes of RFC 6962, section 2.1.2, over the hashes of the seals, by which `from` and `to` are computed anew. 404 when the journal has not that many seals.',
    query: z.strictObject({
      from: SealNumber.meta({ description: 'The number of the seal that was kept', examples: ['1'] }),
      to: SealNumber.optional().meta({ description: 'A later seal; the newest unless said' }),
    }),
    answer: z
      .object({ from: Head, to: Head, proof: z.array(z.string()) })
      .meta({ id: 'ConsistencyProof', description: 'Two states of the journal and what ties them together' }),
    run: (call, { query }) =>
      call.read(async (tx) => {
        const found = await continuation(tx, query.from, query.to);
        return found
          ? { body: { from: { ...found.from }, to: { ...found.to }, proof: [...found.proof] } }
          : refuse('access.not-found');
      }),
  }),
];
