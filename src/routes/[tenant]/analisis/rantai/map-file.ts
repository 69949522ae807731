import { error } from '@sveltejs/kit';
import { type ComponentMap, drawChains, matrixTable } from '#analysis/components/index.ts';
import { CSV_MARK, csvLine } from '#kernel/csv.ts';
import { topicSlug } from '#modules/assessment/index.ts';
import { getLocale } from '#paraglide/runtime.js';

/** A map as a file: JSON that can be imported again, CSV of the matrix, or the picture. Other formats are 404. */
export function mapFile(map: ComponentMap, format: string | undefined): Response {
  const locale = getLocale() === 'en' ? 'en' : 'id';
  const name = `rantai-${topicSlug(`${map.title.id} ${map.date}`) || 'komponen'}`;
  const file = (text: string, type: string, extension: string) =>
    new Response(text, {
      headers: {
        'content-type': `${type}; charset=utf-8`,
        'content-disposition': extension === 'svg' ? 'inline' : `attachment; filename="${name}.${extension}"`,
      },
    });
  if (format === 'json') return file(`${JSON.stringify(map, null, 2)}\n`, 'application/json', 'json');
  if (format === 'svg') return file(drawChains(map, locale), 'image/svg+xml', 'svg');
  if (format === 'csv') {
    return file(
      CSV_MARK +
        matrixTable(map, locale)
          .map((cells) => csvLine(cells))
          .join(''),
      'text/csv',
      'csv',
    );
  }
  error(404);
}
