import { error } from '@sveltejs/kit';
import { networkFile } from '../../../../network-file.ts';
import { slicedBy } from '../../../../slice-filter.ts';
import { readCase } from '../../../cases.ts';
import type { RequestHandler } from './$types.js';

/** The network of a case with the filters of the page, as a file. */
export const GET: RequestHandler = ({ params, url }) => {
  const studied = readCase(params.case) ?? error(404);
  return networkFile(slicedBy(studied.network, url.searchParams, 'case'), params.format, studied.name);
};
