/** What can be asked of the server: pages, downloads and forms from the tree of routes, operations from the API's document. */
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

export type Place = {
  /** Its address with names for what differs, such as `/[tenant]/usulan/[id]`. */
  readonly route: string;
  readonly methods: readonly string[];
  /** Names of its form actions. */
  readonly actions: readonly string[];
  /** Names of fields and of parts of the query that its code or its page mentions. */
  readonly fields: readonly string[];
};

/** Every page and every endpoint of pages; the API has a document of its own. */
export function placesInTree(): Place[] {
  const folders = Map.groupBy(
    globSync('src/routes/**/+{page.svelte,page.server.ts,page.ts,server.ts}').map((path) =>
      path.replaceAll('\\', '/'),
    ),
    (path) => dirname(path),
  );
  return [...folders]
    .filter(([folder]) => !folder.startsWith('src/routes/api'))
    .map(([folder, files]) => {
      const texts = readdirSync(folder)
        .filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'))
        .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
      const endpoint = files.find((file) => file.endsWith('/+server.ts'));
      const server = files.find((file) => file.endsWith('/+page.server.ts'));
      return {
        route: folder.replace(/^src\/routes/, '') || '/',
        methods: endpoint ? methodsIn(readFileSync(endpoint, 'utf8')) : ['GET'],
        actions: server ? actionsIn(readFileSync(server, 'utf8')) : [],
        fields: [...new Set(texts.flatMap(fieldsIn))],
      };
    });
}

function methodsIn(code: string): string[] {
  return [...code.matchAll(/export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/g)].map(
    ([, method = 'GET']) => method,
  );
}

/** The keys of `export const actions`, by the house's indentation. */
function actionsIn(code: string): string[] {
  const [, after = ''] = code.split('export const actions');
  const [body = ''] = after.split(/^\};/m, 1);
  return [...body.matchAll(/^ {2}(?:async )?'?([\w-]+)'?(?:: |\(|,$)/gm)].map(([, name = '']) => name);
}

function fieldsIn(code: string): string[] {
  const said = [/\bname="([\w.-]+)"/g, /textOf\(\w+, '([\w.-]+)'/g, /\.(?:get|getAll|has)\('([\w.-]+)'\)/g];
  return said.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name));
}

export type Operation = {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly example: unknown;
  readonly takes: readonly string[];
};

const Document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(z.object({ name: z.string(), in: z.string() })).optional(),
        requestBody: z
          .object({ content: z.record(z.string(), z.object({ example: z.unknown() })) })
          .optional(),
      }),
    ),
  ),
});

/** The operations of an OpenAPI document. */
export function operationsIn(text: string): Operation[] {
  return Object.entries(Document.parse(JSON.parse(text)).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path: `/api/v1${path}`,
      query: parameters.filter((one) => one.in === 'query').map((one) => one.name),
      example: Object.values(requestBody?.content ?? {})[0]?.example,
      takes: Object.keys(requestBody?.content ?? {}),
    })),
  );
}
