import { error } from '@sveltejs/kit';
import { mapFile } from '../../../../map-file.ts';
import { readCase } from '../../../cases.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ params }) =>
  mapFile(readCase(params.case) ?? error(404), params.format);
