import { expect, test } from 'vitest';
import { z } from 'zod';
import { createApi } from '#api/api.ts';
import { openApiDocument, statusesOf } from '#api/document.ts';
import { ENDPOINTS } from '#api/endpoints.ts';
import { FAULTS } from '#api/fault.ts';
import { REFUSALS, type RefusalCode, refuse } from '#kernel/refusal.ts';
import { refusalStatus } from '#ui/refusal-status.ts';

const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(10),
  tags: z.array(z.string()).min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))).min(1),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
  responses: z.record(z.string(), z.looseObject({ description: z.string().min(3) })),
});

const Document = z.looseObject({
  openapi: z.literal('3.1.0'),
  components: z.looseObject({
    schemas: z.record(z.string(), z.looseObject({ title: z.string(), description: z.string() })),
  }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

const text = JSON.stringify(openApiDocument());
const document = Document.parse(JSON.parse(text));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test('every route of the API is in the document, and nothing else', () => {
  const own = ['GET /api/v1/', 'GET /api/v1/openapi.json', 'GET /api/v1'];
  const routed = createApi()
    .routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    .filter((route) => !own.includes(route));
  const written = operations.map(({ method, path }) => `${method.toUpperCase()} /api/v1${path}`);
  expect(routed.toSorted()).toEqual(written.toSorted());
});

test('every status that a request can be answered with is documented', () => {
  const possible = new Set([
    ...Object.values(FAULTS),
    ...Object.keys(REFUSALS)
      .filter((code): code is RefusalCode => code in REFUSALS)
      .map((code) => refusalStatus(refuse(code))),
  ]);
  possible.delete(405); // of an address, not of an operation
  const documented = new Set(operations.flatMap(({ operation }) => Object.keys(operation.responses)));
  expect([...possible].map(String).filter((status) => !documented.has(status))).toEqual([]);
  for (const endpoint of ENDPOINTS) {
    const operation = document.paths[endpoint.path]?.[endpoint.method];
    expect(Object.keys(operation?.responses ?? {}).toSorted(), endpoint.path).toEqual(
      statusesOf(endpoint).map(String).toSorted(),
    );
  }
});

test('every write needs a token with a scope, takes a key, and says so', () => {
  for (const { path, method, operation } of operations.filter((one) => one.method !== 'get')) {
    const headers = operation.parameters.filter((one) => one.in === 'header').map((one) => one.name);
    expect(headers, `${method} ${path}`).toContain('Idempotency-Key');
    expect(operation.security, `${method} ${path}`).toEqual([
      { personalToken: [expect.stringMatching(/^\w+:write$/)] },
    ]);
  }
});

test('every name in an address is explained, every operation has a name of its own', () => {
  for (const { path, operation } of operations) {
    const named = operation.parameters.filter((one) => one.in === 'path').map((one) => `{${one.name}}`);
    expect(path.match(/\{\w+\}/g)).toEqual(named);
  }
  const names = operations.map(({ operation }) => operation.operationId);
  expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
});

test('every reference leads to a schema', () => {
  const references = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(references.length).toBeGreaterThan(50);
  expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
});

test('every example of a JSON body is taken by its own schema', () => {
  for (const { path, body } of ENDPOINTS) {
    if (!body?.takes.includes('json')) continue;
    expect(body.schema.safeParse(body.example).error?.issues, path).toBeUndefined();
  }
});
