import { sql } from 'kysely';
import type { RequestHandler } from './$types.js';

/** 200 when requests can be served and the database answers, else 503. Before the application is loaded the server itself answers 503. */
export const GET: RequestHandler = async ({ locals, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' });
  try {
    await sql`select 1`.execute(locals.pilar.database.sql);
    return Response.json({ status: 'ready' });
  } catch {
    return Response.json({ status: 'database unreachable' }, { status: 503 });
  }
};
