import { error } from '@sveltejs/kit';
import { type CauseMap, drawProblemTree } from '#analysis/causes/index.ts';
import { language } from './cause-words.ts';

/** The text of a map in the format that `pilar analyze causes` and a new map read. */
export function causesJson(map: CauseMap): string {
  const { links, ...head } = map;
  return `${JSON.stringify({ ...head, links }, null, 2)}\n`;
}

/** A map as a file: `json`, or the drawing as `svg`. */
export function causesFile(map: CauseMap, format: string, name: string, text = causesJson(map)): Response {
  const found = { json: 'application/json; charset=utf-8', svg: 'image/svg+xml; charset=utf-8' };
  const type = format === 'json' || format === 'svg' ? found[format] : error(404);
  if (map.factors.length === 0) error(404);
  const body = format === 'json' ? text : drawProblemTree(map, language(), name);
  const file = `${
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'peta-sebab'
  }.causes.${format}`;
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${file}"`,
    },
  });
}
