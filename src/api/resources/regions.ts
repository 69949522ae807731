import { z } from '@hono/zod-openapi';
import { refuse } from '#kernel/refusal.ts';
import { LEVELS } from '#kernel/region.ts';
import { childrenOf, findRegion, pathTo } from '#modules/regions/index.ts';
import { endpoint } from '../endpoint.ts';
import { Region as Code } from './shared.ts';

const Place = z
  .object({ code: Code, level: z.enum(LEVELS), name: z.string() })
  .meta({ id: 'Region', description: 'A place: official territory, or an RW that the city keeps' });

const tag = 'regions';
const access = 'public';

export const regions = [
  endpoint({
    method: 'get',
    path: '/{tenant}/regions/{region}',
    tag,
    access,
    summary: 'One place with the places it lies in',
    answer: Place.extend({ path: z.array(Place) }).meta({
      id: 'RegionWithPath',
      description: 'A place with the places it lies in',
    }),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const place = await findRegion(tx, params.region);
        if (!place) return refuse('access.not-found');
        return { body: { ...place, path: await pathTo(tx, place.code) } };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/regions/{region}/children',
    tag,
    access,
    summary: 'The places one level below, in code order; RW below a village',
    answer: z.object({ items: z.array(Place) }),
    run: (call, { params }) =>
      call.read(async (tx) => {
        if (!(await findRegion(tx, params.region))) return refuse('access.not-found');
        return { body: { items: await childrenOf(tx, params.region) } };
      }),
  }),
];
