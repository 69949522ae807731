import { OpenAPIHono, z } from '@hono/zod-openapi';
import { ownEntry } from '#kernel/own-entry.ts';
import { MEDIA_TYPES } from './body.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';

const FieldProblem = z
  .object({
    field: z.string().meta({ examples: ['costLines.0.quantity'] }),
    pointer: z.string().meta({ examples: ['#/costLines/0/quantity'] }),
    code: z.string(),
    title: z.string(),
    detail: z.string().optional(),
    params: z.record(z.string(), z.unknown()),
    basis: z.object({ cite: z.string(), rule: z.string().optional() }).optional(),
    remedy: z.string(),
  })
  .meta({ id: 'FieldProblem', description: 'One refused field' });

const Problem = z
  .object({
    type: z.string().meta({ examples: ['/api/v1#forum.no-quorum'] }),
    title: z.string().meta({ examples: ['The forum has no quorum.'] }),
    status: z.int().meta({ examples: [409] }),
    detail: z.string().optional(),
    code: z.string().meta({ examples: ['forum.no-quorum'] }),
    params: z.record(z.string(), z.unknown()),
    basis: z
      .object({ cite: z.string(), rule: z.string().optional() })
      .optional()
      .meta({ description: 'The rule behind it' }),
    remedy: z.string().meta({ description: 'What would change it' }),
    errors: z.array(FieldProblem).optional(),
  })
  .meta({ id: 'Problem', description: 'A refusal as RFC 9457 has it, in the language of Accept-Language' });

const MEANINGS: Readonly<Record<number, string>> = {
  400: 'Malformed: the JSON or form, `If-Match`, or `Idempotency-Key`',
  401: 'No token where one is needed, or one that is unknown, revoked or expired',
  403: 'The token lacks the scope, or its holder the office',
  404: 'Not there, or not for the one who asks',
  409: 'The state of things does not allow it, or the key was used for another request',
  412: 'Somebody has changed it since the version in `If-Match`',
  413: 'Too large, or too much to compute here',
  415: 'A media type that is not taken here',
  422: 'Fields that cannot stand; each is named in `errors`',
  429: 'Too many requests; `Retry-After` says when to come back',
  500: 'The server failed; nothing was changed',
  503: 'Busy, or the database is away; nothing was kept, send it again a little later',
};

/** What the names in addresses stand for. */
const PARAMETERS: Readonly<Record<string, { description: string; example: string; format?: string }>> = {
  tenant: { description: 'The city, as in its pages’ addresses', example: 'bandung' },
  program: { description: 'The programme, by its slug', example: 'hibah-2026' },
  region: { description: 'The code of a place', example: '32.73.30.1003' },
  kind: { description: 'What the model calls it', example: 'usaha' },
  of: { description: 'What of the model has kinds', example: 'forums' },
  tax: { description: 'The kind of tax, as the model names it', example: 'pph-22' },
  year: { description: 'A year', example: '2026' },
};

/** Whether a name in an address is a word and no id. */
export function isWord(name: string): boolean {
  return name !== 'region' && ownEntry(PARAMETERS, name) !== undefined;
}

/** The names in an endpoint's address. */
export function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

/** Every status with which an endpoint can answer. */
export function statusesOf(endpoint: Endpoint): number[] {
  const { access, analyses, body, judges, method, precondition, query, status = 200 } = endpoint;
  const writes = method !== 'get';
  return [
    status,
    ...(writes ? [400] : []),
    401,
    ...(access === 'public' ? [] : [403]),
    404,
    ...(writes || judges ? [409] : []),
    ...(precondition ? [412] : []),
    ...(body || analyses ? [413] : []),
    ...(body ? [415] : []),
    ...(writes || query || judges ? [422] : []),
    429,
    500,
    503,
  ];
}

function pathParameters(path: string) {
  return z.object(
    Object.fromEntries(
      namesIn(path).map((name) => {
        const known = ownEntry(PARAMETERS, name);
        return [
          name,
          known
            ? z.string().meta({ description: known.description, examples: [known.example] })
            : z.string().meta({ description: `The id of the ${name}`, format: 'uuid' }),
        ];
      }),
    ),
  );
}

function headersOf(endpoint: Endpoint) {
  if (endpoint.method === 'get') return undefined;
  return z.object({
    'Idempotency-Key': z
      .string()
      .regex(/^[\w-]{8,128}$/)
      .optional()
      .meta({ description: 'Makes the write safe to repeat: the same key again gets the first answer' }),
    ...(endpoint.precondition
      ? {
          'If-Match': z
            .string()
            .optional()
            .meta({ description: 'The `ETag` that was read; another version is refused', examples: ['"3"'] }),
        }
      : {}),
  });
}

function isVersioned(answer: z.ZodType): boolean {
  return answer instanceof z.ZodObject && 'version' in answer.shape;
}

function successOf(endpoint: Endpoint) {
  const { answer, method, query, mediaType = 'application/json' } = endpoint;
  const header = (description: string) => ({ description, schema: { type: 'string' as const } });
  return {
    description: endpoint.status === 201 ? 'Made' : 'Done',
    content: { [mediaType]: { schema: answer } },
    headers: {
      ...(isVersioned(answer) ? { ETag: header('The version, for `If-Match`') } : {}),
      ...(query && 'cursor' in query.shape ? { Link: header('`rel="next"` when the list goes on') } : {}),
      ...(method === 'get'
        ? {}
        : { 'Idempotent-Replayed': header('`true` when the answer was given before, to the same key') }),
      ...(endpoint.status === 201
        ? { Location: header('The address of what was made, where it has one') }
        : {}),
    },
  };
}

/** The OpenAPI 3.1 document, made from the same schemas by which requests are read. */
export function openApiDocument() {
  const generator = new OpenAPIHono();
  generator.openAPIRegistry.registerComponent('securitySchemes', 'personalToken', {
    type: 'http',
    scheme: 'bearer',
    description: 'A personal token with scopes and an end, made on the account page (/akun/token)',
  });
  for (const endpoint of ENDPOINTS) {
    const { access, body, method, path, query, summary, tag } = endpoint;
    const headers = headersOf(endpoint);
    generator.openAPIRegistry.registerPath({
      method,
      path,
      operationId: operationId(endpoint),
      tags: [tag],
      summary,
      ...(endpoint.description ? { description: endpoint.description } : {}),
      security: access === 'public' ? [{}, { personalToken: [] }] : [{ personalToken: [access] }],
      request: {
        params: pathParameters(path),
        ...(query ? { query } : {}),
        ...(headers ? { headers } : {}),
        ...(body
          ? {
              body: {
                required: true,
                content: Object.fromEntries(
                  body.takes.map((kind) => [
                    MEDIA_TYPES[kind],
                    { schema: body.schema, example: body.example },
                  ]),
                ),
              },
            }
          : {}),
      },
      responses: Object.fromEntries(
        statusesOf(endpoint).map((status) => [
          status,
          status < 300
            ? successOf(endpoint)
            : {
                description: MEANINGS[status] ?? '',
                content: { 'application/problem+json': { schema: Problem } },
              },
        ]),
      ),
    });
  }
  const document = generator.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Pilar',
      version: '1',
      description:
        'The whole chain of a partnership programme, from an idea to an accepted report. Reading what is public needs no token; writing needs `Authorization: Bearer` with a personal token. Cookies are not looked at. Amounts are whole rupiah, days `YYYY-MM-DD` in the city’s time zone, moments RFC 3339.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  });
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    Object.assign(schema, { title: name });
  }
  return document;
}

export const TAGS: Readonly<Record<Endpoint['tag'], string>> = {
  programs: 'Partnership models at work in a region and year, with their rules and figures',
  models: 'The workshop of a city’s models: drafts, cases, versions, rules that the law compels',
  proposals: 'What institutions ask for',
  forums: 'Where it is decided: attendance, quorum, decisions, sealed minutes',
  funding: 'Ceilings, commitments, disbursements and the ledger',
  activities: 'Funded proposals being carried out',
  filings: 'What is filed and who accepts it',
  obligations: 'What is owed past its day',
  people: 'The token’s holder, what waits for them, institutions',
  measures: 'What the records can say by themselves, and how the goals of a programme stand',
  assessment: 'How a partnership works: rounds of instruments, maps of causes, maps of components',
  journal: 'The sealed record of every change',
  regions: 'Territory',
};

/** A name for programs that generate clients: `post /{tenant}/forums/{forum}/seal` → `postForumsForumSeal`. */
function operationId({ method, path }: Endpoint): string {
  const words = path.split(/[^a-z]+/i).filter((word) => word !== '' && word !== 'tenant');
  return method + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
}
