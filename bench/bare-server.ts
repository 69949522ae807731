/**
 * What Pilar is measured against: a bare `node:http` server that runs the given query on the same database through the
 * same driver and sends the rows as JSON, and a bare insert. Started by `server.ts` as a process of its own.
 */
import { createServer } from 'node:http';
import { Pool } from 'pg';

const { url, port, query, values }: { url: string; port: number; query: string; values: unknown[] } =
  JSON.parse(process.env.BARE ?? '{}');
const pool = new Pool({ connectionString: url, max: 20 });
await pool.query(
  'create table if not exists bare_row (id uuid primary key default gen_random_uuid(), body text, at timestamptz)',
);

createServer(async (request, response) => {
  if (request.method === 'POST') {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { rows } = await pool.query('insert into bare_row (body, at) values ($1, now()) returning id', [
      Buffer.concat(parts).toString(),
    ]);
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(rows[0]));
    return;
  }
  const { rows } = await pool.query(query, values);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ items: rows }));
}).listen(port, '127.0.0.1', () => process.stdout.write('ready\n'));
