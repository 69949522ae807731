import type { RequestHandler } from '@sveltejs/kit';
import { type Api, createApi } from '#api/api.ts';

let api: Api | undefined;

/** Every method: the API itself knows which addresses take which. */
export const fallback: RequestHandler = ({ request, locals, getClientAddress }) => {
  const { pilar } = locals;
  api ??= createApi({ requestsPerMinute: pilar.settings.apiRequestsPerMinute });
  return api.fetch(request, { pilar, address: getClientAddress() });
};
