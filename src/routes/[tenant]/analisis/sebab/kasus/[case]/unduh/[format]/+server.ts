import { error } from '@sveltejs/kit';
import { causeCase } from '../../../../cases.ts';
import { causesFile } from '../../../../cause-file.ts';
import type { RequestHandler } from './$types.js';

/** A case as the file it was read from, or as a drawing. */
export const GET: RequestHandler = ({ params }) => {
  const studied = causeCase(params.case) ?? error(404);
  return causesFile(studied.map, params.format, studied.name, studied.text);
};
