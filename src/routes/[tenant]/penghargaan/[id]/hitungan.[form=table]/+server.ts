import { error } from '@sveltejs/kit';
import type { CsvCell } from '#kernel/csv.ts';
import { plainQuantity } from '#kernel/readers/number.ts';
import { columnsCalled } from '#kernel/table-column.ts';
import {
  type AwardFacts,
  awardFacts,
  type ScoredCandidate,
  totalInHundredths,
} from '#modules/awards/index.ts';
import { messageFor } from '#ui/message.ts';
import { idOr404, readOr404, requireTenant, viewerOf } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import type { RequestHandler } from './$types.js';

const COLUMNS = {
  place: 'number',
  candidate: 'text',
  total: 'number',
  aspect: 'text',
  weight: 'number',
  score: 'number',
  standing: 'text',
  records: 'number',
  figures: 'text',
  marks: 'number',
  lowest: 'number',
  median: 'number',
  highest: 'number',
  mean: 'number',
  conflicts: 'number',
} as const;

/** The whole computation of a closed round: a row for each aspect of each candidate. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const id = idOr404(event.params.id);
  const facts = readOr404(await pilar.read(tenant.id, (tx) => awardFacts(tx, viewerOf(event), id)));
  const { computation } = facts;
  if (!computation) error(404);
  const word = (key: string) => messageFor(`awards.${key}`, {}, locale) ?? key;
  const rows = computation.candidates.flatMap((one) => rowsOf(one, facts, locale, word));
  async function* batches() {
    yield rows;
  }
  return tableDownload(
    event,
    `penghargaan-${facts.program.slug}`,
    columnsCalled(COLUMNS, (key) => word(`csv.${key}`)),
    batches(),
  );
};

function rowsOf(
  one: ScoredCandidate,
  { award, weights }: AwardFacts,
  locale: 'id' | 'en',
  word: (key: string) => string,
): CsvCell[][] {
  return one.aspects.map((aspect) => [
    one.place,
    one.name,
    plainQuantity(BigInt(totalInHundredths(one) * 10)),
    award.aspects.find((each) => each.aspect === aspect.aspect)?.label[locale] ?? aspect.aspect,
    weights.get(aspect.aspect) ?? 0,
    aspect.score,
    word(`standing-word.${aspect.standing}`),
    aspect.records,
    aspect.figures
      .map(({ measure, value, score }) => `${measure}: ${value ?? '-'} → ${score ?? '-'}`)
      .join('; '),
    aspect.marked,
    aspect.marks?.lowest ?? null,
    aspect.marks ? plainQuantity(BigInt(aspect.marks.median * 100)) : null,
    aspect.marks?.highest ?? null,
    aspect.marks?.mean ?? null,
    one.conflicts,
  ]);
}
